"""Records that are pages: files of HTML, HTML in a field, responses in a web archive."""

from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from cleankit.batch.options import Options
from cleankit.batch.tally import Tally
from cleankit.decoding.evidence import decode
from cleankit.document import Document
from cleankit.errors import InputError
from cleankit.extraction import PageOptions
from cleankit.io.formats.warc import SKIPPED
from cleankit.io.responses import SkippedError, is_page, page_of, parse_response

ABOUT = ("url", "site", "title", "lang")
ARCHIVED = ("warc_date", "warc_truncated")


class Pages:
    """Takes articles out of pages, with the options that the chain has for pages."""

    def __init__(self, how: PageOptions, options: Options) -> None:
        self._options = options
        self._how: dict[str, Any] = how.as_dict()
        if how.site_rules is not None:
            from cleankit.html import load_site_rules  # with Lexbor: only where it is needed

            self._how["site_rules"] = load_site_rules(Path(how.site_rules))

    def of_file(self, data: bytes, name: str, tally: Tally) -> Document:
        """Return the article of a file; ``name`` becomes its id."""
        return replace(self._decoded(data, self._options.encoding, None, tally), id=name)

    def of_response(self, data: bytes, about: dict[str, Any], length: int, tally: Tally) -> Document:
        """Return the article of an archived response. Raises SkippedError if it is no page.

        ``length`` is that of a response too long to be held, of which ``data`` is the beginning.
        """
        if SKIPPED in about:
            raise SkippedError(about[SKIPPED])
        if not data.startswith(b"HTTP/") and not about.get("type", "").startswith("application/http"):
            raise SkippedError("not HTTP")
        response = parse_response(data)
        if "warc_segment" in about and is_page(response):
            raise InputError("one of the segments of a page: the others are records of their own")
        limit = self._options.max_record
        if length and is_page(response):
            raise InputError(f"longer than --max-record ({limit:,} bytes)")
        found, charset = page_of(response, limit)
        url = about.get("url")
        page = self._decoded(found, self._options.encoding or charset, url, tally)
        said: dict[str, Any] = {name: about[name] for name in ARCHIVED if name in about}
        return replace(page, id=about.get("id") or url, metadata={**page.metadata, **said})

    def of_text(self, page: bytes | str, url: str | None) -> Document:
        """Return the article of a page that is text already, or UTF-8."""
        from cleankit.html import extract

        return extract(page, url, **self._how)

    def record(self, page: Document) -> dict[str, Any]:
        """Return the record for an article that was no record."""
        known = {name: value for name in ABOUT if (value := getattr(page, name)) is not None}
        return {
            self._options.id_field: page.id,
            self._options.text_field: page.text,
            **known,
            **page.metadata,
        }

    def _decoded(self, data: bytes, charset: str | None, url: str | None, tally: Tally) -> Document:
        decoded = decode(data, charset)
        tally.characters["undecodable_bytes"] += decoded.undecodable
        page = self.of_text(data if decoded.is_plain else decoded.text, url)
        return replace(page, metadata={**page.metadata, "encoding": decoded.encoding})


def archived(line: bytes) -> tuple[bytes, int, dict[str, Any]]:
    """Return a record of an archive: its bytes, its length if they are only the first, what is said of it."""
    about: dict[str, Any] = orjson.loads(line)
    data = b64decode(about.pop("data", ""))
    return data, about.pop("bytes", 0), about
