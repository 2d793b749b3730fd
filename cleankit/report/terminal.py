"""An audit for the terminal: removed lines struck, changes in place, the rest folded.

Plain text marks what colour would: `-` a removed line, `~` a changed one, `[-old-]{+new+}` a change, `=` a
line that stays because the user says so.
"""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import groupby
from typing import TYPE_CHECKING

from cleankit.audit.report import Report
from cleankit.report.spared import Spared
from cleankit.report.view import LineView, Piece, lines_of
from cleankit.report.visible import shown, visible

if TYPE_CHECKING:
    from rich.text import Text

NONE: Mapping[int, Spared] = {}
CONTEXT = 2  # unchanged lines shown around a change
WIDTH = 160  # characters of an unchanged line or stretch that are shown


def plain_lines(report: Report, rule: str = "*", spared: Mapping[int, Spared] = NONE) -> Iterator[str]:
    r"""Yield the view as lines of plain text; ``spared`` are the lines that the user's own say keeps.

    >>> import cleankit
    >>> report = cleankit.Chain("article").audit("Advertisement\nIt’s late.")
    >>> print("\n".join(plain_lines(report)))
    - 1 Advertisement   en:ad-label
    ~ 2 It[-’-]{+'+}s late.   quotes
    """
    for line in _folded(report, rule, spared):
        if isinstance(line, int):
            yield f"    … {line} lines {_folded_as(rule)}"
        elif line.removed is not None:
            yield f"- {line.number} {visible(line.text)}   {_reason(line, spared)}"
        elif line.kept and line.number in spared:
            yield f"= {line.number} {visible(_cut(line.text))}   {_reason(line, spared)}"
        elif line.kept:
            yield f"  {line.number} {visible(_cut(line.text))}"
        else:
            pieces = "".join(_plain_piece(piece) for piece in line.pieces)
            yield f"~ {line.number} {pieces}   {_reason(line, spared)}"


def rich_lines(report: Report, rule: str = "*", spared: Mapping[int, Spared] = NONE) -> "Iterator[Text]":
    """Yield the view as lines of rich text, for a terminal with colour."""
    from rich.text import Text

    for line in _folded(report, rule, spared):
        if isinstance(line, int):
            yield Text(f"     … {line} lines {_folded_as(rule)}", style="dim")
            continue
        text = Text(f"{line.number:>5} ", style="dim" if line.kept else "")
        if line.removed is not None:
            text.append(visible(line.text) or "(blank line)", style="red strike")
        else:
            for piece in line.pieces:
                if piece.after is None:
                    text.append(visible(_cut(piece.before)))
                else:
                    text.append(shown(piece.before), style="red strike").append(
                        shown(piece.after), style="green bold"
                    )
        reason = _reason(line, spared)
        yield text.append(f"   {reason}", style="cyan") if reason else text


def _folded(report: Report, rule: str, spared: Mapping[int, Spared]) -> Iterator[LineView | int]:
    """Yield the lines to show; a number stands for that many unchanged ones."""
    lines = list(lines_of(report))
    told = [
        i
        for i, line in enumerate(lines)
        if any(fnmatchcase(name, rule) for name in (*_rules(line), *_of_say(spared.get(line.number))))
    ]
    near = {k for i in told for k in range(i - CONTEXT, i + CONTEXT + 1)}
    for is_near, run in groupby(enumerate(lines), key=lambda item: item[0] in near):
        group = [line for _, line in run]
        if is_near or len(group) == 1:
            yield from group
        else:
            yield len(group)


def _rules(line: LineView) -> list[str]:
    if line.removed is not None:
        return [line.removed.rule]
    return list(dict.fromkeys(rule for piece in line.pieces for rule in piece.rules))


def _of_say(spared: Spared | None) -> list[str]:
    return [] if spared is None else [spared.say, *spared.rules]


def _reason(line: LineView, spared: Mapping[int, Spared]) -> str:
    note = f" ({visible(line.removed.note)})" if line.removed is not None and line.removed.note else ""
    done = visible(" ".join(_rules(line))) + note
    own = spared.get(line.number)
    kept = f"{own.say}, not {visible(' '.join(own.rules))}" if own is not None else ""
    return "; ".join(filter(None, (done, kept)))


def _plain_piece(piece: Piece) -> str:
    if piece.after is None:
        return visible(_cut(piece.before))
    old = f"[-{shown(piece.before)}-]" if piece.before else ""
    return old + (f"{{+{shown(piece.after)}+}}" if piece.after else "")


def _folded_as(rule: str) -> str:
    return "unchanged" if rule == "*" else "without such edits"


def _cut(text: str) -> str:
    """Return a long unchanged stretch without its middle."""
    return text if len(text) <= WIDTH else f"{text[: WIDTH // 2]} … {text[-WIDTH // 2 :]}"
