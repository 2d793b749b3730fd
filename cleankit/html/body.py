"""What lies in the body of an article is of the article: rules over the scores of the judge.

The models look at blocks one by one and miss what says little alone: a short heading, an item, a row, a
line of code. The core is the innermost element that holds nearly all that the models keep. Within it, and
between the first and the last block kept, structure stays unless its names call it something else.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice

from cleankit.html.blocks import CELLS, PRE, STATED, Element, PageBlock, Within, around, containers
from cleankit.html.footnotes import notes_beside
from cleankit.html.lists import MENUS, is_menu
from cleankit.html.structure import (
    CAPTIONS,
    IN_CAPTION,
    IN_STRUCTURE,
    ITEMS,
    LINKS,
    LOOK_AHEAD,
    LOOK_AROUND,
    Structure,
    is_among,
    is_between,
    is_data,
    is_introduced,
    is_listed,
    is_sibling,
)
from cleankit.html.vocabulary import Vocabulary

CORE_SHARE = 0.95  # of what is kept, in the innermost container that is taken for the body
INSIDE, AROUND = -2.5, -1.5  # log-odds needed in the span of the body and around it
JUNK_NAME = -2.0
HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "button"))
LOOK_BACK = 3
TEXT_TAGS = (
    frozenset(("h1", "h2", "h3", "h4", "p", "li", "tr", "blockquote", "body", "figcaption", "dt", "dd"))
    | CELLS
    | PRE
)
TOP = "h1"


def fill(
    blocks: Sequence[PageBlock],
    scores: Sequence[float | None],
    kept: list[bool],
    vocabulary: Vocabulary,
    is_comment: Callable[[PageBlock], bool],
    poor: float,
) -> list[bool]:
    """Keep what else lies in the body: headings, items, rows, code; all but junk where little is kept."""
    core = core_of(blocks, kept)
    if core is None:
        return kept

    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    start, end = max(first, core.start), _end(blocks, scores, min(last + 1, core.end), core)
    above = _start(blocks, scores, start, core)
    result = list(kept)
    if _is_poor(blocks, kept, start, end, poor):
        in_menu = Within(is_menu)
        for i in _missed(blocks, kept, range(core.start, core.end), is_comment):
            inside = first <= i <= last and not in_menu(blocks[i].element)
            result[i] = blocks[i].link_density < LINKS and _is_text(blocks[i], scores[i], inside)
    else:
        missed = list(_missed(blocks, kept, range(above, end), is_comment))
        is_junk = _junk_within(core, vocabulary)
        for i in _stays(blocks, scores, kept, missed, first, last):
            result[i] = blocks[i].element.tag in PRE or not is_junk(blocks[i].element)
        for i in missed:
            if not result[i] and is_among(blocks, scores, result, i):
                result[i] = not is_junk(blocks[i].element)
    for i in range(end - 1, above - 1, -1):
        if not result[i] and not blocks[i].reason and blocks[i].element.tag in HEADS:
            is_apart = blocks[i].link_density >= LINKS and not is_between(blocks, result, i)
            result[i] = not is_apart and _heads(blocks, result, i, first)
    is_note = notes_beside(core)
    for i in _missed(blocks, result, range(start, (core.parent or core).end), is_comment):
        result[i] = is_note(blocks[i].element)
    return result


def _stays(
    blocks: Sequence[PageBlock],
    scores: Sequence[float | None],
    kept: Sequence[bool],
    missed: Sequence[int],
    first: int,
    last: int,
) -> Iterator[int]:
    """Yield what is structure of the body, or a sibling of what is kept of it."""
    is_structure = Structure(blocks, scores)
    for i in missed:
        if (
            is_structure(blocks[i], scores[i])
            or is_data(blocks, i, first, last)
            or is_introduced(blocks, kept, i)
            or is_listed(blocks, kept, i)
            or is_sibling(blocks, scores, kept, i)
        ):
            yield i


def _is_poor(blocks: Sequence[PageBlock], kept: Sequence[bool], start: int, end: int, least: float) -> bool:
    """Say whether so little of the running text of a body is kept that it is no article, and taken whole."""
    prose = sum(len(b.text) - b.link_chars for b in blocks[start:end] if not b.reason)
    taken = sum(len(b.text) for b, k in zip(blocks[start:end], kept[start:end], strict=True) if k)
    return taken < least * prose


def _missed(
    blocks: Sequence[PageBlock], kept: Sequence[bool], span: range, is_comment: Callable[[PageBlock], bool]
) -> Iterator[int]:
    """Yield the blocks in a span that are not kept and are no comments."""
    return (i for i in span if not (kept[i] or blocks[i].reason or is_comment(blocks[i])))


def _junk_within(core: Element, vocabulary: Vocabulary) -> Within:
    """Say which elements in the core are in one that is named as no part of an article."""
    is_junk = Within(lambda element: bool(element.label) and vocabulary.names(element.label)[0] < JUNK_NAME)
    is_junk.known.update((id(element), False) for element in around(core))
    return is_junk


def core_of(blocks: Sequence[PageBlock], kept: Sequence[bool]) -> Element | None:
    """Return the innermost element that holds nearly all that is kept, and has room for more than that."""
    sizes = (len(b.text) if k and b.reason != STATED else 0 for b, k in zip(blocks, kept, strict=True))
    sums = list(accumulate(sizes, initial=0))
    total = sums[-1]
    if not total:
        return None
    middle = blocks[bisect_left(sums, total / 2) - 1]  # whatever holds more than half of it, holds this
    core = next((e for e in containers(middle) if sums[e.end] - sums[e.start] >= CORE_SHARE * total), None)
    if core is middle.element:
        span = core.start, core.end
        core = next((e for e in containers(middle) if (e.start, e.end) != span), core)
    return core


def _is_text(block: PageBlock, score: float | None, inside: bool) -> bool:
    """Say whether a block of a page that is taken whole is text."""
    if score is not None:
        return score > (INSIDE if inside else AROUND)
    return inside and block.element.tag in TEXT_TAGS and not any(e.tag in MENUS for e in containers(block))


def _heads(blocks: Sequence[PageBlock], kept: Sequence[bool], i: int, first: int) -> bool:
    """Say whether a heading stands between kept blocks, other headings aside."""
    following = i + 1
    while (
        following < len(blocks)
        and following - i < LOOK_AHEAD
        and (blocks[following].element.tag in HEADS or blocks[following].reason)
    ):
        following += 1
    if following >= len(blocks) or not kept[following]:
        return False
    return any(kept[max(0, i - LOOK_BACK) : i]) or i < first


def _start(blocks: Sequence[PageBlock], scores: Sequence[float | None], start: int, core: Element) -> int:
    """Return where the headings and captions begin that stand right above the first block kept."""
    outer = _outer(blocks[start].element)
    i = start
    while i > core.start and not (above := blocks[i - 1]).reason:
        score, element = scores[i - 1], above.element
        if element.tag in CAPTIONS:
            if score is None or score <= IN_CAPTION:
                break
        elif element.tag not in HEADS - {TOP} or outer.isdisjoint(_outer(element)):
            break
        i -= 1
    return i


def _outer(element: Element) -> set[int]:
    """Return the two elements around one: a heading, or the text below it, may have a box of its own."""
    return {id(outer) for outer in islice(around(element.parent), 2)}


def _end(blocks: Sequence[PageBlock], scores: Sequence[float | None], end: int, core: Element) -> int:
    """Return where the structure ends that follows the last block kept: a list, with the heading above it."""
    parent = blocks[end - 1].element.parent
    i = end
    while i < core.end:
        block, score = blocks[i], scores[i]
        around = list(islice(containers(block), LOOK_AROUND))
        if (
            block.reason
            or score is None
            or score <= IN_STRUCTURE
            or block.link_density >= LINKS
            or all(element.parent is not parent for element in around)
            or not (block.element.tag in HEADS or any(element.tag in ITEMS for element in around))
        ):
            break
        i += 1
    while i > end and blocks[i - 1].element.tag in HEADS:
        i -= 1
    return i
