"""Groups of words that a text repeats, as Gopher and datatrove count them, in linear time.

>>> again = RepeatedWords("the bridge opens on Monday , the bridge opens on Monday".split())
>>> again.most_frequent(2), again.repeated_chars(5)
(20, 22)
"""

import re
from collections import Counter
from functools import cached_property
from itertools import islice

# A group of five words that stands there again is four pairs in a row that do.
RUN_RE = re.compile(b"\x01{4,}")


class RepeatedWords:
    """Groups of n words: the characters of the most frequent, and of all that repeat an earlier one.

    What pairs say is a bound for longer groups, and for nearly all texts the bound is enough.
    """

    def __init__(self, words: list[str]) -> None:
        self._words = words

    def most_frequent(self, n: int) -> int:
        """Return the characters of the most frequent group (the first of equals), times its occurrences."""
        counts = self._pairs if n == 2 else Counter(self._groups(n))
        if not counts:
            return 0
        most = max(counts.values())
        group = next(group for group, times in counts.items() if times == most)
        return (sum(map(len, group)) + n - 1) * most

    def most_frequent_at_most(self, n: int) -> int:
        """Return a number that `most_frequent` does not exceed."""
        if len(self._words) < n:
            return 0
        first = sum(map(len, self._words[:n])) + n - 1  # what counts where each group occurs once
        return max(first, self._most * (n * self._longest + n - 1))

    def repeated_chars(self, n: int) -> int:
        """Return the characters of groups that repeat an earlier one; n from 5.

        Groups that repeat do not overlap in the count, as in datatrove.
        """
        words = self._words
        seen: set[str] = set()
        chars = i = 0
        last = len(words) - n
        while i <= last:
            group = "".join(words[i : i + n])
            if group in seen:
                chars += len(group)
                i += n
            else:
                seen.add(group)
                i += 1
        return chars

    def repeated_at_most(self, limit: float) -> bool:
        """Say whether `repeated_chars` is sure to be at most ``limit`` for any n."""
        return self._in_runs <= limit or self._covered <= limit

    @cached_property
    def _in_runs(self) -> int:
        """The characters of four and more pairs in a row that occur twice: groups that repeat are in them."""
        words = self._words
        again = bytes(map((1).__lt__, map(self._pairs.__getitem__, self._groups(2))))
        runs = (words[run.start() : run.end() + 1] for run in RUN_RE.finditer(again))
        return sum(sum(map(len, run)) for run in runs)

    @cached_property
    def _covered(self) -> int:
        """The characters that groups of five cover which stood there before: less, and dearer to find."""
        words = self._words
        seen: set[tuple[str, ...]] = set()
        covered = chars = 0
        for i, group in enumerate(self._groups(5)):
            if group in seen:
                start = max(covered, i)
                covered = i + 5
                chars += sum(map(len, words[start:covered]))
            else:
                seen.add(group)
        return chars

    def _groups(self, n: int) -> "zip[tuple[str, ...]]":
        return zip(*(islice(self._words, start, None) for start in range(n)), strict=False)

    @cached_property
    def _pairs(self) -> Counter[tuple[str, ...]]:
        return Counter(self._groups(2))

    @cached_property
    def _most(self) -> int:
        """How often the most frequent pair occurs; 0 if none does twice."""
        most = max(self._pairs.values(), default=0)
        return most if most > 1 else 0

    @cached_property
    def _longest(self) -> int:
        """The characters of the longest word in a pair that occurs twice."""
        pairs = (pair for pair, times in self._pairs.items() if times > 1)
        return max((len(word) for pair in pairs for word in pair), default=0)
