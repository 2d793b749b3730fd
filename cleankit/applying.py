"""Call a filter on a document: an error says which filter failed, or returned what is not of its kind."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cleankit.document import Document, Lines, Verdict
from cleankit.errors import CleankitError, FilterError
from cleankit.registry import Filter

if TYPE_CHECKING:  # which needs this
    from cleankit.chain import Trace


def judged(one: Filter, document: Document, lines: Lines, trace: "Trace | None") -> Lines:
    verdicts: list[Verdict] = checked(one, document, lambda subject: list(one.bound(subject)), lines, list)
    if not verdicts:
        return lines
    left: Lines = checked(one, document, lines.apply, verdicts, Lines)
    if trace is not None:
        trace.lines(one, lines, verdicts)
    return left


def checked(one: Filter, document: Document, call: Callable[[Any], Any], subject: Any, accepted: Any) -> Any:
    """Call a filter; an error, or a result of the wrong type, says which filter and document."""
    try:
        result = call(subject)
    except CleankitError as error:
        raise type(error)(f"{_place(one, document)}: {error}") from error
    except Exception as error:
        raise FilterError(f"{_place(one, document)}: {type(error).__name__}: {error}") from error
    if not isinstance(result, accepted):
        kind = "str or None" if one.kind == "gate" else "str"
        raise FilterError(f"{_place(one, document)}: returned {type(result).__name__}; accepted: {kind}")
    return result


def _place(one: Filter, document: Document) -> str:
    return f"filter {one.name!r}" + (f", document {document.id!r}" if document.id is not None else "")
