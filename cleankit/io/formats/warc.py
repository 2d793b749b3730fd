r"""WARC: the records of a web archive as lines of JSON. Needs the extra `warc`.

A response carries its bytes in base64. A record of another kind becomes a line that says so, because it is
counted where the others are cleaned, and so does the place where an archive breaks off. FastWARC reads the
records; it takes some that are cut off, or run into the next one, for whole ones, so each is checked.

>>> request = b"WARC/1.0\r\nWARC-Type: request\r\nWARC-Record-ID: <1>\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n"
>>> list(warc_lines(request, io.BytesIO(), 99))
[b'{"skipped":"request"}\n']
"""

import io
from base64 import b64encode
from collections.abc import Iterator
from typing import IO, Any

import orjson

from cleankit.errors import InputError, UnreadableError

NEEDED = "WARC files need fastwarc; pip install 'cleankit[warc]'"
MARK = b"WARC/"  # how a record begins
SKIPPED, BROKEN = "skipped", "broken"
ONCE = ("warc-type", "warc-record-id", "content-length")
KINDS = ("request", "metadata", "warcinfo", "revisit", "resource", "conversion", "continuation")
PIECE = 1 << 20
HEAD = 1 << 13  # bytes of a record over the limit: enough to see what it is


def warc_lines(head: bytes, content: IO[bytes], longest: int) -> Iterator[bytes]:
    """Yield every record as a line; ``head`` was read of ``content``, which is unpacked, already.

    ``offset`` counts bytes of the unpacked archive. Of a record over ``longest`` bytes there is only the
    beginning, and its length. Where a record is broken, the last line says so: where the next one begins
    nobody can tell.
    """
    iterator = _fastwarc()
    last = "at its beginning"
    try:
        for record in iterator(_Stream(head, content), parse_http=False, stream_detect=False):
            headers = _headers(record)
            yield _line(headers, record.stream_pos, *_read(record, int(headers["content-length"]), longest))
            last = f"after the record at byte {record.stream_pos:,}"
    except UnreadableError as error:
        yield _dump({BROKEN: str(error)})
    except OSError as error:
        yield _dump({BROKEN: f"broken WARC {last}: {error}"})


def _headers(record: Any) -> dict[str, str]:
    pairs = [(name.lower(), value) for name, value in record.headers.items()]
    names = [name for name, _ in pairs]
    headers = dict(pairs)
    wrong = next((name for name in ONCE if names.count(name) != 1), None)
    if wrong is None and any("\n" in value for value in headers.values()):
        wrong = "line end"
    if wrong is None and not (headers["content-length"].isdecimal() and len(headers["content-length"]) < 19):
        wrong = "content-length"
    if wrong is not None:
        raise UnreadableError(
            f"broken WARC: the record at byte {record.stream_pos:,} has no {wrong}, or not one that is valid"
        )
    return headers


def _read(record: Any, size: int, longest: int) -> tuple[bytes, int]:
    """Read a record to its end: (its bytes, only the first if there are too many; how many there are)."""
    parts: list[bytes] = []
    length = 0
    while piece := record.reader.read(PIECE):
        length += len(piece)
        if length <= longest or not parts:
            parts.append(piece)
    if length < size:
        raise UnreadableError(
            f"breaks off in the record at byte {record.stream_pos:,}: {length:,} of {size:,} bytes"
        )
    data = b"".join(parts)
    return (data if length <= longest else data[:HEAD]), length


def _line(headers: dict[str, str], offset: int, data: bytes, length: int) -> bytes:
    kind = headers["warc-type"].strip().lower()
    if kind != "response":
        return _dump({SKIPPED: kind if kind in KINDS else "unknown"})
    about = {
        "offset": offset,
        "id": headers["warc-record-id"],
        "url": headers.get("warc-target-uri", "").strip("<>"),
        "warc_date": headers.get("warc-date"),
        "warc_truncated": headers.get("warc-truncated"),
        "warc_segment": headers.get("warc-segment-number"),
        "type": headers.get("content-type"),
    }
    about = {name: value for name, value in about.items() if value not in (None, "")}
    if length > len(data):
        about["bytes"] = length
    return _dump({**about, "data": b64encode(data).decode("ascii")})


def _dump(line: dict[str, Any]) -> bytes:
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)


class _Stream(io.RawIOBase):
    """What FastWARC asks of a file: ``read``, and a ``tell`` that it calls once."""

    def __init__(self, head: bytes, content: IO[bytes]) -> None:
        self._head, self._content = head, content

    def read(self, size: int = -1) -> bytes:
        head, self._head = self._head, b""
        return head or self._content.read(size)

    def tell(self) -> int:
        return 0


def _fastwarc() -> Any:
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError as error:
        raise InputError(NEEDED) from error
    return ArchiveIterator
