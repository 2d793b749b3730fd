"""Pages that are lists: each entry says little and is a link, as in a menu, and all of them are the content.

Either next to nothing is kept, and the rest is links; or most of what stands outside menus are entries that
are marked up alike, not much more than half of it is kept (else the judge has found the entries by itself),
and hardly any prose beside the entries. Where the address says that it is a list, it may have more prose.
"""

from collections.abc import Sequence
from itertools import compress, islice
from typing import NamedTuple

from cleankit.html.blocks import STATED, Element, PageBlock, Within, containers
from cleankit.html.purpose import LINE_CHARS, Extent

MENUS = frozenset(("nav", "footer", "aside", "form", "header"))
FEW = 0.6  # share of the text outside menus: if less is kept, the judge has not found the entries
ENTRIES, LINKED = 6, 0.8  # so many elements alike are entries, if this share of them has a link
MOST = 0.4  # share of the text outside menus that the entries of a list hold
LIST_LINES, PAGE_LINES = 5, 3  # with so many lines of prose kept beside the entries, the page is an article
PROSE_LINE = 80
LINKS = 0.3  # a line with so many links is no prose
MENU_LINKS = 0.6  # share of links in entries that may as well be a menu
LOOK_UP = 12  # elements around a block among which an entry is looked for


class Entries(NamedTuple):
    """The element that holds entries marked up alike, and their characters, all and of links."""

    within: Element
    chars: int
    link_chars: int


def lists_of(blocks: Sequence[PageBlock], kept: list[bool], extent: Extent) -> list[bool]:
    """Keep what stands outside menus on a page that is a list; entries go before what its scripts state."""
    chars = _chars_if_few(blocks, kept, extent)
    may_list = extent.is_list or extent.may_list
    if chars is None and not may_list:
        return kept
    in_menu = Within(is_menu)
    outside = [not block.reason and not in_menu(block.element) for block in blocks]
    links = sum(block.link_chars for block in compress(blocks, outside))
    if chars is not None and links >= extent.list_times * chars:
        return [k or out for k, out in zip(kept, outside, strict=True)]
    return _with_entries(blocks, kept, outside, extent) if may_list else kept


def _with_entries(
    blocks: Sequence[PageBlock], kept: list[bool], outside: Sequence[bool], extent: Extent
) -> list[bool]:
    """Keep all outside menus where entries alike hold most of it, little is kept, and hardly any prose."""
    whole = sum(len(block.text) for block in compress(blocks, outside))
    taken = sum(len(block.text) for block in compress(compress(blocks, outside), compress(kept, outside)))
    if taken >= FEW * whole:
        return kept
    entries = entries_of(blocks, outside)
    if entries is None or entries.chars <= MOST * whole:
        return kept
    if _prose_beside(blocks, kept, entries.within) >= (LIST_LINES if extent.is_list else PAGE_LINES):
        return kept
    is_menu_alike = entries.link_chars > MENU_LINKS * entries.chars  # what scripts state may be the article
    return [
        out or (k and (is_menu_alike or block.reason != STATED))
        for block, k, out in zip(blocks, kept, outside, strict=True)
    ]


def is_menu(element: Element) -> bool:
    return element.tag in MENUS


def entries_of(blocks: Sequence[PageBlock], outside: Sequence[bool]) -> Entries | None:
    """Return the largest group of elements of one tag in one element of which most have a link."""
    groups: dict[tuple[int, str], tuple[Element, dict[int, list[int]]]] = {}
    for block in compress(blocks, outside):
        for element in islice(containers(block), LOOK_UP):
            parent = element.parent
            if parent is None:
                break
            _, entries = groups.setdefault((id(parent), element.tag), (parent, {}))
            sums = entries.setdefault(id(element), [0, 0])
            sums[0] += len(block.text)
            sums[1] += block.link_chars
    best = None
    for parent, entries in groups.values():
        linked = [sums for sums in entries.values() if sums[1]]
        if len(linked) < ENTRIES or len(linked) < LINKED * len(entries):
            continue
        chars, link_chars = map(sum, zip(*linked, strict=True))
        if best is None or chars > best.chars:
            best = Entries(parent, chars, link_chars)
    return best


def _chars_if_few(blocks: Sequence[PageBlock], kept: Sequence[bool], extent: Extent) -> int | None:
    """Return the characters that are kept where they may be those of a page of nothing but links."""
    texts = [block.text for block in compress(blocks, kept)]
    chars = sum(map(len, texts))
    if chars >= extent.list_chars or (not extent.is_list and any(len(t) >= LINE_CHARS for t in texts)):
        return None
    return chars


def _prose_beside(blocks: Sequence[PageBlock], kept: Sequence[bool], entries: Element) -> int:
    """Return how many lines of prose that the page shows are kept outside the entries."""
    return sum(
        len(block.text) >= PROSE_LINE and block.link_density < LINKS and block.reason != STATED
        for i, block in enumerate(blocks)
        if kept[i] and not entries.start <= i < entries.end
    )
