"""A line in its place: the features of lines that only their neighbours and the page can give.

Everything a row needs of other lines is a prefix sum or a list, made once, so that the cost is
linear in the lines however long a run is.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import add

from cleankit.models.line_shape import (
    MADE_OF,
    SENTENCE_ENDS,
    WIDE_RE,
    end_class,
    is_prose,
    made_of,
    size_of,
    start_class,
)
from cleankit.models.line_words import LONGEST, WORD_RE, weigh

FAR = 40  # lines: distances beyond are all the same
SHORT = 45
TOPIC_WORD = 5  # characters a word has at least to tell what a text is about
EDGE_MARKS = ".,;:!?\"'()[]«»"
SIZE_STEPS = bytes(0 if n < 12 else 1 if n < 25 else 2 if n < 45 else 3 if n < 80 else 4 for n in range(140))

FEATURES = (
    "size", "end", "start", *MADE_OF,
    "prose_before", "prose_after", "place", "to_prose_before", "to_prose_after", "from_first", "to_last",
    "run", "run_size", "run_ends",
    "size_1", "size_2", "next_size_1", "end_1", "start_1", "next_start_1",
    "alike", "repeats", "topic", "of_title", "site",
    "page_short", "page_prose", "page_size", "size_5", "ends_5", "size_12", "size_before",
    "weight", "weight_max", "weight_1", "next_weight_1", "weight_3", "weight_8", "page_weight",
    "named_8", "page_named", "since_named", "until_named",
)  # fmt: skip


class Page:
    """The non-blank lines of a document, without outer blanks, and their folded keys.

    ``named`` says of each line whether a rule has dropped it already.
    """

    def __init__(
        self,
        texts: Sequence[str],
        keys: Sequence[str],
        named: Sequence[bool],
        weights: Mapping[str, float],
        *,
        title: str | None = None,
        site: str | None = None,
    ) -> None:
        self.texts, self.keys, self.named = texts, keys, named
        self.sizes = list(map(size_of, texts))
        self.ends = list(map(end_class, texts))
        self.prose = list(map(is_prose, texts, self.sizes, self.ends))
        self._weights, self._title, self._site = weights, title, site
        self._share()

    def _share(self) -> None:
        """Make what all rows share."""
        count = len(self.texts)
        self.starts = [start_class(text[0]) for text in self.texts]
        self.shapes = [
            (SIZE_STEPS[size] if size < 140 else 5) << 8 | end << 4 | start
            for size, end, start in zip(self.sizes, self.ends, self.starts, strict=True)
        ]
        self.repeats = Counter(self.keys)
        self.capped = list(accumulate((min(size, 200) for size in self.sizes), initial=0))
        self.ended = list(accumulate((end in SENTENCE_ENDS for end in self.ends), initial=0))
        self.prose_sizes = list(
            accumulate(
                (size if prose else 0 for size, prose in zip(self.sizes, self.prose, strict=True)), initial=0
            )
        )
        pairs = [
            (0.0, 0.0) if prose or len(key) > LONGEST else weigh(key, self._weights)
            for key, prose in zip(self.keys, self.prose, strict=True)
        ]
        self.weights = [total for total, _ in pairs]
        self.heaviest = [most for _, most in pairs]
        self.weighed = list(accumulate(self.weights, initial=0.0))
        self.named_sums = list(accumulate(self.named, initial=0))
        self.prose_before, self.prose_after = self._nearest(self.prose)
        self.named_before, self.named_after = self._nearest(self.named)
        self.first = self.prose_after[0] if not self.prose[0] else 0
        self.last = self.prose_before[-1] if not self.prose[-1] else count - 1
        total = sum(self.sizes)
        self.page = (
            sum([size < SHORT for size in self.sizes]) / count,
            self.prose_sizes[-1] / total,
            self.capped[-1] / count,
            self.weighed[-1] / count,
            self.named_sums[-1] / count,
        )
        self._learn_topic()
        self.title_words = frozenset(WORD_RE.findall((self._title or "").casefold()))
        label = re.sub(r"^www\.", "", self._site or "").split(".")[0]
        self.site = label if len(label) > 3 else ""

    def row(self, i: int) -> list[float]:
        """Return the features of line ``i``, in the order of FEATURES."""
        count, size, sizes = len(self.texts), self.sizes[i], self.sizes
        key, prose_sizes, capped, weighed = self.keys[i], self.prose_sizes, self.capped, self.weighed
        before, after = self.prose_before[i], self.prose_after[i]
        if self.prose[i]:
            start, stop, run = i, i + 1, 0
        else:
            start, stop = before + 1, after if after >= 0 else count
            run = stop - start
        low, high = max(0, i - 5), min(count, i + 6)
        low_12, high_12 = max(0, i - 12), min(count, i + 13)
        low_3, high_3, low_8, high_8 = max(0, i - 3), min(count, i + 4), max(0, i - 8), min(count, i + 9)
        all_prose = prose_sizes[-1]
        last, named_before, named_after = count - 1, self.named_before[i], self.named_after[i]
        words = self.title_words.intersection(WORD_RE.findall(key)) if self.title_words and size < 200 else ()
        return [
            size, self.ends[i], self.starts[i], *made_of(self.texts[i], size),
            prose_sizes[i] / all_prose if all_prose else 0,
            (all_prose - prose_sizes[i + 1]) / all_prose if all_prose else 0,
            i / count,
            min(i - before, FAR) if before >= 0 else FAR,
            min(after - i, FAR) if after >= 0 else FAR,
            i - self.first if all_prose else 0,
            self.last - i if all_prose else 0,
            run,
            (capped[stop] - capped[start]) / (stop - start),
            (self.ended[stop] - self.ended[start]) / (stop - start),
            sizes[i - 1] if i else -1,
            sizes[i - 2] if i > 1 else -1,
            sizes[i + 1] if i < last else -1,
            self.ends[i - 1] if i else -1,
            self.starts[i - 1] if i else -1,
            self.starts[i + 1] if i < last else -1,
            self.shapes[low:high].count(self.shapes[i]) - 1,
            self.repeats[key],
            self._topic_share(i),
            len(words) / len(self.title_words) if words else 0,
            1 if self.site and self.site in key.replace(" ", "") else 0,
            *self.page[:3],
            (capped[high] - capped[low]) / (high - low),
            (self.ended[high] - self.ended[low]) / (high - low),
            (capped[high_12] - capped[low_12]) / (high_12 - low_12),
            (capped[i] - capped[low]) / (i - low) if i else -1,
            self.weights[i], self.heaviest[i],
            self.weights[i - 1] if i else -9,
            self.weights[i + 1] if i < last else -9,
            (weighed[high_3] - weighed[low_3]) / (high_3 - low_3),
            (weighed[high_8] - weighed[low_8]) / (high_8 - low_8),
            *self.page[3:4],
            self.named_sums[high_8] - self.named_sums[low_8],
            self.page[4],
            min(i - named_before, FAR) if named_before >= 0 else FAR,
            min(named_after - i, FAR) if named_after >= 0 else FAR,
        ]  # fmt: skip

    @staticmethod
    def _nearest(flags: Sequence[bool]) -> tuple[list[int], list[int]]:
        """Return for each line the nearest flagged line before it and after it; -1 for none."""
        before, after = [], []
        seen = -1
        for i, flag in enumerate(flags):
            before.append(seen)
            if flag:
                seen = i
        seen = -1
        for i in range(len(flags) - 1, -1, -1):
            after.append(seen)
            if flags[i]:
                seen = i
        after.reverse()
        return before, after

    def _learn_topic(self) -> None:
        running = " ".join([key for key, prose in zip(self.keys, self.prose, strict=True) if prose])
        self.topic = set(map(_bare, running.split()))
        self.wide = not running.isascii() and bool(WIDE_RE.search(running))
        if self.wide:
            self.topic.update(map(add, running, running[1:]))

    def _topic_share(self, i: int) -> float:
        """Return the share of a line's words that the running text has as well; -1 without words."""
        words = {bare for word in self.keys[i][:LONGEST].split() if len(bare := _bare(word)) >= TOPIC_WORD}
        if self.wide:
            key = self.keys[i][:LONGEST]
            words = {pair for pair in map(add, key, key[1:]) if WIDE_RE.fullmatch(pair)} or words
        return len(self.topic.intersection(words)) / len(words) if words else -1.0


def _bare(word: str) -> str:
    return word.strip(EDGE_MARKS)
