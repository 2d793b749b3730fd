"""Refuse tables of numbers.

>>> from cleankit.document import Document
>>> many_digits(Cleaned("Lima 12 30 44", Document(""), None, ""))
'share of digits 0.6 > 0.15'
"""

from cleankit.document import Cleaned
from cleankit.options import MostShare
from cleankit.registry import gate
from cleankit.text.limits import above
from cleankit.text.measures import measures_of


@gate("digits")
def many_digits(cleaned: Cleaned, *, max: MostShare = 0.15) -> str | None:
    """Say why too many of the characters are digits.

    The default is NeMo Curator's: 0.15 of the characters that are not white space.
    """
    return above("share of digits", measures_of(cleaned.text).digit_share, max)
