"""What a line says by itself, whatever stands around it.

Most lines of a whole page (menus, links, feet) come again on the next page of its site, so the model
remembers what it found in the last lines it saw. All counts are small integers, to look up in tables.
"""

from typing import NamedTuple

from cleankit.boilerplate.model.shape import LONGEST_LOOK, start_class
from cleankit.boilerplate.model.words import LONGEST, Weights
from cleankit.text.scripts import size_of
from cleankit.text.sentences import LEAST_PROSE, end_class, is_prose

MOST_SIZE = 255
WIDEST = 200  # what one line adds to a mean size at most
LIGHTEST, HEAVIEST = -40, 60  # tenths
TENTHS = 10


class Facts(NamedTuple):
    """The facts of a line; ``weight`` and ``heaviest`` (of its words) and ``titled`` are in tenths."""

    size: int
    capped: int
    end: int
    start: int
    prose: bool
    weight: int
    heaviest: int
    titled: int


def facts_of(text: str, key: str, weights: Weights) -> Facts:
    """Return the facts of a line without outer blanks, whose folded form is ``key``.

    >>> facts_of("Share This", "share this", Weights({"share": 1.46}))
    Facts(size=10, capped=10, end=0, start=2, prose=False, weight=15, heaviest=15, titled=10)
    """
    size, end = size_of(text), end_class(text)
    prose = size >= LEAST_PROSE and is_prose(text, size, end)
    weight, heaviest = (0.0, 0.0) if prose or len(key) > LONGEST else weights.weigh(key)
    parts = text[:LONGEST_LOOK].split()
    titled = sum([part[0].isupper() for part in parts])
    return Facts(
        size,
        min(size, WIDEST),
        end,
        start_class(text[0]),
        prose,
        _tenths(weight),
        _tenths(heaviest),
        TENTHS * titled // len(parts),
    )


def _tenths(weight: float) -> int:
    return max(LIGHTEST, min(HEAVIEST, round(TENTHS * weight))) if weight else 0
