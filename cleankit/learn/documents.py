"""The documents of a corpus, read once, as `boilerplate` sees them: with their text repaired."""

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import Any

import orjson

from cleankit.batch.options import Options
from cleankit.batch.process import Cleaner, Part
from cleankit.chain import Chain, Trace
from cleankit.document import Cleaned, Document
from cleankit.errors import InputError, UnreadableError
from cleankit.io.reading import Place, Reading, read_blocks
from cleankit.io.records import document_fields, known_of, text_of
from cleankit.io.sources import Source
from cleankit.registry import Filter

Tell = Callable[[Document, str], None]


class Listening(Chain):
    """The text filters that come before `boilerplate` by default; what they leave is told, not kept."""

    def __init__(self, tell: Tell) -> None:
        super().__init__(*takewhile(_is_of_text, Chain("article").filters))
        self._tell = tell

    def run(self, source: str | Document, *, trace: Trace | None = None) -> Cleaned:
        """Tell a document and its repaired text; return it empty."""
        del trace  # nobody asks for the edits
        cleaned = super().run(source)
        self._tell(cleaned.document, cleaned.text)
        return cleaned._replace(text="")


def _is_of_text(one: Filter) -> bool:
    return one.kind == "text"


def read_documents(sources: Sequence[Source], options: Options, tell: Tell) -> Iterator[list[str]]:
    """Read all records, tell each document, and yield after some what is wrong with those that are none.

    Records are read as `batch-clean` reads them. Raises UnreadableError for a source that breaks off.
    """
    cleaner = Cleaner(Listening(tell), options, lambda _: "jsonl")
    how = Reading(options.encoding, options.max_record)
    for block in read_blocks(sources, how, Place()):
        result = cleaner.clean(block, Part(), lambda _: None)
        if result.failed:
            raise UnreadableError("; ".join(result.failed))
        refused = (orjson.loads(line) for line in result.quarantined.splitlines())
        yield [f"{one['file']}: line {one['line']}: {one['error']}" for one in refused]


def document_of(record: dict[str, Any], options: Options) -> Document:
    """Return the document that a record holds. Raises InputError if it has no text."""
    told: Any = known_of(record, document_fields(options.id_field, options.url_field))
    try:
        return Document(text_of(record, options.text_field), metadata=record, **told)
    except InputError as error:
        raise InputError(f"record {record.get(options.id_field, '')!r}: {error}") from error
