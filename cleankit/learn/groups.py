"""Counts of lines by site, in bounded memory: Misra-Gries, lowered many at a time.

At most ``most`` lines are held over all sites. When there are more, each site is cut down to its share of
half of them: its counts are lowered by the first count that has no room any more, and what comes to nothing
is forgotten. So a line's true number of documents is between its count and its count plus the site's
``missed``, and ``missed`` is at most the lines that the site's documents had, divided by the smallest share.
Sites are held in the same way, by documents: at most a sixteenth as many as lines.
"""

from collections.abc import Iterator
from operator import attrgetter

from cleankit.learn.recurring import Recurring

LINES_A_SITE = 16  # that there is room for, however many sites
Counter = int | Recurring


def count_of(counter: Counter) -> int:
    """Return in how many documents a line was, as far as is known."""
    return counter if isinstance(counter, int) else counter.count


class Group:
    """The documents of one site, and the lines that they had."""

    __slots__ = ("counters", "documents", "edges", "missed", "name", "repeats", "weight")

    def __init__(self, name: str) -> None:
        self.name = name
        self.documents = self.repeats = self.weight = self.missed = 0
        self.edges = 0  # counters of parts of lines that recur
        self.counters: dict[int, Counter] = {}

    def recurring(self) -> Iterator[Recurring]:
        """Yield what was in more than one document."""
        return (counter for counter in self.counters.values() if isinstance(counter, Recurring))

    def cut(self, share: int) -> None:
        """Lower all counts by one number, so that at most ``share`` lines are left."""
        if len(self.counters) <= share:
            return
        lower = sorted(map(count_of, self.counters.values()), reverse=True)[share]
        left: dict[int, Counter] = {}
        for mark, counter in self.counters.items():
            if isinstance(counter, int):
                if counter > lower:
                    left[mark] = counter - lower
            elif counter.count > lower:
                counter.count -= lower
                left[mark] = counter
        self.counters = left
        self.missed += lower


class Groups:
    """All sites. ``forgotten`` is how many documents at most a site had that are not counted for it."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.most_groups = max(2, most // LINES_A_SITE)
        self.forgotten = 0
        self.held = 0
        self._groups: dict[str, Group] = {}

    def __iter__(self) -> Iterator[Group]:
        return iter(sorted(self._groups.values(), key=attrgetter("name")))

    def __len__(self) -> int:
        return len(self._groups)

    def of(self, name: str) -> Group:
        """Return the group of a site."""
        group = self._groups.get(name)
        if group is None:
            if len(self._groups) >= self.most_groups:
                self._forget()
            group = self._groups[name] = Group(name)
        group.weight += 1
        return group

    def grown(self, by: int) -> None:
        """Take note that so many lines came to be held; there is room again when it returns."""
        self.held += by
        if self.held > self.most:
            share = max(1, self.most // (2 * len(self._groups)))
            for group in self._groups.values():
                group.cut(share)
            self._recount()

    def _forget(self) -> None:
        """Lower the documents of all sites by one number, so that at most half of the sites are left."""
        weights = sorted((group.weight for group in self._groups.values()), reverse=True)
        lower = weights[self.most_groups // 2]
        for group in self._groups.values():
            group.weight -= lower
        self._groups = {name: group for name, group in self._groups.items() if group.weight > 0}
        self.forgotten += lower
        self._recount()

    def _recount(self) -> None:
        self.held = sum(len(group.counters) for group in self._groups.values())
