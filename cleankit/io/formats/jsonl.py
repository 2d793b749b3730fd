"""JSON lines: an article per line; blank lines are none.

Plain files are only scanned for line ends; who cleans them reads the ranges. Files in UTF-16 and UTF-32 are
turned into UTF-8 as they are read.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleankit.errors import UnreadableError
from cleankit.io.format import Chunk, Format, Opened, Position
from cleankit.io.lines import Span, into, line_spans

if TYPE_CHECKING:
    from cleankit.document import Document
    from cleankit.io.reader import Reader
    from cleankit.io.record import Record

BOM = b"\xef\xbb\xbf"
HEAD = 200  # bytes of a record over the limit that are kept


def cut(opened: Opened, place: Position) -> Iterator[Span]:
    """Yield spans of lines; of a file that can be read in place, from a place on and without the bytes."""
    from cleankit.decoding.utf16 import transcoded, wide_codec
    from cleankit.io.streams import as_file, blocks_of

    content, longest = opened.content, opened.options.max_record
    wide = wide_codec(opened.head, opened.options.encoding)
    if wide is None and opened.in_place:
        content.seek(place.offset)
        read = into(bytearray(opened.size), content)
        yield from line_spans(read, opened.size, longest, place.offset, place.number, keep=False)
        return
    if wide is not None:
        content = as_file(transcoded(blocks_of(content), wide))
    broken: list[UnreadableError] = []

    def read_whole(size: int) -> bytes:
        try:
            return content.read(size)
        except UnreadableError as error:
            broken.append(error)
            return b""

    yield from line_spans(read_whole, opened.size, longest)
    if broken:  # the last line may be whole: what it holds shows that
        raise broken[0]


def records(chunk: Chunk, reader: "Reader") -> Iterator["Record"]:
    """Yield the records of a chunk."""
    from cleankit.io.record import Record

    source, limit = chunk.sources[0], reader.options.max_record
    offset = chunk.start
    for number, line in enumerate(_bytes_of(chunk).split(b"\n"), chunk.first):
        start, offset = offset, offset + len(line) + 1
        if start == 0:
            line = line.removeprefix(BOM)  # noqa: PLW2901
        if not line or line.isspace():
            continue
        if len(line) > limit:
            yield reader.too_long(chunk, number, line[:HEAD], len(line), start)
        else:
            yield Record(reader, chunk.format, source, number, line)


def document(record: "Record", reader: "Reader") -> "Document":
    """Return the document of a line. Raises InputError for one that is no record."""
    line = record.data
    if reader.options.encoding and not reader.options.wide:
        line = reader.decoded(record, line).text.encode("utf-8")
    return reader.of_json(record, line)


def looks(head: bytes) -> bool:
    """Say whether what has no name begins as JSON lines do, in any Unicode encoding."""
    return head.removeprefix(BOM).replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")[:1] == b"{"


def _bytes_of(chunk: Chunk) -> bytes:
    if chunk.data is not None:
        return bytes(chunk.data)
    from cleankit.io.streams import open_input

    with open_input(chunk.sources[0].path) as (content, _):
        content.seek(chunk.start)
        data = content.read(chunk.stop - chunk.start)
    if len(data) < chunk.stop - chunk.start:
        raise UnreadableError("became shorter while it was read")
    return data


FORMATS = (
    Format(
        name="jsonl",
        suffixes=(".jsonl", ".ndjson"),
        holds="an article per line; blank lines are none",
        cut=cut,
        records=records,
        document=document,
        looks=looks,
    ),
)
