"""Refuse articles that are too short or too long to be articles.

>>> from cleankit.document import Document
>>> odd_length(Cleaned("Page not found", Document(""), None, ""), min_words=50)
'words 3 < 50'
"""

from cleankit.document import Cleaned
from cleankit.registry import gate
from cleankit.text.limits import above, below
from cleankit.text.measures import measures_of


@gate("length")
def odd_length(
    cleaned: Cleaned,
    *,
    min_words: int | None = 50,
    max_words: int | None = 100_000,
    min_chars: int | None = None,
    max_chars: int | None = None,
    min_lines: int | None = None,
    max_lines: int | None = None,
    min_paragraphs: int | None = None,
    max_paragraphs: int | None = None,
) -> str | None:
    """Say why a text's words, characters, lines or paragraphs are too few or too many.

    Words are what white space parts; in Chinese, Japanese, Thai, Lao, Khmer and Burmese pieces of the length
    that words have on average. Lines are those that are not blank. The defaults are Gopher's (Rae et al. 2021,
    arXiv 2112.11446, table A1).
    """
    measures = measures_of(cleaned.text)
    for name, count, least, most in (
        ("characters", lambda: len(cleaned.text), min_chars, max_chars),
        ("words", lambda: measures.plain_word_count, min_words, max_words),
        ("lines", lambda: len(measures.filled_lines), min_lines, max_lines),
        ("paragraphs", lambda: measures.paragraph_count, min_paragraphs, max_paragraphs),
    ):
        if least is None and most is None:
            continue
        found = count()
        if reason := below(name, found, least) or above(name, found, most):
            return reason
    return None
