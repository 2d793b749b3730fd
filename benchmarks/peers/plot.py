"""A picture of what was measured: quality and speed of each tool side by side, readable in light and dark."""

from collections.abc import Sequence
from html import escape
from math import log10

from benchmarks.peers.measure import OWN, Row, Task

LINE, HEAD, GAP = 20, 40, 18
NAME, BAR, FIGURE, BETWEEN = 204, 210, 52, 26
WIDTH = NAME + 2 * (BAR + FIGURE) + BETWEEN
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1c2733 }
  .head { font-weight: 700 }
  .small { font-size: 11px; fill: #51677d }
  .own { font-weight: 700 }
  rect { fill: #8fa6bd }
  rect.own { fill: #1f7a5c }
  @media (prefers-color-scheme: dark) {
    text { fill: #e4ebf2 }
    .small { fill: #a9bccd }
    rect { fill: #5d7790 }
    rect.own { fill: #4cc298 }
  }
"""


def plot(measured: Sequence[tuple[Task, Sequence[Row]]]) -> str:
    """Return an SVG: per task a panel, per tool a bar of quality (0 to 1) and one of speed (logarithmic)."""
    shown = [(task, [row for row in rows if not row.refused and row.seconds]) for task, rows in measured]
    shown = [(task, rows) for task, rows in shown if rows]
    parts, top = [], 0
    for task, rows in shown:
        parts.append(_panel(task, rows, top))
        top += HEAD + LINE * len(rows) + GAP
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" role="img">'
    title = "<title>Quality and speed of cleankit and its peers, per task</title>"
    return "\n".join([head, title, f"<style>{STYLE}</style>", *parts, "</svg>", ""])


def _panel(task: Task, rows: Sequence[Row], top: int) -> str:
    speeds = [len(task.records) / row.seconds for row in rows]
    low, high = log10(min(speeds)) - 0.3, log10(max(speeds))
    second = NAME + BAR + FIGURE + BETWEEN
    quality = next(iter(rows[0].figures))
    parts = [
        _text(0, top + 16, task.title, "head"),
        _text(NAME, top + 33, f"{quality}, 0 to 1", "small"),
        _text(second, top + 33, "records per second, logarithmic", "small"),
    ]
    for n, (row, speed) in enumerate(zip(rows, speeds, strict=True)):
        y = top + HEAD + n * LINE
        kind = "own" if row.tool.startswith(OWN) else ""
        share = row.figures[quality]
        length = BAR * ((log10(speed) - low) / (high - low) if high > low else 1)
        parts += [
            _text(0, y + 14, row.tool, kind),
            _bar(NAME, y + 3, BAR * share, kind),
            _text(NAME + BAR * share + 5, y + 14, f"{share:.3f}", kind),
            _bar(second, y + 3, length, kind),
            _text(second + length + 5, y + 14, _round(speed), kind),
        ]
    return "\n".join(parts)


def _round(speed: float) -> str:
    """Return two figures of a rate.

    >>> _round(1234.5), _round(0.1234)
    ('1,200', '0.12')
    """
    return f"{float(f'{speed:.2g}'):,g}" if speed < 10 else f"{round(float(f'{speed:.2g}')):,}"


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.0f}" y="{y:.0f}">{escape(text)}</text>'


def _bar(x: float, y: float, width: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{x:.0f}" y="{y:.0f}" width="{max(1, width):.1f}" height="13" rx="2"/>'
