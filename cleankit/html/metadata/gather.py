"""Gather what a page says of itself outside its sentences: one search of the tree serves every subject.

A search costs more than what is done with its finds, so that all selectors go into one.
"""

import html
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from cleankit.filters.encoding import fix_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

TELLING = (
    'meta, title, base, link[rel~="canonical" i], script[type^="application/ld+json" i], time, h1, '
    "relative-time, abbr[title], "
    "[itemprop], "
    '[rel~="author" i], a[class*="uthor"], a[class*="sername"], a[href*="/author"]'
)
TIMES = frozenset(("time", "relative-time", "abbr"))
TOLD_BY_NODE = TIMES | {"h1", "a"}
NAMED_BY = ("property", "name", "itemprop", "http-equiv")
BLOCKS_IN_HEADING = "br, div, p, span[style*=block]"
MAX_FINDS = 2000  # of one kind; a page of an article has a few dozen
MAX_CHARS = 2000  # of one value; descriptions have a few hundred
# What nearly all mojibake of UTF-8 has; the search for the rest would cost a page more than its metadata.
MOJIBAKE_RE = re.compile(
    r"[\u00c2-\u00c5\u00ce-\u00d1\u00e2\u0420\u0421][\u0080-\u00bf\u2018-\u203a\u20ac\u2122\u0152-\u017e]"
)
INVISIBLE_RE = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
BUTTON_RE = re.compile(r"\s*(?:Copy item path|¶)$")  # what software of docs puts into a heading
LEAST_TWICE = 10  # characters of what is not there twice on purpose
ENTITY_LEAST = 4  # "&lt;"


class Metas:
    """What `<meta>` elements say, by name; a value is made one line when it is asked for."""

    def __init__(self) -> None:
        self._written: dict[str, list[str]] = {}

    def add(self, attributes: Mapping[str, str | None]) -> None:
        """Add the content of an element under each of its names."""
        content = attributes.get("content")
        if not content:
            return
        for key in NAMED_BY:
            if name := attributes.get(key):
                values = self._written.setdefault(name.strip().lower(), [])
                if len(values) < MAX_FINDS:
                    values.append(content)

    def of(self, name: str) -> list[str]:
        """Return all values of a name that are not blank."""
        written = self._written.get(name)
        return [] if written is None else [text for value in written if (text := one_line(value))]


class Telling(NamedTuple):
    """An element that says something of the article, with what is read of it."""

    node: "LexborNode"
    tag: str
    attributes: dict[str, str | None]


class Stated(NamedTuple):
    """What the markup of a page states, in document order.

    ``meta`` holds all values of a name; ``nodes`` are times, headings and what carries an itemprop or a
    rel of author, each once; ``times`` are the values of the times.
    """

    meta: Metas
    page_title: str | None
    base: str | None
    links: list[tuple[str, str]]
    scripts: list[str]
    headings: "list[tuple[LexborNode, str]]"
    nodes: list[Telling]
    lang: str | None
    times: list[str]

    def first(self, *names: str) -> tuple[str, str] | None:
        """Return the first value of the first of these meta names that has one, with the name."""
        for name in names:
            for value in self.meta.of(name):
                return value, name
        return None


def gather(tree: "LexborHTMLParser") -> Stated:
    """Return what the markup of a page states; a page without markup states nothing."""
    stated = Stated(Metas(), None, None, [], [], [], [], _lang(tree), [])
    page_title = base = None
    seen: set[int] = set()
    for node in tree.css(TELLING):
        tag = node.tag or ""
        attributes = node.attributes
        if tag == "title":
            page_title = page_title or one_line(node.text(deep=True))
        elif tag == "base":
            base = base or attributes.get("href")
        else:
            _add(stated, node, attributes)
        if tag in TOLD_BY_NODE or "itemprop" in attributes:
            address = node.mem_id
            if address not in seen and len(seen) < MAX_FINDS:
                seen.add(address)
                stated.nodes.append(Telling(node, tag, attributes))
                if tag in TIMES and (value := attributes.get("datetime")):
                    stated.times.append(value.strip())
    return stated._replace(page_title=page_title, base=base)


def _add(stated: Stated, node: "LexborNode", attributes: dict[str, str | None]) -> None:
    tag = node.tag
    if tag == "meta":
        stated.meta.add(attributes)
    elif tag == "script":
        stated.scripts.append(node.text(deep=True))
    elif tag == "link":
        if (href := attributes.get("href")) and _is_in_head(node):
            stated.links.append((f" {attributes.get('rel') or ''} ".lower(), href))
    elif tag == "h1" and len(stated.headings) < MAX_FINDS and (text := _heading_text(node)):
        stated.headings.append((node, text))


def one_line(value: Any) -> str | None:
    """Return a value as one line of text with its entities resolved, or None if it is not text or blank."""
    if not isinstance(value, str):
        return None
    text = " ".join(value[: 4 * MAX_CHARS].split())
    # Twice, for what was escaped for HTML before it was escaped for an attribute or a script.
    for _ in range(2):
        if "&" in text and len(text) >= ENTITY_LEAST:
            text = " ".join(html.unescape(text).split())
    return text[:MAX_CHARS] or None


def _is_in_head(node: "LexborNode") -> bool:
    """Say whether a link speaks for the page: in its head, or where a broken head leaves it, in the body."""
    parent = node.parent
    return parent is not None and parent.tag in ("head", "body", "html")


def _heading_text(node: "LexborNode") -> str | None:
    text = one_line(node.text(deep=True, separator=" " if node.css_first(BLOCKS_IN_HEADING) else ""))
    return BUTTON_RE.sub("", text) if text else None


def repaired(text: str) -> str:
    """Return a name as readers see it: no soft hyphens and the like, no mojibake, and once if said twice.

    >>> repaired("Quay repairs Quay repairs"), repaired("The quayâ€™s end")
    ('Quay repairs', 'The quay’s end')
    """
    if not text.isascii():
        text = INVISIBLE_RE.sub("", fix_text(text) if MOJIBAKE_RE.search(text) else text)
    for times in (3, 2):
        once = text[: (len(text) + 1) // times - 1]
        if len(once) >= LEAST_TWICE and " ".join([once] * times) == text:
            return once
    return text


def _lang(tree: "LexborHTMLParser") -> str | None:
    root = tree.root
    if root is None:
        return None
    attributes = root.attributes
    return attributes.get("lang") or attributes.get("xml:lang")
