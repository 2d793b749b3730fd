"""Text, and Markdown: a file is one article, in any encoding."""

from typing import TYPE_CHECKING

from cleankit.io.format import Format

if TYPE_CHECKING:
    from cleankit.document import Document
    from cleankit.io.reader import Reader
    from cleankit.io.record import Record


def document(record: "Record", reader: "Reader") -> "Document":
    """Return the document of a file; its id is the file's relative path. Raises InputError for no text."""
    from cleankit.document import Document

    text = reader.read_text(record, record.data).text
    name = record.source.relative
    record.fields = {reader.options.id_field: name, reader.options.text_field: text}
    return Document(text, id=name, metadata=record.fields)


FORMATS = (
    Format(name="text", suffixes=(".txt",), holds="one article, in any encoding", document=document),
    Format(
        name="markdown",
        suffixes=(".md",),
        holds="one article; written from a page, it keeps the page's shape",
        document=document,
    ),
)
