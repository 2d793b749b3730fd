"""Words: those that name elements, those that readers read, and how long a text is."""

import re
from collections.abc import Callable
from math import log2
from typing import NamedTuple

CLASS_TOKEN_RE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
LETTERS_RE = re.compile(r"[^\W\d_]+")
LABEL_CHARS = 200
TEXT_CHARS = 200
WIDE = "\u2e80"  # the first character of the Chinese, Japanese and Korean blocks
LOGS = [log2(1 + i) for i in range(4096)]


class Vocabulary(NamedTuple):
    """What the names of elements, and the words of texts, say for (above 0) or against an article."""

    names: Callable[[str], tuple[float, float]]
    words: Callable[[str], tuple[float, float]]


def class_tokens(label: str) -> list[str]:
    """Split class names and ids into their words.

    >>> class_tokens("article-body__text relatedLinks2")
    ['article', 'body', 'text', 'related', 'links']
    """
    return [token.lower() for token in CLASS_TOKEN_RE.findall(label[:LABEL_CHARS])]


def text_tokens(text: str) -> list[str]:
    """Return the first words of a block, numbers left out."""
    return LETTERS_RE.findall(text[:TEXT_CHARS].lower())


def size(text: str) -> int:
    """Return the length of a text; of Chinese, Japanese and Korean, which say more in a character, 2.5 times.

    >>> size("port"), size("港口")
    (4, 5)
    """
    return len(text) if text[len(text) // 2] < WIDE else len(text) * 5 // 2


def log(value: float) -> float:
    """Return log2(1 + value), 0 below 0."""
    if value < 0:
        return 0.0
    return LOGS[int(value)] if value < 4096 else log2(1 + value)
