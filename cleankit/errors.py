"""Every error that cleankit raises on purpose.

A message says where, what was found, what is accepted and what to try.
"""

from collections.abc import Iterable

MOST_LISTED = 80  # words in one message


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


def wrong_type(where: str, found: object, accepted: str, hint: str = "") -> TypeError:
    """Return the error of a value that is of another type than what is accepted.

    >>> wrong_type("decode: data", "Snow", "bytes", "a str is decoded")
    TypeError('decode: data: found str; accepted: bytes; a str is decoded')
    """
    name = found.__name__ if isinstance(found, type) else type(found).__name__
    return TypeError(f"{where}: found {name}; accepted: {accepted}" + (f"; {hint}" if hint else ""))


def did_you_mean(found: str, known: Iterable[str], *, all_of: str = "") -> str:
    """Name the nearest known word, or list the known words.

    Of more than 80 the nearest few are named, and ``all_of``, where all are listed.

    >>> did_you_mean("qoutes", ["quotes", "spaces"]), did_you_mean("SPACES", ["quotes", "spaces"])
    ("did you mean 'quotes'?", "did you mean 'spaces'?")
    >>> did_you_mean("zzz", ["quotes", "spaces"])
    'accepted: quotes, spaces'
    """
    import difflib  # only on the way to an error

    words = sorted(known)
    plain = {word.lower(): word for word in words}
    near = difflib.get_close_matches(found.strip().lower(), plain, n=1)
    if near:
        return f"did you mean {plain[near[0]]!r}?"
    if len(words) <= MOST_LISTED:
        return f"accepted: {', '.join(words) or 'none'}"
    near = difflib.get_close_matches(found, words, n=3, cutoff=0.3) or words[:3]
    listed = f"{', '.join(near)} and {len(words) - len(near)} more"
    return f"accepted: {listed}" + (f"; {all_of} lists them" if all_of else "")
