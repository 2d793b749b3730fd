"""Remember facts of lines between documents: what menus and share bars say, thousands of pages say."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

LINES = 8192  # with their answers about 2 MB; six in ten short lines of whole pages come again

Fact = TypeVar("Fact")


def remembered(fact: Callable[[str], Fact]) -> Callable[[str], Fact]:
    """Remember what a pure function says of the last short lines it was given.

    Short is for the caller to see to: each line is held, however long.
    """
    return lru_cache(LINES)(fact)
