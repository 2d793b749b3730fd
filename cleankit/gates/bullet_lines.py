r"""Refuse texts that are nothing but a list.

>>> from cleankit.document import Document
>>> bullet_lines(Cleaned("- one\n- two", Document(""), None, ""))
'share of lines with a bullet 1 > 0.9'
"""

from cleankit.document import Cleaned
from cleankit.options import MostShare
from cleankit.registry import gate
from cleankit.text.limits import above
from cleankit.text.measures import measures_of


@gate("bullet-lines")
def bullet_lines(cleaned: Cleaned, *, max: MostShare = 0.9) -> str | None:
    """Say why too many of the lines that are not blank begin with a bullet.

    The default is Gopher's (Rae et al. 2021, table A1); the bullets are NeMo Curator's, with ``-``, ``–``,
    ``*``.
    """
    return above("share of lines with a bullet", measures_of(cleaned.text).bullet_share, max)
