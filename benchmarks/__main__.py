"""Run a benchmark by its name: `python -m benchmarks scale --help`; without one, list them."""

import runpy
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """Return the modules that can be run."""
    packages = [path.parent.name for path in FOLDER.glob("*/__main__.py")]
    files = [path for path in FOLDER.glob("*.py") if path.name != "__main__.py"]
    return sorted([*packages, *(path.stem for path in files if "__main__" in path.read_text("utf-8"))])


def main() -> int:
    if len(sys.argv) < 2 or sys.argv[1] not in names():
        print(f"python -m benchmarks NAME [OPTIONS]; names: {', '.join(names())}", file=sys.stderr)
        return 2
    del sys.argv[0]
    runpy.run_module(f"benchmarks.{sys.argv[0]}", run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
