"""UTF-16 and UTF-32: files in which a line feed is not one byte are turned into UTF-8 as they are read."""

import codecs
import re
import string
from collections.abc import Iterator

from cleankit.decoding.charsets import codec_of, is_valid
from cleankit.errors import UnreadableError
from cleankit.text.scripts import EAST_OF_FILES

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the mark of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Without a mark: what the first character, which is ASCII in every format we read, looks like.
PATTERNS = ((b"x000", "utf-32-le"), (b"000x", "utf-32-be"), (b"x0x0", "utf-16-le"), (b"0x0x", "utf-16-be"))
WIDE = ("utf-16", "utf-32")
LOW_BYTES = bytes(range(0x20))
HIGH_BYTES = bytes(range(0x80, 0x100))
LETTERS = string.ascii_letters.encode() + b" "
CONTROLS = bytes({*range(1, 0x20), 0x7F} - set(b"\b\t\n\v\f\r\x1b"))
# Of random pairs of bytes half are in there, so that 16 of them are no accident.
FEWEST_HAN = 16
HAN_RE = re.compile(f"[\n\r\t -~{EAST_OF_FILES}]+")


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


def wide_unmarked(data: bytes) -> str:
    """Return UTF-16 or UTF-32 in its byte order if NULs lie as in text without a mark, else ""."""
    for codec in ("utf-32-le", "utf-32-be"):
        if len(data) >= 8 and data.count(0) < len(data) and is_valid(data, codec):
            return codec
    start = data[:65_536]
    even, odd = start[0::2], start[1::2]
    high, low = (even, odd) if even.count(0) > odd.count(0) else (odd, even)
    codec = "utf-16-be" if high is even else "utf-16-le"
    pairs = len(odd)
    if pairs >= FEWEST_HAN and (han := _of_han(start[: 2 * pairs])):
        return han
    if pairs < 2 or low.count(0) * 20 > high.count(0) or not is_valid(start[: 2 * pairs - 2], codec):
        return ""
    small = len(high) - len(high.translate(None, LOW_BYTES))  # as in all scripts but Han, kana and hangul
    return codec if small * 2 > pairs else ""


def _of_han(data: bytes) -> str:
    """Return UTF-16 in the byte order in which bytes, of which some are NUL, are Han, kana or hangul.

    Pairs of letters, and of the bytes of EUC, are in there too: but low bytes have every value, and high
    ones are no control characters but NUL.
    """
    halves = {"utf-16-le": (data[0::2], data[1::2]), "utf-16-be": (data[1::2], data[0::2])}
    for codec, (low, high) in halves.items():
        letters = len(low) - len(low.translate(None, LETTERS))
        small = len(low.translate(None, HIGH_BYTES))
        if 2 * letters > len(low) or not 1 < 10 * small / len(low) < 9 or _any_control(high):
            continue
        text = data.decode(codec, "ignore")
        if len(HAN_RE.sub("", text)) * 20 <= len(text) and 2 * len(text) + 2 >= len(data):
            return codec
    return ""


def _any_control(data: bytes) -> bool:
    return len(data) != len(data.translate(None, CONTROLS))


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
