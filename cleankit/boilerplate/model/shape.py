"""The shape of one line: how long it is, how it begins and ends, what it is made of.

Nothing here knows a language. Characters of scripts without word spaces count twice in a size,
since one says about as much as two letters.
"""

import re

WIDE_RE = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]+")
UPPER_RE = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]")

SENTENCE, COLON, COMMA, ELLIPSIS, QUOTE, BRACKET, QUOTED_SENTENCE, BRACKETED_SENTENCE = range(1, 9)
SENTENCE_ENDS = (SENTENCE, QUOTED_SENTENCE, BRACKETED_SENTENCE)
CLOSERS = "\"”’'»」』)]）】 "
END_CLASSES = {
    **dict.fromkeys(".!?。！？｡؟۔।॥։", SENTENCE),
    **dict.fromkeys(":：", COLON),
    **dict.fromkeys(",;，、；،", COMMA),
    "…": ELLIPSIS,
    **dict.fromkeys("\"”’'»」』", QUOTE),
    **dict.fromkeys(")]）】", BRACKET),
}
START_CLASSES = {
    **dict.fromkeys("-–—•*·▪●○◦‣⁃►▶→+✓✅", 3),
    **dict.fromkeys("\"“„«‘'「『", 5),
    **dict.fromkeys("([（【<{|", 6),
}
LEAST_PROSE = 60  # size of a sentence that stands alone
LONGEST_LOOK = 400  # characters counted of a long line: its shape is clear by then, and the cost bounded


def size_of(text: str) -> int:
    """Return the characters of a line, wide ones twice.

    >>> size_of("news"), size_of("新闻")
    (4, 4)
    """
    return len(text) if text.isascii() else len(text) + sum(map(len, WIDE_RE.findall(text)))


def end_class(text: str) -> int:
    """Return how a line ends: 0 for a letter or digit, 1 for a sentence mark, and so on.

    >>> end_class("Why?"), end_class("“Why?”"), end_class("Related:"), end_class("Read more...")
    (1, 7, 2, 4)
    """
    found = END_CLASSES.get(text[-1], 0)
    if found == SENTENCE:
        return ELLIPSIS if text.endswith("...") else SENTENCE
    if found >= QUOTE:
        inner = text[-6:].rstrip(CLOSERS)
        if inner and END_CLASSES.get(inner[-1]) == SENTENCE:
            return QUOTED_SENTENCE if found == QUOTE else BRACKETED_SENTENCE
    return found


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


def is_prose(text: str, size: int, end: int) -> bool:
    """Say whether a line is running text: long, and a sentence ends in it.

    >>> line = "The council said on Monday that the bridge will open again in spring."
    >>> is_prose(line, len(line), 1), is_prose("The bridge", 10, 0)
    (True, False)
    """
    if size >= 100:
        return end in SENTENCE_ENDS or ". " in text or "。" in text or "? " in text or "! " in text
    return size >= LEAST_PROSE and end in SENTENCE_ENDS and (text.count(" ") >= 8 or size > len(text) * 1.5)


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
