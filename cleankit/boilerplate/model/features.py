"""A line in its place: the features that only its neighbours and the page can give, as columns of integers.

Everything a line needs of others is a prefix sum or one walk over the page, so that the cost is linear in
the lines however long a run is.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from operator import add, sub

from cleankit.boilerplate.model.facts import HEAVIEST, LIGHTEST, MOST_WORDS, TENTHS, WIDEST, Facts
from cleankit.boilerplate.model.words import LONGEST, WORD_RE
from cleankit.text.scripts import WIDE_RE
from cleankit.text.sentences import SENTENCE_ENDS

FAR = 40  # lines: distances beyond are all the same, and so are runs
SHORT = 45  # size
SHARES = 20  # steps in which shares of the running text are counted
TOPIC_WORD = 5  # characters a word has at least to tell what a text is about
LONGEST_TITLE = 200  # size of a line that may be the title
SITE_NAME = 4  # characters of a site's name that is looked for
MOST_LINES = 9  # doublings: pages beyond 512 lines are all long
EDGE_MARKS = ".,;:!?\"'()[]«»"
ENDED = [int(end in SENTENCE_ENDS) for end in range(9)]
NONE = -1  # no such line, no such words

LINE = {
    "size": (0, WIDEST),
    "end": (0, 8),
    "start": (0, 7),
    "words": (0, MOST_WORDS),
    "upper": (0, TENTHS),
    "titled": (0, TENTHS),
    "weight": (LIGHTEST, HEAVIEST),
    "heaviest": (LIGHTEST, HEAVIEST),
    "size_1": (NONE, WIDEST),
    "end_1": (NONE, 8),
    "start_1": (NONE, 7),
    "next_size_1": (NONE, WIDEST),
    "next_start_1": (NONE, 7),
    "size_5": (0, WIDEST),
    "size_12": (0, WIDEST),
    "ends_5": (0, 11),
    "weight_3": (LIGHTEST, HEAVIEST),
    "weight_8": (LIGHTEST, HEAVIEST),
    "run": (0, FAR),
    "run_ends": (0, TENTHS),
    "prose_before": (0, SHARES),
    "prose_after": (0, SHARES),
    "from_first": (-FAR, FAR),
    "to_last": (-FAR, FAR),
    "to_prose_before": (0, FAR),
    "to_prose_after": (0, FAR),
    "since_named": (0, FAR),
    "until_named": (0, FAR),
    "topic": (NONE, TENTHS),
    "of_title": (0, TENTHS),
    "of_site": (0, 1),
}
"""The features of a line, with their least and largest value."""
PAGE = {
    "page_short": (0, TENTHS),
    "page_prose": (0, TENTHS),
    "page_size": (0, WIDEST),
    "page_weight": (LIGHTEST, HEAVIEST),
    "page_named": (0, SHARES),
    "page_lines": (0, MOST_LINES),
}
"""The features of a page: shares of short lines, of running text and of lines that rules name, and means."""
Column = Sequence[int]


class PageLines:
    """The non-blank lines of a document, without outer blanks: folded keys and what each says by itself.

    ``named`` says of each line whether a rule has dropped it already.
    """

    def __init__(
        self,
        texts: Sequence[str],
        keys: Sequence[str],
        named: Sequence[bool],
        facts: Sequence[Facts],
        *,
        title: str | None = None,
        site: str | None = None,
    ) -> None:
        self.texts, self.keys, self.named = texts, keys, named
        self.facts = dict(zip(Facts._fields, map(list, zip(*facts, strict=True)), strict=True))
        self.sizes, self.ends, self.prose = self.facts["size"], self.facts["end"], self.facts["prose"]
        self.running = [i for i, prose in enumerate(self.prose) if prose]
        self.prose_size = sum([self.sizes[i] for i in self.running])
        self._title_words = frozenset(WORD_RE.findall((title or "").casefold()))
        label = re.sub(r"^www\.", "", site or "").split(".")[0]
        self._site = label if len(label) >= SITE_NAME else ""
        self._capped = _sums(self.facts["capped"])
        self._ended = _sums(map(ENDED.__getitem__, self.ends))
        self._weighed = _sums(self.facts["weight"])

    @cached_property
    def page(self) -> tuple[int, ...]:
        """The features of `PAGE`."""
        count = len(self.texts)
        return (
            TENTHS * sum([size < SHORT for size in self.sizes]) // count,
            TENTHS * self.prose_size // sum(self.sizes),
            self._capped[-1] // count,
            self._weighed[-1] // count,
            SHARES * sum(self.named) // count,
            min(count.bit_length() - 1, MOST_LINES),
        )

    def columns(self, lines: Sequence[int]) -> list[Column]:
        """Return a column for each feature of `LINE`, with a value for each line of the page.

        Of ``topic`` and ``of_title``, which cost most, only the given lines have values of their own.
        """
        facts, capped = self.facts, self.facts["capped"]
        ends, starts = facts["end"], facts["start"]
        named = [i for i, drop in enumerate(self.named) if drop]
        return [
            capped, ends, starts, facts["words"], facts["upper"], facts["titled"],
            facts["weight"], facts["heaviest"],
            _above(capped), _above(ends), _above(starts), _below(capped), _below(starts),
            _mean(self._capped, 5), _mean(self._capped, 12), _window(self._ended, 5),
            _mean(self._weighed, 3), _mean(self._weighed, 8),
            *self._runs(),
            *self._prose_shares(),
            *self._edges(),
            *distances(self.running, len(capped)),
            *distances(named, len(capped)),
            self._topic_shares(lines),
            self._title_shares(lines),
            self._site_names(lines),
        ]  # fmt: skip

    def _runs(self) -> tuple[Column, Column]:
        """Return how long the run of lines without running text is, and how many of it end as sentences."""
        lengths: list[int] = []
        ending: list[int] = []
        start, sums = 0, self._ended
        for i in [*self.running, len(self.texts)]:
            if count := i - start:
                lengths += [min(count, FAR)] * count
                ending += [TENTHS * (sums[i] - sums[start]) // count] * count
            lengths.append(0)
            ending.append(TENTHS)
            start = i + 1
        return lengths[:-1], ending[:-1]

    def _prose_shares(self) -> tuple[Column, Column]:
        """Return which shares of the running text stand before and after each line."""
        whole = self.prose_size or 1
        sizes = [size if prose else 0 for size, prose in zip(self.sizes, self.prose, strict=True)]
        sums = _sums(sizes)
        before = [SHARES * seen // whole for seen in sums]
        after = [SHARES * (self.prose_size - seen) // whole for seen in sums]
        return before[:-1], after[1:]

    def _edges(self) -> tuple[Column, Column]:
        """Return how many lines each is below the first running text, and above the last."""
        count = len(self.texts)
        if not self.running:
            return [0] * count, [0] * count
        first, last = self.running[0], self.running[-1]
        return (
            [max(-FAR, min(FAR, i - first)) for i in range(count)],
            [max(-FAR, min(FAR, last - i)) for i in range(count)],
        )

    def _topic_shares(self, lines: Sequence[int]) -> Column:
        """Return which tenths of a line's words the running text has as well."""
        found = [NONE] * len(self.texts)
        topic, wide = self._topic
        for i in lines:
            words = _topic_words(self.keys[i], wide)
            if words:
                found[i] = TENTHS * len(topic & words) // len(words)
        return found

    @cached_property
    def _topic(self) -> tuple[set[str], bool]:
        running = " ".join([self.keys[i] for i in self.running])
        topic = {word.strip(EDGE_MARKS) for word in set(running.split()) if len(word) >= TOPIC_WORD}
        wide = not running.isascii() and bool(WIDE_RE.search(running))
        if wide:
            topic.update(map(add, running, running[1:]))
        return topic, wide

    def _title_shares(self, lines: Sequence[int]) -> Column:
        found = [0] * len(self.texts)
        if words := self._title_words:
            for i in lines:
                if self.sizes[i] < LONGEST_TITLE:
                    found[i] = TENTHS * len(words.intersection(WORD_RE.findall(self.keys[i]))) // len(words)
        return found

    def _site_names(self, lines: Sequence[int]) -> Column:
        found = [0] * len(self.texts)
        if site := self._site:
            for i in lines:
                found[i] = int(site in self.keys[i].replace(" ", ""))
        return found


def distances(places: Sequence[int], count: int) -> tuple[list[int], list[int]]:
    """Return for each of ``count`` lines how far the nearest place above is, and below: at most FAR.

    >>> distances([1, 3], 5)
    ([40, 0, 1, 0, 1], [1, 0, 1, 0, 40])
    """
    above: list[int] = []
    below: list[int] = []
    last = -FAR
    for place in places:
        gap = place - len(above)
        above += [min(FAR, i - last) for i in range(len(above), place)]
        below += [min(FAR, i) for i in range(gap, 0, -1)]
        above.append(0)
        below.append(0)
        last = place
    above += [min(FAR, i - last) for i in range(len(above), count)]
    return above, below + [FAR] * (count - len(below))


def _sums(values: "Sequence[int] | map[int]") -> list[int]:
    return list(accumulate(values, initial=0))


def _above(values: list[int]) -> list[int]:
    return [NONE, *values[:-1]]


def _below(values: list[int]) -> list[int]:
    return [*values[1:], NONE]


def _window(sums: list[int], reach: int) -> list[int]:
    """Return for each line the sum over the lines up to ``reach`` above and below it.

    >>> _window([0, 1, 3, 6], 1)
    [3, 6, 5]
    """
    padded = [sums[0]] * reach + sums + [sums[-1]] * reach
    return list(map(sub, padded[2 * reach + 1 :], padded))


def _mean(sums: list[int], reach: int) -> list[int]:
    """Return for each line the mean over the lines up to ``reach`` above and below it, rounded down.

    >>> _mean([0, 1, 3, 6], 1)
    [1, 2, 2]
    """
    count, width = len(sums) - 1, 2 * reach + 1
    if count <= width:
        counts = [min(count, i + reach + 1) - max(0, i - reach) for i in range(count)]
    else:
        rising = range(reach + 1, width)
        counts = [*rising, *[width] * (count - 2 * reach), *reversed(rising)]
    return [total // by for total, by in zip(_window(sums, reach), counts, strict=True)]


def _topic_words(key: str, wide: bool) -> set[str]:
    key = key[:LONGEST]
    words = {
        bare for word in key.split()
        if len(word) >= TOPIC_WORD and len(bare := word.strip(EDGE_MARKS)) >= TOPIC_WORD
    }  # fmt: skip
    if wide:
        words = {pair for pair in map(add, key, key[1:]) if WIDE_RE.fullmatch(pair)} or words
    return words
