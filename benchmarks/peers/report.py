"""Tables of what was measured, as Markdown."""

import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.peers.measure import OWN, Row, Task

SHARES = ("words lost", "junk left", "paragraphs whole", "harmed", "dropped", "wrong")


def heading(turns: int, data: Path | None) -> str:
    """Return what was run, on which machine."""
    source = (
        "the data folder; shipped packs and models were made with it, so the figures of models that have "
        "not seen a page are in [html.md](html.md) and [boilerplate-model.md](boilerplate-model.md)"
        if data
        else "records made of the shipped fixtures"
    )
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    return (
        f"Records: {source}. CPU time, the median of {turns} turns that alternate, each a process of "
        f"its own; loading is not in it. {_processor()}, {os.cpu_count()} processors, {platform.system()}, "
        f"CPython {platform.python_version()}, load {load}; {datetime.now(UTC):%Y-%m-%d}."
    )


def table(task: Task, rows: Sequence[Row]) -> str:
    """Return a task's table: quality beside speed."""
    measured = [row for row in rows if not row.refused]
    lines = [f"### {task.title}", "", task.about, ""]
    if measured:
        names = list(measured[0].figures)
        lines += [_cells(["tool", *names, "ms per record", "times our speed", "raised"])]
        lines += [_cells(["---"] * (len(names) + 4))]
        own = next((row.seconds for row in measured if row.tool == OWN), None)
        lines += [_row(row, names, len(task.records), own) for row in measured]
        if any(not row.steady for row in measured):
            lines += ["", "\\* Gave other answers to the same records in another turn."]
    lines += [
        line for row in rows if row.refused for line in ("", f"Not measured: {row.tool}, {row.refused}.")
    ]
    return "\n".join(lines)


def _row(row: Row, names: Sequence[str], records: int, own: float | None) -> str:
    figures = [f"{row.figures[name]:.1%}" if name in SHARES else f"{row.figures[name]:.3f}" for name in names]
    speed = f"{own / row.seconds:.2g}" if own and row.seconds else "–"
    name = f"**{row.tool}**" if row.tool == OWN else row.tool
    star = "" if row.steady else "\\*"
    each = f"{row.seconds / records * 1000:.3g}"
    return _cells([f"{name} {row.version}{star}", *figures, each, speed, str(row.raised)])


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _processor() -> str:
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
