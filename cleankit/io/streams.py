"""Open files for reading and writing, compressed or not; a file gets its name when it is whole."""

import io
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any, cast

from cleankit.errors import InputError, UnreadableError
from cleankit.io.files import create, is_stream, open_stream, partial_of, place_of, sync_folder
from cleankit.io.unpacking import GZIP_MARK, ZSTD_MARK, gunzipped, unzstd

BLOCK = 1 << 20
BUFFER = 1 << 18
WAITS = (0.5, 1.5, 4.0)  # seconds between tries to read from a store, beside those of its own library
ENDINGS = {GZIP_MARK: ".gz", ZSTD_MARK: ".zst"}
GZIP_LEVEL = 1  # isal's 0-3: higher levels would cost more than the cleaning


@contextmanager
def open_input(path: Path | None) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Open a file, or standard input, to read its content: (content, bytes as stored).

    Raises OSError where it cannot be read; reading raises UnreadableError where the compression is broken.
    """
    if path is None:
        # One system call at a time: a signal that comes between two would wait for the next data.
        stdin: Any = _binary(sys.stdin, "", UnreadableError)
        piped = as_file(iter(lambda: stdin.read1(BLOCK), b""))
        yield unpacked(_packing_of(piped), piped), stdin
        return
    with path.open("rb") as stored:
        yield unpacked(path.name, stored), stored


@contextmanager
def open_remote(url: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Open a file at a URL to read it, as `open_input` does. Raises UnreadableError where it cannot be."""
    import fsspec

    try:
        opened = fsspec.open(url, "rb").open()
    except Exception as error:  # each file system has its own kinds
        raise UnreadableError(f"cannot be read: {_one_line(error)}") from error
    with opened:
        stored = cast("IO[bytes]", _Fetched(opened))
        yield unpacked(url, stored), stored


def unpacked(name: str, stored: IO[bytes]) -> IO[bytes]:
    """Return the content of a file whose name shows how it is compressed."""
    if name.lower().endswith(".gz"):
        return as_file(gunzipped(stored))
    return as_file(unzstd(stored)) if name.lower().endswith(".zst") else stored


def _packing_of(piped: Any) -> str:
    """Return the ending that what has no name should have."""
    head = piped.peek(4)
    return next((ending for mark, ending in ENDINGS.items() if head.startswith(mark)), "")


def as_file(blocks: Iterator[bytes]) -> IO[bytes]:
    """Return blocks of any size as a file: ``read(size)`` gives less than asked only at the end.

    Where the blocks break off (UnreadableError), what there is before is read first; then reading raises.
    """
    return cast("IO[bytes]", _Content(_Blocks(blocks), BUFFER))


def blocks_of(content: IO[bytes]) -> Iterator[bytes]:
    """Yield the content of a file, or what is left of it, in blocks."""
    while block := content.read(BLOCK):
        yield block


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
        from isal import igzip

        # No time in the header: the same records give the same bytes.
        return bytes(igzip.compress(data, GZIP_LEVEL, mtime=0))
    if name.lower().endswith(".zst"):
        import zstandard

        return zstandard.ZstdCompressor().compress(data)
    return data


def _compressed(path: Path, stored: IO[bytes]) -> Any:
    if path.suffix.lower() == ".gz":
        from isal import igzip

        # No name and no time in the header: the same records give the same bytes.
        opened: Any = igzip.IGzipFile
        return opened("", "wb", GZIP_LEVEL, stored, mtime=0)
    if path.suffix.lower() == ".zst":
        import zstandard

        return zstandard.ZstdCompressor().stream_writer(stored, closefd=False)
    return nullcontext(stored)


class _Fetched(io.RawIOBase):
    """A file of a store: what fails is tried again, `WAITS` seconds later; an error says at which byte."""

    def __init__(self, opened: Any) -> None:
        self._opened = opened
        self._size = getattr(opened, "size", None)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._opened.seekable())

    def tell(self) -> int:
        return int(self._opened.tell())

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return int(self._opened.seek(offset, whence))

    def read(self, size: int | None = -1, /) -> bytes:
        at = self.tell()
        for wait in (*WAITS, None):
            try:
                data: bytes = self._opened.read(-1 if size is None else size)
                break
            except Exception as error:  # each file system has its own kinds
                if wait is None or isinstance(error, FileNotFoundError | PermissionError):
                    reason = f"cannot be read after byte {at:,}: {_one_line(error)}"
                    raise UnreadableError(reason) from error
            time.sleep(wait)
            self.seek(at)
        if not data and size and isinstance(self._size, int) and at < self._size:
            raise UnreadableError(f"breaks off after {at:,} of {self._size:,} bytes")
        return data


def _one_line(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


class _Blocks(io.RawIOBase):
    """Blocks as a raw file; where they break off it ends, and ``broken`` is why."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._rest = memoryview(b"")
        self.broken: UnreadableError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            try:
                block = None if self.broken else next(self._blocks, None)
            except UnreadableError as error:
                self.broken, block = error, None
            if block is None:
                return 0
            self._rest = memoryview(block)
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


class _Content(io.BufferedReader):
    """A buffered file that raises at its end if it broke off there."""

    raw: _Blocks

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        return self._checked(data, whole=size is None or size < 0, nothing=size == 0)

    def read1(self, size: int = -1, /) -> bytes:
        return self._checked(super().read1(size), nothing=size == 0)

    def readline(self, size: int | None = -1, /) -> bytes:
        return self._checked(super().readline(size), nothing=size == 0)

    def readinto(self, buffer: Any, /) -> int:
        count = super().readinto(buffer)
        self._checked(b"x" * bool(count), nothing=not len(buffer))
        return count

    def __next__(self) -> bytes:
        if line := self.readline():
            return line
        raise StopIteration

    def _checked(self, data: bytes, *, whole: bool = False, nothing: bool = False) -> bytes:
        if self.raw.broken is not None and (whole or not (data or nothing)):
            raise self.raw.broken
        return data
