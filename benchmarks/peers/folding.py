"""What is taken for the same when texts are compared: case, the form of quotes, the amount of blanks."""

import unicodedata
from collections import Counter

from benchmarks.accuracy.html_metric import WORD_RE, by_character

QUOTES = dict.fromkeys(map(ord, "“”„‟«»‹›「」『』″"), '"') | dict.fromkeys(map(ord, "‘’‚‛′`´"), "'")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200e\u200f"))


def fold(text: str) -> str:
    """Return a text as it is compared, its lines still apart.

    >>> fold("  The\\u00a0“Mill” \\n")
    'the "mill"'
    """
    text = unicodedata.normalize("NFC", text).translate(QUOTES | INVISIBLE).casefold()
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def words(text: str, characters: bool) -> Counter[str]:
    """Return the multiset of a folded text's words, or of its characters."""
    found = WORD_RE.findall(fold(text))
    return Counter("".join(found) if characters else found)


def compared_words(given: str, truth: str, output: str) -> tuple[int, int, int, int]:
    """Return the number of words that are true, of these lost, that are junk, and of these left.

    Junk is what the given text has beyond the truth, a second copy included.

    >>> compared_words("Share A boat left", "A boat left", "Share A boat")
    (3, 1, 1, 1)
    """
    characters = by_character(truth)
    had, wanted, found = (words(text, characters) for text in (given, truth, output))
    return (
        wanted.total(),
        (wanted - found).total(),
        (had - wanted).total(),
        ((found - wanted) & (had - wanted)).total(),
    )
