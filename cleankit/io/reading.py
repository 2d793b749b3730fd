"""Read sources as blocks: what a worker takes at once, in the order of the inputs.

Plain JSONL is only scanned here for line ends; workers read their ranges themselves. What has one way to
be read, a compressed file or standard input, is read here and handed over as bytes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, NamedTuple

from cleankit.decoding.utf16 import transcoded, wide_codec
from cleankit.errors import UnreadableError
from cleankit.io.formats.csv import csv_lines, is_table
from cleankit.io.formats.parquet import parquet_lines
from cleankit.io.formats.warc import MARK, warc_lines
from cleankit.io.lines import into, line_spans
from cleankit.io.sources import Format, Source
from cleankit.io.streams import exactly, open_input, open_remote

BLOCK = 4 << 20  # bytes: large enough that a block's overhead vanishes, small enough to commit often
MOST_FILES = 256  # in one block
SNIFF = 4096
CHANGED = "changed while it was read; clean it again"
ABOUT = 1 << 20  # bytes that the headers of an archived record may have


class Place(NamedTuple):
    """Where reading stands: in which source, at which byte of its content, before which line."""

    source: int = 0
    offset: int = 0
    line: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """Some records: lines of one source, or whole files.

    ``data`` is None where the worker reads the file itself, from ``start`` to ``stop``; ``too_long`` says
    that this is one line over the limit, which nobody reads.
    """

    sources: tuple[Source, ...]
    format: Format
    after: Place
    stored: int = 0  # bytes of the input as stored, for the progress
    data: bytes | None = None
    start: int = 0
    stop: int = 0
    first_line: int = 1
    too_long: bool = False
    broken: str | None = None  # why the source cannot be read, or breaks off here


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: what the encoding was said to be, and how long a record may be."""

    encoding: str | None = None
    max_record: int = 16 << 20


def read_blocks(sources: Sequence[Source], how: Reading, place: Place) -> Iterator[Block]:
    """Yield the blocks of all sources from a place on; the same blocks each time.

    What is broken is told in its place, after the blocks before the break.
    """
    number = place.source
    while number < len(sources):
        source = sources[number]
        if source.whole:
            group = _group(sources, number)
            yield _whole_files(sources[number : number + group], number + group)
            number += group
            continue
        first = place if number == place.source else Place(number)
        try:
            yield from _lines_of(source, how, first)
        except UnreadableError as error:
            yield _broken(source, number, str(error))
        except OSError as error:
            yield _broken(source, number, f"cannot be read: {error.strerror or error}")
        number += 1


def _broken(source: Source, number: int, why: str) -> Block:
    after = Place(number + 1)
    return Block((source,), source.format or "jsonl", after, 0, b"", broken=f"{source.name}: {why}")


def _group(sources: Sequence[Source], first: int) -> int:
    """Return how many files from ``first`` on make one block."""
    size = count = 0
    for source in sources[first : first + MOST_FILES]:
        size += source.size
        if not source.whole or (count and size > BLOCK):
            break
        count += 1
    return count


def _whole_files(sources: Sequence[Source], after: int) -> Block:
    stored = sum(source.size for source in sources)
    return Block(tuple(sources), sources[0].format or "text", Place(after), stored)


def _lines_of(source: Source, how: Reading, place: Place) -> Iterator[Block]:
    with open_source(source) as (content, stored):
        head = content.read(SNIFF)
        kind = source.format or _kind_of(head)
        if kind == "text":
            yield from _text(source, head, content, how, place)
            return
        wide = wide_codec(head, how.encoding) if kind == "jsonl" else None
        plain = (
            kind == "jsonl"
            and wide is None
            and source.path is not None
            and source.lasting
            and content is stored
        )
        if plain:
            content.seek(place.offset)
            read = into(bytearray(BLOCK), content)
            spans = line_spans(read, BLOCK, how.max_record, place.offset, place.line, keep=False)
        else:
            rest = _after(head, content)
            longest = how.max_record
            if kind == "warc":
                lines = warc_lines(head, content, longest)
                longest = 2 * longest + ABOUT  # of the lines: the reader keeps to the limit
            elif kind == "parquet":
                lines = _parquet(content, stored)
            elif is_table(kind):
                lines = csv_lines(rest, kind, how.encoding, how.max_record)
            else:
                lines = transcoded(rest, wide) if wide else rest
            spans = line_spans(exactly(lines), BLOCK, longest)
        told = place.offset if plain else 0
        for start, stop, first_line, data, count, too_long in spans:
            now = stop if plain else _position(stored, stop)
            if start < place.offset:  # done by an earlier run
                told = now
                continue
            after = Place(place.source, stop, first_line + count)
            yield Block((source,), kind, after, now - told, data, start, stop, first_line, too_long)
            told = now
        yield Block((source,), kind, Place(place.source + 1), 0, b"")
    if source.changed:
        raise UnreadableError(CHANGED)


def _parquet(content: IO[bytes], stored: IO[bytes]) -> Iterator[bytes]:
    if content is not stored:
        raise UnreadableError("a compressed Parquet file cannot be read; decompress it")
    stored.seek(0)
    return parquet_lines(stored)


def _text(source: Source, head: bytes, content: IO[bytes], how: Reading, place: Place) -> Iterator[Block]:
    """Yield standard input as one text."""
    data = head + content.read(max(0, how.max_record + 1 - len(head)))
    length = len(data)
    while len(data) > how.max_record and (more := content.read(BLOCK)):
        length += len(more)
    kept = data if len(data) <= how.max_record else None
    yield Block((source,), "text", Place(place.source + 1), length, kept, 0, length, 1, kept is None)


def _after(head: bytes, content: IO[bytes]) -> Iterator[bytes]:
    yield head
    while block := content.read(BLOCK):
        yield block


def _position(stored: IO[bytes], read: int) -> int:
    try:
        return stored.tell()
    except OSError:  # a pipe
        return read


def _kind_of(head: bytes) -> Format:
    """Tell what standard input is from its beginning."""
    if head.startswith(MARK):
        return "warc"
    return "jsonl" if _looks_like_json(head) else "text"


def _looks_like_json(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")[:1] == b"{"


@contextmanager
def open_source(source: Source) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Open an input, wherever it is: (content, bytes as stored)."""
    with open_remote(source.url) if source.url else open_input(source.path) as opened:
        yield opened
