"""Passages that stand twice: a whole body again, a few paragraphs again, with the short lines between.

>>> keys = ["monday", "p one", "why", "p two", "end", "monday", "p one", "why", "p two", "new"]
>>> repeated_passages(keys, {6: 1, 8: 3})
[[(5, 0), (6, 1), (7, 2), (8, 3)]]
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

FEW = 2  # words that may differ in a line amid a passage
LEAST_WORDS = 10  # of such a line
LEAST_LINES = 3  # of a passage in which lines may differ so

Pair = tuple[int, int]
"""A line and the line above that it repeats."""


def repeated_passages(keys: Sequence[str], copies: Mapping[int, int]) -> list[list[Pair]]:
    """Return the passages that ``copies`` are part of, each line of a passage with the line that it repeats.

    ``copies`` maps lines to lines above them that say the same. Two of them are of one passage if as many
    lines stand between them as between their copies, and the same ones; in a passage of three lines or more
    such a line may differ in two words. Equal lines before and after belong to the passage. A line is in one
    passage at most.
    """
    found = _Copies(keys, copies)
    return [found.extended(passage) for passage in found.joined()]


class _Copies:
    """Lines that are not blank, by rank, and which of them passages have claimed."""

    def __init__(self, keys: Sequence[str], copies: Mapping[int, int]) -> None:
        self._keys = keys
        self._copies = copies
        self._solid = [i for i, key in enumerate(keys) if key]
        self._rank = {i: rank for rank, i in enumerate(self._solid)}
        self._claimed = set(copies)
        self._kept = set(copies.values())

    def joined(self) -> Iterator[list[Pair]]:
        """Yield runs of copies, with the lines between them."""
        passage: list[Pair] = []
        lines = sorted(self._copies)
        for line, after in pairwise((*lines, -1)):
            passage.append((line, self._copies[line]))
            between = self._between(line, after) if after >= 0 else None
            if between is None:
                yield passage
                passage = []
            else:
                passage += between

    def extended(self, passage: list[Pair]) -> list[Pair]:
        """Return a passage with the equal lines around it."""
        before = [*self._around(passage[0], -1)]
        return [*reversed(before), *passage, *self._around(passage[-1], 1)]

    def _between(self, line: int, after: int) -> list[Pair] | None:
        """Return the lines between two copies with theirs, or None if they are not the same ones."""
        start, end = self._rank[line], self._rank[after]
        back = start - self._rank[self._copies[line]]
        if end - self._rank[self._copies[after]] != back or back <= 0:
            return None
        pairs = [(self._solid[rank], self._solid[rank - back]) for rank in range(start + 1, end)]
        for one, other in pairs:
            if one in self._kept:
                return None
            if self._keys[one] != self._keys[other] and not differ_little(self._keys[one], self._keys[other]):
                return None
        return pairs

    def _around(self, pair: Pair, step: int) -> Iterator[Pair]:
        back = self._rank[pair[0]] - self._rank[pair[1]]
        rank = self._rank[pair[0]] + step
        while back <= rank < len(self._solid):
            one, other = self._solid[rank], self._solid[rank - back]
            if one in self._claimed or one in self._kept or self._keys[one] != self._keys[other]:
                return
            if other >= pair[0] and step < 0:
                return
            self._claimed.add(one)
            yield one, other
            rank += step


def differ_little(one: str, other: str) -> bool:
    """Say whether two keys of ten words or more differ in a stretch of at most two.

    >>> differ_little("a b c d e f g h i j", "a b c d e x g h i j"), differ_little("a b c", "a x c")
    (True, False)
    """
    words, words2 = one.split(), other.split()
    least = min(len(words), len(words2))
    if least < LEAST_WORDS or abs(len(words) - len(words2)) > FEW:
        return False
    start = 0
    while start < least and words[start] == words2[start]:
        start += 1
    end = 0
    while end < least - start and words[-1 - end] == words2[-1 - end]:
        end += 1
    return max(len(words), len(words2)) - start - end <= FEW
