"""The short lines of a repeated block: what stands between repeated long lines repeats with them.

>>> keys = ["monday", "p one", "why", "p two", "end", "monday", "p one", "why", "p two", "new"]
>>> block_lines(keys, {6: 1, 8: 3}, code=set())
{7: 2, 5: 0}
"""

from collections.abc import Mapping, Sequence, Set
from itertools import pairwise


def block_lines(keys: Sequence[str], copies: Mapping[int, int], code: Set[int]) -> dict[int, int]:
    """Return further lines to drop, each with its earlier copy.

    ``copies`` maps each dropped line to the line above it that stays. Two dropped lines are one block
    if as many lines stand between their copies, and the same ones. Equal lines before the first and
    after the last line of a block belong to it; code does only where it is inside.
    """
    if len(copies) < 2:
        return {}
    places = _Places(keys, copies)
    found: dict[int, int] = {}
    joined = [pair for pair in pairwise(sorted(copies)) if places.between(*pair, found)]
    first, last = {one for one, _ in joined}, {other for _, other in joined}
    for line in sorted(first - last):
        places.extend(line, -1, code, found)
    for line in sorted(last - first):
        places.extend(line, 1, code, found)
    return found


class _Places:
    """Lines that are not blank, by rank, and what each of them is: dropped, kept for another, or neither."""

    def __init__(self, keys: Sequence[str], copies: Mapping[int, int]) -> None:
        self._keys = keys
        self._copies = copies
        self._kept = set(copies.values())
        self._solid = [i for i, key in enumerate(keys) if key]
        self._rank = {i: rank for rank, i in enumerate(self._solid)}

    def between(self, line: int, after: int, found: dict[int, int]) -> bool:
        """Add the lines between two dropped lines if their copies have the same ones between."""
        start, end = self._rank[line], self._rank[after]
        back = start - self._rank[self._copies[line]]
        if end - self._rank[self._copies[after]] != back:
            return False
        pairs = [(self._solid[rank], self._solid[rank - back]) for rank in range(start + 1, end)]
        if any(self._keys[one] != self._keys[other] or one in self._kept for one, other in pairs):
            return False
        found.update(pairs)
        return True

    def extend(self, line: int, step: int, code: Set[int], found: dict[int, int]) -> None:
        """Add equal lines outward from a block's edge."""
        back = self._rank[line] - self._rank[self._copies[line]]
        rank = self._rank[line] + step
        while back <= rank < len(self._solid):
            one, other = self._solid[rank], self._solid[rank - back]
            if one in self._copies or one in found or one in self._kept or one in code:
                return
            if self._keys[one] != self._keys[other] or other in found:
                return
            found[one] = other
            rank += step
