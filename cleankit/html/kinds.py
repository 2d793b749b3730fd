"""Say what a block of a page is: a heading, an item of a list, a row of a table, code, a quote, a caption.

It is read from the elements that the block is in, the innermost that says something first.
"""

from itertools import islice

from cleankit.html.blocks import CELLS, PRE, Element, PageBlock, around, containers

MOST_LEVELS = 100  # looked at around a block
HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset(("ul", "ol", "menu", "dir"))
ITEMS = frozenset(("li", "dt", "dd"))
NAMES = {
    "dt": "term",
    "dd": "definition",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "tr": "row",
    **dict.fromkeys(CELLS, "cell"),
    **dict.fromkeys(PRE, "code"),
}


def kind_of(block: PageBlock, place: int) -> tuple[str, int]:
    """Return the kind of the block at ``place`` among its page's blocks, and its level.

    Kinds are "heading" (level 1 to 6), "item" and "numbered" (of a list; the level is how deep it is nested,
    from 1), "term" and "definition", "row" (level 1 in the head of a table) and "cell" (a cell too long for
    a row), "code", "quote", "caption", and else "paragraph". What follows the first block of an item is a
    paragraph of the level of the item.

    >>> from cleankit.html.walk import walk
    >>> from cleankit.html.parse import parse
    >>> blocks = walk(parse("<h2>Port</h2><ul><li>one<ul><li>two</ul></ul><p>three").root)
    >>> [kind_of(block, place) for place, block in enumerate(blocks)]
    [('heading', 2), ('item', 1), ('item', 2), ('paragraph', 0)]
    """
    kind = ""
    item: Element | None = None
    for element in islice(containers(block), MOST_LEVELS):
        tag = element.tag
        if level := HEADING_LEVELS.get(tag, 0):
            return "heading", level
        if kind == "row" and tag == "thead":
            return "row", 1
        if item is None and tag in ITEMS:
            item = element
        if tag == "tr" and element.heads:
            return "row", 1
        if not kind and (item is None or item is element):  # what an item stands in says nothing of it
            kind = NAMES.get(tag, "")
    if item is None:
        return kind or "paragraph", 0
    return _in_item(item, kind, item.start == place)


def _in_item(item: Element, kind: str, is_first: bool) -> tuple[str, int]:
    depth, numbered = 0, False
    for element in islice(around(item.parent), MOST_LEVELS):
        if element.tag in LISTS or element.tag == "dl":
            numbered = numbered or (not depth and element.tag == "ol")
            depth += 1
    depth = max(depth, 1)
    if kind not in ("", "term", "definition"):
        return kind, depth
    if not is_first:
        return "paragraph", depth
    return kind or ("numbered" if numbered else "item"), depth
