"""Parse a page with Lexbor, after a linear scan that keeps hostile markup from making it slow.

Lexbor takes quadratic time in open elements (16,000 nested `<div>`: .5 s), in attributes of one tag
(16,000: .4 s) and in unclosed formatting tags, which every later block repeats (2,000 `<font>`: 2 s).
So tags beyond a limit are dropped before the parse, never text. Pages that cannot reach a limit, nearly
all, pay only for the counting (about 1 ms for 140 kB) and are parsed as they are.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MAX_OPEN = 2000
MAX_ATTRIBUTES = 256
MAX_FORMATTING = 32

ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?)?"""
ATTRIBUTES = rf"(?:[\s/]++|{ATTRIBUTE})*+"
ATTRIBUTE_RE = re.compile(ATTRIBUTE)
TAG_RE = re.compile(rf"<[a-zA-Z]{ATTRIBUTES}")
LONG_TAG = 2 * MAX_ATTRIBUTES
FORMATTING_RE = re.compile(r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/]", re.IGNORECASE)
RAW = "script|style|textarea|title|xmp|iframe|noframes|noembed"
TOKEN_RE = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    rf"|<(?P<raw>{RAW})(?=[\s/>]){ATTRIBUTES}>.*?(?:</(?P=raw)(?=[\s/>])|\Z)"
    rf"|<(?P<end>/?)(?P<name>[a-z][^\s/>]*+)(?P<attributes>{ATTRIBUTES})>?",
    re.DOTALL | re.IGNORECASE,
)

FORMATTING = frozenset("b big code em font i nobr s small strike strong tt u".split())
# A parser never leaves two of these open without an element between them that is counted.
NOT_COUNTED = frozenset(
    "area base br col embed hr img input link meta param source track wbr "
    "p li dt dd td th tr tbody thead tfoot option optgroup html head body a".split()
)


def parse(text: str) -> "LexborHTMLParser":
    """Return the tree of a page; lone surrogates become U+FFFD."""
    from selectolax.lexbor import LexborHTMLParser

    try:
        data = limit_tags(text).encode()
    except UnicodeEncodeError:
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        data = limit_tags(whole).encode()
    return LexborHTMLParser(data)


def limit_tags(text: str) -> str:
    """Return ``text`` without the tags that nest, or the attributes that follow, beyond the limits.

    >>> limit_tags("<div>" * 2001 + "deep").count("<div>")
    2000
    """
    return _scan(text) if _needs_scan(text) else text


def _needs_scan(text: str) -> bool:
    return (
        text.count("<") - text.count("</") > MAX_OPEN
        or len(FORMATTING_RE.findall(text)) > 4 * MAX_FORMATTING
        or any(
            len(tag) > LONG_TAG and len(ATTRIBUTE_RE.findall(tag)) > MAX_ATTRIBUTES for tag in TAG_RE.findall(text)
        )
    )


def _scan(text: str) -> str:
    pieces: list[str] = []
    done = 0
    stack: list[str] = []
    opened: dict[str, int] = {}
    dropped: dict[str, int] = {}
    formatting: dict[str, int] = {}
    open_formatting = 0
    for token in TOKEN_RE.finditer(text):
        name = token["name"]
        if name is None:
            continue
        name = name.lower()
        attributes = token["attributes"]
        if token["end"]:
            drop = False
            if dropped.get(name):
                dropped[name] -= 1
                drop = True
            elif formatting.get(name):
                formatting[name] -= 1
                open_formatting -= 1
            elif opened.get(name):
                while (last := stack.pop()) != name:
                    opened[last] -= 1
                opened[name] -= 1
        elif name in NOT_COUNTED:
            drop = False
        elif name in FORMATTING:
            drop = open_formatting >= MAX_FORMATTING
            if not drop:
                formatting[name] = formatting.get(name, 0) + 1
                open_formatting += 1
        else:
            drop = len(stack) >= MAX_OPEN
            if not drop:
                stack.append(name)
                opened[name] = opened.get(name, 0) + 1
        if drop:
            if not token["end"]:
                dropped[name] = dropped.get(name, 0) + 1
            pieces.append(text[done : token.start()])
            done = token.end()
        elif len(attributes) > LONG_TAG:
            few = _first_attributes(attributes)
            if few != attributes:
                pieces += (text[done : token.start("attributes")], few)
                done = token.end("attributes")
    pieces.append(text[done:])
    return "".join(pieces)


def _first_attributes(attributes: str) -> str:
    for count, attribute in enumerate(ATTRIBUTE_RE.finditer(attributes), 1):
        if count == MAX_ATTRIBUTES:
            return attributes[: attribute.end()]
    return attributes
