"""What a page is for, as its type and its address say, and how much of it is taken.

On most pages the article is what a reader came for. On a discussion it is the answers too, on a list its
entries, which are links; an overview (of a product, a service, a handbook) is sections of which each says
little. Only the page's own type and common words of addresses are looked at, nothing of a single site.

>>> purpose_of(None, "https://forum.courier.example/t/late-ships/7"), purpose_of("NewsArticle", "https://a.example/")
('discussion', 'article')
"""

import re
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

Purpose = Literal["article", "discussion", "list", "overview"]

DISCUSSIONS = frozenset(("discussionforumposting", "question", "qapage"))
ARTICLE_RE = re.compile(r"article|posting|blog|news", re.IGNORECASE)
HOST_RE = re.compile(r"(?:www\.)?(?:forums?|boards?|community|discuss(?:ions?)?|talk|users)\.", re.IGNORECASE)
DISCUSSION_RE = re.compile(
    r"/(?:forums?|boards?|threads?|topic|viewtopic|showthread|questions|discussions?|comments|t)(?:[/._-]|$)",
    re.IGNORECASE,
)
LIST_RE = re.compile(
    r"/(?:categor(?:y|ies)|collections?|catalog|product-category|subcategory|shop|store|browse|search|archive"
    r"|lists?|charts?|rankings?|schedule|tags?|[bcsw])(?:[/?-]|$)",
    re.IGNORECASE,
)
# An article's address has a date, a number, or its headline.
OF_ARTICLE_RE = re.compile(r"/(?:19|20)\d\d[/-]?\d|\d{5}|(?:[^/_-]{0,80}[-_]){4}[^/]{0,200}/?$")
MAX_ADDRESS = 1000

POOR, POOR_DISCUSSION, POOR_OVERVIEW = 0.5, 0.8, 0.7  # shares of running text: if less is kept, all is read
LIST_CHARS, LIST_TIMES = 250, 3  # a page of links keeps at most so much text, and links so many times that
MORE_CHARS, MORE_TIMES = 800, 2  # where the address says that it is a list
LINE_CHARS = 60  # a line of so much is no entry of a list, unless the address says that it is one


class Extent(NamedTuple):
    """How much of a page is taken, in the numbers above; if it is or may be a list; if answers count."""

    poor: float
    list_chars: int
    list_times: int
    is_list: bool
    may_list: bool
    answers: bool


def purpose_of(kind: str | None, url: str | None) -> Purpose:
    """Return what a page is for; an article unless its type or its address says otherwise."""
    if kind and kind.lower() in DISCUSSIONS:
        return "discussion"
    try:
        address = urlsplit((url or "")[:MAX_ADDRESS])
    except ValueError:  # no address
        return "article"
    host, path = address.netloc, address.path
    if not host:
        return "article"
    if HOST_RE.match(host) or DISCUSSION_RE.search(path):
        return "discussion"
    is_article = kind is not None and ARTICLE_RE.search(kind) is not None
    if path in ("", "/") or LIST_RE.search(path):
        return "article" if is_article else "list"
    return "article" if is_article or OF_ARTICLE_RE.search(path) else "overview"


def extent_of(purpose: Purpose, author: str | None = None) -> Extent:
    """Return how much of a page of some purpose is taken; what has an author is no list by its looks."""
    is_list = purpose == "list"
    poor = {"discussion": POOR_DISCUSSION, "list": POOR_OVERVIEW, "overview": POOR_OVERVIEW}.get(
        purpose, POOR
    )
    chars, times = (MORE_CHARS, MORE_TIMES) if is_list else (LIST_CHARS, LIST_TIMES)
    may_list = purpose == "overview" and not author
    return Extent(poor, chars, times, is_list, may_list, purpose == "discussion")
