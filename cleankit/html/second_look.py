"""Add to the features of a block what the first pass of the judge thought of everything near it.

Of its neighbours, of its containers, of the blocks marked up like it, and of what lies between it and the
last and the next good block: what tells a stream of teasers, or a second article, from a body in parts.
"""

from collections.abc import Sequence
from math import exp

from cleankit.html.contexts import LEVELS, Span
from cleankit.html.features import INNER, UNSEEN, PageRows, Row, running_sums
from cleankit.html.vocabulary import log

MOST = 8.0
OUTSIDE = -9.0  # the score beyond the first and the last block
NEIGHBOURS = 3
GOOD_CHARS = 60


def second_rows(
    page: PageRows, first: Sequence[Row], scores: Sequence[float], worst: float
) -> list[Row | None]:
    """Return the rows with what the first pass thought added; None where its score is below ``worst``."""
    thoughts = _Thoughts(page, scores)
    return [
        None if score < worst else row + thoughts.of(i)
        for i, row, score in zip(page.candidates, first, scores, strict=True)
    ]


class _Thoughts:
    """The first scores of a page as odds, and as the characters that they stand for."""

    def __init__(self, page: PageRows, scores: Sequence[float]) -> None:
        self.page = page
        every = [UNSEEN] * page.count
        for i, score in zip(page.candidates, scores, strict=True):
            every[i] = max(-MOST, min(MOST, score))
        odds = [1 / (1 + exp(-score)) for score in every]
        mass = [c * o for c, o in zip(page.chars, odds, strict=True)]
        self.sum_mass, self.sum_odds = running_sums(mass), running_sums(odds)
        self.total = self.sum_mass[-1] or 1e-9
        self.alike = page.group_sums((1.0, page.chars[i], mass[i], odds[i]) for i in page.candidates)
        self.since = _since(every, page.chars)
        self.until = _since(every[::-1], page.chars[::-1])[::-1]
        self.padded = [OUTSIDE] * NEIGHBOURS + every + [OUTSIDE] * NEIGHBOURS
        self.levels: dict[Span, Row] = {}
        self.whole: Span = (0, page.count)

    def of(self, i: int) -> Row:
        """Return what is thought of everything near block ``i``."""
        page, mass = self.page, self.sum_mass
        row = self.padded[i : i + 2 * NEIGHBOURS + 1]
        row += page.brief(i - 2)
        row += page.brief(i + 2)
        row += page.stretch(max(0, i - 12), i)
        row += page.stretch(i + 1, min(page.count, i + 13))
        spans = page.contexts_of[i].spans
        spans += (self.whole,) * (LEVELS - len(spans))
        for span in spans:
            row += self.level(span)
        for span in spans[INNER:]:
            row += page.level(span)
        for reach in (4, 12):
            row.append(self.share(max(0, i - reach), i))
            row.append(self.share(i + 1, min(page.count, i + 1 + reach)))
        number, chars, alike_mass, alike_odds = self.alike[page.groups[i]]
        row += (alike_mass / self.total, alike_mass / chars, alike_odds / number)
        row += (mass[i] / self.total, log(mass[i]), log(self.total))
        row += self.since[i]
        row += self.until[i]
        return row

    def level(self, span: Span) -> Row:
        """Return how much of all that is good is in a container, and how good that is."""
        known = self.levels.get(span)
        if known is None:
            start, end = span
            here = self.sum_mass[end] - self.sum_mass[start]
            odds = self.sum_odds[end] - self.sum_odds[start]
            known = self.levels[span] = [here / self.total, self.share(start, end), odds / (end - start or 1)]
        return known

    def share(self, start: int, end: int) -> float:
        """Return how much of a stretch of the page is good, 0 to 1."""
        chars = self.page.sum_chars[end] - self.page.sum_chars[start]
        return (self.sum_mass[end] - self.sum_mass[start]) / (chars or 1)


def _since(scores: Sequence[float], chars: Sequence[int]) -> list[tuple[float, float]]:
    """Return for each block what lies between it and the last good one: characters, and the worst score."""
    result = []
    gap, worst = 0, 0.0
    for score, length in zip(scores, chars, strict=True):
        result.append((log(gap), worst))
        if score > 0 and length > GOOD_CHARS:
            gap, worst = 0, 0.0
        else:
            gap += length
            worst = min(worst, score)
    return result
