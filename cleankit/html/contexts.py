"""What the containers of a block say, carried down from the page's root once for every element."""

from collections.abc import Callable, Iterable, Sequence

from cleankit.html.blocks import Element

LISTS = frozenset(("ul", "ol", "dl"))
NOT_ASKED = frozenset(("nav", "footer"))
LEVELS = 4
NOWHERE = -99.0

Span = tuple[int, int]
Markup = tuple[str, bytes]


# What an element and those around it say, a plain tuple, for there are as many as elements. The names of
# elements against an article: the own one's, the one's around, the worst, the worst of the innermost three;
# for one: the best; both added up. Then the depth of the innermost list, tag and names of the element and of
# the one around, the numbers of the innermost spans, and whether a judge is asked at all.
Context = tuple[
    float, float, float, float, float, float, float, Markup, Markup, tuple[int, ...], bool
]  # fmt: skip
OUTSIDE: Context = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, NOWHERE, ("", b""), ("", b""), (0,) * LEVELS, True)
UNNAMED = (0.0, 0.0, b"")
ASKED = 10


class Contexts:
    """The contexts of a page; ``seen[i]`` of its first i blocks are judged, ``count`` in all.

    ``spans`` are the stretches of blocks that containers hold, the whole page first. A container that
    holds nothing but one other container has the same span, and is not told apart.
    """

    def __init__(
        self, names: Callable[[str], tuple[float, float, bytes]], seen: Sequence[int], count: int
    ) -> None:
        self.names = names
        self.seen = seen
        self.spans: list[Span] = [(0, count)]
        self.known: dict[Element | None, Context] = {None: OUTSIDE}

    def of(self, elements: Iterable[Element]) -> list[Context]:
        """Return the contexts of elements, made after those of the elements around them."""
        known = self.known
        result = []
        for element in elements:
            context = known.get(element)
            if context is None:
                chain = [element]
                at = element.parent
                while at is not None and at not in known:
                    chain.append(at)
                    at = at.parent
                context = known[at]
                for inner in reversed(chain):
                    context = known[inner] = self._inside(context, inner)
            result.append(context)
        return result

    def _inside(self, outer: Context, element: Element) -> Context:
        outer_low, before, lowest, _, highest, total, list_depth, outer_markup, _, spans, asked = outer
        tag, label = element.tag, element.label
        low, high, plain = self.names(label) if label else UNNAMED
        if low:
            total += low
            lowest = min(lowest, low)
        if high:
            total += high
            highest = max(highest, high)
        nearby = min(low, outer_low, before) if low or outer_low or before else 0.0
        if tag in LISTS:
            list_depth = float(element.depth)
        elif tag in NOT_ASKED:
            asked = False
        seen, known = self.seen, self.spans
        span = (seen[element.start], seen[element.end])
        if span != known[spans[0]] and span != known[0]:
            spans = (len(known), spans[0], spans[1], spans[2])
            known.append(span)
        markup = (tag, plain)
        return (
            low, outer_low, lowest, nearby, highest, total, list_depth, markup, outer_markup, spans, asked
        )  # fmt: skip
