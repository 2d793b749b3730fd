"""Open files for reading and writing, compressed or not; a file gets its name when it is whole."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any, cast

from cleankit.errors import InputError, UnreadableError
from cleankit.io.files import create, is_stream, open_stream, partial_of, place_of, sync_folder

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
        stdin: Any = _binary(sys.stdin, "", UnreadableError)
        yield _as_file(iter(lambda: stdin.read1(BLOCK), b"")), stdin
        return
    with path.open("rb") as stored:
        yield unpacked(path.name, stored), stored


@contextmanager
def open_remote(url: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Open a file at a URL to read it, as `open_input` does. Raises UnreadableError where it cannot be."""
    import fsspec

    try:
        with fsspec.open(url, "rb") as stored:
            yield unpacked(url, stored), stored
    except UnreadableError:
        raise
    except Exception as error:  # each file system has its own kinds
        raise UnreadableError(f"cannot be read: {type(error).__name__}: {error}") from error


def unpacked(name: str, stored: IO[bytes]) -> IO[bytes]:
    """Return the content of a file whose name tells how it is compressed."""
    if name.lower().endswith(".gz"):
        return _as_file(_gunzip(stored))
    return _as_file(_unzstd(stored)) if name.lower().endswith(".zst") else stored


def exactly(blocks: Iterator[bytes]) -> Callable[[int], bytes]:
    """Return ``read(size)`` over blocks of any size; it gives less than asked only at the end."""
    return _Unpacked(blocks).read


@contextmanager
def open_output(path: Path | None) -> Iterator[IO[bytes]]:
    """Open a file, or standard output, to write.

    The file gets its name only if all went well, and what stood there stays until then. A device or a FIFO
    is written to, and a link followed (`cleankit.io.files`).
    """
    if path is None:
        out = standard_output()
        yield out
        out.flush()
        return
    if is_stream(path):
        with open_stream(path) as stored, _compressed(path, stored) as content:
            yield content
        return
    place, partial = place_of(path), partial_of(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    with create(partial) as stored:
        try:
            with _compressed(path, stored) as content:
                yield content
            stored.flush()
            os.fsync(stored.fileno())
            partial.replace(place)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    sync_folder(place.parent)


def standard_output() -> IO[bytes]:
    """Return standard output for bytes. Raises InputError where it takes none: closed, or a notebook's."""
    return _binary(sys.stdout, "standard output ", InputError)


def _binary(stream: Any, name: str, error: type[InputError]) -> IO[bytes]:
    binary: IO[bytes] | None = getattr(stream, "buffer", None)
    if binary is None:
        found = "is closed" if stream is None else f"is a {type(stream).__name__}, which holds text only"
        raise error(f"{name}{found}; give a file")
    return binary


def packed(name: str, data: bytes) -> bytes:
    """Return data as a file of that name holds it; pieces that were packed apart may follow one another."""
    if name.lower().endswith(".gz"):
        igzip, _ = _isal()
        # No time in the header: the same records give the same bytes.
        return bytes(igzip.compress(data, GZIP_LEVEL, mtime=0))
    if name.lower().endswith(".zst"):
        import zstandard

        return zstandard.ZstdCompressor().compress(data)
    return data


def _compressed(path: Path, stored: IO[bytes]) -> Any:
    if path.suffix.lower() == ".gz":
        igzip, _ = _isal()
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
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """Return ``size`` bytes, or all that are left if there are fewer or size is -1."""
        parts, held = [self._rest], len(self._rest)
        while size < 0 or held < size:
            block = next(self._blocks, None)
            if block is None:
                break
            parts.append(block)
            held += len(block)
        data = b"".join(parts)
        if size < 0:
            size = len(data)
        self._rest = data[size:]
        return data[:size]


def _as_file(blocks: Iterator[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", _Unpacked(blocks))


def _isal() -> tuple[Any, Any]:
    """Return isal's modules, whose types are not told."""
    from isal import igzip, isal_zlib

    return igzip, isal_zlib


def _gunzip(stored: IO[bytes]) -> Iterator[bytes]:
    igzip, isal_zlib = _isal()
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
