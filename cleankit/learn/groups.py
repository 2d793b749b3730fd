"""Counts of lines by site, in bounded memory: Misra-Gries, lowered many at a time.

At most ``most`` lines are held over all sites. When there are more, each site is cut down to its share of
half of them: its counts are lowered by the first count that has no room any more, and what comes to nothing
is forgotten. So a line's true number of documents is between its count and its count plus the site's
``missed``, and ``missed`` is at most the lines that the site's documents had, divided by the smallest share.
Sites are held in the same way, by documents: at most a sixteenth as many as lines.
"""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from cleankit.learn.recurring import Recurring, documents

LINES_A_SITE = 16  # that there is room for, however many sites


class Group:
    """The documents of one site, and the lines that they had.

    ``counters`` says in how many documents a line was, ``recurring`` what was seen of it afterwards;
    ``given`` is how many documents came, ``looked_at`` how many were looked at again, and ``seen`` what those
    weigh (`recurring.WHOLE`).
    """

    __slots__ = ("counters", "given", "looked_at", "missed", "name", "recurring", "seen", "weight")

    def __init__(self, name: str) -> None:
        self.name = name
        self.given = self.weight = self.missed = self.seen = self.looked_at = 0
        self.counters: dict[int, int] = {}
        self.recurring: dict[int, Recurring] = {}

    @property
    def documents(self) -> int:
        """How many documents it is learned from; copies count once."""
        return documents(self.seen)

    def count(self, hashes: Iterable[int]) -> int:
        """Count the lines of a document; return how many more are held."""
        counters, before = self.counters, len(self.counters)
        for hashed in hashes:
            counters[hashed] = counters.get(hashed, 0) + 1
        self.given += 1
        return len(counters) - before

    def join(self, other: "Group") -> None:
        """Add what was seen in other documents of the same site."""
        self.looked_at += other.looked_at
        self.seen += other.seen
        for node, one in other.recurring.items():
            if node in self.recurring:
                self.recurring[node].join(one)
            else:
                self.recurring[node] = one

    def cut(self, share: int) -> None:
        """Lower all counts by one number, so that at most ``share`` lines are left."""
        if len(self.counters) <= share:
            return
        lower = sorted(self.counters.values(), reverse=True)[share]
        self.counters = {hashed: count - lower for hashed, count in self.counters.items() if count > lower}
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

    def known(self, name: str) -> Group | None:
        """Return the group of a site, if it has not been forgotten."""
        return self._groups.get(name)

    def of(self, name: str) -> Group:
        """Return the group of a site for one more document."""
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
