"""Refuse articles of which the extractor seems to have missed the text.

>>> from cleankit.document import Block, Document
>>> page = Document("Cookies", title="Harbour bridge opens", blocks=[Block("p")])
>>> doubtful_extraction(Cleaned("We use cookies.", page, None, ""))
'characters of a page 15 < 200'
"""

import re

from cleankit.document import Cleaned
from cleankit.options import Count, Share
from cleankit.registry import gate
from cleankit.text.folding import fold
from cleankit.text.limits import below
from cleankit.text.scripts import size_of

WORD_RE = re.compile(r"\w{4,}")
BEGINNING = 5  # letters
LEAST = 3  # words


@gate("doubtful-extraction")
def doubtful_extraction(
    cleaned: Cleaned, *, min_chars: Count = 200, min_agreement: Share = 0.0, pages_only: bool = True
) -> str | None:
    """Say why a page's text is doubtful: hardly any, or hardly a word of its title or description in it.

    A character of Han counts for three, of kana for two. Agreement is the share of the words of four letters
    and more in ``title``, or in ``description`` if that is more, with which words of the text begin alike; of
    fewer than three words nothing is said. It is not asked for by default: of 381 labelled pages 0.25 refuses
    13 more, 10 of them well extracted (`python -m benchmarks.page_gates`), where a site gives all pages one
    description. Documents that did not come from pages are let through, unless ``pages_only`` is off.
    """
    document = cleaned.document
    if pages_only and document.blocks is None and not document.layers:
        return None
    if reason := below("characters of a page", size_of(cleaned.text), min_chars):
        return reason
    if not min_agreement:
        return None
    known = _beginnings(cleaned.text)
    description = document.metadata.get("description")
    said = (_beginnings(one) for one in (document.title, description) if isinstance(one, str))
    agreement = max((len(words & known) / len(words) for words in said if len(words) >= LEAST), default=1.0)
    return below("share of the title's or description's words in the text", agreement, min_agreement)


def _beginnings(text: str) -> set[str]:
    """Return how the words of a text begin: endings differ from sentence to sentence."""
    return {word[:BEGINNING] for word in WORD_RE.findall(fold(text))}
