"""HTML: a file is one page, and the article is taken out of it."""

from typing import TYPE_CHECKING

from cleankit.io.format import Format

if TYPE_CHECKING:
    from cleankit.document import Document
    from cleankit.io.reader import Reader
    from cleankit.io.record import Record


def document(record: "Record", reader: "Reader") -> "Document":
    """Return the article of a file; its id is the file's relative path."""
    from dataclasses import replace

    page = reader.page(record, record.data, reader.options.encoding)
    return reader.of_page(record, replace(page, id=record.source.relative))


FORMATS = (
    Format(
        name="html",
        suffixes=(".html", ".htm", ".xhtml", ".xht", ".shtml"),
        holds="one page; the article is taken out of it",
        document=document,
        becomes="text",
        pages=True,
        not_written="articles are text; give a .txt, .md or .jsonl file, or a folder",
    ),
)
