"""Refuse articles that are too short or too long to be articles.

>>> from cleankit.document import Document
>>> odd_length(Cleaned("Page not found", Document(""), None, ""), min_words=50)
'words 3 < 50'
"""

from collections.abc import Callable
from math import inf

from cleankit.document import Cleaned
from cleankit.options import Amount, Count
from cleankit.registry import gate
from cleankit.text.limits import above, below
from cleankit.text.measures import measures_of


@gate("length")
def odd_length(
    cleaned: Cleaned,
    *,
    min_words: Count = 50,
    max_words: Amount = 100_000,
    min_chars: Count = 0,
    max_chars: Amount = inf,
    min_lines: Count = 0,
    max_lines: Amount = inf,
    min_paragraphs: Count = 0,
    max_paragraphs: Amount = inf,
) -> str | None:
    """Say why a text's words, characters, lines or paragraphs are too few or too many.

    Words are what white space parts; in Chinese, Japanese, Thai, Lao, Khmer and Burmese pieces of the length
    that words have on average. Lines are those that are not blank. The defaults are Gopher's (Rae et al.
    2021, arXiv 2112.11446, table A1).
    """
    measures = measures_of(cleaned.text)
    counts: tuple[tuple[str, Callable[[], int], int, float], ...] = (
        ("characters", lambda: len(cleaned.text), min_chars, max_chars),
        ("words", lambda: measures.plain_word_count, min_words, max_words),
        ("lines", lambda: len(measures.filled_lines), min_lines, max_lines),
        ("paragraphs", lambda: measures.paragraph_count, min_paragraphs, max_paragraphs),
    )
    for name, count, least, most in counts:
        if not least and most == inf:
            continue
        found = count()
        if reason := below(name, found, least) or above(name, found, most):
            return reason
    return None
