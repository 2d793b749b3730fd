"""Read sources: as records, or as chunks, some records each, which several processes may read.

Plain JSON lines are only scanned here for line ends; workers read their ranges themselves. What has one way
to be read, a compressed file or standard input, is read here and handed over as bytes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import IO

from cleankit.errors import InputError, UnreadableError
from cleankit.extraction import DEFAULT, PageOptions
from cleankit.io.binary import refuse_binary
from cleankit.io.format import Chunk, Format, Opened, Position
from cleankit.io.formats import FORMATS
from cleankit.io.options import TABLES, ReadOptions, options_of
from cleankit.io.reader import CHANGED, Reader
from cleankit.io.record import Record
from cleankit.io.sniffing import SNIFF, sniffed
from cleankit.io.sources import Inputs, Source, find_sources
from cleankit.io.streams import as_file, blocks_of, open_input, open_remote

CHUNK = 4 << 20  # bytes: large enough that a chunk's overhead vanishes, small enough to commit often
MOST_FILES = 256  # in one chunk


def read(
    inputs: Inputs,
    options: ReadOptions | None = None,
    *,
    page: PageOptions = DEFAULT,
) -> Iterator[Record]:
    """Yield the records of files, folders, patterns and URLs in order, also those that cannot be read.

    `Record.document` makes the document of a record, or says what is wrong with it; ``page`` says how
    articles are taken out of pages. Memory is bounded by ``options.max_record``. Raises InputError for an
    input that is not there, UnreadableError where one breaks off, after its records before the break.
    """
    options = options_of(read, ReadOptions, options, {})
    found = find_sources(inputs, options.format, fields=options.keys)
    if found.missing:
        raise InputError("; ".join(found.missing))
    refuse_delimiter(found.sources, options)
    yield from read_sources(found.sources, options, page=page)


def refuse_delimiter(sources: Sequence[Source], options: ReadOptions) -> None:
    """Raise InputError for a delimiter where no source can be a table."""
    if (
        options.delimiter is not None
        and sources
        and all(one.format not in (None, *TABLES) for one in sources)
    ):
        raise InputError(
            f"delimiter: has an effect only on {', '.join(TABLES)}, and no input is one; leave it out"
        )


def read_sources(
    sources: Sequence[Source], options: ReadOptions, *, page: PageOptions = DEFAULT
) -> Iterator[Record]:
    """Yield the records of sources, as `read` does."""
    reader = Reader(options, page)
    for chunk in read_chunks(sources, options, Position()):
        if chunk.broken is not None:
            raise UnreadableError(chunk.broken)
        try:
            yield from reader.records(chunk)
        except OSError as error:
            raise UnreadableError(
                f"{chunk.sources[0].name}: cannot be read: {error.strerror or error}"
            ) from error


def read_chunks(sources: Sequence[Source], options: ReadOptions, place: Position) -> Iterator[Chunk]:
    """Yield the chunks of all sources from a place on; the same chunks each time.

    What is broken is reported in its place, after the chunks before the break.
    """
    number = place.source
    while number < len(sources):
        source = sources[number]
        if _is_single(source):
            group = _group(sources, number)
            yield _whole_files(sources[number : number + group], number + group)
            number += group
            continue
        first = place if number == place.source else Position(number)
        try:
            yield from _chunks(source, options, first)
        except UnreadableError as error:
            yield _broken(source, number, str(error))
        except OSError as error:
            yield _broken(source, number, f"cannot be read: {error.strerror or error}")
        number += 1


@contextmanager
def open_source(source: Source) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Open an input, wherever it is: (content, bytes as stored)."""
    with open_remote(source.url) if source.url else open_input(source.path) as opened:
        yield opened


def _is_single(source: Source) -> bool:
    return source.path is not None and source.format is not None and FORMATS[source.format].single


def _broken(source: Source, number: int, why: str) -> Chunk:
    after = Position(number + 1)
    return Chunk((source,), source.format or "jsonl", after, 0, b"", broken=f"{source.name}: {why}")


def _group(sources: Sequence[Source], first: int) -> int:
    """Return how many files from ``first`` on make one chunk, each a record."""
    size = count = 0
    for source in sources[first : first + MOST_FILES]:
        size += source.size
        if not _is_single(source) or (count and size > CHUNK):
            break
        count += 1
    return count


def _whole_files(sources: Sequence[Source], after: int) -> Chunk:
    stored = sum(source.size for source in sources)
    return Chunk(tuple(sources), sources[0].format or "text", Position(after), stored)


def _chunks(source: Source, options: ReadOptions, place: Position) -> Iterator[Chunk]:
    with open_source(source) as (unpacked, stored):
        head, content = unpacked.read(SNIFF), unpacked
        kind = FORMATS[source.format or _kind_of(head, options)]
        if unpacked is stored and (source.path is not None or kind.binary) and stored.seekable():
            stored.seek(0)
        else:
            content = as_file(chain([head], blocks_of(unpacked)))
        if kind.cut is not None and not kind.binary:
            _refuse_binary(head, kind)
        if kind.cut is None:
            yield from _single(source, kind.name, content, options, place)
            return
        reported = place.offset
        for span in kind.cut(Opened(source, head, content, stored, options, CHUNK), place):
            # What a worker reads itself was only scanned here, and that goes on ahead of a chunk's end.
            now = span.stop if span.data is None and content is stored else _position(stored, span.stop)
            if span.start < place.offset:  # done by an earlier run
                reported = now
                continue
            after = Position(place.source, span.stop, span.first_line + span.lines)
            yield Chunk(
                (source,),
                kind.name,
                after,
                now - reported,
                span.data,
                span.start,
                span.stop,
                span.first_line,
                span.too_long,
            )
            reported = now
        yield Chunk((source,), kind.name, Position(place.source + 1), 0, b"")
    if source.changed:
        raise UnreadableError(CHANGED)


def _refuse_binary(head: bytes, kind: Format) -> None:
    try:
        refuse_binary(head, f"what {kind.name} holds")
    except InputError as error:
        raise UnreadableError(str(error)) from error


def _single(
    source: Source, kind: str, content: IO[bytes], options: ReadOptions, place: Position
) -> Iterator[Chunk]:
    """Yield what is one record, and has no path, as standard input."""
    data = content.read(options.max_record + 1)
    length = len(data)
    while more := content.read(CHUNK):
        length += len(more)
    kept = data if len(data) <= options.max_record else None
    yield Chunk((source,), kind, Position(place.source + 1), length, kept, 0, length, 1, kept is None)


def _position(stored: IO[bytes], read: int) -> int:
    try:
        return stored.tell()
    except OSError:  # a pipe
        return read


def _kind_of(head: bytes, options: ReadOptions) -> str:
    """Return what standard input is, as its beginning shows."""
    from cleankit.io.formats.csv.dialect import table_of  # for what has no name alone

    return sniffed(head) or table_of(head, options) or "text"
