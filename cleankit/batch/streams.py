"""Open files for reading and writing, compressed or not; a file gets its name when it is whole."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any, cast

from cleankit.errors import UnreadableError

PARTIAL = ".partial"
BLOCK = 1 << 20
ZSTD_BLOCK = 1 << 13  # small, because a frame may hold thousands of times its size
GZIP_LEVEL = 1  # isal's 0-3: higher levels would cost more than the cleaning


@contextmanager
def open_input(path: Path | None) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Open a file, or standard input, to read its content: (content, bytes as stored).

    Raises OSError where it cannot be read; reading raises UnreadableError where the compression is broken.
    """
    if path is None:
        # One system call at a time: a signal that comes between two would wait for the next data.
        arriving = cast(IO[bytes], _Unpacked(iter(lambda: sys.stdin.buffer.read1(BLOCK), b"")))
        yield arriving, sys.stdin.buffer
        return
    with path.open("rb") as stored:
        if path.suffix.lower() == ".gz":
            yield cast(IO[bytes], _Unpacked(_gunzip(stored))), stored
        elif path.suffix.lower() == ".zst":
            yield cast(IO[bytes], _Unpacked(_unzstd(stored))), stored
        else:
            yield stored, stored


@contextmanager
def open_output(path: Path | None) -> Iterator[IO[bytes]]:
    """Open a file, or standard output, to write. The file gets its name only if all went well."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + PARTIAL)
    try:
        with partial.open("wb") as stored:
            with _compressed(path, stored) as content:
                yield content
            stored.flush()
            os.fsync(stored.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _compressed(path: Path, stored: IO[bytes]) -> Any:
    if path.suffix.lower() == ".gz":
        from isal import igzip

        # No name and no time in the header: the same records give the same bytes.
        return igzip.IGzipFile("", "wb", GZIP_LEVEL, stored, mtime=0)
    if path.suffix.lower() == ".zst":
        import zstandard

        return zstandard.ZstdCompressor().stream_writer(stored, closefd=False)
    return nullcontext(stored)


class _Unpacked:
    """The little of a file that is read: ``read(size)`` over blocks of any size."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks

    def read(self, size: int = -1) -> bytes:
        """Return at least ``size`` bytes, or all that are left if there are fewer or size is -1."""
        parts: list[bytes] = []
        while size < 0 or sum(map(len, parts)) < size:
            block = next(self._blocks, b"")
            if not block:
                break
            parts.append(block)
        return b"".join(parts)


def _gunzip(stored: IO[bytes]) -> Iterator[bytes]:
    from isal import igzip, isal_zlib

    with igzip.open(stored) as content:
        try:
            while block := content.read(BLOCK):
                yield block
        except (EOFError, igzip.BadGzipFile, isal_zlib.error) as error:
            raise UnreadableError(f"broken gzip after {stored.tell():,} bytes: {error}") from error


def _unzstd(stored: IO[bytes]) -> Iterator[bytes]:
    import zstandard

    frame: Any = None
    try:
        while packed := stored.read(ZSTD_BLOCK):
            while packed:
                if frame is None:
                    frame = zstandard.ZstdDecompressor().decompressobj()
                if block := frame.decompress(packed):
                    yield block
                packed = frame.unused_data if frame.eof else b""
                frame = None if frame.eof else frame
    except zstandard.ZstdError as error:
        raise UnreadableError(f"broken zstd after {stored.tell():,} bytes: {error}") from error
    if frame is not None:  # zstandard's own reader takes this for the end
        raise UnreadableError(f"broken zstd after {stored.tell():,} bytes: the last frame is cut off")
