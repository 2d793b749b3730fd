"""What the containers of a block say, carried down from the page's root once for every element."""

from cleankit.html.blocks import Element
from cleankit.html.vocabulary import Vocabulary

PLACES = {
    "article": 0, "main": 1, "ul": 2, "ol": 2, "dl": 2, "figure": 3, "figcaption": 3, "section": 4,
    "blockquote": 5, "pre": 5, "table": 6,
}  # fmt: skip
NOWHERE: tuple[int, ...] = (-1,) * 7
NOT_ASKED = frozenset(("nav", "footer"))
LEVELS = 4

Span = tuple[int, int]


class Context:
    """What the containers of a block say, carried down from the page's root."""

    __slots__ = ("article", "asked", "highest", "lowest", "near", "nearby", "own", "spans", "total")

    def __init__(self) -> None:
        self.own = (0.0, 0.0)
        self.lowest = self.highest = self.total = 0.0
        self.nearby = (0.0, 0.0, 0.0)
        self.near = NOWHERE
        self.article = 0
        self.asked = True
        self.spans: tuple[Span, ...] = ()


class Contexts:
    """The contexts of a page; ``seen[i]`` of its first i blocks are judged, ``count`` in all."""

    def __init__(self, vocabulary: Vocabulary, seen: list[int], count: int) -> None:
        self.names = vocabulary.names
        self.seen = seen
        self.count = count
        self.articles = 0
        self.contexts: dict[int, Context] = {}

    def of(self, element: Element) -> Context:
        """Return the context of an element, made after those of the elements around it."""
        chain = []
        at: Element | None = element
        while at is not None and id(at) not in self.contexts:
            chain.append(at)
            at = at.parent
        context = self.contexts[id(at)] if at is not None else Context()
        for inner in reversed(chain):
            context = self.contexts[id(inner)] = self._inside(context, inner)
        return context

    def _inside(self, outer: Context, element: Element) -> Context:
        context = Context()
        low, high = context.own = self.names(element.label) if element.label else (0.0, 0.0)
        context.lowest = min(low, outer.lowest)
        context.highest = max(high, outer.highest)
        context.total = outer.total + low + high
        context.nearby = (low, outer.nearby[0], outer.nearby[1])
        context.near, context.article = outer.near, outer.article
        place = PLACES.get(element.tag)
        if place is not None:
            context.near = (*outer.near[:place], element.depth, *outer.near[place + 1 :])
            if place == 0:
                self.articles += 1
                context.article = self.articles
        context.asked = outer.asked and element.tag not in NOT_ASKED
        span = (self.seen[element.start], self.seen[element.end])
        spans = outer.spans
        if span == (0, self.count) or (spans and spans[0] == span):
            context.spans = spans
        else:
            context.spans = (span, *spans[: LEVELS - 1])
        return context
