r"""Refuse texts of teasers, cut in the middle of a sentence.

>>> from cleankit.document import Document
>>> ellipsis_lines(Cleaned("Ships late...\nPort open", Document(""), None, ""))
'share of lines with an ellipsis 0.5 > 0.3'
"""

from cleankit.document import Cleaned
from cleankit.options import MostShare
from cleankit.registry import gate
from cleankit.text.limits import above
from cleankit.text.measures import measures_of


@gate("ellipsis-lines")
def ellipsis_lines(cleaned: Cleaned, *, max: MostShare = 0.3) -> str | None:
    """Say why too many of the lines that are not blank end with an ellipsis.

    The default is Gopher's (Rae et al. 2021, table A1).
    """
    return above("share of lines with an ellipsis", measures_of(cleaned.text).ellipsis_line_share, max)
