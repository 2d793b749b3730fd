"""Describe candidates by numbers: each itself, its containers, its neighbours, its place in the page.

A feature is a column, floats over all candidates, bounded or logarithms, so that an odd page cannot leave
the range that the models have seen. Columns cost a third of what a row for each candidate does.
What the second pass of the judge sees besides is in second_look.py.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from cleankit.html.blocks import Element
from cleankit.html.page import PageBlocks
from cleankit.html.vocabulary import Vocabulary, log, text_tokens
from cleankit.text.sentences import END_MARKS

LAST_MARKS = END_MARKS | {*':"”»'}  # what a block of an article ends with, more often than others
TAGS = {
    "p": 1.0, "h1": 2.0, "h2": 3.0, "h3": 4.0, "h4": 5.0, "h5": 5.0, "h6": 5.0, "li": 6.0, "td": 7.0,
    "th": 7.0, "tr": 7.0, "div": 8.0, "blockquote": 9.0, "pre": 10.0, "figcaption": 11.0, "body": 12.0,
    "center": 12.0, "dd": 13.0, "dt": 13.0, "section": 14.0, "article": 14.0, "main": 14.0, "summary": 15.0,
    "label": 15.0, "legend": 15.0, "time": 15.0, "footer": 16.0, "header": 16.0, "aside": 16.0, "nav": 16.0,
    "form": 16.0,
}  # fmt: skip
STRUCTURES = {
    "tr": 1.0, "td": 1.0, "th": 1.0, "table": 1.0, "li": 2.0, "dt": 3.0, "dd": 3.0, "blockquote": 4.0,
    "figcaption": 5.0, "figure": 5.0, "caption": 5.0, "pre": 6.0, "details": 7.0, "form": 8.0, "aside": 9.0,
}  # fmt: skip
NEAR = 4  # blocks that a block looks ahead and back
REPEATS = 4.0
LEVELS_OF = {"share": (0, 1, 2), "long": (0, 1), "links": (0, 1), "mean": (0,)}  # containers, innermost first

Column = Sequence[float]
Columns = dict[str, Column]
T = TypeVar("T")


class Described(NamedTuple):
    """The features of the first pass, and what the second makes its own from."""

    columns: Columns
    tokens: list[list[bytes]]
    list_depths: Column
    levels: list[tuple[int, ...]]
    containers: Columns
    alike: "Groups"
    marked: "Groups"


class Groups:
    """The candidates that share a key: the number of each one's group, how many and how long they are."""

    def __init__(self, keys: Iterable[Hashable], chars: Sequence[float]) -> None:
        known: dict[Hashable, int] = {}
        self.of = [known.setdefault(key, len(known)) for key in keys]
        self.count = len(known)
        self.sizes = self.sums([1.0] * len(self.of))
        self.chars = self.sums(chars)

    def sums(self, values: Iterable[float]) -> list[float]:
        """Add up the values of each group."""
        sums = [0.0] * self.count
        for group, value in zip(self.of, values, strict=True):
            sums[group] += value
        return sums

    def mean(self, sums: Sequence[float]) -> Column:
        return pick([a / n for a, n in zip(sums, self.sizes, strict=True)], self.of)

    def share(self, sums: Sequence[float], total: float) -> Column:
        return pick([a / total for a in sums], self.of)


def describe(page: PageBlocks, vocabulary: Vocabulary) -> Described:
    """Return the first features of a page's candidates, of which there is at least one."""
    places, texts = page.candidates, pick(page.texts, page.candidates)
    low, _, lowest, nearby, highest, names_sum, list_depths, markup, outer, spans, _ = zip(
        *page.contexts, strict=True
    )
    tokens = [text_tokens(text) for text in texts]
    words_low, words_mean = zip(*map(vocabulary.words, tokens), strict=True)
    times = Counter(texts)
    columns: Columns = {
        "name_low": low,
        "names_lowest": lowest,
        "names_nearby": nearby,
        "names_highest": highest,
        "names_sum": names_sum,
        "words_low": words_low,
        "words_mean": words_mean,
        "tag": [TAGS.get(page.blocks[i].element.tag, 0.0) for i in places],
        "structure": [_structure(page.blocks[i].element) for i in places],
        "end": [1.0 if text[-1] in LAST_MARKS else 0.0 for text in texts],
        "repeats": [float(n) if (n := times[text]) < REPEATS else REPEATS for text in texts],
        "prose_before": [page.sum_prose[i] / page.total for i in places],
    }
    columns |= _nearby(page)
    levels = list(zip(*spans, strict=True))
    containers = _containers(page)
    for name, chosen in LEVELS_OF.items():
        for level in chosen:
            columns[f"{name}{level}"] = pick(containers[name], levels[level])
    columns["chars"] = [log(page.chars[i]) for i in places]
    columns["links"] = pick(page.densities, places)
    chars, prose, long = (pick(values, places) for values in (page.chars, page.prose, page.long))
    labels = [page.blocks[i].label for i in places]
    alike, marked = Groups(zip(markup, outer, labels, strict=True), chars), Groups(markup, chars)
    columns["alike_count"] = pick([log(n) for n in alike.sizes], alike.of)
    columns["alike_share"] = alike.share(alike.sums(prose), page.total)
    columns["alike_mean"] = pick(
        [log(c / n) for c, n in zip(alike.chars, alike.sizes, strict=True)], alike.of
    )
    columns["alike_long"] = alike.mean(alike.sums(long))
    columns["marked_share"] = marked.share(marked.sums(prose), page.total)
    columns["marked_long"] = marked.mean(marked.sums(long))
    return Described(columns, tokens, list_depths, levels, containers, alike, marked)


def _structure(element: Element) -> float:
    """Return in which kind of structure an element is, looked for in it and two levels around."""
    if (kind := STRUCTURES.get(element.tag)) is not None:
        return kind
    outer = element.parent
    if outer is None:
        return 0.0
    if (kind := STRUCTURES.get(outer.tag)) is not None:
        return kind
    return STRUCTURES.get(outer.parent.tag, 0.0) if outer.parent is not None else 0.0


def _nearby(page: PageBlocks) -> Columns:
    """Return how long the blocks before and after are, links aside, and how much of them is links."""
    chars = [0] * NEAR + page.sum_chars + [page.sum_chars[-1]] * NEAR
    prose = [0.0] * NEAR + page.sum_prose + [page.sum_prose[-1]] * NEAR
    places = page.candidates
    after = [(prose[i + 2 * NEAR + 1] - prose[i + NEAR + 1]) for i in places]
    chars_after = [(chars[i + 2 * NEAR + 1] - chars[i + NEAR + 1]) for i in places]
    return {
        "prose_after": [log(p / NEAR) for p in after],
        "links_after": [1 - p / (c or 1) for p, c in zip(after, chars_after, strict=True)],
        "links_before": [
            1 - (prose[i + NEAR] - prose[i]) / ((chars[i + NEAR] - chars[i]) or 1) for i in places
        ],
    }


def _containers(page: PageBlocks) -> Columns:
    """Return for each span its share of the page's prose and long blocks, its links, its blocks' length."""
    chars, prose, long = page.sum_chars, page.sum_prose, page.sum_long
    longs = long[-1] or 1
    spans = page.spans
    lengths = [chars[end] - chars[start] for start, end in spans]
    words = [prose[end] - prose[start] for start, end in spans]
    return {
        "share": [p / page.total for p in words],
        "long": [(long[end] - long[start]) / longs for start, end in spans],
        "links": [1 - p / (c or 1) for p, c in zip(words, lengths, strict=True)],
        "count": [log(end - start) for start, end in spans],
        "mean": [log(c / (end - start or 1)) for c, (start, end) in zip(lengths, spans, strict=True)],
    }


def pick(table: Sequence[T], numbers: Iterable[int]) -> list[T]:
    return [table[k] for k in numbers]
