"""Read JSON: spans of items, and their records."""

from collections.abc import Iterator

from cleankit.decoding.utf16 import transcoded, wide_codec
from cleankit.io.format import Block, Opened, Place, grouped
from cleankit.io.formats.json.items import Splitter
from cleankit.io.lines import Span
from cleankit.io.reader import Reader
from cleankit.io.record import Record
from cleankit.io.streams import as_file, blocks_of


def cut(opened: Opened, place: Place) -> Iterator[Span]:
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


def records(block: Block, reader: Reader) -> Iterator[Record]:
    """Yield the records of a block; the number of one is its place among the items."""
    if not block.data:
        return
    for number, item in enumerate(block.data[1], block.first):
        if item.length:
            yield reader.too_long(block, number, item.raw, item.length, item.offset)
        else:
            yield Record(reader, block.format, block.sources[0], number, item.raw, item.error)
