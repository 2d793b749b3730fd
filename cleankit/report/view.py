"""An audit as the lines of its source, each kept, changed or removed: what both renderings show."""

from collections.abc import Iterator
from typing import NamedTuple

from cleankit.audit.report import Report
from cleankit.text.edits import Edit


class Piece(NamedTuple):
    """A stretch of a line: ``after`` is what stands in its place, None if it was left alone."""

    before: str
    after: str | None = None
    rules: tuple[str, ...] = ()


class LineView(NamedTuple):
    """A line of the source. ``removed`` is the edit that took all of it."""

    number: int
    pieces: tuple[Piece, ...]
    removed: Edit | None = None

    @property
    def kept(self) -> bool:
        """Whether nothing was done to it."""
        return self.removed is None and all(piece.after is None for piece in self.pieces)

    @property
    def text(self) -> str:
        """The line as it was."""
        return "".join(piece.before for piece in self.pieces)


class _Change(NamedTuple):
    start: int
    end: int
    after: str
    edits: tuple[Edit, ...]


def lines_of(report: Report) -> Iterator[LineView]:
    r"""Yield every line of the source with what became of it.

    >>> import cleankit
    >>> report = cleankit.Chain("article").audit("Advertisement\nIt’s late.")
    >>> [(line.number, line.removed and line.removed.rule, line.pieces) for line in lines_of(report)]
    [(1, 'en:ad-label', (Piece(before='Advertisement', after='', rules=('en:ad-label',)),)),
     (2, None, (Piece(before='It', after=None, rules=()),
                Piece(before='’', after="'", rules=('quotes',)),
                Piece(before='s late.', after=None, rules=())))]
    """
    changes, source = list(_changes(report)), report.source
    first = place = before = 0
    for number, text in enumerate(source.split("\n"), 1):
        end = place + len(text)
        while first < len(changes) and _is_past(changes[first], before, place):
            first += 1
        here = []
        at = first
        while at < len(changes) and changes[at].start <= end:
            here.append(changes[at])
            at += 1
        yield _line(number, text, place, here, alone=text == source)
        before, place = place, end + 1


def _is_past(change: "_Change", before: int, place: int) -> bool:
    """Say whether a change is done with before the line at ``place``; ``before`` is the line above's place.

    The line break between belongs to the line above if that is blank, else to a blank line here.
    """
    if change.end != place or change.start == place:
        return change.end < place
    return change.start != place - 1 or before == place - 1


def _changes(report: Report) -> Iterator[_Change]:
    """Yield the edits in order of the source, those that overlap as one."""
    edits = sorted(report.edits, key=lambda edit: (edit.start, edit.end))
    run: list[Edit] = []
    end = 0
    for edit in [*edits, None]:
        if run and (edit is None or edit.start >= end):
            yield _change(report, run, end)
            run = []
        if edit is not None:
            end = max(end, edit.end) if run else edit.end
            run.append(edit)


def _change(report: Report, run: list[Edit], end: int) -> _Change:
    start = run[0].start
    span = report.clean_span(start, end)
    after = run[-1].after if start == end else "" if span is None else report.text[slice(*span)]
    return _Change(start, end, after, tuple(run))


def _line(number: int, text: str, place: int, changes: list[_Change], *, alone: bool) -> LineView:
    pieces: list[Piece] = []
    removed = None
    left = len(text)  # characters that are not known to be removed
    unbroken = alone  # whether a line break beside it is removed too: else a blank line stays
    done, end = place, place + len(text)
    for change in changes:
        start, stop = max(change.start, place), min(change.end, end)
        if change.start == end < change.end and change.end > end + 1:
            continue  # begins with this line's break: it is shown with the next line
        if start > done:
            pieces.append(Piece(text[done - place : start - place]))
        if not change.after and change.end > change.start:
            left -= stop - start
            unbroken |= change.start < place or change.end > end
            removed = max(
                (*change.edits, *([removed] if removed else [])), key=lambda edit: edit.end - edit.start
            )
        rules = tuple(dict.fromkeys(edit.rule for edit in change.edits))
        shown = (
            change.after if change.start >= place else ""
        )  # a change over several lines shows with the first
        if start < stop or shown or not text:
            pieces.append(Piece(text[start - place : stop - place], shown, rules))
        done = max(done, stop)
    if done < end or not pieces:
        pieces.append(Piece(text[done - place :]))
    return LineView(number, tuple(pieces), removed if unbroken and not left else None)
