"""How far two names of one page agree, by their words."""

import re
from functools import lru_cache

from cleankit.text.scripts import EAST

DENSE = rf"{EAST}\u0e00-\u0e7f"
WORD_RE = re.compile(f"[{DENSE}]|[^\\W_{DENSE}]+")
MAX_CHARS = 300


@lru_cache(maxsize=512)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a name, in lower case; of scripts without blanks the characters."""
    return tuple(WORD_RE.findall(text[:MAX_CHARS].casefold()))


def agreement(one: str, other: str) -> float:
    """Return 0 (no word in common) to 1 (the same words): the harmonic mean of the shares in common.

    >>> agreement("Quay repairs delayed", "Quay repairs delayed again"), agreement("Quay", "Ferry")
    (0.8571428571428571, 0.0)
    """
    x, y = words(one), words(other)
    if not x or not y:
        return 0.0
    if x == y:
        return 1.0
    common = len(set(x) & set(y))
    return 2 * common / (len(set(x)) + len(set(y)))
