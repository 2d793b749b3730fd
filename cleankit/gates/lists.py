r"""Refuse pages that are mostly lists or navigation.

>>> from cleankit.document import Document
>>> mostly_lists(Cleaned("Home\nSport\nWeather\nTravel\nCulture\nShop", Document(""), None, ""))
'share of text in sentences 0 < 0.3'
"""

from cleankit.document import Cleaned
from cleankit.options import Count, Share
from cleankit.registry import gate
from cleankit.text.limits import below
from cleankit.text.measures import measures_of


@gate("lists")
def mostly_lists(cleaned: Cleaned, *, min_prose: Share = 0.3, min_lines: Count = 6) -> str | None:
    """Say so if too little of a text, by characters, is in lines that are sentences.

    Those are long lines in which a sentence ends (`cleankit.text.sentences.is_prose`), and shorter ones with
    an end mark. Texts of fewer than six lines are let through: a headline and a lead are no list.
    The share is our own: it refuses 4 of 397 article pages, 25 of 63 that are collections, 20 of 53 listings
    (`python -m benchmarks.gates --shares`).
    """
    measures = measures_of(cleaned.text)
    if len(measures.filled_lines) < min_lines:
        return None
    return below("share of text in sentences", measures.prose_share, min_prose)
