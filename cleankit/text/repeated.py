"""Groups of words that a text repeats, as Gopher and datatrove count them, in linear time.

A group can stand there again only where each of its words does, and each pair of them, and most words of a
text stand there once: so groups are counted in the runs of the others. For nearly all texts, bounds of what
could be found are enough.

>>> again = RepeatedWords("the bridge opens on Monday , the bridge opens on Monday".split())
>>> again.most_frequent(2), again.repeated_chars(5)
(20, 22)
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import chain, pairwise


class RepeatedWords:
    """Groups of n words: the characters of the most frequent, and of all that repeat an earlier one."""

    def __init__(self, words: list[str], counts: Counter[str] | None = None) -> None:
        """Take the words, and how often each occurs, where that is known."""
        self._words = words
        self._counts = Counter(words) if counts is None else counts

    def most_frequent(self, n: int) -> int:
        """Return the characters of the most frequent group (the first of equals), times its occurrences."""
        if len(self._words) < n:
            return 0
        counts = Counter(self._groups(n))
        most = max(counts.values(), default=1)
        if most == 1:
            return self._first(n)
        group = next(group for group, times in counts.items() if times == most)
        return (sum(map(len, group)) + n - 1) * most

    def most_frequent_at_most(self, n: int) -> int:
        """Return a number that `most_frequent` does not exceed."""
        if len(self._words) < n:
            return 0
        # A group occurs at most as often as the rarest of its words.
        most = max((times * (n * longest + n - 1) for times, longest in self._longest), default=0)
        return max(self._first(n), most)

    def repeated_chars(self, n: int) -> int:
        """Return the characters of groups that repeat an earlier one; n from 5.

        Groups that repeat do not overlap in the count, as in datatrove.
        """
        seen: set[str] = set()
        chars = 0
        for run in self._long_runs:
            i = 0
            while i <= len(run) - n:
                group = "".join(run[i : i + n])
                if group in seen:
                    chars += len(group)
                    i += n
                else:
                    seen.add(group)
                    i += 1
        return chars

    def repeated_at_most(self, limit: float) -> bool:
        """Say whether `repeated_chars` is sure to be at most ``limit`` for any n."""
        return self._covered <= limit

    def _first(self, n: int) -> int:
        """Return the characters of the first group: what counts where each occurs once."""
        return sum(map(len, self._words[:n])) + n - 1

    def _runs(self, n: int) -> Iterator[list[str]]:
        """Yield the words of each run of n and more words that all stand there again."""
        words = self._words
        return (words[run.start() : run.end()] for run in _run_re(n).finditer(self._again))

    def _groups(self, n: int) -> Iterator[tuple[str, ...]]:
        for run in self._runs(n):
            yield from zip(*(run[start:] for start in range(n)), strict=False)

    @cached_property
    def _again(self) -> bytes:
        """Whether each word stands there again."""
        return bytes(map((1).__lt__, map(self._counts.__getitem__, self._words)))

    @cached_property
    def _long_runs(self) -> list[list[str]]:
        """The words of each run of five and more of which each pair stands there again."""
        runs = list(self._runs(5))
        pairs = Counter(chain.from_iterable(map(pairwise, runs)))
        found = []
        for run in runs:
            again = bytes(map((1).__lt__, map(pairs.__getitem__, pairwise(run))))
            found += [run[at.start() : at.end() + 1] for at in _run_re(4).finditer(again)]
        return found

    @cached_property
    def _covered(self) -> int:
        """The characters that groups of five cover which stood there before."""
        seen: set[tuple[str, ...]] = set()
        chars = 0
        for run in self._long_runs:
            covered = 0
            for i, group in enumerate(zip(run, run[1:], run[2:], run[3:], run[4:], strict=False)):
                if group in seen:
                    chars += sum(map(len, run[max(covered, i) : i + 5]))
                    covered = i + 5
                else:
                    seen.add(group)
        return chars

    @cached_property
    def _longest(self) -> list[tuple[int, int]]:
        """How often words occur, most first, each with the longest word that occurs as often or more."""
        longest: dict[int, int] = {}
        for word, times in self._counts.items():
            if times > 1 and len(word) > longest.get(times, 0):
                longest[times] = len(word)
        most, found = 0, []
        for times in sorted(longest, reverse=True):
            most = max(most, longest[times])
            found.append((times, most))
        return found


@cache
def _run_re(n: int) -> re.Pattern[bytes]:
    return re.compile(b"\x01{%d,}" % n)
