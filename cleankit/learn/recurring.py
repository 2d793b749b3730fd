"""What is known of a line that has been in several documents of a site.

The same line in a header, in an article and in a footer is three: each has its own neighbours.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from cleankit.boilerplate.rules.edges import strip_decoration
from cleankit.learn.lines import Line

SHORT = 70  # characters of a neighbour that are kept as example
EXAMPLES = 2
WHOLE = 5040  # what a document weighs; of seven copies each weighs a seventh
MOST_NEIGHBOURS = 32  # different lines before or after one; a line that has more stands free
Zone = Literal["head", "inside", "tail"]
CHANGES, EDGE = 0, -1  # for the hash of a neighbour: a line that does not recur, the end of the document
FULL = -2  # that there were more neighbours than there is room for
ZONES: dict[Zone, int] = {"head": 1, "inside": 2, "tail": 3}
COUNTS = ("first", "leads", "trails", "goes_on", "tabular", "amid_rows", "several", "titled")
SIDES = ("before", "after", "above", "below")


class Context(NamedTuple):
    """Where a line stood once: the document's digest and name, and what was before and after the line."""

    digest: int
    name: str
    before: str
    after: str
    line: Line


class Sight(NamedTuple):
    """How a line stands in one document.

    ``leads`` says that a new sentence follows, ``trails`` that one stands above, ``goes_on`` that the next
    line goes on with what it begins, ``tabular`` that a row of a table is near, ``amid_rows`` that several
    are. ``before`` and ``after`` are its neighbours, ``above`` and ``below`` the nearest lines that recur,
    ``rank`` is how many lines stand above it, or, at the tail, below it, as a negative number.
    """

    first: bool = False
    leads: bool = False
    trails: bool = False
    goes_on: bool = False
    tabular: bool = False
    amid_rows: bool = False
    several: bool = False
    titled: bool = False
    before: int = CHANGES
    after: int = CHANGES
    above: int = EDGE
    below: int = EDGE
    rank: int = 0


class Recurring:
    """A line in one ``zone`` of documents, in how many it was, and how it stood (`boilerplate.rules.zones`).

    All numbers are in parts of `WHOLE`: copies of a document share one. ``inside`` and ``whole`` are of the
    same line amid articles and everywhere.
    """

    __slots__ = (
        "above",
        "after",
        "amid_rows",
        "before",
        "below",
        "contexts",
        "first",
        "goes_on",
        "hashed",
        "inside",
        "kind",
        "leads",
        "rank",
        "seen",
        "several",
        "tabular",
        "titled",
        "trails",
        "varies",
        "whole",
        "zone",
    )

    def __init__(self, hashed: int, kind: str, zone: Zone) -> None:
        self.hashed, self.kind, self.zone = hashed, kind, zone
        self.seen = self.inside = self.whole = self.rank = 0
        self.first = self.leads = self.trails = self.goes_on = self.tabular = 0
        self.several = self.titled = self.amid_rows = 0
        self.before: dict[int, int] = {}
        self.after: dict[int, int] = {}
        self.above: dict[int, int] = {}
        self.below: dict[int, int] = {}
        self.varies = False
        self.contexts: list[Context] = []

    @property
    def count(self) -> int:
        """In how many documents it was; copies count once."""
        return documents(self.seen)

    @property
    def steadiness(self) -> float:
        """The share of its neighbours, before and after, that are the commonest there."""
        return sum(max(side.values(), default=0) for side in (self.before, self.after)) / max(
            1, 2 * self.seen
        )

    @property
    def line(self) -> Line:
        """The line as it stood in the document with the smallest digest."""
        return self.contexts[0].line

    def see(self, sight: Sight, weight: int, context: Context) -> None:
        """Note how it stands in one more document."""
        self.seen += weight
        for name in COUNTS:
            if getattr(sight, name):
                setattr(self, name, getattr(self, name) + weight)
        self.rank += weight * sight.rank
        for name in SIDES:
            _meet(getattr(self, name), getattr(sight, name), weight)
        if self.contexts and not self.varies and context.line.key != self.line.key:
            self.varies = strip_decoration(context.line.key) != strip_decoration(self.line.key)
        self.contexts = _examples([*self.contexts, context])

    def join(self, other: "Recurring") -> None:
        """Add what was seen of the same line in other documents."""
        for name in (*COUNTS, "seen", "rank"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in SIDES:
            neighbours, others = getattr(self, name), getattr(other, name)
            for hashed, weight in others.items():
                _meet(neighbours, hashed, weight)
        bare, other_bare = strip_decoration(self.line.key), strip_decoration(other.line.key)
        self.varies = self.varies or other.varies or bare != other_bare
        self.contexts = _examples([*self.contexts, *other.contexts])

    def mostly(self, side: str) -> int:
        """Return what stands ``before`` it, or on another side, in half of the documents, or CHANGES."""
        hashed, weight = max(
            getattr(self, side).items(), key=lambda one: (one[1], one[0]), default=(CHANGES, 0)
        )
        return int(hashed) if 2 * weight >= self.seen else CHANGES


def _examples(contexts: Iterable[Context]) -> list[Context]:
    return sorted(contexts, key=lambda one: one[:4])[:EXAMPLES]


def node_of(hashed: int, zone: Zone) -> int:
    """Return what stands for a line in a zone."""
    return ZONES[zone] + len(ZONES) * hashed


def documents(weight: int) -> int:
    """Return how many documents a weight is.

    >>> documents(7 * (WHOLE // 7)), documents(WHOLE // 7)
    (1, 0)
    """
    return (weight + WHOLE // 2) // WHOLE


def shortened(text: str) -> str:
    """Return the beginning of a neighbour, whole words where there are any.

    >>> shortened("word " * 20)[-14:]
    'word word word'
    """
    if len(text) <= SHORT:
        return text.strip()
    return (text[:SHORT].rpartition(" ")[0] or text[:SHORT]).strip()


def _meet(neighbours: dict[int, int], hashed: int, weight: int) -> None:
    """Count a neighbour. Which ones there is room for would depend on their order: so then all change."""
    if FULL in neighbours:
        hashed = CHANGES
    neighbours[hashed] = neighbours.get(hashed, 0) + weight
    if hashed == FULL or len(neighbours) > MOST_NEIGHBOURS + 1:
        total = sum(neighbours.values())
        neighbours.clear()
        neighbours.update({CHANGES: total, FULL: 0})
