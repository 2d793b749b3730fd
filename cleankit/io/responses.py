r"""HTTP responses as archives hold them: the page in one, decoded, or why there is none.

>>> response = parse_response(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\n\r\n<p>Hello")
>>> page_of(response, 99)
ResponseBody(data=b'<p>Hello', charset='gbk')
"""

import zlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from cleankit.errors import InputError
from cleankit.io.record import SkippedError

HTML = ("text/html", "application/xhtml+xml")
HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
BLANKS = b"\xef\xbb\xbf \t\r\n\f"
ZLIB, GZIP, RAW_DEFLATE = 15, 31, -15  # zlib's window bits
ZSTD_MARK = b"\x28"
FED = 1 << 13  # bytes given to a decoder at once
PIECE = 1 << 16


class Response(NamedTuple):
    """An HTTP response. Names of headers are in lower case; values of one that stands twice are joined."""

    status: int
    headers: dict[str, str]
    body: bytes


class ResponseBody(NamedTuple):
    """The bytes of a page, and the charset that the server said."""

    data: bytes
    charset: str | None


def parse_response(data: bytes) -> Response:
    """Return the parts of a response. Raises InputError if it does not begin as one."""
    head, body = _parted(data)
    first, *lines = head.replace(b"\r\n", b"\n").decode("latin-1").split("\n")
    version, _, rest = first.partition(" ")
    status = rest.strip()[:3]
    if not version.startswith("HTTP/") or not (status.isdecimal() and len(status) == 3):
        raise InputError(f"not an HTTP response: it begins with {first[:40]!r}")
    found: dict[str, list[list[str]]] = {}  # by name, its values, each in the lines that it stands in
    name = ""
    for line in lines:
        if line[:1] in (" ", "\t") and name:
            found[name][-1].append(line.strip())
            continue
        name, colon, value = line.partition(":")
        name = name.strip().lower() if colon else ""
        if name:
            found.setdefault(name, []).append([value.strip()])
    headers = {name: ", ".join(map(" ".join, values)) for name, values in found.items()}
    if "content-type" in found:  # of two, browsers take the last
        headers["content-type"] = " ".join(found["content-type"][-1]).strip()
    return Response(int(status), headers, body)


def page_of(response: Response, longest: int) -> ResponseBody:
    """Return the page in a response, its transfer and content encodings taken off.

    Raises SkippedError as `is_page` does; InputError if an encoding is not known or is broken, or if the
    page is longer than ``longest`` bytes.
    """
    said = is_page(response)
    data = response.body
    for coding in reversed(_codings(response.headers)):
        data = _decoded(data, coding, longest)
    if not said and not data[:1024].lstrip(BLANKS).lower().startswith(HTML_STARTS):
        raise SkippedError("not HTML")
    return ResponseBody(data, _charset(response.headers.get("content-type", "")))


def is_page(response: Response) -> bool:
    """Say whether a response is said to be HTML; if nothing is said, its body must tell.

    Raises SkippedError if it has another status than 200, or is said to be something else.
    """
    if response.status != 200:
        raise SkippedError(f"status {response.status}")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and kind not in HTML:
        raise SkippedError("not HTML")
    return bool(kind)


def _parted(data: bytes) -> tuple[bytes, bytes]:
    ends = [(at, len(end)) for end in (b"\r\n\r\n", b"\n\n") if (at := data.find(end)) >= 0]
    if not ends:
        return data, b""
    at, length = min(ends)
    return data[:at], data[at + length :]


def _charset(content_type: str) -> str | None:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \t\"'") or None
    return None


def _codings(headers: dict[str, str]) -> list[str]:
    """Return the encodings in the order in which the server put them on."""
    listed = [headers.get("content-encoding", ""), headers.get("transfer-encoding", "")]
    names = [name.strip().lower() for value in listed for name in value.split(",")]
    return [name for name in names if name not in ("", "identity", "none", "utf-8")]


def _decoded(data: bytes, coding: str, longest: int) -> bytes:
    decode = DECODERS.get(coding)
    if decode is None:
        accepted = ", ".join(sorted(DECODERS))
        raise InputError(f"the encoding {coding[:40]!r} is not known; accepted: {accepted}")
    pieces: list[bytes] = []
    length = 0
    try:
        for piece in decode(data):
            pieces.append(piece)
            length += len(piece)
            if length > longest:
                raise InputError(
                    f"the page, its {coding} taken off, is longer than --max-record ({longest:,} bytes)"
                )
    except ValueError as error:
        if data.lstrip(BLANKS)[:1] == b"<":  # some crawlers take encodings off and leave the header
            return data
        raise InputError(f"broken {coding}: {error}") from error
    return b"".join(pieces)


def _unchunked(data: bytes) -> Iterator[bytes]:
    at = 0
    while True:
        end = data.find(b"\n", at, at + 1024)
        if end < 0:
            raise ValueError("it breaks off before the last chunk")
        digits = data[at:end].partition(b";")[0].strip()
        if not digits or digits.strip(b"0123456789abcdefABCDEF") or len(digits) > 16:
            raise ValueError(f"byte {at:,}: {digits[:16]!r} is no length of a chunk")
        size = int(digits, 16)
        if size == 0:
            return
        chunk = data[end + 1 : end + 1 + size]
        if len(chunk) < size:
            raise ValueError("it breaks off in a chunk")
        yield chunk
        at = end + 1 + size
        at += 2 if data[at : at + 2] == b"\r\n" else data[at : at + 1] == b"\n"


def _streamed(
    data: bytes, begin: Callable[[], Any], broken: type[Exception], again: bytes
) -> Iterator[bytes]:
    """Decompress, fed in small pieces, because one may hold thousands of times its size.

    After a stream's end another one follows if what is there begins with ``again``; else it is left out.
    """
    stream: Any = None
    for start in range(0, len(data), FED):
        fed = data[start : start + FED]
        while fed:
            if stream is None:
                stream = begin()
            try:
                piece: bytes = stream.decompress(fed)
            except broken as error:
                raise ValueError(str(error)) from error
            yield piece
            fed = stream.unused_data if stream.eof else b""
            if stream.eof:
                following = fed or data[start + FED : start + FED + 1]
                if not again or not following.startswith(again):
                    return
                stream = None
    if stream is not None:
        raise ValueError("it breaks off")


def _gunzipped(data: bytes) -> Iterator[bytes]:
    return _streamed(data, lambda: zlib.decompressobj(GZIP), zlib.error, b"\x1f")


def _deflated(data: bytes) -> Iterator[bytes]:
    """Read what is called deflate: zlib by the standard, without its frame by some servers."""
    framed = len(data) > 1 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0
    window = ZLIB if framed else RAW_DEFLATE
    return _streamed(data, lambda: zlib.decompressobj(window), zlib.error, b"")


def _unzstd(data: bytes) -> Iterator[bytes]:
    import zstandard

    return _streamed(data, zstandard.ZstdDecompressor().decompressobj, zstandard.ZstdError, ZSTD_MARK)


def _unbrotlied(data: bytes) -> Iterator[bytes]:
    try:
        import brotli
    except ImportError as error:
        raise InputError("pages in brotli need brotli; pip install 'cleankit-articles[warc]'") from error
    stream = brotli.Decompressor()
    try:
        yield stream.process(data, output_buffer_limit=PIECE)
        while not stream.is_finished():
            piece = stream.process(b"", output_buffer_limit=PIECE)
            if not piece:  # it has all of the data, and waits for more
                raise ValueError("it breaks off")
            yield piece
    except brotli.error as error:
        raise ValueError(str(error)) from error


DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "br": _unbrotlied,
    "chunked": _unchunked,
    "deflate": _deflated,
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "zstd": _unzstd,
}
