"""Refuse lists of addresses.

>>> from cleankit.document import Document
>>> many_urls(Cleaned("See https://example.org/a", Document(""), None, ""))
'share of addresses 0.875 > 0.2'
"""

from cleankit.document import Cleaned
from cleankit.options import MostShare
from cleankit.registry import gate
from cleankit.text.limits import above
from cleankit.text.measures import measures_of


@gate("urls")
def many_urls(cleaned: Cleaned, *, max: MostShare = 0.2) -> str | None:
    """Say why too many of the characters stand in addresses.

    The default is NeMo Curator's: 0.2 of the characters that are not white space.
    """
    return above("share of addresses", measures_of(cleaned.text).url_share, max)
