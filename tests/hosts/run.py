"""Test each adapter against its host, in an environment of its own.

    python tests/hosts/run.py [--slow] [--folder .venv-hosts] [HOST...]

Environments are made once, in the folder, and made anew when what they need changes. With --slow, or by name,
also hosts are tested that take long to install, and of each host the tests that are marked ``long``.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from adapters import ROOT, Adapter, find_adapters


def prepared(name: str, adapter: Adapter, folder: Path) -> Path:
    """Return the Python of a host's environment; make that if it is not there, or for something else."""
    home = folder / name
    python, stamp = home / "bin" / "python", home / "made-for.json"
    host = () if adapter.stands_in else adapter.requires
    needs = {"requires": [*host, *adapter.also_needs, "pytest>=8.2"], "python": sys.version}
    needs["project"] = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    if stamp.exists() and json.loads(stamp.read_text()) == needs:
        return python
    venv.create(home, clear=True)
    # Compiling all modules of a host takes longer than its tests: what these import is compiled then.
    options = ["--python", python, "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    subprocess.run([sys.executable, "-m", "pip", *options, "-e", str(ROOT), *needs["requires"]], check=True)
    stamp.write_text(json.dumps(needs))
    return python


def tested(name: str, adapter: Adapter, python: Path, *, long: bool) -> bool:
    """Run a host's tests, those that take long where this is wanted, and say how they went."""
    started = time.monotonic()
    files = [adapter.test, *adapter.test.parent.glob(f"{adapter.test.stem}_*.py")]
    if not adapter.stands_in:
        files += [adapter.test.with_name("test_example.py"), adapter.file]
    options = ["-q", "-o", "addopts=--doctest-modules --strict-markers", "-o", "filterwarnings=default"]
    options += [] if long else ["-m", "not long"]
    environment = os.environ | {"CLEANKIT_HOST": name, "HF_HUB_OFFLINE": "1"}
    command = [python, "-m", "pytest", "-p", "no:cacheprovider", *options, *files]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    print(f"{name}: {'passed' if done.returncode == 0 else 'FAILED'}, {time.monotonic() - started:.0f} s")
    return done.returncode == 0


def main() -> int:
    """Run the tests; exit with 1 if any failed."""
    adapters = find_adapters()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("hosts", nargs="*", metavar="HOST", help=", ".join(adapters))
    parser.add_argument("--slow", action="store_true", help="also the hosts, and the tests, that take long")
    parser.add_argument("--folder", type=Path, default=ROOT / ".venv-hosts", help="where environments are")
    given = parser.parse_args()
    if unknown := [name for name in given.hosts if name not in adapters]:
        parser.error(f"unknown host {unknown[0]!r}; accepted: {', '.join(adapters)}")
    names = given.hosts or [name for name, one in adapters.items() if given.slow or not one.slow]
    given.folder.mkdir(exist_ok=True)
    with ThreadPoolExecutor(1) as builder:  # environments are made ahead, while others are tested
        made = [builder.submit(prepared, name, adapters[name], given.folder) for name in names]
        long = given.slow or bool(given.hosts)
        passed = [
            tested(name, adapters[name], one.result(), long=long)
            for name, one in zip(names, made, strict=True)
        ]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    raise SystemExit(main())
