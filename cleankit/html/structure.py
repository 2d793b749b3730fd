"""Which blocks of a body stay although they say little alone: structure, and what is among kept blocks."""

from collections.abc import Container, Sequence
from itertools import accumulate, islice

from cleankit.html.blocks import Element, PageBlock, containers

IN_STRUCTURE, IN_CAPTION = -2.0, -1.4  # log-odds needed in a list, table, quote or code; in a caption
AMONG, MOST_LINES = -1.5, 40  # for a paragraph among kept ones, or a line among a few
IN_COMPANY = -3.5  # in a list or table of which a part is above these
CAPTIONS = frozenset(("figcaption", "caption"))
ITEMS = CAPTIONS | {"li", "tr", "pre", "dt", "dd", "blockquote"}
TABLES = frozenset(("table",))
LISTS = TABLES | {"ul", "ol", "dl"}
LOOK_AHEAD, LOOK_AROUND = 4, 3
LINKS = 0.5
FORMULA = "formula"  # the label of a block that is one
INTRODUCTION_WORDS = 3


class Structure:
    """Says which blocks are in a list, table, quote or code whose text is mostly not links."""

    def __init__(self, blocks: Sequence[PageBlock], scores: Sequence[float | None]) -> None:
        self.chars = list(accumulate((len(block.text) for block in blocks), initial=0))
        self.link_chars = list(accumulate((block.link_chars for block in blocks), initial=0))
        self.good: set[int] = set()
        for block, score in zip(blocks, scores, strict=True):
            if score is not None and score > IN_STRUCTURE:
                for element in islice(containers(block), LOOK_AROUND):
                    if element.tag in LISTS:
                        self.good.add(id(element))

    def __call__(self, block: PageBlock, score: float | None) -> bool:
        around = list(islice(containers(block), 2 * LOOK_AROUND))
        inner = {element.tag for element in around[:LOOK_AROUND]}
        if inner.isdisjoint(ITEMS) and block.label != FORMULA:
            return False
        if any(id(element) in self.good for element in around):
            least = IN_COMPANY
        else:
            least = IN_CAPTION if is_of_picture(around) else IN_STRUCTURE
        if score is not None and score <= least:
            return False
        if block.link_density < LINKS:
            return True
        return any(element.tag in LISTS and self._links(element) < LINKS for element in around)

    def _links(self, element: Element) -> float:
        chars = self.chars[element.end] - self.chars[element.start]
        return (self.link_chars[element.end] - self.link_chars[element.start]) / (chars or 1)


def is_sibling(
    blocks: Sequence[PageBlock], scores: Sequence[float | None], kept: Sequence[bool], i: int
) -> bool:
    """Say whether a block is a paragraph among kept ones, or a line of a few of which most are kept."""
    block, score = blocks[i], scores[i]
    if not _may_stay(block, score):
        return False
    if _is_paragraph_between(blocks, kept, i):
        return True
    parent = block.element.parent
    if score is None or parent is None or parent.end - parent.start > MOST_LINES:
        return False
    lines = range(parent.start, parent.end)
    alike = [k for k in lines if blocks[k].element.parent is parent and blocks[k].element.tag == block.tag]
    return sum(kept[k] for k in alike) > len(alike) / 2


def is_between(blocks: Sequence[PageBlock], kept: Sequence[bool], i: int) -> bool:
    """Say whether kept blocks before and after a block are in the same element as it is."""
    parent = blocks[i].element.parent
    before = range(i - 1, max(-1, i - LOOK_AHEAD), -1)
    after = range(i + 1, min(len(blocks), i + LOOK_AHEAD))
    return all(any(kept[k] and blocks[k].element.parent is parent for k in side) for side in (before, after))


def is_data(blocks: Sequence[PageBlock], i: int, first: int, last: int) -> bool:
    """Say whether a block is a row of a table with heads of columns, between kept blocks; of links too."""
    if blocks[i].element.tag != "tr" or not first < i < last:
        return False
    whole = _around(blocks[i], TABLES)
    return whole is not None and blocks[whole.start].element.heads


def is_listed(blocks: Sequence[PageBlock], kept: Sequence[bool], i: int) -> bool:
    """Say whether a block is of a list, of links too, between kept blocks of the element it is in."""
    whole = _around(blocks[i], LISTS)
    if whole is None or not whole.start or whole.end >= len(blocks):
        return False
    return all(kept[k] and blocks[k].element.parent is whole.parent for k in (whole.start - 1, whole.end))


def is_introduced(blocks: Sequence[PageBlock], kept: Sequence[bool], i: int) -> bool:
    """Say whether a block is of a list or table that the text before it announces with a colon."""
    whole = _around(blocks[i], LISTS)
    if whole is None or not whole.start:
        return False
    before = blocks[whole.start - 1]
    return (
        kept[whole.start - 1]
        and before.text.endswith((":", "："))
        and before.text.count(" ") >= INTRODUCTION_WORDS
    )


def _around(block: PageBlock, tags: Container[str]) -> Element | None:
    """Return the innermost of the nearest elements around a block that has one of these tags."""
    return next((e for e in islice(containers(block), LOOK_AROUND) if e.tag in tags), None)


def is_of_picture(around: Sequence[Element]) -> bool:
    """Say whether a block is the caption of what is no text; it may be a mere credit."""
    caption = next((element for element in around if element.tag in CAPTIONS), None)
    if caption is None or caption.parent is None:
        return False
    return caption.parent.end - caption.parent.start == caption.end - caption.start


def is_among(
    blocks: Sequence[PageBlock], scores: Sequence[float | None], kept: Sequence[bool], i: int
) -> bool:
    """Say whether a block stands among kept ones, structure too: by its siblings, or those of its section."""
    return _may_stay(blocks[i], scores[i]) and (
        _is_paragraph_between(blocks, kept, i) or _is_in_section_between(blocks, kept, i)
    )


def _may_stay(block: PageBlock, score: float | None) -> bool:
    return block.link_density < LINKS and (score is None or score > AMONG)


def _is_paragraph_between(blocks: Sequence[PageBlock], kept: Sequence[bool], i: int) -> bool:
    return blocks[i].element.tag == "p" and is_between(blocks, kept, i)


def _is_in_section_between(blocks: Sequence[PageBlock], kept: Sequence[bool], i: int) -> bool:
    """Say whether kept blocks right before and after the element around a block are in elements like it."""
    section = blocks[i].element.parent
    if section is None or section.parent is None or not section.start or section.end >= len(blocks):
        return False
    return all(kept[k] and _is_like(blocks[k], section) for k in (section.start - 1, section.end))


def _is_like(block: PageBlock, section: Element) -> bool:
    return any(
        element.parent is section.parent and element.tag == section.tag
        for element in islice(containers(block), LOOK_AROUND)
    )
