"""Which measures are taken of each article, and histograms that hold them in bounded memory.

>>> histogram = Histogram(MEASURES[0])
>>> for words in (3, 60, 600):
...     histogram.add(words)
>>> histogram.refused, histogram.count, round(histogram.mean)
(1, 3, 221)
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import log10
from typing import Any, Literal, NamedTuple

from cleankit.text.measures import Measures

PER_TEN = 8  # bins per power of ten, of counts
SHARES = 50  # bins of shares
COUNTS = 7 * PER_TEN
LENGTHS = 50  # bins of word lengths, half a character each

Scale = Literal["count", "share", "length"]


class Measure(NamedTuple):
    """A measure, and the gate whose threshold it is held against."""

    name: str
    of: Callable[[Measures], float]
    scale: Scale
    side: Literal["<", ">"]
    limit: float
    gate: str


MEASURES = (
    Measure("words", lambda m: m.plain_word_count, "count", "<", 50, "length"),
    Measure("characters", lambda m: len(m.text), "count", "<", 200, "length"),
    Measure("lines", lambda m: len(m.filled_lines), "count", "<", 3, "length"),
    Measure("mean word length", lambda m: m.mean_word_length, "length", ">", 10, "mean-word-length"),
    Measure("words with a letter", lambda m: m.alphabetic_share, "share", "<", 0.8, "gopher-quality"),
    Measure("text in sentences", lambda m: m.prose_share, "share", "<", 0.3, "lists"),
    Measure("repeated lines", lambda m: m.repeated_line_share, "share", ">", 0.3, "gopher-repetition"),
    Measure("lines with a bullet", lambda m: m.bullet_share, "share", ">", 0.9, "bullet-lines"),
    Measure("lines with an ellipsis", lambda m: m.ellipsis_line_share, "share", ">", 0.3, "ellipsis-lines"),
    Measure("digits", lambda m: m.digit_share, "share", ">", 0.15, "digits"),
    Measure("addresses", lambda m: m.url_share, "share", ">", 0.2, "urls"),
    Measure("upper case", lambda m: m.upper_share, "share", ">", 0.5, "upper-case"),
    Measure("line feeds per word", lambda m: m.newlines_per_word, "share", ">", 0.3, "fineweb-quality"),
)
REMOVED = Measure("removed by cleaning", lambda _: 0.0, "share", ">", 0.5, "--max-removed")


@dataclass(slots=True)
class Histogram:
    """The values of a measure: a count per bin, and exactly how many the threshold would take."""

    measure: Measure
    bins: list[int] = field(init=False)
    count: int = 0
    total: float = 0.0
    refused: int = 0

    def __post_init__(self) -> None:
        self.bins = [0] * {"count": COUNTS, "share": SHARES, "length": LENGTHS}[self.measure.scale]

    def add(self, value: float) -> None:
        """Take in an article's value."""
        self.count += 1
        self.total += value
        side, limit = self.measure.side, self.measure.limit
        self.refused += value < limit if side == "<" else value > limit
        self.bins[min(len(self.bins) - 1, self._bin(value))] += 1

    @property
    def mean(self) -> float:
        """The mean of all values; 0 if there are none."""
        return self.total / self.count if self.count else 0.0

    def quantile(self, share: float) -> float:
        """Return where the bin begins in which the article stands that this share do not exceed."""
        wanted, seen = share * self.count, 0
        for i, count in enumerate(self.bins):
            seen += count
            if seen >= wanted and seen:
                return self.edge(i)
        return 0.0

    def edge(self, i: int) -> float:
        """Return where bin ``i`` begins."""
        if self.measure.scale == "count":
            return 0.0 if i == 0 else float(round(10 ** (i / PER_TEN)))
        return round(i / SHARES, 4) if self.measure.scale == "share" else i / 2

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "measure": self.measure.name,
            "scale": self.measure.scale,
            "gate": self.measure.gate,
            "side": self.measure.side,
            "limit": self.measure.limit,
            "count": self.count,
            "mean": round(self.mean, 4),
            "quantiles": {str(share): self.quantile(share) for share in (0.05, 0.25, 0.5, 0.75, 0.95)},
            "refused": self.refused,
            "bins": self.bins,
            "edges": [self.edge(i) for i in range(len(self.bins))],
        }

    def _bin(self, value: float) -> int:
        if self.measure.scale == "count":
            return int(PER_TEN * log10(value) + 1e-9) if value >= 1 else 0
        return int(value * (SHARES if self.measure.scale == "share" else 2) + 1e-9)
