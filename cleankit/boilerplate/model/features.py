"""A line in its place: the features of lines that only their neighbours and the page can give.

Everything a row needs of other lines is a prefix sum or a list, made once, so that the cost is
linear in the lines however long a run is. What only rows need is made when the first row is asked for:
of most lines a glance is enough (cleankit.boilerplate.model.first_stage).
"""

import re
from collections.abc import Sequence
from itertools import accumulate
from operator import add

from cleankit.boilerplate.model.facts import Facts
from cleankit.boilerplate.model.shape import count_words, upper_share
from cleankit.boilerplate.model.words import LONGEST, WORD_RE
from cleankit.text.scripts import WIDE_RE
from cleankit.text.sentences import SENTENCE_ENDS

FAR = 40  # lines: distances beyond are all the same
SHORT = 45
TOPIC_WORD = 5  # characters a word has at least to tell what a text is about
LONGEST_TITLE = 200  # size of a line that may be the title
EDGE_MARKS = ".,;:!?\"'()[]«»"
ENDED = [int(end in SENTENCE_ENDS) for end in range(9)]

FEATURES = (
    "size", "end", "start", "words", "upper", "titled",
    "prose_before", "prose_after", "to_prose_before", "to_prose_after", "from_first", "to_last",
    "run", "run_size", "run_ends",
    "size_1", "next_size_1", "end_1", "start_1", "next_start_1",
    "topic", "of_title", "site",
    "page_short", "page_prose", "page_size", "page_weight", "page_named",
    "size_5", "ends_5", "size_12", "size_before",
    "weight", "weight_max", "weight_3", "weight_8",
    "since_named", "until_named",
)  # fmt: skip


class Page:
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
        columns = map(list, zip(*facts, strict=True))
        self.sizes, capped, self.ends, self.starts, self.prose, self.weights, self.heaviest, self.titled = (
            columns
        )
        self.capped = list(accumulate(capped, initial=0))
        self.ended = list(accumulate(map(ENDED.__getitem__, self.ends), initial=0))
        self.weighed = list(accumulate(self.weights, initial=0))
        self.running = [i for i, prose in enumerate(self.prose) if prose]
        self.prose_size = sum([self.sizes[i] for i in self.running])
        count = len(texts)
        self.page = (
            sum([size < SHORT for size in self.sizes]) / count,
            self.prose_size / sum(self.sizes),
            self.capped[-1] / count,
            self.weighed[-1] / count,
            sum(named) / count,
        )
        self._title, self._site = title, site
        self._rows_are_ready = False

    def _prepare_rows(self) -> None:
        """Make what all rows share."""
        count = len(self.texts)
        self.prose_sizes = list(
            accumulate(
                [size if prose else 0 for size, prose in zip(self.sizes, self.prose, strict=True)], initial=0
            )
        )
        self.prose_before, self.prose_after = nearest(self.running, count)
        named = [i for i, drop in enumerate(self.named) if drop]
        self.named_before, self.named_after = nearest(named, count)
        self.first, self.last = (self.running[0], self.running[-1]) if self.running else (-1, -1)
        self._learn_topic()
        self.title_words = frozenset(WORD_RE.findall((self._title or "").casefold()))
        label = re.sub(r"^www\.", "", self._site or "").split(".")[0]
        self.site = label if len(label) > 3 else ""
        self._rows_are_ready = True

    def row(self, i: int) -> list[float]:
        """Return the features of line ``i``, in the order of FEATURES."""
        if not self._rows_are_ready:
            self._prepare_rows()
        count, size, sizes, ends, starts = len(self.texts), self.sizes[i], self.sizes, self.ends, self.starts
        text, key, prose_sizes, capped, weighed = (
            self.texts[i], self.keys[i], self.prose_sizes, self.capped, self.weighed
        )  # fmt: skip
        before, after = self.prose_before[i], self.prose_after[i]
        if self.prose[i]:
            start, stop, run = i, i + 1, 0
        else:
            start, stop = before + 1, after if after >= 0 else count
            run = stop - start
        low, high = max(i - 5, 0), min(count, i + 6)
        low_12, high_12 = max(i - 12, 0), min(count, i + 13)
        low_3, high_3 = max(i - 3, 0), min(count, i + 4)
        low_8, high_8 = max(i - 8, 0), min(count, i + 9)
        all_prose = self.prose_size or 1
        last, named_before, named_after = count - 1, self.named_before[i], self.named_after[i]
        title_words = self.title_words if size < LONGEST_TITLE else frozenset()
        if title_words:
            title_words = title_words.intersection(WORD_RE.findall(key))
        return [
            size, ends[i], starts[i], count_words(text, size), upper_share(text), self.titled[i],
            prose_sizes[i] / all_prose,
            (self.prose_size - prose_sizes[i + 1]) / all_prose,
            distance(i, before),
            distance(i, after),
            i - self.first if self.running else 0,
            self.last - i if self.running else 0,
            run,
            (capped[stop] - capped[start]) / (stop - start),
            (self.ended[stop] - self.ended[start]) / (stop - start),
            sizes[i - 1] if i else -1,
            sizes[i + 1] if i < last else -1,
            ends[i - 1] if i else -1,
            starts[i - 1] if i else -1,
            starts[i + 1] if i < last else -1,
            self._topic_share(key),
            len(title_words) / len(self.title_words) if title_words else 0,
            1 if self.site and self.site in key.replace(" ", "") else 0,
            *self.page,
            (capped[high] - capped[low]) / (high - low),
            (self.ended[high] - self.ended[low]) / (high - low),
            (capped[high_12] - capped[low_12]) / (high_12 - low_12),
            (capped[i] - capped[low]) / (i - low) if i else -1,
            self.weights[i], self.heaviest[i],
            (weighed[high_3] - weighed[low_3]) / (high_3 - low_3),
            (weighed[high_8] - weighed[low_8]) / (high_8 - low_8),
            distance(i, named_before),
            distance(i, named_after),
        ]  # fmt: skip

    def _learn_topic(self) -> None:
        running = " ".join([self.keys[i] for i in self.running])
        self.topic = {word.strip(EDGE_MARKS) for word in set(running.split()) if len(word) >= TOPIC_WORD}
        self.wide = not running.isascii() and bool(WIDE_RE.search(running))
        if self.wide:
            self.topic.update(map(add, running, running[1:]))

    def _topic_share(self, key: str) -> float:
        """Return the share of a line's words that the running text has as well; -1 without words."""
        key = key[:LONGEST]
        words = {
            bare for word in key.split()
            if len(word) >= TOPIC_WORD and len(bare := word.strip(EDGE_MARKS)) >= TOPIC_WORD
        }  # fmt: skip
        if self.wide:
            words = {pair for pair in map(add, key, key[1:]) if WIDE_RE.fullmatch(pair)} or words
        return len(self.topic & words) / len(words) if words else -1.0


def distance(i: int, place: int) -> int:
    """Return how many lines are from one to another, at most FAR; FAR where there is no other (-1).

    >>> distance(5, 3), distance(5, 6), distance(5, -1)
    (2, 1, 40)
    """
    return min(abs(i - place), FAR) if place >= 0 else FAR


def nearest(places: Sequence[int], count: int) -> tuple[list[int], list[int]]:
    """Return for each of ``count`` lines the nearest place before it and after it; -1 for none.

    >>> nearest([1, 3], 5)
    ([-1, -1, 1, 1, 3], [1, 3, 3, -1, -1])
    """
    before, after, start = [], [], 0
    last = -1
    for place in places:
        before += [last] * (place + 1 - start)
        after += [place] * (place - start)
        after.append(-1)
        if start:
            after[start - 1] = place
        last, start = place, place + 1
    return before + [last] * (count - start), after + [-1] * (count - start)
