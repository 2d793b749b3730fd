"""Archived HTTP responses: what is a page, and its encodings taken off, in bounded memory."""

import gzip
import zlib
from functools import partial

import brotli
import pytest
import zstandard

from cleankit.errors import InputError
from cleankit.io.responses import SkippedError, page_of, parse_response
from cleankit.testing import check_linear, cpu_seconds

PAGE = b"<html><body><p>Ships were late on Friday, the port said.</p></body></html>"
LIMIT = 1 << 20


def response(body, *headers, kind="text/html"):
    lines = ["HTTP/1.1 200 OK", *([f"Content-Type: {kind}"] if kind else []), *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def page(body, *headers, longest=LIMIT, **said):
    return page_of(parse_response(response(body, *headers, **said)), longest)


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def chunked(data, size=7, end=b"\r\n"):
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;note=1" % len(part) + end + part + end for part in parts) + b"0" + end + end


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE, []),
        (PAGE, ["Content-Encoding: identity"]),
        (gzip.compress(PAGE, mtime=0), ["Content-Encoding: gzip"]),
        (gzip.compress(PAGE, mtime=0), ["content-encoding:X-GZIP"]),
        (gzip.compress(PAGE[:9], mtime=0) + gzip.compress(PAGE[9:], mtime=0), ["Content-Encoding: gzip"]),
        (gzip.compress(PAGE, mtime=0) + b"\0\0\0", ["Content-Encoding: gzip"]),
        (zlib.compress(PAGE), ["Content-Encoding: deflate"]),
        (raw_deflate(PAGE), ["Content-Encoding: deflate"]),
        (brotli.compress(PAGE), ["Content-Encoding: br"]),
        (zstandard.compress(PAGE), ["Content-Encoding: zstd"]),
        (chunked(PAGE), ["Transfer-Encoding: chunked"]),
        (chunked(PAGE, end=b"\n"), ["Transfer-Encoding: chunked"]),
        (chunked(gzip.compress(PAGE, mtime=0)), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (brotli.compress(gzip.compress(PAGE, mtime=0)), ["Content-Encoding: gzip, br"]),
        (brotli.compress(gzip.compress(PAGE, mtime=0)), ["Content-Encoding: gzip", "Content-Encoding: br"]),
        (chunked(gzip.compress(PAGE, mtime=0)), ["Transfer-Encoding: gzip, chunked"]),
        # the crawler took the encoding off and left the header
        (PAGE, ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
        (b" \n" + PAGE, ["Content-Encoding: br"]),
    ],
)
def test_encodings_are_taken_off(body, headers):
    assert page(body, *headers).data.strip() == PAGE


@pytest.mark.parametrize(
    ("pack", "coding"),
    [
        (partial(gzip.compress, mtime=0), "gzip"),
        (zlib.compress, "deflate"),
        (brotli.compress, "br"),
        (zstandard.compress, "zstd"),
    ],
)
@pytest.mark.parametrize("times", [900, 9_000])
def test_long_pages_of_one_piece_repeated(pack, coding, times):
    """Few bytes that hold many: a decoder gives them in pieces, and is not at its end between two."""
    body = pack(PAGE * times)
    assert page(body, f"Content-Encoding: {coding}").data == PAGE * times
    with pytest.raises(InputError, match=f"broken {coding}: it breaks off"):
        page(body[:-3], f"Content-Encoding: {coding}")


@pytest.mark.parametrize(
    ("body", "headers", "message"),
    [
        (gzip.compress(PAGE, mtime=0)[:-9], ["Content-Encoding: gzip"], "broken gzip: it breaks off"),
        (gzip.compress(PAGE, mtime=0)[:5], ["Content-Encoding: gzip"], "broken gzip: it breaks off"),
        (b"\x1f\x8bgarbage and more of it", ["Content-Encoding: gzip"], "broken gzip: Error -3"),
        (zlib.compress(PAGE)[:-9], ["Content-Encoding: deflate"], "broken deflate: it breaks off"),
        (brotli.compress(PAGE)[:-4], ["Content-Encoding: br"], "broken br: it breaks off"),
        (b"\xff\xff\xff\xff", ["Content-Encoding: br"], "broken br: "),
        (zstandard.compress(PAGE)[:-4], ["Content-Encoding: zstd"], "broken zstd: it breaks off"),
        (b"\x28\xb5\x2f\xfd\xff\xff\xff\xff\xff", ["Content-Encoding: zstd"], "broken zstd: "),
        (chunked(PAGE)[:-9], ["Transfer-Encoding: chunked"], "broken chunked: it breaks off in a chunk"),
        (chunked(PAGE)[:-5], ["Transfer-Encoding: chunked"], "broken chunked: it breaks off before the last"),
        (b"zz\r\nabc", ["Transfer-Encoding: chunked"], "broken chunked: byte 0: b'zz' is no length"),
        (b"-4\r\nabc", ["Transfer-Encoding: chunked"], "broken chunked: byte 0: b'-4' is no length"),
        (b"5" * 400 + b"\r\nabc", ["Transfer-Encoding: chunked"], "is no length of a chunk"),
        (PAGE, ["Content-Encoding: compress"], "the encoding 'compress' is not known; accepted: br, chunked"),
    ],
)
def test_what_is_broken_or_unknown_is_told(body, headers, message):
    with pytest.raises(InputError) as error:
        page(body, *headers)
    assert message in str(error.value)


@pytest.mark.clock
@pytest.mark.parametrize(
    ("pack", "coding"),
    [
        (gzip.compress, "gzip"),
        (zlib.compress, "deflate"),
        (brotli.compress, "br"),
        (zstandard.compress, "zstd"),
        (lambda data: b"".join(map(gzip.compress, [data[:1000]] * 60_000)), "gzip"),
    ],
    ids=["gzip", "deflate", "br", "zstd", "members of gzip"],
)
def test_a_bomb_is_not_held(pack, coding):
    def read(body):
        with pytest.raises(InputError, match=r"is longer than --max-record \(1,048,576 bytes\)"):
            page(body, f"Content-Encoding: {coding}")

    bodies = [pack(bytes(size << 20)) for size in (4, 50)]
    small, large = (min(cpu_seconds(read, body) for _ in range(3)) for body in bodies)
    assert large < 4 * max(small, 0.05)


@pytest.mark.parametrize(
    ("bit", "end", "coding"),
    [
        (gzip.compress(b"", mtime=0), b"", "Content-Encoding: gzip"),
        (zstandard.compress(b""), b"", "Content-Encoding: zstd"),
        (b"1\r\na\r\n", b"0\r\n\r\n", "Transfer-Encoding: chunked"),
    ],
    ids=["gzip", "zstd", "chunked"],
)
@pytest.mark.clock
def test_time_is_linear(bit, end, coding):
    def take_off(text):
        page(text.encode("latin-1") + end, coding, longest=1 << 30)

    check_linear(take_off, [bit.decode("latin-1")])


@pytest.mark.clock
def test_headers_are_linear_too():
    def parse(text):
        parse_response(f"HTTP/1.1 200 OK\r\n{text}\r\n\r\n".encode())

    check_linear(parse, ["X-Same: a\r\n", "X: a\r\n b\r\n c\r\n"])


@pytest.mark.parametrize(
    ("kind", "charset"),
    [
        ("text/html", None),
        ("TEXT/HTML; Charset=GBK", "GBK"),
        ('text/html;x=1; charset="big5"', "big5"),
        ("application/xhtml+xml; charset='utf-8'", "utf-8"),
        ("text/html; charset=", None),
    ],
)
def test_charset(kind, charset):
    assert page(PAGE, kind=kind) == (PAGE, charset)


@pytest.mark.parametrize("body", [PAGE, b"\xef\xbb\xbf \n<!DOCTYPE html><p>x", b"<HEAD>"])
def test_without_a_type_the_body_tells(body):
    assert page(body, kind=None).data == body
    for other in (b"", b"{}", b"%PDF-1.4", b"plain text with a <html in it"):
        with pytest.raises(SkippedError, match="not HTML"):
            page(other, kind=None)


@pytest.mark.parametrize("kind", ["text/plain", "image/png", "application/json", "text/htmlx", "\x1b[31m"])
def test_another_type_is_no_page(kind):
    with pytest.raises(SkippedError, match=r"^not HTML$"):
        page(PAGE, kind=kind)


def test_odd_heads():
    data = b"HTTP/1.0  200\nContent-Type:\n text/html\nNo colon\nContent-Type : text/html; charset=x\n\nbody"
    assert parse_response(data) == (200, {"content-type": "text/html; charset=x"}, b"body")
    assert parse_response(b"HTTP/1.1 204 No Content\r\nA: b").body == b""
    for wrong in (b"", b"hello", b"HTTP/1.1 2OO OK\r\n\r\n", b"HTTP/1.1\r\n\r\n", b"\xff\0"):
        with pytest.raises(InputError, match="not an HTTP response"):
            parse_response(wrong)
