"""Apply filters to a document, stage by stage: an error says which filter failed, or gave the wrong kind."""

from collections.abc import Callable, Iterable, Sequence
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
    stages: Iterable[Stage], document: Document, trace: Trace | None, guard: Guard | None
) -> tuple[str, Blocks]:
    """Return the text that filters leave of a document's, and the blocks of its lines.

    ``guard`` says what none of them may touch; None where the user has no say of it.
    """
    text, blocks = document.text, document.blocks
    if blocks is not None and len(blocks) != text.count("\n") + 1:
        raise FilterError(f"{len(blocks)} blocks for {text.count(chr(10)) + 1} lines; one block a line")
    for kind, group in stages:
        if kind == "text":
            for one in group:
                after = _rewritten(one, document, text, trace, guard)
                if blocks is not None and not (one.keeps_lines and guard is None):
                    blocks = realigned(blocks, text, after)
                text = after
            continue
        lines = Lines(text.split("\n"), document, blocks)
        for one in group:
            lines = _judged(one, document, lines, trace, guard)
        text, blocks = "\n".join(lines.texts), lines.blocks
    return text, blocks


def _rewritten(one: Filter, document: Document, text: str, trace: Trace | None, guard: Guard | None) -> str:
    after: str = checked(one, document, one.bound, text, str)
    by = one
    if guard is not None and guard.spans and after != text:
        again = partial(checked, one, document, one.bound, accepted=str)
        after, by = guard.rewritten(one, again, text, after)
    if trace is not None and after != text:
        trace.text(by, text, after)
    return after


def _judged(one: Filter, document: Document, lines: Lines, trace: Trace | None, guard: Guard | None) -> Lines:
    verdicts: list[Verdict] = checked(one, document, lambda subject: _all(one.bound(subject)), lines, list)
    if verdicts and guard is not None:
        verdicts = checked(one, document, lambda found: guard.allowed(one, lines, found), verdicts, list)
    if not verdicts:
        return lines
    left: Lines = checked(one, document, lines.apply, verdicts, Lines)
    if trace is not None:
        trace.lines(one, lines, verdicts)
    return left


def _all(verdicts: Iterable[Verdict]) -> list[Verdict]:
    if not isinstance(verdicts, Iterable):
        raise FilterError(f"returned {type(verdicts).__name__}; accepted: verdicts, such as a list of them")
    return list(verdicts)


def no_text(found: object) -> TypeError:
    """Return the error of what is no str, with what would clean it."""
    kind = type(found).__name__
    return TypeError(f"a chain cleans str, not {kind}" + (f"; {HINTS[kind]}" if kind in HINTS else ""))


def checked(one: Filter, document: Document, call: Callable[[Any], Any], subject: Any, accepted: Any) -> Any:
    """Call a filter; an error, or a result of the wrong type, says which filter and document."""
    try:
        result = call(subject)
    except CleankitError as error:
        raise _placed(error)(f"{_place(one, document)}: {error}") from error
    except Exception as error:
        raise FilterError(f"{_place(one, document)}: {type(error).__name__}: {error}") from error
    if not isinstance(result, accepted):
        kind = "str or None" if one.kind == "gate" else "str"
        raise FilterError(f"{_place(one, document)}: returned {type(result).__name__}; accepted: {kind}")
    return result


def _placed(error: CleankitError) -> type[CleankitError]:
    """Return the type of an error with its place: the same where that takes a message and nothing else."""
    kind = type(error)
    plain = kind.__init__ is Exception.__init__ and kind.__new__ is Exception.__new__
    return kind if plain else FilterError


def _place(one: Filter, document: Document) -> str:
    return f"filter {one.name!r}" + (f", document {document.id!r}" if document.id is not None else "")
