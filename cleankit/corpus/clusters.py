"""Clusters from pairs, by union-find.

>>> clusters([(1, 5), (7, 9), (5, 6)])
[[1, 5, 6], [7, 9]]
"""

from collections.abc import Iterable


def clusters(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the sets of numbers that pairs connect, each sorted, in order of their first members."""
    parent: dict[int, int] = {}

    def root(number: int) -> int:
        parent.setdefault(number, number)
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    members: dict[int, list[int]] = {}
    for number in sorted(parent):
        members.setdefault(root(number), []).append(number)
    return list(members.values())
