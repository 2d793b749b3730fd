"""Apply filters to a document, stage by stage: an error says which filter failed, or gave the wrong kind."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, Protocol

from cleankit.audit.diff import realigned
from cleankit.document import Block, Document, Lines, Verdict
from cleankit.errors import CleankitError, FilterError
from cleankit.guard import Guard
from cleankit.registry import Filter

Blocks = Sequence[Block | None] | None
Stage = tuple[str, tuple[Filter, ...]]
"""A kind, and the filters of that kind which follow each other."""

ROUNDS = 20
"""Bounds the cost of line filters that take turns; one is usual, two where a line goes late."""

HINTS = {
    "bytes": "decode bytes first",
    "NoneType": "None passes in chain.stream(items)",
    "Document": "for a Document take chain.run(document)",
    "dict": "for a record take chain.run(Document.from_record(record))",
    "list": "for several take chain.many(texts)",
}


class Trace(Protocol):
    """Who wants to know of each change."""

    def text(self, by: Filter, before: str, after: str) -> None:
        """Take one text filter's change."""

    def lines(self, by: Filter, before: Lines, verdicts: Sequence[Verdict]) -> None:
        """Take one line filter's verdicts."""


def applied(
    stages: Iterable[Stage], source: str | Document, trace: Trace | None, guard: Guard | None
) -> tuple[str, Blocks]:
    """Return the text that filters leave of a text, or of a document's, and the blocks of its lines.

    ``guard`` says what none of them may touch; None where the user has no say of it.
    """
    text, blocks = (source, None) if isinstance(source, str) else (source.text, source.blocks)
    if blocks is not None and len(blocks) != text.count("\n") + 1:
        raise FilterError(f"{len(blocks)} blocks for {text.count(chr(10)) + 1} lines; one block a line")
    for kind, group in stages:
        if kind == "line":
            lines = _settled(group, Lines(text.split("\n"), source, blocks, text=text), trace, guard)
            text, blocks = lines.text, lines.blocks
            continue
        for one in group:
            try:
                after = one.bound(text)
            except Exception as error:
                raise _failure(one, source, error) from error
            if after is text:
                continue  # most filters find nothing to do
            if blocks is not None and isinstance(after, str):
                after = _with_blanks_of_code(text, after, blocks)
            after = _rewritten(one, source, text, after, trace, guard)
            if blocks is not None and not (one.keeps_lines and guard is None):
                blocks = realigned(blocks, text, after)
            text = after
    return text, blocks


def _rewritten(
    one: Filter, source: str | Document, text: str, after: Any, trace: Trace | None, guard: Guard | None
) -> str:
    """Return what a filter's result is to be: a text, without what the guard does not allow."""
    rewritten: str = _accepted(one, source, after, str)
    by = one
    if guard is not None and guard.spans and rewritten != text:
        again = partial(checked, one, source, accepted=str)
        rewritten, by = guard.rewritten(one, again, text, rewritten)
    if trace is not None and rewritten != text:
        trace.text(by, text, rewritten)
    return rewritten


def _with_blanks_of_code(before: str, after: str, blocks: Sequence[Block | None]) -> str:
    """Return a rewritten text with the blanks of code as they were: a filter of texts sees no blocks."""
    code = [line for line, block in enumerate(blocks) if block is not None and block.kind == "code"]
    if not code or before.count("\n") != after.count("\n"):
        return after
    old, new = before.split("\n"), after.split("\n")
    for line in code:
        if old[line] != new[line] and old[line].split() == new[line].split():
            new[line] = old[line].rstrip()
    return "\n".join(new)


def _settled(group: Sequence[Filter], lines: Lines, trace: Trace | None, guard: Guard | None) -> Lines:
    """Return what line filters leave that follow each other, each applied in its turn.

    Where one takes words after another has judged, what stood around them reads otherwise: those that are
    sure to change nothing by themselves are applied once more, until nothing goes.
    """
    turn = group
    for _ in range(ROUNDS):
        late = False
        for place, one in enumerate(turn):
            lines, took = _judged(one, lines, trace, guard)
            late = late or (took and place > 0)
        if not late:
            break
        turn = [one for one in group if one.idempotent]
    return lines


def _judged(one: Filter, lines: Lines, trace: Trace | None, guard: Guard | None) -> tuple[Lines, bool]:
    """Return the lines that a filter leaves, and whether it took words."""
    try:
        verdicts: list[Verdict] = _all(one.bound(lines))
        if not verdicts:
            return lines, False
        if guard is not None:
            verdicts = guard.allowed(one, lines, verdicts)
        left = lines.apply(verdicts)
    except Exception as error:
        raise _failure(one, lines.source, error) from error
    if trace is not None and verdicts:
        trace.lines(one, lines, verdicts)
    return left, any(lines.texts[verdict[0]].strip() for verdict in verdicts)


def _all(verdicts: Iterable[Verdict]) -> list[Verdict]:
    if type(verdicts) is list:  # asking an abstract class costs as much as judging an empty line
        return verdicts
    if not isinstance(verdicts, Iterable):
        raise FilterError(f"returned {type(verdicts).__name__}; accepted: verdicts, such as a list of them")
    return list(verdicts)


def no_text(found: object) -> TypeError:
    """Return the error of what is no str, with what would clean it."""
    kind = type(found).__name__
    return TypeError(f"a chain cleans str, not {kind}" + (f"; {HINTS[kind]}" if kind in HINTS else ""))


def checked(one: Filter, source: str | Document, subject: Any, accepted: Any) -> Any:
    """Call a filter; an error, or a result of the wrong type, says which filter and document."""
    try:
        result = one.bound(subject)
    except Exception as error:
        raise _failure(one, source, error) from error
    return _accepted(one, source, result, accepted)


def _accepted(one: Filter, source: str | Document, result: Any, accepted: Any) -> Any:
    if not isinstance(result, accepted):
        kind = "str or None" if one.kind == "gate" else "str"
        raise FilterError(f"{_place(one, source)}: returned {type(result).__name__}; accepted: {kind}")
    return result


def _placed(error: CleankitError) -> type[CleankitError]:
    """Return the type of an error with its place: the same where that takes a message and nothing else."""
    kind = type(error)
    plain = kind.__init__ is Exception.__init__ and kind.__new__ is Exception.__new__
    return kind if plain else FilterError


def _failure(one: Filter, source: "str | Document | None", error: Exception) -> CleankitError:
    """Return the error that says which filter failed, and on which document."""
    if isinstance(error, CleankitError):
        return _placed(error)(f"{_place(one, source)}: {error}")
    return FilterError(f"{_place(one, source)}: {type(error).__name__}: {error}")


def _place(one: Filter, source: "str | Document | None") -> str:
    known = source.id if isinstance(source, Document) else None
    return f"filter {one.name!r}" + (f", document {known!r}" if known is not None else "")
