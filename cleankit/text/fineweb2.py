"""FineWeb-2's thresholds by language, as they were published with it: `fineweb2.txt` beside this file.

>>> thresholds("de").most_frequent, thresholds("tr") is None
((0.169, 0.153, 0.137), True)
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_suffix(".txt")


class Thresholds(NamedTuple):
    """A language's row: shares of lines, words and characters, and characters per word."""

    lines: float
    most_frequent: tuple[float, ...]  # groups of two, three and four words
    repeated: tuple[float, ...]  # groups of five to ten
    end_marks: float
    short_words: float
    long_words: float
    lettered: float
    newlines: float


def thresholds(lang: str) -> Thresholds | None:
    """Return the thresholds of a language by its code, None for one that has none."""
    return _table().get(lang)


def languages() -> list[str]:
    """Return the codes of the languages that have thresholds."""
    return sorted(_table())


@cache
def _table() -> dict[str, Thresholds]:
    rows = [line.split() for line in TABLE.read_text("ascii").splitlines() if not line.startswith("#")]
    found = {}
    for lang, _file, _commit, lines, *shares in rows[1:]:  # the first names the columns
        values = tuple(map(float, shares))
        found[lang] = Thresholds(float(lines), values[:3], values[3:9], *values[9:])
    return found
