"""JSON: an article per object, in an array, alone, or one after another.

Arrays are cut into their items as they are read, so that a file may be larger than the memory.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleankit.io.format import Chunk, Format, Joined, Joining, Opened, Position, Rows
from cleankit.io.formats.jsonl import document
from cleankit.io.lines import Span

if TYPE_CHECKING:
    from cleankit.io.reader import Reader
    from cleankit.io.record import Record

ARRAY_RE = re.compile(rb"(?:\xff\xfe|\xfe\xff|\xef\xbb\xbf)?\s*\[\s*[{\]]")


def _cut(opened: Opened, place: Position) -> Iterator[Span]:
    from cleankit.io.formats.json.reading import cut  # when there is something to read

    return cut(opened, place)


def _records(chunk: Chunk, reader: "Reader") -> Iterator["Record"]:
    from cleankit.io.formats.json.reading import records

    return records(chunk, reader)


def _rows(chunk: Chunk, changed: tuple[str, ...]) -> Rows:
    from cleankit.io.formats.json import writing

    del changed  # all of a record is written anew
    return writing.Rows(chunk)


def _join(data: bytes, joining: Joining) -> Joined:
    from cleankit.io.formats.json.writing import join

    return join(data, joining)


def _close(header: list[str]) -> bytes:
    from cleankit.io.formats.json.writing import close

    return close(header)


def _looks(head: bytes) -> bool:
    return ARRAY_RE.match(head.replace(b"\0", b"")) is not None


FORMATS = (
    Format(
        name="json",
        suffixes=(".json",),
        holds="an article per object: in an array, alone, or one after another",
        cut=_cut,
        records=_records,
        document=document,
        rows=_rows,
        join=_join,
        close=_close,
        looks=_looks,
    ),
)
