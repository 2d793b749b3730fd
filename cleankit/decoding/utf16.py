"""UTF-16 and UTF-32: files in which a line feed is not one byte are turned into UTF-8 as they are read."""

import codecs
from collections.abc import Iterator

from cleankit.decoding.charsets import codec_of
from cleankit.errors import UnreadableError

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the mark of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Without a mark: what the first character, which is ASCII in every format we read, looks like.
PATTERNS = ((b"x000", "utf-32-le"), (b"000x", "utf-32-be"), (b"x0x0", "utf-16-le"), (b"0x0x", "utf-16-be"))
WIDE = ("utf-16", "utf-32")


def wide_codec(head: bytes, declared: str | None = None) -> str | None:
    r"""Return the codec of a file that begins with ``head`` if it is UTF-16 or UTF-32.

    >>> wide_codec('{"a":'.encode("utf-16")), wide_codec('{"a":'.encode("utf-32-be")), wide_codec(b'{"a":')
    ('utf-16', 'utf-32-be', None)
    """
    for mark, codec in MARKS:
        if head.startswith(mark):
            return codec
    if declared is not None and (codec := codec_of(declared) or "").startswith(WIDE):
        return codec
    zeros = bytes(48 if byte == 0 else 120 for byte in head[:4])
    return next((codec for pattern, codec in PATTERNS if zeros == pattern), None)


def transcoded(blocks: Iterator[bytes], codec: str) -> Iterator[bytes]:
    """Yield the blocks in UTF-8. Raises UnreadableError where they are not what the codec reads."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    place = 0
    for block in blocks:
        yield _read(decoder, block, place, codec, last=False)
        place += len(block)
    yield _read(decoder, b"", place, codec, last=True)


def _read(decoder: codecs.IncrementalDecoder, block: bytes, place: int, codec: str, *, last: bool) -> bytes:
    try:
        return decoder.decode(block, last).encode("utf-8")
    except UnicodeError as error:
        raise UnreadableError(f"not {codec} after {place:,} bytes: {error}") from error
