"""Refuse texts in capitals.

>>> from cleankit.document import Document
>>> much_upper_case(Cleaned("BUY NOW, pal", Document(""), None, ""))
'share of upper case 0.667 > 0.5'
"""

from cleankit.document import Cleaned
from cleankit.options import MostShare
from cleankit.registry import gate
from cleankit.text.limits import above
from cleankit.text.measures import measures_of


@gate("upper-case")
def much_upper_case(cleaned: Cleaned, *, max: MostShare = 0.5) -> str | None:
    """Say why too many of the letters are upper case; scripts without case have none.

    The default is RefinedWeb's for a line (Penedo et al. 2023, arXiv 2306.01116), here for a document: 0.5.
    """
    return above("share of upper case", measures_of(cleaned.text).upper_share, max)
