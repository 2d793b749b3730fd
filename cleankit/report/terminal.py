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
    from rich.console import Console
    from rich.text import Text

NONE: Mapping[int, Spared] = {}
CONTEXT = 2  # unchanged lines shown around a change
INDENT = 6  # columns before the text of a line
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


class Total:
    r"""What the edits of some articles come to; of those by rules that match ``rule``.

    >>> import cleankit
    >>> total = Total()
    >>> total.add(cleankit.Chain("article").audit("Advertisement\nIt’s late."))
    >>> total.as_text()
    'total: 1 article, 1 changed; 2 edits by 2 rules; 14 of 24 characters removed (58 %)'
    """

    def __init__(self, rule: str = "*") -> None:
        self._rule = rule
        self._articles = self._changed = self._dropped = self._edits = self._removed = self._characters = 0
        self._rules: set[str] = set()

    def add(self, report: Report) -> None:
        """Count an article in."""
        edits = [
            edit for layer in report.layers for edit in layer.edits if fnmatchcase(edit.rule, self._rule)
        ]
        self._articles += 1
        self._changed += bool(edits)
        self._dropped += report.dropped is not None
        self._edits += len(edits)
        self._rules.update(edit.rule for edit in edits)
        self._removed += sum(len(edit.before) - len(edit.after) for edit in edits)
        self._characters += len(report.source)

    def as_text(self) -> str:
        """Return the counts as a line for a person."""
        articles, edits, rules = (
            f"{count:,} {name}{'' if count == 1 else 's'}"
            for count, name in (
                (self._articles, "article"),
                (self._edits, "edit"),
                (len(self._rules), "rule"),
            )
        )
        dropped = f", {self._dropped:,} dropped" if self._dropped else ""
        share = 100 * self._removed / max(1, self._characters)
        percent = f"{share:.1f}" if 0 < share < 10 else f"{share:.0f}"
        return (
            f"total: {articles}, {self._changed:,} changed{dropped}; {edits} by {rules}; "
            f"{self._removed:,} of {self._characters:,} characters removed ({percent} %)"
        )


def rich_lines(
    report: Report, rule: str, spared: Mapping[int, Spared], console: "Console"
) -> "Iterator[Text]":
    """Yield the view as lines of rich text, for a terminal with colour; what is wrapped stays indented."""
    from rich.text import Text

    for number, style, text in _rich_rows(report, rule, spared):
        wrapped = text.wrap(console, max(console.width - INDENT, INDENT))
        for at, line in enumerate(wrapped):
            yield Text(f"{number if at == 0 else '':>{INDENT - 1}} ", style=style).append_text(line)


def _rich_rows(
    report: Report, rule: str, spared: Mapping[int, Spared]
) -> "Iterator[tuple[int | str, str, Text]]":
    """Yield each line's number, the style of that, and its text."""
    from rich.text import Text

    for line in _folded(report, rule, spared):
        if isinstance(line, int):
            yield "", "", Text(f"… {line} lines {_folded_as(rule)}", style="dim")
            continue
        text, style = Text(), "dim" if line.kept else ""
        if line.removed is not None and not line.text:
            text.append("(blank line)", style="dim")
        elif line.removed is not None:
            text.append(visible(line.text), style="red strike")
        else:
            for piece in line.pieces:
                if piece.after is None:
                    text.append(visible(_cut(piece.before)), style=style)
                else:
                    text.append(shown(piece.before), style="red strike").append(
                        shown(piece.after), style="green bold"
                    )
        reason = _reason(line, spared)
        yield line.number, style, text.append(f"   {reason}", style="cyan") if reason else text


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
