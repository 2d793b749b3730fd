"""The shape of one line: how it begins, and what it is made of. How it ends is in `cleankit.text.sentences`.

Nothing here knows a language.
"""

import re

UPPER_RE = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]")

START_CLASSES = {
    **dict.fromkeys("-–—•*·▪●○◦‣⁃►▶→+✓✅", 3),
    **dict.fromkeys("\"“„«‘'「『", 5),
    **dict.fromkeys("([（【<{|", 6),
}
LONGEST_LOOK = 400  # characters counted of a long line: its shape is clear by then, and the cost bounded


def start_class(char: str) -> int:
    """Return how a line starts: 1 small letter, 2 capital, 3 bullet, 4 digit, 5 quote, 6 bracket.

    >>> [start_class(char) for char in "aA•1«(新!"]
    [1, 2, 3, 4, 5, 6, 0, 7]
    """
    if char.islower():
        return 1
    if char.isupper():
        return 2
    if char.isdigit():
        return 4
    return START_CLASSES.get(char, 0 if char.isalpha() else 7)


def count_words(text: str, size: int) -> int:
    """Return the words of a line; where the script has no spaces, two wide characters are one.

    >>> count_words("Home | News", 11), count_words("体育新闻", 8)
    (3, 2)
    """
    words = text.count(" ") + 1
    return words if size == len(text) else max(words, min(size - len(text), len(text)) // 2)


def upper_share(text: str) -> float:
    """Return the share of capitals in the characters of a line.

    >>> upper_share("BBC News")
    0.5
    """
    text = text[:LONGEST_LOOK]
    return len(UPPER_RE.findall(text)) / len(text)
