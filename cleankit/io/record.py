"""A record: one article as a source holds it, before and after it is read."""

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from cleankit.document import Document
from cleankit.errors import InputError, UnreadableError
from cleankit.io.formats import FORMATS
from cleankit.io.sources import Source

if TYPE_CHECKING:
    from cleankit.io.reader import Reader


class SkippedError(Exception):
    """An archived response that is no page; the message says why in few words."""


@dataclass(slots=True)
class Record:
    """A record as it was found: where, its bytes, and what is wrong with it.

    ``number`` is its line, row or place in the source, from 1. ``data`` are its bytes as they stand there, or
    the first where there are too many: then ``length`` is how many, from byte ``offset`` on. ``about`` is
    what an archive says of it. ``fields``, ``exact`` (they need the slower way out, see
    `cleankit.io.records.dump_record`) and ``undecodable`` (bytes) are known once `document` was called.
    """

    reader: "Reader"
    format: str
    source: Source
    number: int
    data: bytes = b""
    error: str | None = None
    length: int = 0
    offset: int = 0
    about: dict[str, Any] | None = None
    unreadable: str | None = None  # why the source cannot be read: then this is no record
    fields: dict[str, Any] | None = None
    exact: bool = False
    undecodable: int = 0
    context: Any = None  # what its format knows of the table that it stands in
    how: str = ""  # how its table is written, for the summary

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"{self.source.name}: line {self.number}"

    def account(self, key: str, why: str) -> bytes:
        """Return a line of JSON: where it is, why it is reported, and all of it, or how long it is."""
        account: dict[str, Any] = {"file": self.source.name, "line": self.number, key: _writable(why)}
        account |= self.about or {}
        if self.length:
            account |= {"offset": self.offset, "bytes": self.length}
        elif _is_utf8(data := self.raw):
            account["raw"] = data.decode("utf-8")
        else:
            account["raw_base64"] = base64.b64encode(data).decode("ascii")
        return orjson.dumps(account, option=orjson.OPT_APPEND_NEWLINE)

    @property
    def raw(self) -> bytes:
        """Its bytes, or of a record that holds none what its format shows people."""
        made = FORMATS[self.format].raw
        return self.data or (made(self) if made is not None else b"")

    def document(self) -> Document:
        """Return the record as a document: decoded, and of a page the article.

        Raises InputError where it cannot be read, UnreadableError where its source cannot be, SkippedError
        for a response in an archive that is no page.
        """
        if self.unreadable is not None:
            raise UnreadableError(self.unreadable)
        if self.error is not None:
            raise InputError(self.error)
        return self.reader.document(self)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _writable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
