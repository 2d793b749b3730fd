"""Read JSON: spans of items, and their records."""

from collections.abc import Iterator

from cleankit.decoding.utf16 import transcoded, wide_codec
from cleankit.io.format import Chunk, Opened, Position, grouped
from cleankit.io.formats.json.items import Splitter
from cleankit.io.lines import Span
from cleankit.io.reader import Reader
from cleankit.io.record import Record
from cleankit.io.streams import as_file, blocks_of


def cut(opened: Opened, place: Position) -> Iterator[Span]:
    """Yield spans of items, each with whether they are those of an array."""
    del place  # there is one way through: from the beginning
    content = opened.content
    if (wide := wide_codec(opened.head, opened.options.encoding)) is not None:
        content = as_file(transcoded(blocks_of(content), wide))
    splitter = Splitter(content, opened.options.max_record)
    empty = True
    for span in grouped(splitter.items(), opened.size, lambda item: item.length or len(item.raw)):
        empty = False
        yield span._replace(data=(splitter.is_array, span.data))
    if empty:
        yield Span(0, 1, 1, (splitter.is_array, []), 0)  # an array of nothing comes back


def records(chunk: Chunk, reader: Reader) -> Iterator[Record]:
    """Yield the records of a chunk; the number of one is its place among the items."""
    if not chunk.data:
        return
    for number, item in enumerate(chunk.data[1], chunk.first):
        if item.length:
            yield reader.too_long(chunk, number, item.raw, item.length, item.offset)
        else:
            yield Record(reader, chunk.format, chunk.sources[0], number, item.raw, item.error)
