"""What a page has more than once: a copy of the body, quotes pulled out of it, a second article below."""

from collections.abc import Sequence
from itertools import islice

from cleankit.html.blocks import Element, PageBlock, containers
from cleankit.html.vocabulary import class_tokens, text_tokens

REPEAT_CHARS, REPEAT_SHARE, COPY_BLOCKS = 80, 0.45, 2
PULLED = frozenset((b"pull", b"pullquote", b"quote", b"pulled"))
ARTICLE_NAMES = frozenset((b"article", b"post", b"story", b"entry", b"news"))
TOP, FIRST_CHARS, SECOND_CHARS, MOST_TIMES, MOST_TOPS = "h1", 400, 150, 2, 20
LEVELS = 3  # looked at around a block


def second_article(blocks: Sequence[PageBlock], kept: Sequence[bool], titles: Sequence[str]) -> list[int]:
    """Return the kept blocks of an article that was loaded below the one of the page's title."""
    tops = [i for i, block in enumerate(blocks) if block.element.tag == TOP and not block.reason]
    if not 2 <= len(tops) <= MOST_TOPS:
        return []
    wanted = {" ".join(map(bytes.decode, text_tokens(title))) for title in titles}
    names = [" ".join(map(bytes.decode, text_tokens(blocks[i].text))) for i in tops]
    is_own = [bool(name) and any(name in title for title in wanted) for name in names]
    if True not in is_own:
        return []
    at = is_own.index(True)
    own = list(containers(blocks[tops[at]]))
    found: list[int] = []
    for i, is_same in zip(tops[at + 1 :], is_own[at + 1 :], strict=True):
        if is_same:
            return []
        found += _beside(blocks, kept, own, list(containers(blocks[i])))
    return sorted(set(found))


def _beside(
    blocks: Sequence[PageBlock], kept: Sequence[bool], own: list[Element], outer: list[Element]
) -> list[int]:
    """Return the kept blocks of the article in ``outer`` that stands beside the one in ``own``."""
    known = {id(e) for e in own}
    depth = next((k for k, e in enumerate(outer) if id(e) in known), len(outer))
    inside = outer[:depth]
    side = own[own.index(outer[depth]) - 1] if depth < len(outer) and outer[depth] is not own[0] else None
    if side is None or not any(_is_article(e) for e in inside):
        return []
    second = inside[-1]
    size = _chars(blocks, kept, side)
    if size >= FIRST_CHARS and SECOND_CHARS <= _chars(blocks, kept, second) <= MOST_TIMES * size:
        return [k for k in range(second.start, second.end) if kept[k]]
    return []


def repeats(blocks: Sequence[PageBlock], kept: Sequence[bool]) -> list[int]:
    """Return the kept blocks of a second copy of the body, and quotes pulled out of it.

    A body may stand twice, for two sizes of screen: then one run of blocks repeats earlier ones, and is
    about half of the text. A refrain, a sample sentence, a repeated answer is of the article.
    """
    total = sum(len(block.text) for block, k in zip(blocks, kept, strict=True) if k)
    seen: dict[str, int] = {}
    again: list[int] = []
    run: list[int] = []
    last = -1
    for i, block in enumerate(blocks):
        if not kept[i]:
            continue
        before = seen.setdefault(block.text, i)
        if before == i:
            again += _copy(run, blocks, total)
            run, last = [], -1
            continue
        if before <= last:
            again += _copy(run, blocks, total)
            run = []
        run.append(i)
        last = before
        if len(block.text) >= REPEAT_CHARS and _is_pulled(block):
            again.append(i)
    return sorted({*again, *_copy(run, blocks, total)})


def _copy(run: list[int], blocks: Sequence[PageBlock], total: int) -> list[int]:
    size = sum(len(blocks[i].text) for i in run)
    return run if len(run) >= COPY_BLOCKS and size >= REPEAT_SHARE * total else []


def _is_pulled(block: PageBlock) -> bool:
    return any(
        element.tag in ("blockquote", "aside") or not PULLED.isdisjoint(class_tokens(element.label))
        for element in islice(containers(block), LEVELS)
    )


def _chars(blocks: Sequence[PageBlock], kept: Sequence[bool], element: Element) -> int:
    return sum(len(blocks[k].text) for k in range(element.start, element.end) if kept[k])


def _is_article(element: Element) -> bool:
    return element.tag == "article" or not ARTICLE_NAMES.isdisjoint(class_tokens(element.label))
