"""Which lines stayed when their number changed: common lines at both ends, the middle is one change."""

from collections.abc import Sequence


def common_ends(before: Sequence[object], after: Sequence[object]) -> tuple[int, int]:
    """Return how many items are equal at the start and, of the rest, at the end.

    >>> common_ends("abXYde", "abZde")
    (2, 2)
    >>> common_ends("aa", "aaa")
    (2, 0)
    """
    shorter = min(len(before), len(after))
    start = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    room = shorter - start
    end = next((i for i in range(room) if before[-1 - i] != after[-1 - i]), room)
    return start, end
