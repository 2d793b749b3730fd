"""Resolve HTML entities inside HTML entities, such as "&amp;amp;lt;", in one pass.

Resolving level after level takes as many passes as there are levels. Entities cannot overlap: each is
one "&", up to 24 letters or digits, one ";". So the order does not matter, and a stack of the open
"&" gives in linear time what the passes give in the end.
"""

from collections.abc import Callable

from cleankit.text.patterns import lazy

ENTITY_RE = lazy(r"&#?[0-9A-Za-z]{1,24};")
BORDER_RE = lazy(r"([&;])")
INSIDE_RE = lazy(r"[#0-9A-Za-z]+")
LONGEST = 27
AMPERSANDS_RE = lazy(r"&(?:(?:amp|AMP|#38|#[xX]26);)+")
LEAST_LEVELS = 3


def resolve_nested(text: str, unescape: Callable[[str], str]) -> str:
    """Return ``text`` with entities resolved until none is left that ``unescape`` knows.

    >>> from html import unescape
    >>> resolve_nested("AT&amp;amp;amp;T &#&#53;3; &amp;nosuch;", unescape)
    'AT&T 5 &nosuch;'
    """
    done: list[str] = []
    opened: list[int] = []
    for piece in BORDER_RE.split(text):
        new = piece
        while new == ";" and opened:
            start = opened.pop()
            entity = "".join(done[start : start + LONGEST]) + ";"
            value = unescape(entity) if ENTITY_RE.fullmatch(entity) else entity
            if value == entity:
                opened.clear()
                break
            del done[start:]
            new = value
        if new == "&":
            opened.append(len(done))
        elif new and not INSIDE_RE.fullmatch(new):
            opened.clear()
        if new:
            done.append(new)
    return "".join(done)


def skip_levels(text: str, unescape: Callable[[str], str]) -> str:
    """Return ``text`` with the levels taken off that all its "&amp;amp;..." have in common, but one.

    Only where nothing else in the text would be unescaped: then all that the next passes do is to take
    off these levels, one a pass.

    >>> from html import unescape
    >>> skip_levels("“&amp;amp;amp;amp;eacute;", unescape), skip_levels("é&amp;amp;amp; &lt;", unescape)
    ('“&amp;eacute;', 'é&amp;amp;amp; &lt;')
    """
    levels = min((found[0].count(";") for found in AMPERSANDS_RE.finditer(text)), default=0)
    if levels < LEAST_LEVELS or unescape(AMPERSANDS_RE.sub("", text)) != AMPERSANDS_RE.sub("", text):
        return text
    return AMPERSANDS_RE.sub(lambda found: "&" + ";".join(found[0].split(";")[levels - 1 :]), text)
