"""A line without its edges: its comparison form without the decoration at both ends."""

import unicodedata

ASCII_SIGNS = "".join(char for char in map(chr, range(128)) if not char.isalnum())
EMOJI_PARTS = frozenset("\ufe0e\ufe0f\u20e3")


def strip_decoration(key: str) -> str:
    """Strip all but letters, digits and the marks on them from both ends of a key; the inside stays.

    >>> [strip_decoration(key) for key in ("- advertisement -", "[advertisement]", "👍 share:", "5 % off!")]
    ['advertisement', 'advertisement', 'share', '5 % off']
    """
    return key.strip(ASCII_SIGNS) if key.isascii() else strip_left(strip_right(key))


def strip_left(key: str) -> str:
    """Strip the decoration before the first letter or digit."""
    if key.isascii():
        return key.lstrip(ASCII_SIGNS)
    start = 0
    while start < len(key) and not key[start].isalnum() and _is_decoration(key[start]):
        start += 1
    return key[start:]


def strip_right(key: str) -> str:
    """Strip the decoration after the last letter or digit."""
    if key.isascii():
        return key.rstrip(ASCII_SIGNS)
    end = len(key)
    while end and not key[end - 1].isalnum() and _is_decoration(key[end - 1]):
        end -= 1
    return key[:end]


def _is_decoration(char: str) -> bool:
    return char < "\x80" or char in EMOJI_PARTS or unicodedata.category(char)[0] != "M"
