"""Amounts, results and hours in short lines: a list of an article, whatever buttons stand above it."""

from collections.abc import Sequence

from cleankit.document import Lines
from cleankit.text.patterns import lazy

LEAST_AMOUNTS = 2
AMOUNT_RE = lazy(
    r"(?:[-*•] ?)?(?:\d+(?:[.,/]\d+)?|[¼½¾⅓⅔⅛]) ?[^\W\d]|.*\d ?%"
    r"|.*(?<![\d-])\d{1,3}(?: ?[-–] ?\d{1,3}(?![\d-])|:\d{1,3}$)"
)


def after_amounts(lines: Lines, run: Sequence[int]) -> int:
    """Return the place in a run behind its last amount, if it has as many as a list has."""
    amounts = [place for place, line in enumerate(run) if AMOUNT_RE.match(lines.texts[line].strip())]
    return amounts[-1] + 1 if len(amounts) >= LEAST_AMOUNTS else 0
