"""Build wheel and sdist, install each in a fresh environment, and clean the fixtures with what was installed.

python -m tools.smoke [PYTHON...]     by default the running one; others as python3.12, or paths

Nothing of the repository is imported, and no extra is installed. Time and size are printed; an environment of
more than 100 MB, pip left out, is a failure.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
LARGEST = 100_000_000
SMOKE = """
import cleankit, cleankit.batch, sys
from pathlib import Path
assert not Path(cleankit.__file__).is_relative_to(sys.argv[1]), cleankit.__file__
assert cleankit.clean("Advertisement\\n\\nSnow “fell”.\\n") == 'Snow "fell".'
report = cleankit.Chain("article").audit("Show comments\\nSnow fell.")
assert report.undo() == "Show comments\\nSnow fell."
assert cleankit.clean_html("<p>Ships were late on Friday, the port said.</p>").startswith("Ships")
inputs = sorted(Path(sys.argv[1]).glob("fixtures/*/input.*"))
assert cleankit.batch.run(list(map(str, inputs)), "out.jsonl").exit_code == 0
assert len(Path("out.jsonl").read_text("utf-8").splitlines()) == len(inputs)
"""


def main() -> int:
    """Run the smoke test for each Python and each kind of distribution."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pythons", nargs="*", metavar="PYTHON", default=[sys.executable])
    pythons = parser.parse_args().pythons
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        built = _built(place, pythons[0])
        return 0 if all([_works(python, one, place) for python in pythons for one in built]) else 1  # noqa: C419


def _built(place: Path, python: str) -> list[Path]:
    """Return the wheel and the sdist, made anew."""
    _run([python, "-m", "venv", "builder"], place)
    _run(["builder/bin/pip", "install", "-q", "build"], place)
    _run(["builder/bin/python", "-m", "build", "--outdir", str(place / "dist"), str(ROOT)], place)
    return sorted((place / "dist").iterdir())


def _works(python: str, distribution: Path, place: Path) -> bool:
    home = place / f"{Path(python).name}-{distribution.suffix[1:]}"
    _run([python, "-m", "venv", str(home)], place)
    started = time.monotonic()
    _run([str(home / "bin/pip"), "install", "-q", str(distribution)], place)
    seconds = time.monotonic() - started
    size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file() and not path.is_symlink())
    size -= sum(path.stat().st_size for path in home.rglob("pip/**/*") if path.is_file())
    try:
        version = _run([str(home / "bin/python"), "--version"], place).strip()
        _run([str(home / "bin/python"), "-c", SMOKE, str(ROOT)], home)
        _run([str(home / "bin/batch-clean"), "--list"], home)
        _run([str(home / "bin/cleankit"), "explain", str(ROOT / "README.md")], home)
    except subprocess.CalledProcessError as error:
        print(f"{python}, {distribution.name}: FAILED\n{error.stdout}{error.stderr}", flush=True)
        return False
    print(
        f"{version}, {distribution.name}: passed; installed in {seconds:.0f} s, {size / 1e6:.0f} MB",
        flush=True,
    )
    return size <= LARGEST


def _run(command: list[str], folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
