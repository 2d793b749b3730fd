"""Refuse texts of odd words: run together, spelled out, or no words.

>>> from cleankit.document import Document
>>> odd_words(Cleaned("a b c d e f", Document(""), None, ""))
'mean word length 1 < 3'
"""

from cleankit.document import Cleaned
from cleankit.options import Amount
from cleankit.registry import gate
from cleankit.text.limits import above, below
from cleankit.text.measures import measures_of


@gate("mean-word-length")
def odd_words(cleaned: Cleaned, *, min: Amount = 3, max: Amount = 10) -> str | None:
    """Say why words are too short or too long on average, signs aside.

    The defaults are Gopher's (Rae et al. 2021, table A1), for English; long words are normal in German and
    Finnish, short ones in Chinese: `fineweb2-quality` has numbers by language.
    """
    value = measures_of(cleaned.text).mean_word_length
    return below("mean word length", value, min) or above("mean word length", value, max)
