"""Parquet: an article per row. Needs the extra `parquet`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleankit.errors import UnreadableError
from cleankit.io.format import Block, Format, Opened, Place, grouped
from cleankit.io.lines import Span

if TYPE_CHECKING:
    from cleankit.document import Document
    from cleankit.io.reader import Reader
    from cleankit.io.record import Record

HEAD = 200  # bytes of a record over the limit that are kept


def _cut(opened: Opened, place: Place) -> Iterator[Span]:
    from cleankit.io.formats.parquet.table import parquet_lines

    del place
    if opened.content is not opened.stored:
        raise UnreadableError("a compressed Parquet file cannot be read; decompress it")
    opened.stored.seek(0)
    return grouped(parquet_lines(opened.stored), opened.size, len)


def _records(block: Block, reader: "Reader") -> Iterator["Record"]:
    from cleankit.io.record import Record

    for number, line in enumerate(block.data, block.first):
        if len(line) > reader.options.max_record:
            yield reader.too_long(block, number, line[:HEAD], len(line), 0)
        else:
            yield Record(reader, block.format, block.sources[0], number, line)


def _document(record: "Record", reader: "Reader") -> "Document":
    return reader.of_json(record, record.data)


FORMATS = (
    Format(
        name="parquet",
        suffixes=(".parquet",),
        holds="an article per row (extra `parquet`)",
        cut=_cut,
        records=_records,
        document=_document,
    ),
)
