r"""What becomes of rows: texts cleaned, a gate's reasons, errors; nulls and errors stay rows.

>>> from cleankit import Chain
>>> clean_rows(["Advertisement\nSnow fell.", None, 5], Chain("article"))
Rows(texts=['Snow fell.', None, 5], dropped=[None, None, None],
     errors=[None, None, "found int; accepted: a text, a record with a field 'text', a Document, or None"])
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cleankit import Chain, Cleaned, CleankitError, ConfigError, Document
from cleankit.chosen import chosen as given_or_default
from cleankit.errors import did_you_mean

KNOWN = ("id", "url", "site", "title", "lang", "source")  # columns that filters may read, if there are any
ADDED = ("dropped", "error")


class Rows(NamedTuple):
    """Three columns, one entry per row."""

    texts: list[Any]
    dropped: list[str | None]
    errors: list[str | None]


def chosen(chain: Chain | None) -> Chain:
    """Return the chain that is given, else the preset ``article``. Raises ConfigError for another type."""
    return given_or_default("adapter", chain)


def check_field(host: str, field: Any, names: Sequence[Any]) -> None:
    """Raise ConfigError unless ``field`` names one of the columns, and none that is added.

    >>> check_field("pandas", "txt", ["text", "url"])
    Traceback (most recent call last):
    cleankit.errors.ConfigError: pandas: no column 'txt', or several; did you mean 'text'?
    """
    if not isinstance(field, str):
        raise ConfigError(f"{host}: field: found {type(field).__name__}; accepted: the name of a column")
    if field in ADDED:
        raise ConfigError(f"{host}: column {field!r} is one that is added; rename it")
    if list(names).count(field) != 1:
        known = [name for name in names if isinstance(name, str)]
        raise ConfigError(f"{host}: no column {field!r}, or several; {did_you_mean(field, known)}")


def clean_rows(texts: Sequence[Any], chain: Chain, known: Mapping[str, Sequence[Any]] | None = None) -> Rows:
    """Return what ``chain`` makes of each text. None stays None, and a text with an error what it was.

    ``known`` are columns of what is known of each text, by name.
    """
    rows = Rows([], [], [])
    items = (_item(text, at, known or {}) for at, text in enumerate(texts))
    for before, found in zip(texts, chain.stream(items, errors="value"), strict=True):
        text, reason, error = before, None, None
        if isinstance(found, Cleaned):
            if is_encodable(found.text):
                text, reason = found.text, found.dropped
            else:
                error = "the cleaned text has a lone surrogate"
        elif isinstance(found, CleankitError):
            error = str(found)
        rows.texts.append(text)
        rows.dropped.append(reason and writable(reason))
        rows.errors.append(error and writable(error))
    return rows


def is_encodable(text: str) -> bool:
    """Return whether a text has no lone surrogate: columns of most hosts are UTF-8."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def writable(text: str) -> str:
    """Return a message with lone surrogates written out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _item(text: Any, at: int, known: Mapping[str, Sequence[Any]]) -> Any:
    if not known or not isinstance(text, str):
        return text
    return Document.from_record({**{name: column[at] for name, column in known.items()}, "text": text})
