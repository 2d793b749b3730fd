"""What a line says by itself, whatever stands around it.

Most lines of a whole page (menus, links, feet) come again on the next page of its site, so the model
remembers what it found in the last lines it saw. All facts are small integers, to look up in tables.
"""

from typing import NamedTuple

from cleankit.boilerplate.model.shape import LONGEST_LOOK, count_words, start_class, upper_share
from cleankit.boilerplate.model.words import LONGEST, Weights
from cleankit.text.scripts import size_of
from cleankit.text.sentences import LEAST_PROSE, end_class, is_prose

WIDEST = 250  # characters: beyond, and in what a line adds to a mean, all sizes are the same
MOST_WORDS = 40
LIGHTEST, HEAVIEST = -40, 60  # tenths
TENTHS = 10


class Facts(NamedTuple):
    """The facts of a line; ``upper``, ``titled`` and the weights of its words are in tenths."""

    size: int
    capped: int
    end: int
    start: int
    prose: bool
    words: int
    upper: int
    titled: int
    weight: int
    heaviest: int


def facts_of(text: str, key: str, weights: Weights) -> Facts:
    """Return the facts of a line without outer blanks, whose folded form is ``key``.

    >>> facts = facts_of("Share This", "share this", Weights({"share": 1.46}))
    >>> facts.size, facts.start, facts.words, facts.titled, facts.weight
    (10, 2, 2, 10, 15)
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
        min(count_words(text, size), MOST_WORDS),
        int(TENTHS * upper_share(text)),
        TENTHS * titled // len(parts),
        _tenths(weight),
        _tenths(heaviest),
    )


def _tenths(weight: float) -> int:
    return max(LIGHTEST, min(HEAVIEST, round(TENTHS * weight))) if weight else 0
