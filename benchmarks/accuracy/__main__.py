"""Measure accuracy: ``python -m benchmarks.accuracy html --data ../shared/eval``.

Each subcommand is the module of that name in this folder, with a ``main(argv: list[str]) -> int``, or one of
`BESIDE`: a benchmark of its own, by the name of what it measures.
"""

import runpy
import sys
from importlib import import_module
from pathlib import Path

OWN = {"__init__", "__main__"}
BESIDE = {
    "language": ("benchmarks.language", []),
    "repeats": ("benchmarks.repeats", ["planted"]),
}


def subcommands() -> list[str]:
    """Return the modules of this folder that have a ``main``."""
    files = Path(__file__).parent.glob("*.py")
    found = [f.stem for f in files if f.stem not in OWN and "\ndef main(" in f.read_text(encoding="utf-8")]
    return sorted([*found, *BESIDE])


def main(argv: list[str]) -> int:
    """Hand the rest of the arguments to the subcommand. Exit code 2 for an unknown one."""
    if not argv or argv[0] not in subcommands():
        print(
            f"usage: python -m benchmarks.accuracy {{{','.join(subcommands())}}} [options]", file=sys.stderr
        )
        return 2
    if argv[0] in BESIDE:
        module, first = BESIDE[argv[0]]
        sys.argv[:] = [argv[0], *first, *argv[1:]]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        return 0
    return int(import_module(f"benchmarks.accuracy.{argv[0]}").main(argv[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
