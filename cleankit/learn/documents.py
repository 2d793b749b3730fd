"""The documents of a corpus, read once, as `boilerplate` sees them: with their text repaired."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import Any

from cleankit.chain import Chain
from cleankit.document import Document
from cleankit.errors import CleankitError, InputError, UnreadableError
from cleankit.io.options import ReadOptions
from cleankit.io.reading import read_sources
from cleankit.io.record import SkippedError
from cleankit.io.sources import Source

Take = Callable[[Document, str], None]


def repaired(document: Document) -> str:
    """Return a document's text after the text filters that come before `boilerplate` by default."""
    return _text_filters().run(document).text


def read_documents(sources: Sequence[Source], options: ReadOptions, take: Take) -> Iterator[str]:
    """Give each document with its repaired text to ``take``; yield what is wrong with records that hold none.

    Raises UnreadableError for a source that breaks off.
    """
    for record in read_sources(sources, options):
        try:
            document = record.document()
            text = repaired(document)
        except SkippedError:
            continue
        except UnreadableError:
            raise
        except CleankitError as error:
            yield f"{record.place}: {error}"
            continue
        take(document, text)


def document_of(record: Mapping[str, Any], options: ReadOptions) -> Document:
    """Return the document that a record holds. Raises InputError if it has no text."""
    try:
        return Document.from_record(
            record, text_field=options.text_field, id_field=options.id_field, url_field=options.url_field
        )
    except InputError as error:
        raise InputError(f"record {record.get(options.id_field, '')!r}: {error}") from error


@cache
def _text_filters() -> Chain:
    return Chain(*takewhile(lambda one: one.kind == "text", Chain("article").filters))
