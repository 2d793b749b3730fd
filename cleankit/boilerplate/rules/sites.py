"""What a document belongs to, so that a rule can be for one site alone.

>>> site_of(Document("", url="https://www.Example.org/news/1")), site_of(Document("", site="Gazette"))
('example.org', 'gazette')
"""

from cleankit.document import Document
from cleankit.text.urls import host

KEYS = ("site", "source")


def site_of(document: Document | None) -> str:
    """Return the document's site, or else the host of its address, as `plain` has it; "" for neither."""
    if document is None:
        return ""
    return plain(document.site or host(document.url))


def source_of(document: Document | None) -> str:
    """Return what the document's record has in its field ``source``, as `plain` has it; "" for nothing."""
    found = document.metadata.get("source") if document is not None else None
    return plain(found) if isinstance(found, str) else ""


def plain(name: str) -> str:
    """Return a site's name as it is compared: in lower case, without www."""
    return name.strip().casefold().removeprefix("www.")
