"""Read sources as chunks: whole lines of JSONL, or one text file."""

from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

from cleankit.batch.inputs import Format, Source
from cleankit.batch.streams import open_input
from cleankit.errors import UnreadableError

CHUNK = 1 << 20  # bytes: large enough that a chunk's overhead vanishes, small enough for steady progress


class Chunk(NamedTuple):
    """Some records as bytes: lines of JSONL, the first of them line ``first_line``, or one text."""

    source: Source
    format: Format
    data: bytes
    first_line: int


def read_chunks(source: Source, advance: Callable[[int], None]) -> Iterator[Chunk]:
    """Yield the chunks of a source in order. ``advance`` is told the bytes read from storage.

    Raises UnreadableError where it cannot be opened or breaks off.
    """
    try:
        with open_input(source.path) as (content, stored):
            position = 0
            for chunk in _chunks(source, content):
                yield chunk
                now = stored.tell() if source.path is not None else position + len(chunk.data)
                advance(now - position)
                position = now
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or error}") from error


def _chunks(source: Source, content: IO[bytes]) -> Iterator[Chunk]:
    block = content.read(CHUNK)
    kind = source.format or ("jsonl" if block.lstrip()[:1] == b"{" else "text")
    if kind == "text":
        yield Chunk(source, kind, block + content.read(), 1)
        return
    first_line = 1
    parts: list[bytes] = []  # of a line longer than a block; joined once
    while block:
        whole, newline, tail = block.rpartition(b"\n")
        if newline:
            data = b"".join([*parts, whole, newline])
            yield Chunk(source, kind, data, first_line)
            first_line += data.count(b"\n")
            parts.clear()
        parts.append(tail)
        block = content.read(CHUNK)
    if any(parts):
        yield Chunk(source, kind, b"".join(parts), first_line)
