"""Where a sentence ends, how a line ends, and what is running text. Each stands here once.

>>> is_prose("The council said on Monday that the bridge will open again in spring."), is_prose("The bridge")
(True, False)
"""

import re

from cleankit.text.patterns import lazy
from cleankit.text.scripts import size_of

ENDS_OF_SPACELESS = "。！？｡"  # a sentence may follow without a blank
END_MARKS = frozenset(f".?!…؟۔।॥։።{ENDS_OF_SPACELESS}")
COLONS = frozenset(":：")
CLOSERS = "\"'”’»)]}」』）】›“ "
_SPACED = re.escape("".join(sorted(END_MARKS - {*ENDS_OF_SPACELESS})))
_CLOSING = re.escape(CLOSERS.strip())
SENTENCE_END_RE = lazy(rf"[{_SPACED}][{_CLOSING}]*\s+|[{ENDS_OF_SPACELESS}][{_CLOSING}]*\s*")
"""The end of a sentence inside a line, with the blanks behind it."""

SENTENCE, COLON, COMMA, ELLIPSIS, QUOTE, BRACKET, QUOTED_SENTENCE, BRACKETED_SENTENCE = range(1, 9)
SENTENCE_ENDS = (SENTENCE, QUOTED_SENTENCE, BRACKETED_SENTENCE)
END_CLASSES = {
    **dict.fromkeys(END_MARKS, SENTENCE),
    **dict.fromkeys(COLONS, COLON),
    **dict.fromkeys(",;，、；،", COMMA),
    "…": ELLIPSIS,
    **dict.fromkeys("\"”’'»」』", QUOTE),
    **dict.fromkeys(")]）】", BRACKET),
}
LEAST_PROSE = 60  # size of a sentence that stands alone
LONG_PROSE = 100  # size of a line in which a sentence may end anywhere
LEAST_BLANKS = 8  # of a short line of prose, where words are set off


def has_end_mark(line: str) -> bool:
    """Say whether a line ends as a sentence does, closing quotes and brackets aside.

    >>> has_end_mark('"No," he said. "Why?"'), has_end_mark("Police hold two")
    (True, False)
    """
    return line.rstrip(CLOSERS)[-1:] in END_MARKS


def end_class(text: str) -> int:
    """Return how a line that is not empty ends: 0 for a letter or digit, 1 for a sentence mark, and so on.

    An ellipsis is a class of its own: "Read more..." ends no sentence.

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


def is_prose(text: str, size: int | None = None, end: int | None = None) -> bool:
    """Say whether a line without outer blanks is running text: long, and a sentence ends in it.

    ``size`` and ``end`` are its `size_of` and `end_class`, where they are known already.
    """
    size = size_of(text) if size is None else size
    if size < LEAST_PROSE:
        return False
    end = end_class(text) if end is None else end
    if size >= LONG_PROSE:
        return end in SENTENCE_ENDS or ". " in text or "。" in text or "? " in text or "! " in text
    return end in SENTENCE_ENDS and (text.count(" ") >= LEAST_BLANKS or size > len(text) * 1.5)
