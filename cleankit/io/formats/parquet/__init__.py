"""Parquet: an article per row. Needs the extra `parquet`.

Rows travel as Arrow, so that every column but the text comes back with its type and value.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cleankit.io.format import Chunk, Format, Opened, Position, Rows
from cleankit.io.lines import Span

if TYPE_CHECKING:
    from cleankit.document import Document
    from cleankit.io.reader import Reader
    from cleankit.io.record import Record


def _cut(opened: Opened, place: Position) -> Iterator[Span]:
    from cleankit.io.formats.parquet.reading import cut  # when there is a table to read

    return cut(opened, place)


def _records(chunk: Chunk, reader: "Reader") -> Iterator["Record"]:
    from cleankit.io.formats.parquet.reading import records

    return records(chunk, reader)


def _document(record: "Record", reader: "Reader") -> "Document":
    from cleankit.io.formats.parquet.reading import document

    return document(record, reader)


def _raw(record: "Record") -> bytes:
    from cleankit.io.formats.parquet.reading import raw

    return raw(record)


def _rows(chunk: Chunk, changed: tuple[str, ...]) -> Rows:
    from cleankit.io.formats.parquet import rows

    del chunk  # each record knows its columns
    return rows.Rows(changed)


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    from cleankit.io.formats.parquet.values import plain

    return plain(fields)


FORMATS = (
    Format(
        name="parquet",
        suffixes=(".parquet",),
        holds="an article per row (extra `parquet`)",
        cut=_cut,
        records=_records,
        document=_document,
        rows=_rows,
        raw=_raw,
        plain=_plain,
        looks=lambda head: head.startswith(b"PAR1"),
        binary=True,
    ),
)
