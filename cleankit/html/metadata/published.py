"""The dates of an article as its markup states them, the most explicit statement first."""

from collections.abc import Sequence

from cleankit.html.metadata.dates import Reading, parse_date
from cleankit.html.metadata.gather import Stated
from cleankit.html.metadata.jsonld import Object
from cleankit.html.metadata.marked import Marked

PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "rnews:datepublished",
    "citation_publication_date", "citation_date", "citation_online_date", "parsely-pub-date", "sailthru.date",
    "originalpublicationdate", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "publish-date", "publish_date", "publication_date", "pubdate", "publishdate", "article.published",
    "published-date", "article_date_original", "cxenseparse:recs:publishtime", "bt:pubdate", "datecreated",
    "date_published", "dc.date", "dcterms.date", "prism.publicationdate", "date",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "rnews:datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod", "revised", "article.updated", "modified_time", "updated",
)  # fmt: skip

Value = tuple[str | None, str]


def stated_date(stated: Stated, article: Object, marked: Marked, how: Reading) -> Value:
    """Return the date of publication and where it is stated; that of a plain `<time>` is the last resort."""
    found = _first(stated, article, ("datePublished", "dateCreated", "uploadDate"), PUBLISHED, how)
    if found[0]:
        return found
    if marked.date:
        return marked.date, "itemprop"
    return marked.time, "time" if marked.time else ""


def stated_update(stated: Stated, article: Object, marked: Marked, how: Reading) -> Value:
    """Return the date of the last change and where it is stated."""
    found = _first(stated, article, ("dateModified",), MODIFIED, how)
    return found if found[0] else (marked.modified, "time" if marked.modified else "")


def _first(stated: Stated, article: Object, keys: Sequence[str], names: Sequence[str], how: Reading) -> Value:
    for key in keys:
        value = article.get(key)
        if isinstance(value, str) and (found := parse_date(value, how)):
            return found, "json-ld"
    for name in names:
        for value in stated.meta.of(name):
            if found := parse_date(value, how):
                return found, f"meta {name}"
    return None, ""
