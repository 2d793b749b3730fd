"""Find title, author, date, site, language and canonical address of a page.

JSON-LD first, then OpenGraph and meta tags, then the `<title>`: the more structured, the more often right.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from cleankit.text.urls import host

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

LANG_RE = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)
SITE_SUFFIX_RE = re.compile(r"\s+[|·•»–—-]\s+")
ARTICLE_TYPE_RE = re.compile(r"Article|Posting|Report|Review|Recipe|WebPage")
DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created",
    "publish-date", "pubdate", "parsely-pub-date", "sailthru.date", "article.published", "og:published_time",
)  # fmt: skip
AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "byl",
    "sailthru.author",
    "twitter:creator",
)
TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
NAMED_BY = ("property", "name", "itemprop", "http-equiv")
# One selector for all, since a search of the tree costs more than what is done with the finds.
TELLING = 'meta, script[type="application/ld+json"], link[rel="canonical"], time[datetime]'
MAX_VALUES = 10_000  # of one JSON-LD script; a page's articles have a few hundred


class Hints(NamedTuple):
    """What a page says of its article outside the text that readers see."""

    title: str | None
    titles: tuple[str, ...]
    author: str | None
    date: str | None
    site: str | None
    lang: str | None
    canonical: str | None
    description: str | None
    body: str


def read_hints(tree: "LexborHTMLParser", url: str | None = None) -> Hints:
    """Return what the page says of itself; what it does not say is None."""
    telling: dict[str | None, list[LexborNode]] = defaultdict(list)
    for node in tree.css(TELLING):
        telling[node.tag].append(node)
    meta = _meta(telling["meta"])
    article = _article(_json_ld(telling["script"]))
    page_title = tree.css_first("title")
    titles = [_text(article.get("headline")), *(meta.get(name) for name in TITLES)]
    titles.append(_text(page_title.text(deep=True)) if page_title else None)
    known = tuple(title for title in titles if title)
    publisher = article.get("publisher")
    canonical = _canonical(_first(telling["link"], "href"), meta, url)
    base = url or canonical
    return Hints(
        _title(known),
        known,
        _names(article.get("author"))
        or next((a for n in AUTHORS if (a := meta.get(n)) and "/" not in a), None),
        _text(article.get("datePublished"))
        or next((d for n in DATES if (d := meta.get(n))), None)
        or _text(_first(telling["time"], "datetime")),
        meta.get("og:site_name") or _names(publisher) or host(base) or None,
        _lang(tree, meta),
        canonical,
        meta.get("og:description") or meta.get("description"),
        _squeezed(article.get("articleBody")),
    )


def _first(nodes: "list[LexborNode]", attribute: str) -> str | None:
    return nodes[0].attributes.get(attribute) if nodes else None


def _meta(nodes: "list[LexborNode]") -> dict[str, str]:
    found: dict[str, str] = {}
    for node in nodes:
        attributes = node.attributes
        content = _text(attributes.get("content"))
        if content:
            for key in NAMED_BY:
                if name := attributes.get(key):
                    found.setdefault(name.lower(), content)
    return found


def _json_ld(nodes: "list[LexborNode]") -> Iterator[dict[str, Any]]:
    """Yield the objects of all JSON-LD scripts; a script that is not JSON says nothing."""
    import orjson

    for node in nodes:
        source = node.text(deep=True).strip().removeprefix("<!--").removesuffix("-->")
        try:
            waiting = [orjson.loads(source)]
        except ValueError:
            try:  # line breaks inside strings are the common mistake
                waiting = [orjson.loads(source.replace("\n", " ").replace("\r", " ").replace("\t", " "))]
            except ValueError:
                continue
        left = MAX_VALUES
        while waiting and left:
            left -= 1
            value = waiting.pop()
            if isinstance(value, dict):
                yield value
                waiting += [v for v in value.values() if isinstance(v, dict | list)]
            elif isinstance(value, list):
                waiting += [v for v in value if isinstance(v, dict | list)]


def _article(objects: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the object that describes the article: the one with the longest body, else with a headline."""
    best: dict[str, Any] = {}
    rank = (0, 0)
    for value in objects:
        body, headline = value.get("articleBody"), value.get("headline")
        kind = ARTICLE_TYPE_RE.search(str(value.get("@type"))) is not None
        found = (len(body) if isinstance(body, str) else 0, kind + 2 * bool(headline and kind))
        if found > rank:
            best, rank = value, found
    return best


def _text(value: Any) -> str | None:
    """Return a value as one line of text, or None if it is not text or blank."""
    if not isinstance(value, str):
        return None
    return " ".join(value.split()) or None


def _names(value: Any) -> str | None:
    """Return the names of a person or an organisation, or of several."""
    items = value if isinstance(value, list) else [value]
    names = [_text(item.get("name") if isinstance(item, dict) else item) for item in items[:20]]
    return ", ".join(dict.fromkeys(name for name in names if name and "://" not in name)) or None


def _title(titles: tuple[str, ...]) -> str | None:
    """Return the first title; where there is only `<title>`, without the site's name after a dash or bar."""
    if not titles:
        return None
    if len(titles) > 1:
        return titles[0]
    parts = SITE_SUFFIX_RE.split(titles[0])
    longest = max(parts, key=len)
    return longest if len(longest) >= 15 else titles[0]


def _lang(tree: "LexborHTMLParser", meta: dict[str, str]) -> str | None:
    root = tree.root
    stated = (root.attributes.get("lang") or root.attributes.get("xml:lang")) if root else None
    for value in (stated, meta.get("og:locale"), meta.get("content-language")):
        if value and (match := LANG_RE.match(value.strip())):
            return match.group().lower()
    return None


def _canonical(stated: str | None, meta: dict[str, str], url: str | None) -> str | None:
    for value in (stated, meta.get("og:url")):
        if not value:
            continue
        try:
            whole = urljoin(url or "", value.strip())
            if urlsplit(whole).scheme in ("http", "https"):
                return whole
        except ValueError:  # not an address at all
            continue
    return None


def _squeezed(body: Any) -> str:
    return "".join(body.split()) if isinstance(body, str) else ""
