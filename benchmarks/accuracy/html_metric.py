"""Score extracted articles: 4-grams against the whole truth, and snippets found or not.

>>> f1([counts("a b c d e", "a b c d")])
0.6666666666666666
"""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

WORD_RE = re.compile(r"\w+")
CHARACTER_SCRIPT_RE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
BLANK_RE = re.compile(r"\s+")
NO_WORD_RE = re.compile(r"\W+")
N = 4
ELEMENT_LETTERS = 60
T = TypeVar("T")


class Counts(NamedTuple):
    """What was found and is true, found and is not, and is true and was not found."""

    tp: float
    fp: float
    fn: float


def by_character(truth: str) -> bool:
    """Say whether a text is Chinese, Japanese or Thai, whose tokens are single characters."""
    return len(CHARACTER_SCRIPT_RE.findall(truth)) > 0.3 * len("".join(WORD_RE.findall(truth)))


def grams(text: str, characters: bool) -> Counter[tuple[str, ...]]:
    """Return the multiset of 4-grams; a shorter text is one gram."""
    words = WORD_RE.findall(text)
    tokens = list("".join(words)) if characters else words
    if not tokens:
        return Counter()
    return Counter(
        zip(*(tokens[i:] for i in range(N)), strict=False) if len(tokens) >= N else [tuple(tokens)]
    )


def counts(found: str, truth: str) -> Counts:
    """Compare a text with the truth; the counts add up to 1 unless both are empty."""
    characters = by_character(truth)
    ours, theirs = grams(found, characters), grams(truth, characters)
    tp = sum((ours & theirs).values())
    fp, fn = ours.total() - tp, theirs.total() - tp
    whole = tp + fp + fn or 1
    return Counts(tp / whole, fp / whole, fn / whole)


def precision_recall(pages: Sequence[Counts]) -> tuple[float, float]:
    """Return mean precision and mean recall over pages."""
    precision = [1.0 if not c.fp and not c.fn else c.tp / ((c.tp + c.fp) or 1) for c in pages]
    recall = [1.0 if not c.fp and not c.fn else c.tp / ((c.tp + c.fn) or 1) for c in pages]
    return sum(precision) / len(pages), sum(recall) / len(pages)


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def f1(pages: Sequence[Counts]) -> float:
    """Return the harmonic mean of mean precision and mean recall."""
    return harmonic(*precision_recall(pages))


def snippets(found: str, wanted: list[str], unwanted: list[str]) -> Counts:
    """Count snippets; an empty text has missed all and has precision 0."""
    text = _plain(found)
    tp = sum(_plain(snippet) in text for snippet in wanted)
    fp = sum(_plain(snippet) in text for snippet in unwanted)
    return Counts(tp, fp, len(wanted) - tp)


def pooled_f1(pages: Sequence[Counts]) -> float:
    """Return F1 of snippets pooled over pages."""
    return harmonic(*pooled(pages))


def pooled(pages: Sequence[Counts]) -> tuple[float, float]:
    """Return precision and recall of snippets pooled over pages."""
    tp, fp, fn = (sum(column) for column in zip(*pages, strict=True))
    return tp / ((tp + fp) or 1), tp / ((tp + fn) or 1)


def bootstrap(items: Sequence[T], measure: Callable[[Sequence[T]], float], times: int = 200) -> float:
    """Return the standard error of a measure over pages drawn again with replacement."""
    draw = random.Random(0)
    values = [measure(draw.choices(items, k=len(items))) for _ in range(times)]
    mean = sum(values) / times
    return float((sum((value - mean) ** 2 for value in values) / (times - 1)) ** 0.5)


def low(pages: Sequence[Counts], recall: float = 0.8, least_f1: float = 0.6) -> tuple[int, int]:
    """Return how many pages have a lower recall, and how many a lower F1."""
    parts = [precision_recall([page]) for page in pages]
    return sum(r < recall for _, r in parts), sum(harmonic(p, r) < least_f1 for p, r in parts)


def by_site(
    pages: Sequence[tuple[str, Counts]], measure: Callable[[Sequence[Counts]], float], times: int = 200
) -> float:
    """Return the standard error of a measure over sites drawn again, each with all of its pages."""
    sites: dict[str, list[Counts]] = {}
    for site, counts_ in pages:
        sites.setdefault(site, []).append(counts_)
    return bootstrap(
        list(sites.values()), lambda drawn: measure([page for site in drawn for page in site]), times
    )


def elements_found(found: str, elements: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return which share of a page's elements of each kind is in a text, by their first 60 letters.

    >>> elements_found("A port. Open", [("h2", "A port"), ("li", "Open"), ("li", "Shut up")])
    {'h2': 1.0, 'li': 0.5}
    """
    text = _letters(found)
    by_kind: dict[str, list[bool]] = {}
    for kind, element in elements:
        start = _letters(element)[:ELEMENT_LETTERS]
        if len(start) >= N:
            by_kind.setdefault(kind, []).append(start in text)
    return {kind: sum(there) / len(there) for kind, there in by_kind.items()}


def _letters(text: str) -> str:
    return NO_WORD_RE.sub("", text).lower()


def _plain(text: str) -> str:
    return BLANK_RE.sub(" ", unicodedata.normalize("NFC", text)).strip()
