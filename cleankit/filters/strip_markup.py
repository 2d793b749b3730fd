r"""Take the tags out of fragments of HTML that were left in a text.

Block tags and `<br>` become line breaks, entities beside markup are resolved, scripts, styles and
comments go. A text without a tag of HTML stays to the letter; so do code, "a < b" and <name@host>.
Whole pages are another job: this knows nothing of main content.

>>> strip_markup("<p>Prices <b>rose</b> 3&nbsp;%.</p><p>If a < b, wait.</p>")
'Prices rose 3\xa0%.\nIf a < b, wait.'
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from cleankit.registry import text_filter
from cleankit.text.code import code_lines, may_hold_code

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import PageElement

INLINE = (
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr"
)
BLOCK = (
    "address article aside audio blockquote body br button center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe input li link main meta nav noscript "
    "object ol option p param picture pre section select source summary svg table tbody td textarea tfoot th "
    "thead title tr ul video"
)
HIDDEN = "script style template"
BLOCK_NAMES, HIDDEN_NAMES = frozenset(BLOCK.split()), frozenset(HIDDEN.split())
TAG_RE = re.compile(
    rf"</?(?:{'|'.join(f'{INLINE} {BLOCK} {HIDDEN}'.split())})(?=[\s/>])[^<>]*>|<!--", re.IGNORECASE
)
LITERAL_RE = re.compile(rf"({TAG_RE.pattern})|<|&(?!#?\w{{1,24}};)", re.IGNORECASE)
LITERAL = {"<": "&lt;", "&": "&amp;"}
# What takes all text up to its end: without an end it is no markup, or the article would be gone.
SWALLOWING = {"<!--": "-->", **{f"<{name}": f"</{name}" for name in HIDDEN.split()}}


@text_filter("strip-markup", lines=False, not_idempotent="resolving &lt;b&gt; may give a new tag")
def strip_markup(text: str) -> str:
    """Replace markup by the text it marks up, outside code."""
    if "<" not in text or not TAG_RE.search(text):
        return text
    if not may_hold_code(text):
        return _stripped(text)
    lines = text.split("\n")
    code = code_lines(lines)
    runs = groupby(range(len(lines)), key=code.__contains__)
    joined = ((is_code, "\n".join([lines[i] for i in run])) for is_code, run in runs)
    return "\n".join([part if is_code else _stripped(part) for is_code, part in joined])


def _stripped(fragment: str) -> str:
    from bs4 import BeautifulSoup

    folded = fragment.lower()
    ends = {opening: folded.rfind(closing) for opening, closing in SWALLOWING.items()}

    def marked_up(found: re.Match[str]) -> str:
        """Return only what is surely markup as markup."""
        if found[1] is None:
            return LITERAL[found[0]]
        start = found.start()
        swallows = any(start > end and folded.startswith(opening, start) for opening, end in ends.items())
        return f"&lt;{found[1][1:]}" if swallows else found[1]

    marked = LITERAL_RE.sub(marked_up, fragment)
    # Elsewhere bs4 makes runs of white space one: text is ours to keep, so it stands in a tag of its own.
    whole = f"<fragment>{marked}</fragment>"
    soup = BeautifulSoup(whole, "html.parser", preserve_whitespace_tags={"fragment"})
    return "".join(_visible(soup))


def _visible(soup: "BeautifulSoup") -> list[str]:
    """Return the text of all elements but the hidden ones, with a line break where a block begins or ends.

    A walk of our own: what Beautiful Soup does to a tag costs as much as the tag lies deep.
    """
    from bs4.element import NavigableString, Tag

    parts: list[str] = []
    apart = False  # a block's border that no line break marks yet
    under_way: list[tuple[bool, Iterator[PageElement]]] = [(False, iter(soup.contents))]
    while under_way:
        is_block, children = under_way[-1]
        child = next(children, None)
        if child is None:
            under_way.pop()
            apart = apart or (is_block and bool(parts))
        elif isinstance(child, Tag):
            if child.name not in HIDDEN_NAMES:
                is_block = child.name in BLOCK_NAMES
                apart = apart or (is_block and bool(parts))
                under_way.append((is_block, iter(child.contents)))
        elif type(child) is NavigableString and child:
            if apart and not parts[-1].endswith("\n") and not child.startswith("\n"):
                parts.append("\n")
            parts.append(child)
            apart = False
    return parts
