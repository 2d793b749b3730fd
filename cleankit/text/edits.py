"""Edits of a text, in layers: apply them, take them back, and map spans through them.

How spans map: a span maps to the least span that covers all it touches. An end in untouched text maps
exactly; an end inside a replacement widens to the whole of it; an empty span maps to the place before the
character that follows it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

Span = tuple[int, int]
Patch = tuple[int, int, str]  # a span of a layer's input or output, and what stands there instead


class Edit(NamedTuple):
    """One change: characters ``start`` to ``end`` of a layer's input, ``before``, became ``after``."""

    filter: str
    rule: str
    start: int
    end: int
    before: str
    after: str
    note: str = ""


@dataclass(slots=True)
class Total:
    """What one rule did in a layer, with the first of its edits."""

    before: str
    after: str
    edits: int = 0
    removed: int = 0


class Layer:
    """One filter's edits, ordered and apart, and where they stand in its input and output.

    >>> layer = Layer([Edit("quotes", "quotes", 0, 1, "“", '"'), Edit("spaces", "spaces", 3, 5, "  ", " ")])
    >>> text = layer.apply("“It  is"), layer.revert('"It is')
    >>> text, layer.to_input(4, 6), layer.to_output(5, 7)
    (('"It is', '“It  is'), (5, 7), (4, 6))
    """

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._edits: tuple[Edit, ...] | None = tuple(edits)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits, in order."""
        if self._edits is None:
            self._edits = tuple(self._made())
        return self._edits

    def totals(self) -> dict[tuple[str, str], "Total"]:
        """Return per filter and rule how many edits there are, and what they removed."""
        totals: dict[tuple[str, str], Total] = {}
        for edit in self.edits:
            total = totals.setdefault((edit.filter, edit.rule), Total(edit.before, edit.after))
            total.edits += 1
            total.removed += len(edit.before) - len(edit.after)
        return totals

    def _made(self) -> Iterable[Edit]:
        """Return the edits of a layer that makes them when they are first read."""
        return ()

    def __eq__(self, other: object) -> bool:
        return self.edits == other.edits if isinstance(other, Layer) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.edits)

    def __reduce__(self) -> tuple[type["Layer"], tuple[tuple[Edit, ...]]]:
        return Layer, (self.edits,)

    @cached_property
    def starts(self) -> list[int]:
        """Where each edit starts in the input."""
        return [edit.start for edit in self.edits]

    @cached_property
    def out_starts(self) -> list[int]:
        """Where each edit's text starts in the output."""
        grown = accumulate((len(edit.after) - len(edit.before) for edit in self.edits), initial=0)
        return [edit.start + shift for edit, shift in zip(self.edits, grown, strict=False)]

    def apply(self, text: str) -> str:
        """Return the output for this layer's input."""
        return replaced(text, ((edit.start, edit.end, edit.after) for edit in self.edits))

    def revert(self, text: str) -> str:
        """Return the input for this layer's output."""
        places = zip(self.out_starts, self.edits, strict=True)
        return replaced(text, ((place, place + len(edit.after), edit.before) for place, edit in places))

    def to_input(self, start: int, end: int) -> Span:
        """Map a span of the output to the input; what was inserted maps to an empty span."""
        if start >= end:
            place = self._first_in(start)
            return place, place
        first, last = self._first_in(start), self._last_in(end)
        return first, max(first, last)

    def to_output(self, start: int, end: int) -> Span | None:
        """Map a span of the input to the output; None if nothing of it is left."""
        first, last = self._first_out(start), self._last_out(end)
        if start >= end:
            return first, first
        return (first, last) if first < last else None

    def reverted_patches(
        self, text: str, patches: Sequence[Patch], undone: Callable[[Edit], bool]
    ) -> list[Patch]:
        """Return what differs in this layer's output when some of its edits are not made.

        ``text`` is the layer's input, ``patches`` what differs there already. An edit that overlaps a
        patch is not made either: it was made on text that is now another.
        """
        found: list[Patch] = []
        out = 0  # how much longer the output is than the input, up to here
        for start, end, own, edits in _clusters(patches, self.edits):
            grown = sum(len(edit.after) - len(edit.before) for edit in edits)
            if own or any(map(undone, edits)):
                instead = replaced(text[start:end], ((s - start, e - start, new) for s, e, new in own))
                found.append((start + out, end + out + grown, instead))
            out += grown
        return found

    def _first_in(self, place: int) -> int:
        """Map the place before the output's character ``place``."""
        at = bisect_right(self.out_starts, place) - 1
        if at < 0:
            return place
        edit, out_start = self.edits[at], self.out_starts[at]
        if place < out_start + len(edit.after):
            return edit.start
        return place - out_start - len(edit.after) + edit.end

    def _last_in(self, place: int) -> int:
        """Map the place after the output's character ``place - 1``."""
        at = bisect_left(self.out_starts, place) - 1
        if at < 0:
            return place
        edit, out_start = self.edits[at], self.out_starts[at]
        if place <= out_start + len(edit.after):
            return edit.end
        return place - out_start - len(edit.after) + edit.end

    def _first_out(self, place: int) -> int:
        """Map the place before the input's character ``place``."""
        at = bisect_right(self.starts, place) - 1
        if at < 0:
            return place
        edit, out_start = self.edits[at], self.out_starts[at]
        if place < edit.end:  # inside: a replacement is covered whole, a removal ends before what follows
            return out_start
        return place - edit.end + out_start + len(edit.after)

    def _last_out(self, place: int) -> int:
        """Map the place after the input's character ``place - 1``."""
        at = bisect_left(self.starts, place) - 1
        if at < 0:
            return place
        edit, out_start = self.edits[at], self.out_starts[at]
        if place <= edit.end:
            return out_start + len(edit.after)
        return place - edit.end + out_start + len(edit.after)


def _clusters(
    patches: Sequence[Patch], edits: Sequence[Edit]
) -> Iterator[tuple[int, int, list[Patch], list[Edit]]]:
    """Yield the patches and edits that overlap one another, together, with the span they cover."""
    spans: list[tuple[int, int, Patch | Edit]] = [(patch[0], patch[1], patch) for patch in patches]
    spans += [(edit.start, edit.end, edit) for edit in edits]
    spans.sort(key=lambda span: span[:2])
    start = end = -1
    own: list[Patch] = []
    made: list[Edit] = []
    for one_start, one_end, one in spans:
        if (own or made) and one_start >= end and not one_start == one_end == start == end:
            yield start, end, own, made
            own, made = [], []
        if not own and not made:
            start, end = one_start, one_end
        end = max(end, one_end)
        if isinstance(one, Edit):
            made.append(one)
        else:
            own.append(one)
    if own or made:
        yield start, end, own, made


def replaced(text: str, patches: Iterable[Patch]) -> str:
    """Return ``text`` with each span, in order, replaced."""
    parts, end = [], 0
    for start, stop, new in patches:
        parts += [text[end:start], new]
        end = stop
    return "".join([*parts, text[end:]])
