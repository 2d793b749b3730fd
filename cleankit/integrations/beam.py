"""Clean elements of an Apache Beam pipeline; what is dropped, or fails, is a side output. Extra: ``beam``.

from cleankit.integrations.beam import CleanText
found = records | CleanText(chain, "body")
found.cleaned | WriteToParquet(...); found.dropped | ...; found.failed | ...
"""

from collections.abc import Iterator, Mapping
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput

from cleankit import Chain
from cleankit.integrations.rows import ADDED, KNOWN, chosen, clean_rows

CLEANED, FAILED = "cleaned", "failed"
DROPPED, ERROR = ADDED


class CleanText(beam.PTransform):
    """A transform of texts, or of records with a text in ``field``, into three collections.

    In ``cleaned`` the elements are what they were, str, dict, Row or NamedTuple, with their texts cleaned;
    None and null texts pass. ``dropped`` and ``failed`` are dead letters: dicts of the element as it was, a
    text in ``field``, with the gate's reason in ``dropped`` or the ``error``. What holds no text is among
    those that failed, so that no element ends the job.
    """

    def __init__(self, chain: Chain | None = None, field: str = "text") -> None:
        super().__init__()
        self.clean = CleanElement(chosen(chain), field)

    def expand(self, elements: Any) -> Any:
        """Return the three collections, as attributes of one object."""
        found = elements | beam.ParDo(self.clean).with_outputs(DROPPED, FAILED, main=CLEANED)
        found[CLEANED].element_type = elements.element_type  # a schema stays
        return found


class CleanElement(beam.DoFn):
    """What becomes of one element."""

    def __init__(self, chain: Chain, field: str) -> None:
        super().__init__()
        self.chain, self.field = chain, field

    def process(self, element: Any) -> Iterator[Any]:
        """Yield the element cleaned; or, to a side output, why it is not."""
        fields = _fields(element)
        record = {self.field: element} if fields is None else fields
        if self.field not in record:
            names = ", ".join(sorted(map(str, record)))
            yield TaggedOutput(FAILED, {**record, ERROR: f"no field {self.field!r}; fields: {names}"})
            return
        known = {name: [record[name]] for name in KNOWN if name in record and name != self.field}
        (text,), (reason,), (error,) = clean_rows([record[self.field]], self.chain, known)
        if error is not None:
            yield TaggedOutput(FAILED, {**record, ERROR: error})
        elif reason is not None:
            yield TaggedOutput(DROPPED, {**record, DROPPED: reason})
        else:
            yield text if fields is None else _with(element, self.field, text)


def _fields(element: Any) -> dict[str, Any] | None:
    """Return an element's fields; None for what has none."""
    if isinstance(element, beam.Row):
        return dict(element.as_dict())
    if isinstance(element, Mapping):
        return dict(element)
    return dict(element._asdict()) if hasattr(element, "_asdict") else None


def _with(element: Any, field: str, text: Any) -> Any:
    if isinstance(element, beam.Row):
        return beam.Row(**{**element.as_dict(), field: text})
    if isinstance(element, Mapping):
        return {**element, field: text}
    return element._replace(**{field: text})
