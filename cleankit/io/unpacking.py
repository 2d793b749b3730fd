r"""Decompress files as far as they go: what comes before a break comes out, and then the error says where.

>>> import io
>>> list(gunzipped(io.BytesIO(b"no gzip")))
Traceback (most recent call last):
cleankit.errors.UnreadableError: broken gzip: it begins with b'no'
"""

import zlib
from collections.abc import Generator, Iterator
from typing import IO, Any

from cleankit.errors import UnreadableError

PACKED = 1 << 16  # bytes given to gzip at once
PIECE = 1 << 16  # bytes that it may make at once: what a damaged place costs
RETRIED = 1 << 10  # bytes of a damaged member given to zlib at once: it may make 1,032 times as many of them
BUFFER = 1 << 18
ZSTD_BLOCK = 1 << 10  # bytes given to zstd at once: it may make 32,000 times as many of them
GZIP_MARK, ZSTD_MARK = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
LONGEST_HEADER = 1 << 20
EXTRA, NAME, COMMENT, CHECKED = 4, 8, 16, 2  # flags of a gzip header
TRAILER = 8


def gunzipped(stored: IO[bytes]) -> Iterator[bytes]:
    """Yield the content of the members of a file. Zeros after the last one are padding.

    Raises UnreadableError where it is damaged, cut off, or followed by something else.
    """
    members = 0
    packed = stored.read(PACKED)
    while packed:
        if members:
            while packed and not (packed := packed.lstrip(b"\0")):
                packed = stored.read(PACKED)
            if not packed:
                return
        packed = _after_header(stored, packed, members)
        packed = yield from _member(stored, packed)
        members += 1
        packed = packed or stored.read(PACKED)


def _member(stored: IO[bytes], packed: bytes) -> Generator[bytes, None, bytes]:
    """Yield a member's content and return what follows it."""
    from isal import isal_zlib

    broken: Any = isal_zlib.error

    start = stored.tell() - len(packed) if _can_seek(stored) else None
    member = isal_zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    check = length = 0
    while not member.eof:
        packed = packed or stored.read(PACKED)
        try:
            block = member.decompress(packed, PIECE)
        except broken as error:
            near = stored.tell()
            if start is not None:
                yield from _last_of(stored, start, length)
            raise UnreadableError(f"broken gzip near byte {near:,} of the file: {error}") from error
        check = isal_zlib.crc32(block, check)
        length += len(block)
        if block:
            yield block
        elif not packed and not member.eof:  # nor did it hold anything back
            raise _cut(stored)
        packed = member.unused_data if member.eof else member.unconsumed_tail
    packed = _filled(stored, packed, TRAILER)
    if len(packed) < TRAILER:
        raise _cut(stored)
    told = int.from_bytes(packed[:4], "little"), int.from_bytes(packed[4:TRAILER], "little")
    if told != (check, length & 0xFFFFFFFF):
        raise UnreadableError(
            f"broken gzip near byte {stored.tell():,} of the file: the checksum is not that of the content"
        )
    return packed[TRAILER:]


def _can_seek(stored: IO[bytes]) -> bool:
    try:
        return stored.seekable() and stored.tell() >= 0
    except (OSError, AttributeError):
        return False


def _last_of(stored: IO[bytes], start: int, known: int) -> Iterator[bytes]:
    """Yield what a damaged member has after ``known`` bytes: at an error isal keeps what it had just made.

    zlib reads it again, and the piece with the damage byte by byte.
    """
    stored.seek(start)
    member: Any = zlib.decompressobj(-zlib.MAX_WBITS)
    made = 0
    while packed := stored.read(RETRIED):
        before = member.copy()
        try:
            pieces = [member.decompress(packed)]
        except zlib.error:
            pieces = list(_byte_by_byte(before, packed))
            member = None
        for piece in pieces:
            if fresh := piece[max(0, known - made) :]:
                yield fresh
            made += len(piece)
        if member is None or member.eof:
            return


def _byte_by_byte(member: Any, packed: bytes) -> Iterator[bytes]:
    for at in range(len(packed)):
        try:
            yield member.decompress(packed[at : at + 1])
        except zlib.error:
            return


def _cut(stored: IO[bytes]) -> UnreadableError:
    return UnreadableError(f"broken gzip: it breaks off after {stored.tell():,} bytes of the file")


def _filled(stored: IO[bytes], packed: bytes, length: int) -> bytes:
    while len(packed) < length and (more := stored.read(PACKED)):
        packed += more
    return packed


def _after_header(stored: IO[bytes], packed: bytes, members: int) -> bytes:
    """Return what follows a member's header."""
    packed = _filled(stored, packed, len(GZIP_MARK))
    if not packed.startswith(GZIP_MARK):
        if members:
            raise UnreadableError(
                f"broken gzip: after {members:,} members, near byte {stored.tell():,} of the file, comes "
                "what is none"
            )
        raise UnreadableError(f"broken gzip: it begins with {packed[:2]!r}")
    while (end := _header_end(packed)) is None or end > len(packed):
        more = stored.read(PACKED)
        if not more:
            raise _cut(stored)
        packed += more
        if len(packed) > LONGEST_HEADER + PACKED:
            raise UnreadableError("broken gzip: its header does not end")
    return packed[end:]


def _header_end(packed: bytes) -> int | None:
    """Return where a header ends, None if that is not in sight."""
    if len(packed) < 12:
        return None
    flags, end = packed[3], 10
    if flags & EXTRA:
        end += 2 + int.from_bytes(packed[10:12], "little")
    for flag in (NAME, COMMENT):
        if flags & flag:
            end = packed.find(b"\0", end) + 1
            if not end:
                return None
    return end + 2 * bool(flags & CHECKED)


def unzstd(stored: IO[bytes]) -> Iterator[bytes]:
    """Decompress the frames of a file as far as they go. Zeros after the last one are padding."""
    import zstandard

    frame: Any = None
    frames = 0
    held: list[bytes] = []
    try:
        while packed := stored.read(ZSTD_BLOCK):
            while packed:
                if frame is None:
                    if frames and not (packed := packed.lstrip(b"\0")):
                        break
                    frame = zstandard.ZstdDecompressor().decompressobj()
                held.append(frame.decompress(packed))
                packed = frame.unused_data if frame.eof else b""
                frames += frame.eof
                frame = None if frame.eof else frame
            if sum(map(len, held)) >= BUFFER:
                yield b"".join(held)
                held = []
    except zstandard.ZstdError as error:
        yield b"".join(held)
        raise UnreadableError(_zstd_reason(stored, error)) from error
    yield b"".join(held)
    if frame is not None:  # zstandard's own reader takes this for the end
        raise UnreadableError(
            f"broken zstd: the last frame is cut off, after {stored.tell():,} bytes of the file"
        )


def _zstd_reason(stored: IO[bytes], error: Exception) -> str:
    if "memory" in str(error) or "window" in str(error).lower():
        return (
            "its zstd window is larger than 128 MiB; decompress it first: zstd -d --long=31 FILE, "
            "or compress it without --long"
        )
    return f"broken zstd near byte {stored.tell():,} of the file: {error}"
