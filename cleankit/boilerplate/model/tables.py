"""The line model: a sum of table entries, so that it can be read, and say why a line went.

A table per feature of a line; tables of two features that say more together than apart; and tables of a
feature of the line and one of the page, which on a given page are added to the first kind.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from operator import add
from typing import Any, NamedTuple

from cleankit.boilerplate.model.features import LINE, PAGE, Column, PageLines

REASONS = {
    "its words": ("weight", "heaviest"),
    "its shape": ("size", "end", "start", "words", "upper", "titled"),
    "the lines beside it": ("size_1", "end_1", "start_1", "next_size_1", "next_start_1"),
    "the words around it": ("weight_3", "weight_8"),
    "short lines around it": ("size_5", "size_12", "ends_5", "run", "run_ends"),
    "its place": (
        "prose_before", "prose_after", "from_first", "to_last", "to_prose_before", "to_prose_after",
    ),
    "rules that fired near it": ("since_named", "until_named"),
    "another subject": ("topic", "of_title", "of_site"),
}  # fmt: skip
"""What `explain` says, and the features that it stands for."""
MOST_REASONS = 3
LINE_NAMES, PAGE_NAMES = list(LINE), list(PAGE)
KINDS = [next(i for i, names in enumerate(REASONS.values()) if name in names) for name in LINE]
"""The number of the reason that each feature of a line counts for."""
REMEMBERED = 256  # kinds of pages

Table = list[float]


class Pair(NamedTuple):
    """A table of two features: the row of a value of the first, and the place in it of the second."""

    first: int
    second: int
    rows: list[int]
    places: list[int]
    heights: Table


class Tables:
    """The tables of a model, as ``lines.json`` has them.

    Steps are pairs of the last value of a step and its height. ``lines`` has steps by feature; ``pages``
    steps by feature of a page; ``with_page`` by "feature page_feature" steps of the page's feature, each
    with the steps of the line's; ``pairs`` the same of two features of a line.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self._lines = [expanded(data["lines"].get(name, []), *LINE[name]) for name in LINE]
        self._pages = [expanded(data["pages"].get(name, []), *PAGE[name]) for name in PAGE]
        self._with_page = [
            (LINE_NAMES.index(line), PAGE_NAMES.index(page), data["with_page"][f"{line} {page}"])
            for line, page in map(str.split, data["with_page"])
        ]
        self._pairs = [_pair(names, rows) for names, rows in data["pairs"].items()]
        self._bias = data["bias"]
        self._of_page = lru_cache(REMEMBERED)(self._for_page)

    def scores(self, page: PageLines, columns: Sequence[Column]) -> list[float]:
        """Return a score, as log-odds, for each line of a page."""
        tables, everywhere = self._of_page(page.page)
        parts: list[Iterator[float]] = [
            map(table.__getitem__, column) for table, column in zip(tables, columns, strict=True)
        ]
        parts += [_looked_up(pair, columns) for pair in self._pairs]
        return list(map(sum, zip(repeat(everywhere, len(page.texts)), *parts, strict=True)))

    def reasons(self, page: PageLines, columns: Sequence[Column], line: int) -> list[str]:
        """Return what speaks most for dropping a line, strongest first, at most three of `REASONS`.

        What two features say together counts half for either.
        """
        tables, _ = self._of_page(page.page)
        said = [0.0] * len(REASONS)
        for kind, table, column in zip(KINDS, tables, columns, strict=True):
            said[kind] += table[column[line]]
        for pair in self._pairs:
            first, second = pair.first, pair.second
            half = pair.heights[pair.rows[columns[first][line]] + pair.places[columns[second][line]]] / 2
            said[KINDS[first]] += half
            said[KINDS[second]] += half
        best = sorted(zip(said, REASONS, strict=True), reverse=True)[:MOST_REASONS]
        return [reason for height, reason in best if height > 0]

    def _for_page(self, page: tuple[int, ...]) -> tuple[list[Table], float]:
        """Return the tables of the features of a line on such a page, and what the page says itself."""
        tables = self._lines.copy()
        for line, feature, rows in self._with_page:
            steps = next((steps for last, steps in rows if page[feature] <= last), rows[-1][1])
            more = expanded(steps, *LINE[LINE_NAMES[line]])
            tables[line] = list(map(add, tables[line], more))
        return tables, self._bias + sum(
            [table[value] for table, value in zip(self._pages, page, strict=True)]
        )


def expanded(steps: Sequence[Sequence[float]], least: int, most: int) -> Table:
    """Return the table of a step function from ``least`` to ``most``; a negative value is found from the end.

    >>> expanded([[0, 1.5], [2, -0.5]], -1, 3)
    [1.5, -0.5, -0.5, -0.5, 1.5]
    """
    table: Table = []
    height = 0.0
    for last, height in steps:
        table += [height] * (int(last) - least + 1 - len(table))
    table += [height] * (most - least + 1 - len(table))
    return table[-least:] + table[:-least] if least else table


def _pair(names: str, rows: Sequence[Any]) -> Pair:
    first, second = names.split()
    lasts = [last for last, _ in rows[0][1]]
    width = len(lasts)
    places = [[last, place] for place, last in enumerate(lasts)]
    starts = [[last, number * width] for number, (last, _) in enumerate(rows)]
    return Pair(
        LINE_NAMES.index(first),
        LINE_NAMES.index(second),
        list(map(int, expanded(starts, *LINE[first]))),
        list(map(int, expanded(places, *LINE[second]))),
        [height for _, steps in rows for _, height in steps],
    )


def _looked_up(pair: Pair, columns: Sequence[Column]) -> Iterator[float]:
    rows = map(pair.rows.__getitem__, columns[pair.first])
    places = map(pair.places.__getitem__, columns[pair.second])
    return map(pair.heights.__getitem__, map(add, rows, places))
