"""A first, cheap look at all lines of a page: sums of table entries, a twentieth of the trees' cost.

Most lines are plain cases: a menu's, or a paragraph's. The glance adds what a line says by itself, what
the lines beside it say (both are remembered with the line), what stands around it, and what kind of page
it is. Nothing here is done line by line in Python where a `map` over a table can do it.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from operator import sub
from typing import Any, NamedTuple

from cleankit.boilerplate.model.facts import HEAVIEST, LIGHTEST, MOST_SIZE, TENTHS, WIDEST, Facts
from cleankit.boilerplate.model.features import Page

KINDS = 5  # of pages, by their share of short lines
FAR = 41  # lines to the next running text: beyond, and where there is none
SHARES = 20
NO_LINE = (MOST_SIZE + 1, 8)  # size and start where no line stands: before the first, after the last

OWN = {
    "size": (0, MOST_SIZE),
    "end": (0, 8),
    "start": (0, 7),
    "weight": (LIGHTEST, HEAVIEST),
    "heaviest": (LIGHTEST, HEAVIEST),
    "titled": (0, TENTHS),
}
BESIDE = {
    "size_1": (0, MOST_SIZE + 1),
    "start_1": (0, 8),
    "next_size_1": (0, MOST_SIZE + 1),
    "next_start_1": (0, 8),
}
AROUND = {
    "size_5": (0, 11 * WIDEST),
    "size_12": (0, 25 * WIDEST),
    "ends_5": (0, 11),
    "weight_3": (7 * LIGHTEST, 7 * HEAVIEST),
    "prose_before": (0, SHARES),
    "prose_after": (0, SHARES),
    "to_prose_after": (0, FAR),
}
"""The features and their ranges: integers, so that each has a place in a table."""
PAGE = ("page_short", "page_prose", "page_size", "page_weight", "page_named")

Table = list[float]


class Parts(NamedTuple):
    """What a line adds to its own score, to that of the next line, and to that of the line before."""

    own: float
    to_next: float
    to_previous: float


class Glance:
    """The tables of a model. A negative value is found from the end, as Python does it."""

    def __init__(self, data: dict[str, Any], of_page: Callable[..., float]) -> None:
        tables = data["tables"]
        self.own = [expanded(tables[name], OWN[name][0]) for name in OWN]
        self.beside = [expanded(tables[name], BESIDE[name][0]) for name in BESIDE]
        self.around = [
            [expanded(steps, AROUND[name][0]) for name, steps in zip(AROUND, kinds, strict=True)]
            for kinds in zip(*(tables[name] for name in AROUND), strict=True)
        ]
        self.of_page = of_page
        self.first, self.last = self._beside(*NO_LINE)

    def parts(self, facts: Facts) -> Parts:
        """Return what a line says by itself, to remember with it."""
        size, end, start, weight, heaviest, titled = self.own
        code = min(facts.size, MOST_SIZE)
        own = (
            size[code] + end[facts.end] + start[facts.start]
            + weight[facts.weight] + heaviest[facts.heaviest] + titled[facts.titled]
        )  # fmt: skip
        return Parts(own, *self._beside(code, facts.start))

    def _beside(self, size: int, start: int) -> tuple[float, float]:
        size_1, start_1, next_size_1, next_start_1 = self.beside
        return size_1[size] + start_1[start], next_size_1[size] + next_start_1[start]

    def scores(self, page: Page, parts: Sequence[Parts]) -> list[float]:
        """Return a score, as log-odds, for each line of a page."""
        own, to_next, to_previous = zip(*parts, strict=True)
        tables = self.around[kind_of(page)]
        around = [map(table.__getitem__, column) for table, column in zip(tables, columns(page), strict=True)]
        everywhere = self.of_page(*page.page)
        beside = (self.first, *to_next[:-1]), (*to_previous[1:], self.last)
        return list(map(sum, zip(own, *beside, *around, repeat(everywhere, len(own)), strict=True)))


def kind_of(page: Page) -> int:
    """Return the kind of a page, 0 to 4: 4 has nearly nothing but short lines."""
    return min(KINDS - 1, int(KINDS * page.page[0]))


def columns(page: Page) -> Iterator[Sequence[int] | Iterator[int]]:
    """Yield for each feature of AROUND its values for all lines."""
    yield window(page.capped, 5)
    yield window(page.capped, 12)
    yield window(page.ended, 5)
    yield window(page.weighed, 3)
    yield from _places(page)


def window(sums: list[int], reach: int) -> Iterator[int]:
    """Return for each line the sum over the lines up to ``reach`` before and after it.

    >>> list(window([0, 1, 3, 6], 1))
    [3, 6, 5]
    """
    padded = [sums[0]] * reach + sums + [sums[-1]] * reach
    return map(sub, padded[2 * reach + 1 :], padded)


def _places(page: Page) -> tuple[list[int], list[int], list[int]]:
    """Return the shares of the running text before and after each line, and how far the next is."""
    before: list[int] = []
    after: list[int] = []
    to_next: list[int] = []
    seen, whole, start = 0, page.prose_size or 1, 0
    for i in page.running:
        size, lines = page.sizes[i], i - start
        before += [SHARES * seen // whole] * (lines + 1)
        after += [SHARES * (page.prose_size - seen) // whole] * lines
        seen += size
        after.append(SHARES * (page.prose_size - seen) // whole)
        to_next += [FAR] * (lines - FAR)
        to_next += range(min(lines, FAR), -1, -1)
        start = i + 1
    rest = len(page.texts) - start
    before += [SHARES * seen // whole] * rest
    return before, after + [0] * rest, to_next + [FAR] * rest


def expanded(steps: Sequence[Sequence[float]], least: int) -> Table:
    """Return the table of a step function, given as pairs of the last value of a step and its height.

    >>> expanded([[0, 1.5], [2, -0.5]], -1)
    [1.5, -0.5, -0.5, 1.5]
    """
    table: Table = []
    for last, height in steps:
        table += [height] * (int(last) - least + 1 - len(table))
    return table[-least:] + table[:-least] if least else table
