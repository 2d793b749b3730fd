"""Find the lines that stand beside one another wherever they stand: menus, footers, share bars.

Two lines are linked if one stands beside the other in half of its documents or more. So a label that only
some pages have is of the menu that it always stands in, and a counter of the lines around it.
"""

from collections.abc import Iterator, Mapping

from cleankit.learn.recurring import Recurring


def clusters(lines: Mapping[int, Recurring]) -> Iterator[list[Recurring]]:
    """Yield the lines of each cluster in their order on the page; a line that stands alone is one."""
    parents = {hashed: hashed for hashed in lines}

    def root(hashed: int) -> int:
        while parents[hashed] != hashed:
            parents[hashed] = parents[parents[hashed]]
            hashed = parents[hashed]
        return hashed

    for hashed, one in lines.items():
        for other in (one.mostly("before"), one.mostly("after")):
            if other in lines:
                parents[root(hashed)] = root(other)
    found: dict[int, list[Recurring]] = {}
    for hashed, one in lines.items():
        found.setdefault(root(hashed), []).append(one)
    for cluster in found.values():
        yield sorted(cluster, key=lambda one: (one.rank / max(1, one.seen), one.line.key, one.zone))


def linked(one: Recurring, members: Mapping[int, Recurring]) -> bool:
    """Say whether a line mostly stands directly beside one of some others."""
    return one.mostly("before") in members or one.mostly("after") in members
