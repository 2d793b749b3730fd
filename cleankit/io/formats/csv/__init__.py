"""CSV and TSV: an article per row, under a header.

The delimiter and the encoding are found out unless they are given. A row that cannot be read costs itself
alone; cells come back as they were.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleankit.io.format import Chunk, Format, Joined, Joining, Opened, Position, Rows
from cleankit.io.lines import Span

if TYPE_CHECKING:
    from cleankit.document import Document
    from cleankit.io.reader import Reader
    from cleankit.io.record import Record


def _cut(opened: Opened, place: Position) -> Iterator[Span]:
    from cleankit.io.formats.csv.reading import cut  # when there is a table to read

    return cut(opened, place)


def _records(chunk: Chunk, reader: "Reader") -> Iterator["Record"]:
    from cleankit.io.formats.csv.reading import records

    return records(chunk, reader)


def _document(record: "Record", reader: "Reader") -> "Document":
    from cleankit.io.formats.csv.reading import document

    return document(record, reader)


def _rows(chunk: Chunk, changed: tuple[str, ...]) -> Rows:
    from cleankit.io.formats.csv import writing

    return writing.Rows(chunk, changed)


def _join(data: bytes, joining: Joining) -> Joined:
    from cleankit.io.formats.csv.writing import join

    return join(data, joining)


FORMATS = tuple(
    Format(
        name=name,
        suffixes=(f".{name}",),
        holds=f"an article per row, under a header{parted}",
        cut=_cut,
        records=_records,
        document=_document,
        rows=_rows,
        join=_join,
    )
    for name, parted in (("csv", ""), ("tsv", "; cells parted by tabs"))
)
