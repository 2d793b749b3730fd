"""Every error that cleankit raises on purpose.

A message says where, what was found, what is accepted and what to try.
"""

from collections.abc import Iterable


class CleankitError(Exception):
    """The base of all errors raised on purpose."""


class ConfigError(CleankitError, ValueError):
    """A filter, option, preset, pack or configuration that cannot be used."""


class FilterError(CleankitError):
    """A filter failed on a document, or broke its contract."""


class InputError(CleankitError):
    """An input that is missing, unreadable or not what it was said to be."""


class UnreadableError(InputError):
    """An input that cannot be opened, or breaks off while it is read."""


def did_you_mean(found: str, known: Iterable[str]) -> str:
    """Name the nearest known word, or list the known words.

    >>> did_you_mean("qoutes", ["quotes", "spaces"])
    "did you mean 'quotes'?"
    >>> did_you_mean("zzz", ["quotes", "spaces"])
    'accepted: quotes, spaces'
    """
    import difflib  # only on the way to an error

    words = sorted(known)
    near = difflib.get_close_matches(found, words, n=1)
    return f"did you mean {near[0]!r}?" if near else f"accepted: {', '.join(words) or 'none'}"
