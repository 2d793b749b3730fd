r"""WARC: an article per page in a web archive. Needs the extra `warc`.

A record of another kind is passed on without its bytes, because it is counted where the others are cleaned.
FastWARC reads the records; it takes some that are cut off, or run into the next one, for whole ones, so each
is checked.

>>> request = b"WARC/1.0\r\nWARC-Type: request\r\nWARC-Record-ID: <1>\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n"
>>> list(archived(io.BytesIO(request), 99))
[Archived(about={}, data=b'', length=0, skipped='request')]
"""

import io
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from cleankit.errors import InputError, UnreadableError
from cleankit.io.format import Chunk, Format, Opened, Position, grouped
from cleankit.io.lines import Span

if TYPE_CHECKING:
    from cleankit.document import Document
    from cleankit.io.reader import Reader
    from cleankit.io.record import Record

NEEDED = "WARC files need fastwarc; pip install 'cleankit-articles[warc]'"
MARK = b"WARC/"  # how a record begins
ONCE = ("warc-type", "warc-record-id", "content-length")
KINDS = ("request", "metadata", "warcinfo", "revisit", "resource", "conversion", "continuation")
PIECE = 1 << 20
WEIGHT = 500  # bytes that the headers of a record count for
HEAD = 1 << 13  # bytes of a record over the limit: enough to see what it is
KEPT = ("warc_date", "warc_truncated")  # what of the archive's headers goes into the record


class Archived(NamedTuple):
    """A record of an archive: its headers, its bytes, or ``skipped``, why it is no page.

    ``length`` is that of a record over the limit, of which ``data`` is the beginning.
    """

    about: dict[str, Any]
    data: bytes = b""
    length: int = 0
    skipped: str = ""


def cut(opened: Opened, place: Position) -> Iterator[Span]:
    """Yield spans of records."""
    del place
    records = archived(opened.content, opened.options.max_record)
    return grouped(records, opened.size, lambda one: len(one.data) + WEIGHT)


def records(chunk: Chunk, reader: "Reader") -> Iterator["Record"]:
    """Yield the records of a chunk, also those that are no pages."""
    from cleankit.io.record import Record

    for number, one in enumerate(chunk.data, chunk.first):
        yield Record(
            reader,
            chunk.format,
            chunk.sources[0],
            number,
            one.data,
            None,
            one.length,
            one.about.get("offset", 0),
            one.about,
            context=one.skipped,
        )


def document(record: "Record", reader: "Reader") -> "Document":
    """Return the article of an archived response. Raises SkippedError if it is no page."""
    from dataclasses import replace

    from cleankit.io.record import SkippedError
    from cleankit.io.responses import is_page, page_of, parse_response

    about, data = record.about or {}, record.data
    if record.context:
        raise SkippedError(record.context)
    if not data.startswith(b"HTTP/") and not about.get("type", "").startswith("application/http"):
        raise SkippedError("not HTTP")
    response = parse_response(data)
    if "warc_segment" in about and is_page(response):
        raise InputError("one of the segments of a page: the others are records of their own")
    limit = reader.options.max_record
    if record.length and is_page(response):
        raise InputError(f"longer than --max-record ({limit:,} bytes)")
    found, charset = page_of(response, limit)
    url = about.get("url")
    page = reader.page(record, found, reader.options.encoding or charset, url)
    known = {name: about[name] for name in KEPT if name in about}
    page = replace(page, id=about.get("id") or url, metadata={**page.metadata, **known})
    return reader.of_page(record, page)


def archived(content: IO[bytes], longest: int) -> Iterator[Archived]:
    """Yield every record of an archive, which is unpacked.

    ``offset`` counts bytes of the unpacked archive. Of a record over ``longest`` bytes there is only the
    beginning, and its length. Raises UnreadableError where one is broken: where the next one begins nobody
    can tell.
    """
    iterator = _fastwarc()
    last = "at its beginning"
    try:
        for record in iterator(_Stream(content), parse_http=False, stream_detect=False):
            headers = _headers(record)
            data, length = _read(record, int(headers["content-length"]), longest)
            yield _archived(headers, record.stream_pos, data, length)
            last = f"after the record at byte {record.stream_pos:,}"
    except OSError as error:
        raise _cause(content) or UnreadableError(f"broken WARC {last}: {error}") from error
    except UnreadableError as error:
        raise _cause(content) or error from None


def _cause(content: IO[bytes]) -> UnreadableError | None:
    """Return why the content breaks off, if it does: then the archive cannot be whole."""
    try:
        while content.read(PIECE):
            pass
    except UnreadableError as error:
        return error
    return None


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


def _archived(headers: dict[str, str], offset: int, data: bytes, length: int) -> Archived:
    kind = headers["warc-type"].strip().lower()
    if kind != "response":
        return Archived({}, skipped=kind if kind in KINDS else "unknown")
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
    return Archived(about, data, length if length > len(data) else 0)


class _Stream(io.RawIOBase):
    """What FastWARC asks of a file: ``read``, and a ``tell`` that it calls once."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content

    def read(self, size: int = -1) -> bytes:
        return self._content.read(size)

    def tell(self) -> int:
        return 0


def _fastwarc() -> Any:
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError as error:
        raise InputError(NEEDED) from error
    return ArchiveIterator


def _looks(head: bytes) -> bool:
    return head.startswith(MARK)


FORMATS = (
    Format(
        name="warc",
        suffixes=(".warc",),
        holds="an article per page in a web archive (extra `warc`)",
        cut=cut,
        records=records,
        document=document,
        becomes="jsonl",
        pages=True,
        not_written="web archives are only read; give a .jsonl file, or a folder",
        looks=_looks,
        binary=True,
    ),
)
