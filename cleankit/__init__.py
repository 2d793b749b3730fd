r"""Turn scraped articles into clean ones, and account for every character.

>>> import cleankit
>>> cleankit.clean("Advertisement\n\nThe bridge opens on “Monday”.\n\nShow comments\n")
'The bridge opens on "Monday".'
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from cleankit.version import __version__

if TYPE_CHECKING:
    from cleankit import batch, corpus, html, language, learn, testing  # noqa: F401
    from cleankit.audit.report import Report
    from cleankit.batch.options import RunOptions
    from cleankit.boilerplate.judge import judge
    from cleankit.chain import Chain
    from cleankit.decoding.evidence import Decoded, decode
    from cleankit.document import Block, Cleaned, Document, Gate, LineFilter, Lines, TextFilter, Verdict
    from cleankit.errors import CleankitError, ConfigError, FilterError, InputError
    from cleankit.extraction import PageOptions
    from cleankit.filters.encoding import fix_text
    from cleankit.html import clean_html
    from cleankit.io.options import ReadOptions
    from cleankit.registry import Filter, filter, gate, line_filter, text_filter
    from cleankit.streaming import stream
    from cleankit.streaming.asynchronous import astream
    from cleankit.streaming.pool import StreamError
    from cleankit.text.edits import Edit

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
    "PageOptions",
    "ReadOptions",
    "Report",
    "RunOptions",
    "StreamError",
    "TextFilter",
    "Verdict",
    "__version__",
    "astream",
    "clean",
    "clean_html",
    "decode",
    "filter",
    "fix_text",
    "gate",
    "judge",
    "line_filter",
    "stream",
    "text_filter",
]


# Where each name lives. A module is loaded when one of its names is first asked for: what a command
# needs to show its help, it then starts twice as fast.
HOMES = {
    "audit.report": ("Report",),
    "batch.options": ("RunOptions",),
    "chain": ("Chain",),
    "decoding.evidence": ("Decoded", "decode"),
    "document": ("Block", "Cleaned", "Document", "Gate", "LineFilter", "Lines", "TextFilter", "Verdict"),
    "text.edits": ("Edit",),
    "errors": ("CleankitError", "ConfigError", "FilterError", "InputError"),
    "extraction": ("PageOptions",),
    "filters.encoding": ("fix_text",),
    "html": ("clean_html",),
    "io.options": ("ReadOptions",),
    "boilerplate.judge": ("judge",),
    "streaming": ("stream",),
    "streaming.asynchronous": ("astream",),
    "streaming.pool": ("StreamError",),
    "registry": ("Filter", "filter", "gate", "line_filter", "text_filter"),
}
PACKAGES = ("batch", "corpus", "html", "language", "learn", "testing")


def clean(text: str) -> str:
    """Return the article alone: the chain of the preset ``article``.

    Without outer blank lines and without a final newline. For another chain, see `Chain`.
    """
    return _article()(text)


@cache
def _article() -> "Chain":
    from cleankit.chain import Chain

    return Chain("article")


if not TYPE_CHECKING:  # type checkers know the names from above, and refuse others

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name in PACKAGES:
            return import_module(f"cleankit.{name}")
        home = next((module for module, names in HOMES.items() if name in names), None)
        if home is None:
            from cleankit.errors import did_you_mean

            near = did_you_mean(name, (*__all__, *PACKAGES)) if not name.startswith("_") else ""
            hint = f"; {near}" if near.startswith("did") else ""
            raise AttributeError(f"module 'cleankit' has no attribute {name!r}{hint}")
        found = globals()[name] = getattr(import_module(f"cleankit.{home}"), name)
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__, *PACKAGES})
