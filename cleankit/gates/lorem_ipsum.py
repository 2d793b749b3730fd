"""Refuse placeholder text.

>>> from cleankit.document import Document
>>> placeholder_text(Cleaned("Lorem ipsum dolor sit amet.", Document(""), None, ""))
"lorem ipsum: 'Lorem ipsum dolor sit amet.'"
"""

import re

from cleankit.document import Cleaned
from cleankit.options import Count
from cleankit.registry import gate
from cleankit.text.measures import measures_of

SHOWN = 30  # characters from where it stands
PLACEHOLDER_RE = re.compile(r"lorem\s+ipsum", re.IGNORECASE)


@gate("lorem-ipsum")
def placeholder_text(cleaned: Cleaned, *, max_times: Count = 0) -> str | None:
    """Say so if "lorem ipsum" occurs more than ``max_times``.

    C4 (Raffel et al. 2020) drops a page for one. An article about placeholder text has it too: raise the
    limit.
    """
    if "lorem" not in measures_of(cleaned.text).lowered:
        return None
    found = list(PLACEHOLDER_RE.finditer(cleaned.text))
    if len(found) <= max_times:
        return None
    start = found[0].start()
    return f"lorem ipsum: {cleaned.text[start : start + SHOWN]!r}"
