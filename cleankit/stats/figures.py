"""Which measures are taken of each article, and histograms that hold them in bounded memory.

>>> histogram = Histogram(MEASURES[0])
>>> histogram.add(Column.of(MEASURES[0], [3, 60, 600]))
>>> histogram.refused, histogram.count, round(histogram.mean)
(1, 3, 221)
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil, log10
from typing import Any, Literal, NamedTuple

from cleankit.text.measures import Measures

PER_TEN = 8  # bins per power of ten, of counts
SHARES = 50  # bins of shares
COUNTS = 1 + 7 * PER_TEN  # the first for none
LENGTHS = 50  # bins of word lengths, half a character each

BINS = {"count": COUNTS, "share": SHARES, "length": LENGTHS}

Scale = Literal["count", "share", "length"]


class Measure(NamedTuple):
    """A measure, and the gate and its option whose threshold it is held against."""

    name: str
    of: Callable[[Measures], float]
    scale: Scale
    side: Literal["<", ">"]
    limit: float
    gate: str
    option: str

    @property
    def setting(self) -> str:
        """What the threshold is written behind on the command line of `batch-clean`."""
        return f"--gate {self.gate}:{self.option}=" if self.gate else f"{self.option} "

    def bin(self, value: float) -> int:
        """Return the bin of a value; it may be above the last."""
        if self.scale == "count":
            return 1 + int(PER_TEN * log10(value) + 1e-9) if value >= 1 else 0
        return int(value * (SHARES if self.scale == "share" else 2) + 1e-9)


MEASURES = (
    Measure("words", lambda m: m.plain_word_count, "count", "<", 50.0, "length", "min_words"),
    Measure("characters", lambda m: len(m.text), "count", "<", 200.0, "length", "min_chars"),
    Measure("lines", lambda m: len(m.filled_lines), "count", "<", 3.0, "length", "min_lines"),
    Measure("mean word length", lambda m: m.mean_word_length, "length", ">", 10.0, "mean-word-length", "max"),
    Measure(
        "words with a letter",
        lambda m: m.alphabetic_share,
        "share",
        "<",
        0.8,
        "gopher-quality",
        "min_alphabetic",
    ),
    Measure("text in sentences", lambda m: m.prose_share, "share", "<", 0.3, "lists", "min_prose"),
    Measure(
        "repeated lines", lambda m: m.repeated_line_share, "share", ">", 0.3, "gopher-repetition", "max_lines"
    ),
    Measure("lines with a bullet", lambda m: m.bullet_share, "share", ">", 0.9, "bullet-lines", "max"),
    Measure(
        "lines with an ellipsis", lambda m: m.ellipsis_line_share, "share", ">", 0.3, "ellipsis-lines", "max"
    ),
    Measure("digits", lambda m: m.digit_share, "share", ">", 0.15, "digits", "max"),
    Measure("addresses", lambda m: m.url_share, "share", ">", 0.2, "urls", "max"),
    Measure("upper case", lambda m: m.upper_share, "share", ">", 0.5, "upper-case", "max"),
    Measure(
        "line feeds per word",
        lambda m: m.newlines_per_word,
        "share",
        ">",
        0.3,
        "fineweb-quality",
        "max_newlines",
    ),
)
REMOVED = Measure("removed by cleaning", lambda _: 0.0, "share", ">", 0.5, "", "--max-removed")


class Column(NamedTuple):
    """A measure of some articles: each value, and the bin that it is in."""

    values: "array[float]"
    bins: bytes

    @classmethod
    def of(cls, measure: Measure, values: Iterable[float]) -> "Column":
        """Return the column of these values."""
        held, last = array("d", values), BINS[measure.scale] - 1
        return cls(held, bytes(min(last, measure.bin(value)) for value in held))

    def at(self, rows: Sequence[int]) -> "Column":
        """Return the column of some of the articles."""
        return Column(array("d", map(self.values.__getitem__, rows)), bytes(map(self.bins.__getitem__, rows)))


@dataclass(slots=True)
class Histogram:
    """The values of a measure: a count per bin, and exactly how many the threshold would take."""

    measure: Measure
    bins: list[int] = field(init=False)
    count: int = 0
    total: float = 0.0
    refused: int = 0

    def __post_init__(self) -> None:
        self.bins = [0] * BINS[self.measure.scale]

    def add(self, column: Column) -> None:
        """Take in the values of some articles."""
        side, limit = self.measure.side, self.measure.limit
        self.count += len(column.values)
        self.total += sum(column.values)
        self.refused += sum(map(limit.__gt__ if side == "<" else limit.__lt__, column.values))
        for bin_, count in Counter(column.bins).items():
            self.bins[bin_] += count

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
        """Return where bin ``i`` begins; of counts the least whole number in it or above."""
        if self.measure.scale == "count":
            return 0.0 if i == 0 else float(ceil(10 ** ((i - 1) / PER_TEN) - 1e-9))
        return round(i / SHARES, 4) if self.measure.scale == "share" else i / 2

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "measure": self.measure.name,
            "scale": self.measure.scale,
            "gate": self.measure.gate,
            "setting": self.measure.setting,
            "side": self.measure.side,
            "limit": self.measure.limit,
            "count": self.count,
            "mean": round(self.mean, 4),
            "quantiles": {str(share): self.quantile(share) for share in (0.05, 0.25, 0.5, 0.75, 0.95)},
            "refused": self.refused,
            "bins": self.bins,
            "edges": [self.edge(i) for i in range(len(self.bins))],
        }
