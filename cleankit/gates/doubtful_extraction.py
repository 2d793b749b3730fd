"""Refuse articles of which the extractor seems to have missed the text.

>>> from cleankit.document import Block, Document
>>> page = Document("Cookies", title="Harbour bridge opens", blocks=[Block("p")])
>>> doubtful_extraction(Cleaned("We use cookies.", page, None, ""))
'characters of a page 15 < 250'
"""

import re

from cleankit.document import Cleaned
from cleankit.options import Count, Share
from cleankit.registry import gate
from cleankit.text.folding import fold
from cleankit.text.limits import below

WORD_RE = re.compile(r"\w{4,}")


@gate("doubtful-extraction")
def doubtful_extraction(
    cleaned: Cleaned, *, min_chars: Count = 250, min_agreement: Share = 0.25, pages_only: bool = True
) -> str | None:
    """Say why a page's text is doubtful: hardly any, or hardly a word of its title and description in it.

    Agreement is the share of the words of four letters and more in ``title`` and ``description`` that the
    text has; below six such words nothing is said. Documents that did not come from pages are let through,
    unless ``pages_only`` is off.
    """
    document = cleaned.document
    if pages_only and document.blocks is None and not document.layers:
        return None
    if reason := below("characters of a page", len(cleaned.text), min_chars):
        return reason
    description = document.metadata.get("description")
    said = f"{document.title or ''} {description if isinstance(description, str) else ''}"
    words = set(WORD_RE.findall(fold(said)))
    if len(words) < 6:
        return None
    agreement = len(words & set(WORD_RE.findall(fold(cleaned.text)))) / len(words)
    return below("share of the title's and description's words in the text", agreement, min_agreement)
