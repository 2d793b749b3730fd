"""Refuse texts of hashtags and cut sentences.

>>> from cleankit.document import Document
>>> many_symbols(Cleaned("#sun #sea see more", Document(""), None, ""))
'hash signs per word 0.333 > 0.1'
"""

from cleankit.document import Cleaned
from cleankit.options import MostShare
from cleankit.registry import gate
from cleankit.text.limits import above
from cleankit.text.measures import measures_of


@gate("symbols")
def many_symbols(cleaned: Cleaned, *, max: MostShare = 0.1) -> str | None:
    """Say why there are too many hash signs or ellipses per word.

    The default is Gopher's (Rae et al. 2021, table A1): 0.1 of either.
    """
    measures = measures_of(cleaned.text)
    return above("hash signs per word", measures.hash_share, max) or above(
        "ellipses per word", measures.ellipsis_share, max
    )
