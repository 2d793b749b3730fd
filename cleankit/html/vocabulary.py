"""Words: those that name elements, and those that readers read."""

import re
from collections.abc import Callable, Iterable
from math import log2
from typing import NamedTuple

CLASS_TOKEN_RE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
LABEL_CHARS = 200
TEXT_CHARS = 200
LETTERS = bytes(c if c >= 128 or bytes((c,)).isalpha() else 32 for c in bytes(range(256)).lower())
LOGS = [log2(1 + i) for i in range(4096)]


class Vocabulary(NamedTuple):
    """What the names of elements, and the words of texts, say for (above 0) or against an article.

    Of names the worst and the best, and them without numbers; of words the worst and the mean.
    """

    names: Callable[[str], tuple[float, float, bytes]]
    words: Callable[[Iterable[bytes]], tuple[float, float]]


def class_tokens(label: str) -> list[bytes]:
    """Split class names and ids into their words.

    >>> class_tokens("article-body__text relatedLinks2")
    [b'article', b'body', b'text', b'related', b'links']
    """
    label = label[:LABEL_CHARS]
    if not label.islower():
        label = " ".join(CLASS_TOKEN_RE.findall(label)).lower()
    return label.encode("ascii", "replace").translate(LETTERS).split()


def without_numbers(label: str) -> bytes:
    """Return class names and ids without the numbers in them, as in "post-1234"."""
    return label.encode("ascii", "replace").translate(None, b"0123456789")


def text_tokens(text: str) -> list[bytes]:
    """Return the first words of a block, numbers and ASCII signs left out.

    As bytes, for these are made and looked up in half the time.

    >>> text_tokens("Share this: 3 Links")
    [b'share', b'this', b'links']
    """
    return text[:TEXT_CHARS].encode("utf-8", "replace").translate(LETTERS).split()


def title_tokens(titles: Iterable[str]) -> frozenset[bytes]:
    """Return the words of all titles that a page gives itself."""
    return frozenset(token for title in titles for token in text_tokens(title))


def log(value: float) -> float:
    """Return log2(1 + value), 0 below 0."""
    if value < 0:
        return 0.0
    return LOGS[int(value)] if value < 4096 else log2(1 + value)
