"""MHTML: a page as a browser saves it, in a MIME message with its pictures; its article is taken out."""

from typing import TYPE_CHECKING

from cleankit.errors import InputError
from cleankit.io.format import Format

if TYPE_CHECKING:
    from email.message import Message

    from cleankit.document import Document
    from cleankit.io.reader import Reader
    from cleankit.io.record import Record

PAGES = ("text/html", "application/xhtml+xml")
ADDRESSES = ("Snapshot-Content-Location", "Content-Location")  # of the message: the page's own


def document(record: "Record", reader: "Reader") -> "Document":
    """Return the article of a saved page. Raises InputError for a message without a page."""
    from dataclasses import replace
    from email import message_from_bytes

    message = message_from_bytes(record.data.lstrip())
    part = _page_of(message)
    data = part.get_payload(decode=True)
    address = next((str(message[name]) for name in ADDRESSES if message[name]), part["Content-Location"])
    url = str(address) if address and str(address).startswith(("http://", "https://")) else None
    page = reader.page(record, data if isinstance(data, bytes) else b"", part.get_content_charset(), url)
    return reader.of_page(record, replace(page, id=record.source.relative))


def _page_of(message: "Message") -> "Message":
    """Return the part that is the page: the one that the message names as its start, or the first."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in PAGES]
    if not pages:
        kinds = ", ".join(dict.fromkeys(part.get_content_type() for part in parts)) or "nothing"
        raise InputError(f"no page in this MIME message; found {kinds}; accepted: {' or '.join(PAGES)}")
    start = message.get_param("start")
    return next((part for part in pages if start and part["Content-ID"] == start), pages[0])


def _looks(head: bytes) -> bool:
    """Say whether what has no name begins as a saved page does."""
    start = head[:2048].lower()
    return b"multipart/related" in start and start.lstrip().startswith((b"from:", b"mime-version:"))


FORMATS = (
    Format(
        name="mhtml",
        suffixes=(".mhtml", ".mht"),
        holds="one saved page; the article is taken out of it",
        document=document,
        becomes="text",
        pages=True,
        not_written="articles are text; give a .txt, .md or .jsonl file, or a folder",
        looks=_looks,
    ),
)
