"""Read JSON-LD: the objects of all scripts, and the one that describes this page's article.

Scripts are written by hand and by templates: trailing commas and semicolons, CDATA, comments of HTML,
line breaks in strings and escaped quotes are read as what was meant. What is no JSON even so says nothing.
"""

import html
import re
from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from cleankit.html.metadata.agreement import agreement, words
from cleankit.html.metadata.gather import one_line

ARTICLE_RE = re.compile(
    r"Article|Posting|Report$|Review$|Recipe|Question$|HowTo$|BlogPost|Message$|Thesis|Chapter$"
)
PAGE_RE = re.compile(r"WebPage|CreativeWork|ItemPage|AboutPage|Course$|Product$|VideoObject|Podcast|Book$")
MAX_VALUES = 10_000  # of one page; its articles have a few hundred
MAX_HEADLINE = 200  # schema.org asks for 110; what is longer is a summary in the wrong place
OPENING_RE = re.compile(r"\A(?:/[/*]\s{0,20})?(?:<!\[CDATA\[|<!--)\s{0,20}(?:\*/)?")
CLOSING_RE = re.compile(r"(?:/[/*])?\s{0,20}(?:\]\]>|-->)\s{0,20}(?:\*/)?\Z")
LOOSE_RE = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|,(?=\s*+[}\]])', re.DOTALL)
AGREES, OTHER = 0.5, 0.2
DATED = frozenset(("author", "datePublished", "dateCreated"))

Object = dict[str, Any]


class Graph(NamedTuple):
    """The objects of a page in document order, and those that have an id."""

    objects: list[Object]
    by_id: dict[str, Object]

    def resolve(self, value: Any) -> Any:
        """Return the object that a bare reference (only an `@id`) names, else the value itself."""
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value

    def all_of(self, value: Any) -> list[Any]:
        """Return a value, or the members of a list, with references resolved."""
        items = value if isinstance(value, list) else [] if value is None else [value]
        return [self.resolve(item) for item in items[:50]]

    def named(self, kind: str) -> str | None:
        """Return the name of the first object of a type."""
        for value in self.objects:
            if kind in types(value) and (name := one_line(value.get("name"))):
                return name
        return None


def read_graph(scripts: Iterable[str]) -> Graph:
    """Return the objects of all scripts, outer before inner, earlier before later."""
    graph = Graph([], {})
    left = MAX_VALUES
    for script in scripts:
        waiting: deque[Any] = deque(_values(script))
        while waiting and left:
            left -= 1
            value = waiting.popleft()
            if isinstance(value, dict):
                graph.objects.append(value)
                key = value.get("@id")
                if isinstance(key, str) and len(value) > len(graph.by_id.get(key, ())):
                    graph.by_id[key] = value
                waiting += [v for v in value.values() if isinstance(v, dict | list)]
            elif isinstance(value, list):
                waiting += [v for v in value if isinstance(v, dict | list)]
    return graph


def types(value: Object) -> list[str]:
    """Return the types of an object, without the address of their vocabulary."""
    found = value.get("@type")
    items = found if isinstance(found, list) else [found]
    return [item.rsplit("/", 1)[-1] for item in items if isinstance(item, str)]


def main_object(graph: Graph, titles: Sequence[str], addresses: Sequence[str]) -> Object:
    """Return the object of the page's own article, or an empty one.

    The one whose headline agrees with what the page calls itself, or whose address is the page's; among
    equals an article before a page, a longer body, and the first. An object that says it is another
    article, by its headline and its address, describes a teaser.
    """
    best: Object = {}
    best_rank: tuple[float, ...] = (0,)
    informative = any(len(words(title)) >= 2 for title in titles)
    for value in graph.objects:
        names = types(value)
        article = is_article(value)
        if not article and not any(PAGE_RE.search(name) for name in names):
            continue
        if "Question" in names and not DATED.intersection(value):
            continue  # one of a list of questions that the page answers
        called = headlines(value)
        same = max((agreement(name, title) for name in called for title in titles), default=0.0)
        here = _is_here(value, addresses)
        if called and informative and not here and (same <= OTHER if article else same < AGREES):
            continue
        body = value.get("articleBody")
        rank = (
            article and (same >= AGREES or here),
            article,
            same >= AGREES,
            here,
            len(body) if isinstance(body, str) else 0,
            bool(value.get("headline")),
            bool(value.get("datePublished")),
        )
        if rank > best_rank:
            best, best_rank = value, rank
    return best


def is_article(value: Object) -> bool:
    """Say whether an object says that it is an article, rather than a page or a product."""
    return any(ARTICLE_RE.search(name) for name in types(value))


def body_of(graph: Graph, article: Object) -> str:
    """Return the body of an article as its object states it, else the longest body on the page."""
    bodies = [value.get("articleBody") for value in (article, *graph.objects)]
    texts = [body for body in bodies if isinstance(body, str)]
    own = article.get("articleBody")
    return own if isinstance(own, str) and own else max(texts, key=len, default="")


def headlines(value: Object) -> list[str]:
    """Return what an object calls its article: its headline, its name."""
    found = [one_line(value.get(key)) for key in ("headline", "name", "alternativeHeadline")]
    return [name for name in found if name and len(name) <= MAX_HEADLINE]


def _is_here(value: Object, addresses: Sequence[str]) -> bool:
    page = value.get("mainEntityOfPage")
    own = [value.get("url"), value.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    paths = {path for address in addresses if (path := _path(address))}
    return any(_path(address) in paths for address in own if isinstance(address, str))


def _path(address: str) -> str:
    """Return the path of an address; nothing for a home page, where any object may live."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return parts.path.strip("/") and f"{parts.path.strip('/')}?{parts.query}"


def _values(script: str) -> list[Any]:
    import orjson

    source = script.strip().lstrip("\ufeff")
    if not source:
        return []
    try:
        return [orjson.loads(source)]
    except ValueError:
        pass
    source = CLOSING_RE.sub("", OPENING_RE.sub("", source))
    if "&quot;" in source and '"' not in source:
        source = html.unescape(source)
    source = LOOSE_RE.sub(lambda found: "" if found[0] == "," else found[0], source.strip()).rstrip(
        "; \n\t\r"
    )
    return _one_after_another(source)


def _one_after_another(source: str) -> list[Any]:
    """Read values that follow one another, as no script should have them."""
    import json

    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    at = 0
    try:
        while at < len(source) and len(values) < 100:
            value, at = decoder.raw_decode(source, at)
            values.append(value)
            while at < len(source) and source[at] in " \t\r\n,;":
                at += 1
    except (ValueError, RecursionError):
        pass
    return values
