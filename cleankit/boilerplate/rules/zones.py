"""Where an article begins and ends among lines that its site repeats: one notion for learning and applying.

What says something new tells the article from what surrounds it. Before its first new sentence is the head,
after its last the tail. Sentences beyond lines that the site repeats, a fifth of all or less, are teasers.

>>> keys = ["home", "the ferry was late again on monday.", "all island news", "12 comments"]
>>> article_span(keys, [True, False, True, False])
(1, 1)
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from cleankit.text.scripts import SPACELESS_RE
from cleankit.text.sentences import has_end_mark

DIGITS_RE = re.compile(r"\d+")
LETTERS_OF_SPACELESS = 2.5  # a Chinese sentence has so many times fewer characters than an English one
SENTENCE_WEIGHT, PARAGRAPH_WEIGHT = 20, 80
SENTENCE = 2
GAP, TEASERS = 3, 0.2  # lines that recur between the article and teasers; characters that teasers have of all


def article_span(keys: Sequence[str], known: Sequence[bool]) -> tuple[int, int] | None:
    """Return the first and the last line of the article; None if nothing in the text is new.

    ``keys`` are the folded lines that are not blank, ``known`` says which of them the site repeats.
    """
    prose = [0 if old else prose_of(key) for key, old in zip(keys, known, strict=True)]
    new = [i for i, kind in enumerate(prose) if kind == SENTENCE] or [
        i for i, kind in enumerate(prose) if kind
    ]
    if not new:
        return None
    passed = list(accumulate(known, initial=0))
    sizes = list(accumulate((len(keys[i]) for i in new), initial=0))
    gaps = [k for k in range(1, len(new)) if passed[new[k]] - passed[new[k - 1]] >= GAP]
    first = max((k for k in gaps if sizes[k] <= TEASERS * sizes[-1]), default=0)
    last = min((k for k in gaps if sizes[-1] - sizes[k] <= TEASERS * sizes[-1]), default=len(new))
    return new[first], new[last - 1]


def masked(key: str) -> str:
    """Return a key with each number as one digit.

    >>> masked("7 min read, 12 shares")
    '0 min read, 0 shares'
    """
    return DIGITS_RE.sub("0", key)


def weight_of(key: str) -> float:
    """Return the length of a line, in characters of scripts that have letters.

    >>> weight_of("Show comments"), weight_of("显示评论")
    (13.0, 10.0)
    """
    more = 0 if key.isascii() else len(SPACELESS_RE.findall(key))
    return len(key) + (LETTERS_OF_SPACELESS - 1) * more


def prose_of(key: str) -> int:
    """Return 2 for a sentence, 1 for what is as long as a paragraph and has no end, 0 for other lines."""
    weight = weight_of(key[: 2 * PARAGRAPH_WEIGHT])
    if weight >= SENTENCE_WEIGHT and has_end_mark(key):
        return SENTENCE
    return int(weight >= PARAGRAPH_WEIGHT)


def is_filler(key: str) -> bool:
    """Say whether a line is a sign or a number, no date and no row of numbers: "×", "|", "(14)".

    >>> [is_filler(key) for key in ("×", "#####", "(14)", "12.05.2011", "14 comments")]
    [True, True, True, False, False]
    """
    return len(key) <= 80 and not any(map(str.isalpha, key)) and len(DIGITS_RE.findall(key)) <= 1
