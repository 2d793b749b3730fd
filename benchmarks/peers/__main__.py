"""Measure cleankit and its peers: the same work on the same records, quality and speed side by side.

    python -m benchmarks peers                              all tasks, on records made of the fixtures
    python -m benchmarks peers clean pages --data FOLDER    these tasks, on the evaluation data
    python -m benchmarks peers --write docs/peers-measured.md --plot docs/pictures/peers.svg

Each peer gets an environment of its own, made with pip in --folder at its first use; a peer that does not
install, or does not run, is named in the output with the reason. Turns of all tools alternate, each in a
process of its own, and the median counts.
"""

import argparse
import sys
from pathlib import Path

from benchmarks.peers.environments import REQUIRES
from benchmarks.peers.measure import OWN, measured, tool_of
from benchmarks.peers.plot import plot
from benchmarks.peers.report import heading, table
from benchmarks.peers.tasks import SOURCES, tasks
from benchmarks.peers.worker import works

FOLDER = Path(__file__).parents[2] / ".venv-peers"
LEAST_TURNS = 5


def main() -> int:
    """Print the tables, and write them and the picture where asked. Exit code 1 if no peer ran."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks peers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("tasks", nargs="*", metavar="TASK", help=", ".join(SOURCES))
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="take records from there")
    parser.add_argument(
        "--tool", action="append", metavar="NAME", help="only cleankit and this; may be repeated"
    )
    parser.add_argument("--turns", type=int, default=LEAST_TURNS, metavar="N")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where environments are (.venv-peers)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="also write the tables there")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="also draw an SVG there")
    given = parser.parse_args()
    names = given.tasks or list(SOURCES)
    if unknown := [name for name in names if name not in SOURCES]:
        parser.error(f"unknown task {unknown[0]!r}; accepted: {', '.join(SOURCES)}")
    if unknown := [name for name in given.tool or [] if name not in REQUIRES]:
        parser.error(f"unknown tool {unknown[0]!r}; accepted: {', '.join(REQUIRES)}")
    if given.turns < 1:
        parser.error(f"--turns {given.turns}: at least 1; figures to keep need {LEAST_TURNS}")
    if given.data and not (given.data / "text").is_dir():
        parser.error(f"--data {given.data}: no folder text in it")
    given.folder.mkdir(parents=True, exist_ok=True)
    found = []
    for task in tasks(names, given.data):
        tools = [name for name in works(task.name) if _wanted(tool_of(name), given.tool)]
        found.append((task, measured(task, tools, given.turns, given.folder, _report)))
    text = "\n\n".join([heading(given.turns, given.data), *(table(task, rows) for task, rows in found)])
    print(text)
    if given.write:
        given.write.write_text(f"{text}\n", "utf-8")
    if given.plot:
        given.plot.write_text(plot(found), "utf-8")
    ran = [row for _, rows in found for row in rows if not row.refused and tool_of(row.tool) != OWN]
    return 0 if ran else 1


def _wanted(tool: str, chosen: list[str] | None) -> bool:
    return chosen is None or tool in (OWN, *chosen)


def _report(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
