"""Run the checks that must hold before a change lands, all or those that are named.

python -m tools.check             all, about two minutes
python -m tools.check style types

`.ci/run` runs them too, and what takes longer: slow tests, adapters with their hosts, floors of speed.
"""

import argparse
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXTRA = ("spelling", "site")  # need the extra "docs"
PACKS = sorted(path.stem for path in (ROOT / "cleankit/packs").glob("*.toml"))
CHECKS = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "compiled": ["cleankit.boilerplate.rules.compile", "--check"],
    "made": ["tools.reference", "--check"],
    "types": ["mypy"],
    "packs": ["cleankit", "rules", "check", *PACKS],
    "spelling": ["codespell_lib", "README.md", "CHANGELOG.md", "docs", "tools"],
    "site": ["mkdocs", "build", "--strict"],
    "tests": ["pytest", "-q", "-n", "logical", "-m", "not slow"],
}


def main() -> int:
    """Run the checks in order; a failed one is told with what it printed."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.check",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("checks", nargs="*", metavar="CHECK", help=", ".join(CHECKS))
    names = parser.parse_args().checks or [name for name in CHECKS if _can_run(name)]
    if unknown := [name for name in names if name not in CHECKS]:
        parser.error(f"unknown check {unknown[0]!r}; accepted: {', '.join(CHECKS)}")
    return 0 if all([_passes(name) for name in names]) else 1  # noqa: C419 - all of them run


def _can_run(name: str) -> bool:
    """Say whether a check's program is there; one that needs an extra is left out, and named, without it."""
    there = name not in EXTRA or find_spec(CHECKS[name][0]) is not None
    if not there:
        print(f"{name}: left out; pip install -e '.[docs]' for it", flush=True)
    return there


def _passes(name: str) -> bool:
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", *CHECKS[name]],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = done.returncode == 0
    print(f"{name}: {'passed' if passed else 'FAILED'}, {time.monotonic() - started:.0f} s", flush=True)
    if not passed:
        print(done.stdout, flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main())
