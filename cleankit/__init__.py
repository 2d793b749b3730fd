r"""Turn scraped articles into clean ones, and account for every character.

>>> import cleankit
>>> cleankit.clean("Advertisement\n\nThe bridge opens on “Monday”.\n\nShow comments\n")
'The bridge opens on "Monday".'
"""

from functools import cache

from cleankit.audit import Report
from cleankit.chain import Chain
from cleankit.decoding import Decoded, decode
from cleankit.document import Block, Cleaned, Document, Gate, LineFilter, Lines, TextFilter, Verdict
from cleankit.edits import Edit
from cleankit.errors import CleankitError, ConfigError, FilterError, InputError
from cleankit.filters.encoding import fix_text
from cleankit.judging import judge
from cleankit.registry import Filter, filter, gate, line_filter, text_filter
from cleankit.version import __version__

__all__ = [
    "Block",
    "Chain",
    "Cleaned",
    "CleankitError",
    "ConfigError",
    "Decoded",
    "Document",
    "Edit",
    "Filter",
    "FilterError",
    "Gate",
    "InputError",
    "LineFilter",
    "Lines",
    "Report",
    "TextFilter",
    "Verdict",
    "__version__",
    "clean",
    "decode",
    "filter",
    "fix_text",
    "gate",
    "judge",
    "line_filter",
    "text_filter",
]


def clean(text: str) -> str:
    """Return the article alone: the chain of the preset ``article``.

    Without outer blank lines and without a final newline. For another chain, see `Chain`.
    """
    return _article()(text)


@cache
def _article() -> Chain:
    return Chain("article")
