"""Parse a page with Lexbor, after a linear scan that keeps hostile markup from making it slow.

Lexbor takes quadratic time in open elements (16,000 nested `<div>`: .5 s), in attributes of one tag
(16,000: .4 s) and in unclosed formatting tags, which every later block repeats (2,000 `<font>`: 2 s).
So tags beyond a limit are dropped before the parse, never text. Pages that cannot reach a limit, nearly
all, pay only for the counting (about .3 ms for 140 kB) and are parsed as they are.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_OPEN = 2000
SCAN_ABOVE = 4000  # start tags; so many, all nested, cost Lexbor 25 ms, and few pages have more
MAX_ATTRIBUTES = 256
MAX_FORMATTING = 32
MOST_FORMATTING = 512  # start tags with attributes; so many, all unclosed, cost Lexbor 50 ms

ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?)?"""
ATTRIBUTES = rf"(?:[\s/]++|{ATTRIBUTE})*+"
ATTRIBUTE_RE = re.compile(ATTRIBUTE)
ATTRIBUTE_BYTES_RE = re.compile(ATTRIBUTE.encode())
TAG_RE = re.compile(rf"<[a-zA-Z]{ATTRIBUTES}".encode())
LONG_TAG = 2 * MAX_ATTRIBUTES
LONG_RUN, LONG_QUOTED = 2048, 8192  # bytes without ">", without "<": a tag may have ">" in its quotes
LONG_TAG_RE = re.compile(rb"<[a-zA-Z](?:[^>]{%d}|[^<]{%d})" % (LONG_RUN, LONG_QUOTED))
RAW = "script|style|textarea|title|xmp|iframe|noframes|noembed"
TOKEN_RE = re.compile(
    r"<!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
    rf"|<(?P<raw>{RAW})(?=[\s/>]){ATTRIBUTES}>(?:[^<]++|<(?!/(?P=raw)[\s/>]))*+(?:</(?P=raw)|\Z)"
    rf"|<(?P<end>/?)(?P<name>[a-z][^\s/>]*+)(?P<attributes>{ATTRIBUTES})>?",
    re.IGNORECASE,
)

TEXT_TAGS = ("title", "style", "script", "textarea", "iframe", "noembed", "noframes", "xmp", "select")
ENDS = [
    ([f"<{tag}".encode(), f"<{tag.upper()}".encode()], [f"</{tag}".encode(), f"</{tag.upper()}".encode()])
    for tag in TEXT_TAGS
]
COMMENT, COMMENT_END = ([b"<!--"], [b"->", b"--!>"]), b"-->"
AFTER_RE = re.compile(
    rb"</?(?:html|head|body|main|article|section|div|p|h[1-6]|table|ul|ol|form|br|meta|link|header)[\s/>]",
    re.IGNORECASE,
)
SHADOW_RE = re.compile(rb"<template\s(?:[^<>]{0,200}?\s)?shadowroot", re.IGNORECASE)
TEMPLATE_RE = re.compile(rb"<(/?)template(?=[\s>])[^<>]{0,500}>", re.IGNORECASE)

FORMATTING_TAGS = "b big code em font i nobr s small strike strong tt u"
FORMATTING = frozenset(FORMATTING_TAGS.split())
ENDED_BY_NEXT = frozenset(("li", "dt", "dd"))
FORMATTING_RE = re.compile(
    rf"<(?=[bcefinstuBCEFINSTU])(?i:{'|'.join(FORMATTING_TAGS.split())})[\s/]".encode()
)
FLAT_TAGS = "a br img input li link meta option p td tr"
FLAT_RE = re.compile(f"<(?:{'|'.join(FLAT_TAGS.split())})[ >]".encode())
# A parser never leaves two of these open without an element between them that is counted.
NOT_COUNTED_TAGS = """
    area base br col embed hr img input link meta param source track wbr
    p td th tr tbody thead tfoot option optgroup html head body a
"""
NOT_COUNTED = frozenset(NOT_COUNTED_TAGS.split())


def parse(page: str | bytes) -> "LexborHTMLParser":
    """Return the tree of a page; bytes are valid UTF-8, and lone surrogates in a str become U+FFFD."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(_limited(_shown_shadows(page if isinstance(page, bytes) else _encoded(page))))


def limit_tags(text: str) -> str:
    """Return ``text`` without the tags that nest, or the attributes that follow, beyond the limits.

    >>> limit_tags("<div>" * 5000 + "deep").count("<div>")
    2000
    """
    return _limited(_encoded(text)).decode()


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def closed(page: str | bytes) -> bytes | None:
    """Return a page with an end tag for the text tag or comment that swallows the rest; None if none does.

    A browser shows nothing of such a rest, a reader of the source all of it.
    """
    data = page if isinstance(page, bytes) else _encoded(page)
    changed = False
    for starts, ends in (*ENDS, COMMENT):
        last = max(map(data.rfind, starts))
        if last >= 0 and max(data.rfind(sign, last) for sign in ends) < 0:
            following = AFTER_RE.search(data, last + 4)
            if following:
                closing = COMMENT_END if starts is COMMENT[0] else ends[0] + b">"
                data = data[: following.start()] + closing + data[following.start() :]
                changed = True
    return data if changed else None


def _shown_shadows(page: bytes) -> bytes:
    """Make elements of the templates that a browser attaches to the element around them."""
    if not SHADOW_RE.search(page):
        return page
    pieces: list[bytes] = []
    done = 0
    open_templates: list[bool] = []
    for tag in TEMPLATE_RE.finditer(page):
        if tag[1]:
            is_shadow = open_templates.pop() if open_templates else False
        else:
            is_shadow = SHADOW_RE.match(tag[0]) is not None
            open_templates.append(is_shadow)
        if is_shadow:
            pieces += (page[done : tag.start()], b"</div>" if tag[1] else b"<div>")
            done = tag.end()
    return b"".join((*pieces, page[done:]))


def _limited(page: bytes) -> bytes:
    """Scan a page that could reach a limit; bytes are counted faster than characters."""
    if _may_nest(page) or (_looks_long(page) and _has_long_tag(page)):
        return _scan(page.decode()).encode()
    return page


def _may_nest(page: bytes) -> bool:
    """Say whether a page has start tags enough to be too deep in elements or in formatting."""
    tags = page.count(b"<")
    if tags > SCAN_ABOVE:
        starts = tags - page.count(b"</")
        if starts > SCAN_ABOVE and starts - len(FLAT_RE.findall(page)) > SCAN_ABOVE:
            return True
    return len(FORMATTING_RE.findall(page)) > MOST_FORMATTING


def _looks_long(page: bytes) -> bool:
    """Say whether a tag may have too many attributes; it may also be a script's "less than"."""
    return any(
        _has_many_attributes(page, long.start())
        for sign, length in ((b">", LONG_RUN), (b"<", LONG_QUOTED))
        for start, end in _runs(page, sign, length)
        for long in LONG_TAG_RE.finditer(page, max(0, start - 1), end)
    )


def _runs(page: bytes, sign: bytes, length: int) -> Iterator[tuple[int, int]]:
    """Yield where ``length`` bytes or more are free of ``sign``.

    Such a run covers a whole block of half the length. Looking for the sign from the start of each block
    leaves most of the page unread.
    """
    step = length // 2
    block = 0
    while block + step <= len(page):
        if page.find(sign, block, block + step) >= 0:
            block += step
            continue
        start, end = page.rfind(sign, 0, block) + 1, page.find(sign, block + step)
        if end < 0:
            end = len(page)
        if end - start >= length:
            yield start, end
        block = end + step - end % step


def _has_long_tag(page: bytes) -> bool:
    return any(
        token["name"]
        and token.end() - token.start() > LONG_TAG
        and len(ATTRIBUTE_RE.findall(token["attributes"])) > MAX_ATTRIBUTES
        for token in TOKEN_RE.finditer(page.decode())
    )


def _has_many_attributes(page: bytes, start: int) -> bool:
    """Count the attributes of the tag at ``start``, which may be a short one, before a script."""
    tag = TAG_RE.match(page, start)
    return (
        tag is not None
        and len(tag[0]) > LONG_TAG
        and len(ATTRIBUTE_BYTES_RE.findall(tag[0])) > MAX_ATTRIBUTES
    )


def _scan(text: str) -> str:
    pieces: list[str] = []
    done = 0
    tags = _OpenTags()
    for token in TOKEN_RE.finditer(text):
        name = token["name"]
        if name is None:
            continue
        stays = tags.end(name.lower()) if token["end"] else tags.start(name.lower())
        if not stays:
            pieces.append(text[done : token.start()])
            done = token.end()
        elif len(token["attributes"]) > LONG_TAG:
            pieces += (text[done : token.start("attributes")], _first_attributes(token["attributes"]))
            done = token.end("attributes")
    pieces.append(text[done:])
    return "".join(pieces)


class _OpenTags:
    """The tags open at a point of the page, those that were dropped aside."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.open: Counter[str] = Counter()
        self.formatting: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()

    def start(self, name: str) -> bool:
        """Open an element; False if that would be one too many."""
        if name in NOT_COUNTED:
            return True
        if name in FORMATTING:
            room = self.formatting.total() < MAX_FORMATTING
            kind = self.formatting
        else:
            if name in ENDED_BY_NEXT and self.stack and self.stack[-1] in ENDED_BY_NEXT:
                self.open[self.stack.pop()] -= 1
            room = len(self.stack) < MAX_OPEN
            kind = self.open
            if room:
                self.stack.append(name)
        (kind if room else self.dropped)[name] += 1
        return room

    def end(self, name: str) -> bool:
        """Close an element and all that are open in it; False if it was dropped when it was opened."""
        if self.dropped[name]:
            self.dropped[name] -= 1
            return False
        if self.formatting[name]:
            self.formatting[name] -= 1
        elif self.open[name]:
            while (last := self.stack.pop()) != name:
                self.open[last] -= 1
            self.open[name] -= 1
        return True


def _first_attributes(attributes: str) -> str:
    for count, attribute in enumerate(ATTRIBUTE_RE.finditer(attributes), 1):
        if count == MAX_ATTRIBUTES:
            return attributes[: attribute.end()]
    return attributes


def ancestors(node: "LexborNode", most: int = 40) -> "Iterator[LexborNode]":
    """Yield the elements around a node, the nearest first."""
    at = node.parent
    while at is not None and most:
        yield at
        at = at.parent
        most -= 1
