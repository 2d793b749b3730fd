"""The picture of the data flow, docs/pictures/flow.svg: its words stand here."""

from html import escape
from typing import NamedTuple

WIDTH, BOX, GAP, ROW, HEIGHT = 960, 168, 28, 124, 76


class Step(NamedTuple):
    """A box: what it is called, what it does, whether it is data (rounded) or work, whether a flow begins."""

    name: str
    says: str
    data: bool = False
    first: bool = False


# Each row is read from the left, and its last box leads to the first of the next row.
ROWS = [
    [
        Step("inputs", "files, folders, URLs, standard input", True),
        Step("io", "sources, streams, formats: cut and read"),
        Step("record", "one article as a source holds it", True),
        Step("decoding", "bytes to text, and why"),
        Step("html", "pages only: walk, judge, keep the article's blocks"),
    ],
    [
        Step("document", "text, and what is known of it", True),
        Step("text filters", "rewrite the text"),
        Step("lines", "split once; folded keys; forms", True),
        Step("line filters", "verdicts from rules, repeats, line model; form before label"),
        Step("gates", "a reason to drop the article, or none"),
    ],
    [
        Step("cleaned", "text, or a gate's reason", True),
        Step("batch", "tally, ledger, files in order"),
        Step("output", "or dropped with a reason, or quarantine with an error", True),
        Step("edits", "of html and of each filter, in layers", True, first=True),
        Step("report", "explain, review page, spans, undo"),
    ],
]

STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1c2733 }
  .name { font-weight: 700 }
  rect { fill: #eef3f8; stroke: #51677d; stroke-width: 1.2 }
  rect.data { fill: #fff6dd; stroke: #a07a1c }
  path { fill: none; stroke: #51677d; stroke-width: 1.6 }
  polygon { fill: #51677d }
  @media (prefers-color-scheme: dark) {
    text { fill: #e4ebf2 }
    rect { fill: #22303d; stroke: #8da4ba }
    rect.data { fill: #3a3220; stroke: #cfae5a }
    path { stroke: #8da4ba }
    polygon { fill: #8da4ba }
  }
"""


def picture() -> str:
    """Return the picture as SVG; it follows the reader's light or dark scheme."""
    height = ROW * len(ROWS)
    parts = [_box(step, *_corner(row, at)) for row, steps in enumerate(ROWS) for at, step in enumerate(steps)]
    for row, steps in enumerate(ROWS):
        parts += [_across(row, at) for at in range(1, len(steps)) if not steps[at].first]
        if row:
            parts.append(_down(row, len(ROWS[row - 1]) - 1))
    body = "\n".join(parts)
    title = "The data flow of cleankit"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n{body}\n</svg>\n"
    )


def _corner(row: int, at: int) -> tuple[int, int]:
    return 4 + at * (BOX + GAP), 12 + row * ROW


def _box(step: Step, x: int, y: int) -> str:
    kind, round_ = (' class="data"', 14) if step.data else ("", 3)
    rows = [f'<rect{kind} x="{x}" y="{y}" width="{BOX}" height="{HEIGHT}" rx="{round_}"/>']
    rows.append(f'<text class="name" x="{x + 12}" y="{y + 20}">{escape(step.name)}</text>')
    for at, line in enumerate(_wrapped(step.says)):
        rows.append(f'<text x="{x + 12}" y="{y + 38 + 15 * at}">{escape(line)}</text>')
    return "\n".join(rows)


def _wrapped(text: str, most: int = 22) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _across(row: int, at: int) -> str:
    x, y = _corner(row, at)
    y += HEIGHT // 2
    return f'<path d="M{x - GAP} {y}H{x - 7}"/><polygon points="{x - 8},{y - 5} {x},{y} {x - 8},{y + 5}"/>'


def _down(row: int, last: int) -> str:
    x, y = _corner(row - 1, last)
    to_x, to_y = _corner(row, 0)
    x, to_x, middle = x + BOX // 2, to_x + BOX // 2, to_y - (ROW - HEIGHT) // 2
    tip = f"{to_x - 5},{to_y - 8} {to_x},{to_y} {to_x + 5},{to_y - 8}"
    return f'<path d="M{x} {y + HEIGHT}V{middle}H{to_x}V{to_y - 7}"/><polygon points="{tip}"/>'
