"""What is known of a line that has been in more than one document of a site."""

from typing import NamedTuple

from cleankit.boilerplate.rules.edges import core
from cleankit.learn.lines import Line

SHORT = 70  # characters of a neighbour that are kept as example


class Context(NamedTuple):
    """Where a line stood once: the document's name and what was before and after it."""

    name: str
    before: str
    after: str


class Sight(NamedTuple):
    """How a line stands in one document; ``place`` is "head", "tail" or "inside".

    Of the head is what stands before the first new sentence, of the tail what stands after the last.
    ``near`` says that at most four new lines are between it and the end of the document on its side,
    ``leads`` that a new sentence follows, ``tabular`` that it is in a table. ``before`` and ``after`` are
    the marks of its neighbours, 0 at the ends of the document.
    """

    line: Line
    place: str
    near: bool
    first: bool
    leads: bool
    tabular: bool
    times: int
    titled: bool
    before: int
    after: int


class Recurring:
    """A line, in how many documents it was, and where; ``count`` may have been lowered (see `groups`).

    The document that had it first is counted, but not seen: a line is remembered as 8 bytes until it recurs.
    """

    __slots__ = (
        "after",
        "after_changes",
        "before",
        "before_changes",
        "contexts",
        "count",
        "first",
        "head",
        "inside",
        "kind",
        "leading",
        "line",
        "near",
        "several",
        "tabular",
        "tail",
        "titled",
        "varies",
    )

    def __init__(self, line: Line, kind: str, count: int) -> None:
        self.line, self.kind, self.count = line, kind, count
        self.head = self.tail = self.inside = self.near = self.first = self.several = self.titled = 0
        self.leading = self.tabular = 0
        self.before = self.after = -1
        self.before_changes = self.after_changes = 0
        self.varies = False
        self.contexts: tuple[Context, ...] = ()

    @property
    def seen(self) -> int:
        """In how many documents its place was noted."""
        return self.head + self.tail + self.inside

    def see(self, sight: Sight) -> None:
        """Note how it stands in one more document."""
        if sight.place == "head":
            self.head += 1
        elif sight.place == "tail":
            self.tail += 1
        else:
            self.inside += 1
        self.near += sight.near
        self.first += sight.first
        self.leading += sight.leads
        self.tabular += sight.tabular
        self.several += sight.times > 1
        self.titled += sight.titled
        self.before_changes += sight.before != self.before
        self.after_changes += sight.after != self.after
        self.before, self.after = sight.before, sight.after
        if not self.varies and sight.line.key != self.line.key:
            self.varies = core(sight.line.key) != core(self.line.key)

    @property
    def free_before(self) -> bool:
        """Whether what stands before it mostly changes from document to document."""
        return 2 * self.before_changes > self.seen

    @property
    def free_after(self) -> bool:
        """Whether what stands after it mostly changes from document to document."""
        return 2 * self.after_changes > self.seen


def shortened(text: str) -> str:
    """Return the beginning of a neighbour, whole words where there are any.

    >>> shortened("word " * 20)[-14:]
    'word word word'
    """
    if len(text) <= SHORT:
        return text.strip()
    return (text[:SHORT].rpartition(" ")[0] or text[:SHORT]).strip()
