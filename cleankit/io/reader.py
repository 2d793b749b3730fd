"""Makes records of chunks, and documents of records: the one way, whatever is done with them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from cleankit.decoding.evidence import Decoded, decode
from cleankit.document import Document, text_of
from cleankit.errors import InputError, UnreadableError
from cleankit.extraction import DEFAULT, PageOptions
from cleankit.fields import field_of
from cleankit.io.binary import refuse_binary, refuse_no_text
from cleankit.io.format import Chunk
from cleankit.io.formats import FORMATS
from cleankit.io.options import ReadOptions
from cleankit.io.record import Record
from cleankit.io.records import parse_record
from cleankit.io.sources import Source
from cleankit.io.streams import open_input

HEAD = 200  # bytes of a record that is too long to be held
CHANGED = "changed while it was read; run again"
ABOUT = ("url", "site", "title", "lang")


class Reader:
    """Reads with the options of one run; ``page`` says how articles are taken out of pages."""

    def __init__(self, options: ReadOptions, page: PageOptions = DEFAULT) -> None:
        self.options = options
        self._page: dict[str, Any] = page.as_dict()
        if page.site_rules is not None:
            from cleankit.html import load_site_rules  # with Lexbor: only where it is needed

            self._page["site_rules"] = load_site_rules(Path(page.site_rules))

    def records(self, chunk: Chunk, first: int = 0, stop: int | None = None) -> Iterator[Record]:
        """Yield the records of a chunk, by index from ``first`` to ``stop``.

        Raises OSError or UnreadableError where their source cannot be read; of a chunk of several sources,
        the record of one that cannot be says so.
        """
        kind = FORMATS[chunk.format]
        if chunk.too_long:
            length = chunk.stop - chunk.start
            yield self.too_long(chunk, chunk.first, b"", length, chunk.start)
        elif kind.records is None:
            for source in chunk.sources[first:stop]:
                yield self._whole(chunk, source)
        else:
            yield from islice(kind.records(chunk, self), first, stop)

    def too_long(self, chunk: Chunk, number: int, head: bytes, length: int, offset: int) -> Record:
        """Return the record that stands for one over the limit."""
        why = f"longer than --max-record ({self.options.max_record:,} bytes)"
        return Record(self, chunk.format, chunk.sources[0], number, head, why, length, offset)

    def refuse_long(self, record: Record, head: bytes, length: int) -> None:
        """Raise InputError for a record whose text is over the limit; of it the head is kept."""
        record.data, record.length = head, length
        raise InputError(f"longer than --max-record ({self.options.max_record:,} bytes)")

    def document(self, record: Record) -> Document:
        """Return a record as a document. Raises InputError where it cannot be read."""
        return FORMATS[record.format].document(record, self)

    def decoded(self, record: Record, data: bytes, charset: str | None = None) -> Decoded:
        """Return bytes as text, and count what could not be decoded."""
        found = decode(data, charset or self.options.encoding)
        record.undecodable += found.undecodable
        return found

    def read_text(self, record: Record, data: bytes, charset: str | None = None) -> Decoded:
        """Return bytes that are all of a text, or page, as text. Raises InputError for what is none."""
        try:
            refuse_binary(data, "text")
            found = self.decoded(record, data, charset)
            refuse_no_text(data, found.text)
        except InputError:
            record.length = len(data)  # its input has it: what is no text is not copied
            record.data = data[:HEAD]
            raise
        return found

    def of_json(self, record: Record, line: bytes) -> Document:
        """Return the document that a line of JSON holds. Raises InputError if there is none."""
        record.fields, record.exact = parse_record(line)
        return self.of_fields(record)

    def of_fields(self, record: Record) -> Document:
        """Return the document that a record's fields hold. Raises InputError if there is none."""
        fields, options = record.fields or {}, self.options
        if options.html_field:
            url = field_of(fields, options.url_field)
            page = text_of(fields, options.html_field, "--html-field (html_field=)")
            return self._extracted(page, url if isinstance(url, str) else None)
        return Document.from_record(
            fields, text_field=options.text_field, id_field=options.id_field, url_field=options.url_field
        )

    def page(
        self, record: Record, data: bytes, charset: str | None = None, url: str | None = None
    ) -> Document:
        """Return the article of a page."""
        found = self.read_text(record, data, charset)
        page = self._extracted(data if found.is_plain else found.text, url)
        return replace(page, metadata={**page.metadata, "encoding": found.encoding})

    def of_page(self, record: Record, page: Document) -> Document:
        """Return a page's article, which gives the fields of a record that had none."""
        known = {name: value for name in ABOUT if (value := getattr(page, name)) is not None}
        record.fields = {
            self.options.id_field: page.id,
            self.options.text_field: page.text,
            **known,
            **page.metadata,
        }
        return page

    def _extracted(self, page: bytes | str, url: str | None) -> Document:
        from cleankit.html import extract

        return extract(page, url, **self._page)

    def _whole(self, chunk: Chunk, source: Source) -> Record:
        limit = self.options.max_record
        data = chunk.data
        if data is None:
            try:
                with open_input(source.path) as (content, _):
                    data = content.read(limit + 1)
                    if len(data) <= limit:
                        content.read(1)  # says so where the content breaks off
                if source.changed:
                    return self._unreadable(chunk, source, CHANGED)
            except UnreadableError as error:
                return self._unreadable(chunk, source, str(error))
            except OSError as error:
                return self._unreadable(chunk, source, f"cannot be read: {error.strerror or error}")
        if len(data) > limit:
            one = self.too_long(chunk, 1, data[:HEAD], source.size or len(data), 0)
            return replace(one, source=source)
        return Record(self, source.format or chunk.format, source, 1, data)

    def _unreadable(self, chunk: Chunk, source: Source, why: str) -> Record:
        return Record(self, chunk.format, source, 1, unreadable=f"{source.name}: {why}")
