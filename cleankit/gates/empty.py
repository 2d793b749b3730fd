"""Refuse articles of which nothing is left.

>>> from cleankit.document import Document
>>> nothing_left(Cleaned(" ", Document("Advertisement"), None, ""))
'nothing is left of 13 characters'
"""

from cleankit.document import Cleaned
from cleankit.registry import gate


@gate("empty")
def nothing_left(cleaned: Cleaned) -> str | None:
    """Say so if the cleaned text has nothing but white space."""
    if cleaned.text and not cleaned.text.isspace():
        return None
    return f"nothing is left of {len(cleaned.document.text):,} characters"
