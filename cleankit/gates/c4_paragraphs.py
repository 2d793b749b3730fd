r"""Refuse what mC4 refuses: pages without three long lines.

>>> from cleankit.document import Document
>>> c4_paragraphs(Cleaned("Ships were late.", Document(""), None, ""))
'long lines 0 < 3'
"""

from cleankit.document import Cleaned
from cleankit.options import Count
from cleankit.registry import gate
from cleankit.text.limits import below
from cleankit.text.measures import measures_of


@gate("c4-paragraphs")
def c4_paragraphs(cleaned: Cleaned, *, min_lines: Count = 3, min_chars: Count = 200) -> str | None:
    """Say so if fewer than three lines have 200 characters (Xue et al. 2021, arXiv 2010.11934)."""
    long = sum(len(line) >= min_chars for line in measures_of(cleaned.text).lines)
    return below("long lines", long, min_lines)
