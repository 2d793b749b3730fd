"""Refuse articles that are too short or too long to be articles.

>>> from cleankit.document import Document
>>> odd_length(Cleaned("Page not found", Document(""), None, ""), min_words=50)
'3 words, under 50'
"""

from cleankit.document import Cleaned
from cleankit.registry import gate


@gate("length")
def odd_length(cleaned: Cleaned, *, min_words: int = 50, max_words: int = 100_000) -> str | None:
    """Say why a text's number of words, parted by white space, is out of bounds.

    The defaults are Gopher's (Rae et al. 2021, table A1). Scripts without spaces want bounds of their own.
    """
    words = len(cleaned.text.split())
    if words < min_words:
        return f"{words:,} words, under {min_words:,}"
    return f"{words:,} words, over {max_words:,}" if words > max_words else None
