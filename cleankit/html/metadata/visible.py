"""What readers see around the headline: the byline and the date, where the markup does not state them.

The blocks of the page are searched, for they know what their elements are called. Only what stands near the
headline, or what the markup calls a byline or a date inside the article, is taken; never what stands in
menus, asides, teasers and comments.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleankit.html.blocks import PageBlock, containers
from cleankit.html.hiding import HIDDEN
from cleankit.html.metadata.agreement import agreement
from cleankit.html.metadata.bylines import MAX_BYLINE, is_plain_byline, name_in_byline
from cleankit.html.metadata.dates import Reading
from cleankit.html.metadata.names import is_by_alone
from cleankit.html.metadata.outside import Outside
from cleankit.html.metadata.shown import Line, Shown, first_published, may_hold_date, shown_dates
from cleankit.html.vocabulary import class_tokens

ABOVE, BELOW = 8, 18  # blocks from the headline that may hold its byline and date
BESIDE = 2
SEEN = ("", HIDDEN)  # hidden text too: scripts unhide some of it
LONGEST = 200
HEADINGS = frozenset(("h1", "h2", "h3"))
HEADLINE_AGREES, HEADLINE_SIGNS = 0.6, 12
AUTHOR_NAMES = frozenset(b"author authors byline autor auteur autore writer redacteur".split())
NOT_NAMES = frozenset(b"bio description title box social role job about desc date time image".split())
NAMED = frozenset(b"name username".split())
DATE_NAMES = frozenset(
    b"date dates time datetime published publish timestamp pubdate posted dateline datum fecha".split()
)


class Seen(NamedTuple):
    """What readers see of an article's author and dates."""

    author: str | None = None
    dates: Shown = Shown()


def look(
    blocks: Sequence[PageBlock],
    title: str | None,
    how: Reading,
    month: tuple[int, int] | None = None,
    *,
    author: bool = True,
    far: bool = True,
) -> Seen:
    """Return the byline, if the ``author`` is wanted, and the dates around the headline, or ``far`` from it.

    ``month`` is the year and month in the address: a date of another month is not that of publication.
    """
    around = _Around(blocks, headline_place(blocks, title))
    shown = shown_dates(around.lines(far=far), how, month)
    if far and (first := first_published((block.text for block in blocks), how)):
        shown = shown._replace(date=first, is_labelled=True)
    return Seen(around.author() if author else None, shown)


def headline_place(blocks: Sequence[PageBlock], title: str | None) -> int | None:
    """Return the place of the headline: the block that agrees with the title, a heading if one does."""
    if not title:
        return None
    headings = [(i, block) for i, block in enumerate(blocks) if block.element.tag in HEADINGS]
    best, found = 0.0, None
    for i, block in headings:
        if block.text == title and block.element.tag == "h1":
            return i
    for i, block in headings:
        score = agreement(block.text, title) * (1.0 if block.element.tag == "h1" else 0.95)
        if score > best and score >= HEADLINE_AGREES:
            best, found = score, i
    if found is not None:
        return found
    least, most = len(title) - HEADLINE_SIGNS, len(title) + HEADLINE_SIGNS
    for i, block in enumerate(blocks):
        if least <= len(block.text) <= most and block.link_density < 1.0:
            score = agreement(block.text, title)
            if score > best and score >= HEADLINE_AGREES:
                best, found = score, i
    return found


class _Around:
    """The short blocks of a page that may speak of its article, those nearest to the headline first."""

    def __init__(self, blocks: Sequence[PageBlock], headline: int | None) -> None:
        self.blocks = blocks
        self.headline = headline
        self.nearby = _nearby(blocks, headline)
        inside = containers(blocks[headline]) if headline is not None else ()
        self.outside = Outside(frozenset(map(id, inside)))

    def author(self) -> str | None:
        """Return the name in a byline; far from the headline only where the page names one author."""
        far: list[str] = []
        for i in self._places(far=True):
            if (name := self._name_at(i)) and self._is_inside(i):
                if i in self.nearby:
                    return name
                far.append(name)
        return far[0] if len(set(far)) == 1 else None

    def lines(self, *, far: bool) -> Iterator[Line]:
        """Yield the lines that may hold a date: near the headline all, ``far`` from it those called one."""
        for i in self._places(far=far):
            block, is_near = self.blocks[i], i in self.nearby
            is_named = _is_named(block, _names_date)
            if (is_named or is_near) and may_hold_date(block.text) and self._is_inside(i):
                yield Line(block.text, is_named, is_near)

    def _places(self, *, far: bool) -> Iterator[int]:
        """Yield the places of short texts, the nearest to the headline first; above it only near ones."""
        blocks, at = self.blocks, self.headline
        nearest = [] if at is None else [*self._nearest(at), *range(at + ABOVE + 1, self.nearby.stop)]
        for i in nearest:
            if len(blocks[i].text) <= LONGEST and blocks[i].reason in SEEN and (far or i in self.nearby):
                yield i
        if not far:
            return
        start = 0 if at is None else max(at + ABOVE + 1, self.nearby.stop)
        for i in range(start, len(blocks)):
            block = blocks[i]
            if len(block.text) <= LONGEST and block.reason in SEEN:
                yield i

    def _nearest(self, at: int) -> Iterator[int]:
        """Yield the places up to ABOVE from the headline, the nearest first, below before above."""
        for distance in range(1, ABOVE + 1):
            if at + distance < len(self.blocks):
                yield at + distance
            if at >= distance:
                yield at - distance

    def _is_inside(self, i: int) -> bool:
        beside = self.headline is not None and abs(i - self.headline) <= BESIDE
        return not self.outside.holds(self.blocks[i].element, beside=beside)

    def _name_at(self, i: int) -> str | None:
        """Return the name in a block that is a byline, by its words or by what its markup calls it."""
        block = self.blocks[i]
        text = block.text
        if block.reason != HIDDEN and (
            i in self.nearby or (len(text) <= MAX_BYLINE and is_plain_byline(text))
        ):
            if name := name_in_byline(text):
                return name
            if is_by_alone(text) and (name := self._bare_name(i + 1)):
                return name
        if not _is_named(block, _names_author):
            return None
        names = _labels(block)
        if not NOT_NAMES.isdisjoint(_tokens(block.label) | _tokens(block.element.label)):
            return None
        name = name_in_byline(text, labelled=True)
        if name == text and " " not in text and NAMED.isdisjoint(names):
            return None  # one word alone may be anything, unless its markup calls it a name
        return name

    def _bare_name(self, i: int) -> str | None:
        if i >= len(self.blocks) or len(self.blocks[i].text) > MAX_BYLINE:
            return None
        return name_in_byline(self.blocks[i].text, labelled=True)


def _nearby(blocks: Sequence[PageBlock], headline: int | None) -> range:
    """Return the places around the headline, not beyond the end of the `<article>` that it is in."""
    if headline is None:
        return range(0)
    end = headline + BELOW + 1
    for element in containers(blocks[headline]):
        if element.tag in ("article", "main"):
            end = min(end, element.end)
            break
    return range(max(0, headline - ABOVE), min(end, len(blocks)))


def _labels(block: PageBlock) -> frozenset[bytes]:
    """Return the words of the names of a block, of its element and the one around."""
    element = block.element
    around = element.parent.label if element.parent is not None else ""
    return _tokens(block.label) | _tokens(element.label) | _tokens(around)


def _is_named(block: PageBlock, names: Callable[[str], bool]) -> bool:
    """Say whether a block, its element or the one around is called a name."""
    element, parent = block.element, block.element.parent
    return bool(
        (element.label and names(element.label))
        or (block.label and names(block.label))
        or (parent is not None and parent.label and names(parent.label))
    )


@lru_cache(maxsize=4096)
def _names_date(label: str) -> bool:
    return not DATE_NAMES.isdisjoint(_tokens(label))


@lru_cache(maxsize=4096)
def _names_author(label: str) -> bool:
    return not AUTHOR_NAMES.isdisjoint(_tokens(label))


@lru_cache(maxsize=4096)
def _tokens(label: str) -> frozenset[bytes]:
    return frozenset(class_tokens(label))
