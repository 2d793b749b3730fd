"""Refuse pages that say of themselves that they are no article.

>>> from cleankit.document import Document
>>> no_article(Cleaned("Price: 4", Document("", metadata={"type": "Product"}), None, ""))
"page type 'Product', not article"
"""

from cleankit.document import Cleaned
from cleankit.registry import gate

NO_ARTICLE = (
    "product", "product.group", "profile", "collectionpage", "searchresultspage", "itemlist", "itempage",
    "qapage", "faqpage", "contactpage", "aboutpage", "profilepage", "checkoutpage", "video.other",
    "video.movie", "video.episode", "videoobject", "music.song", "music.album", "jobposting", "event",
    "localbusiness", "discussionforumposting", "softwareapplication", "login", "error", "listing", "forum",
    "category",
)  # fmt: skip


@gate("page-type")
def no_article(
    cleaned: Cleaned, *, field: str = "type", refuse: list[str] | tuple[str, ...] = NO_ARTICLE
) -> str | None:
    """Say so if a record's ``field`` has one of the types that are no articles (schema.org, OpenGraph).

    Pages have the field from `cleankit.html`: the type of the article's JSON-LD object, else og:type, else
    that of another object that is a whole page. Other records have it if their source wrote it. Case is
    ignored. A record that says nothing of its type is let through, and so is a type not listed.
    """
    found = cleaned.document.metadata.get(field)
    types = found if isinstance(found, list) else [found]
    for one in types:
        if isinstance(one, str) and one.rpartition("/")[2].lower() in {name.lower() for name in refuse}:
            return f"page type {one!r}, not article"
    return None
