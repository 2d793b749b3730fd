"""Read tables: spans of rows, their records, and the documents of these."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from cleankit.decoding.charsets import read
from cleankit.decoding.utf16 import transcoded, wide_codec
from cleankit.errors import InputError, UnreadableError
from cleankit.io.format import Chunk, Opened, Position, grouped
from cleankit.io.formats.csv.dialect import Dialect, codec_of_rows, find_delimiter, find_escape, read_header
from cleankit.io.formats.csv.rows import IN_QUOTE, Row, cells_of, split_rows
from cleankit.io.lines import Span
from cleankit.io.record import Record
from cleankit.io.streams import as_file, blocks_of

if TYPE_CHECKING:
    from cleankit.document import Document
    from cleankit.io.reader import Reader

HEAD = 1 << 18  # bytes in which the delimiter is looked for
WHOLE = ("utf-16", "utf-32", "iso2022")  # codecs in which the bytes of a comma may be half of a character


@dataclass(slots=True)
class Context:
    """What the reader knows of a row: how its table is written, and its text, once it is decoded."""

    dialect: Dialect
    codec: str
    end: bytes
    text: str = ""


def cut(opened: Opened, place: Position) -> Iterator[Span]:
    """Yield spans of rows, each with the table's dialect."""
    del place  # there is one way through a table: from its beginning
    options, content = opened.options, opened.content
    codec = wide_codec(opened.head[:4], options.encoding) or options.codec
    stored = codec
    if codec.startswith(WHOLE):
        content, codec = as_file(transcoded(blocks_of(content), codec)), "utf-8"
    head = content.read(HEAD)
    if old := b"\r" in head and b"\n" not in head:  # lines that end as on early Macs
        head = head.replace(b"\r", b"\n")
    delimiter = options.delimiter or find_delimiter(head, opened.source.format or "csv")
    header = read_header(head, delimiter, codec)
    if header is None:
        return
    escape = find_escape(head, delimiter)
    dialect, start = header[0]._replace(stored=stored, escape=escape), header[1]
    rest = (chunk.replace(b"\r", b"\n") if old else chunk for chunk in blocks_of(content))
    rows = split_rows(
        as_file(chain([head[start:]], rest)),
        delimiter,
        options.max_record,
        len(dialect.names),
        escape=escape,
        line=1 + head.count(b"\n", 0, start),
        offset=start,
    )
    empty = True
    for span in grouped(_until_break(rows), opened.size, lambda row: row.length or len(row.raw)):
        empty = False
        yield span._replace(data=(dialect, span.data))
    if empty:
        yield Span(0, 1, 1, (dialect, []), 0)  # its header comes back


def _until_break(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield rows; raise UnreadableError after one in whose quotes the table ends."""
    row = None
    for row in rows:
        yield row
    if row is not None and row.error == IN_QUOTE:
        raise UnreadableError(f"breaks off within a quote that is opened in the row of line {row.line:,}")


def records(chunk: Chunk, reader: "Reader") -> Iterator["Record"]:
    """Yield the records of a chunk, with the encoding that its rows are in."""
    if not chunk.data:
        return
    dialect, rows = chunk.data
    codec = dialect.codec or codec_of_rows(rows)
    how = f"delimiter {dialect.delimiter!r}, {dialect.stored or codec or 'utf-8'}"
    how += ", quotes after backslashes" if dialect.escape else ""
    for row in rows:
        if row.length:
            yield reader.too_long(chunk, row.line, row.raw, row.length, row.offset)
        else:
            context = Context(dialect, codec, row.end)
            yield Record(
                reader, chunk.format, chunk.sources[0], row.line, row.raw, row.error, context=context, how=how
            )


def document(record: "Record", reader: "Reader") -> "Document":
    """Return the document of a row. Raises InputError for one that does not fit the header."""
    context = record.context
    dialect, codec = context.dialect, context.codec
    if codec:
        text, undecodable = read(record.data, codec)
        record.undecodable += undecodable
    else:
        text = reader.decoded(record, record.data).text
    context.text = text
    cells = cells_of(text, dialect.delimiter, dialect.escape)
    if len(cells) != len(dialect.names):
        raise InputError(f"a row of {len(cells)} cells under a header of {len(dialect.names)}")
    record.fields = dict(zip(dialect.names, cells, strict=True))
    return reader.of_fields(record)
