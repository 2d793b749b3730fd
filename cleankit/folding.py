"""Forms of text for comparison: what differs only in look gets one key.

>>> fold("The  “LAST”\\u00a0word…")
'the "last" word...'
"""

import re
import unicodedata
from functools import cache
from typing import Literal

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]

QUOTES = dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛", "'")
BLANK_RUN_RE = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
EDGE_BLANK_RE = re.compile(r"^ +| +$", re.MULTILINE)

END_MARKS = frozenset(".?!…。！？｡؟۔।॥։።")
CLOSERS = "\"'”’»)]}」』）】›“ "


def fold(text: str) -> str:
    """Return the comparison form of ``text``: NFKC, casefolded, quotes straight, blanks single.

    The number of lines does not change, so a document is folded in one call and split after.
    Digits and the letters of every script stay: lines that differ in a number differ.
    """
    if text.isascii():
        folded = text.lower()
    else:
        for curly, straight in QUOTES.items():
            if curly in text:
                text = text.replace(curly, straight)
        folded = normalize("NFKC", text).casefold()
    if BLANK_RUN_RE.search(folded):
        folded = BLANK_RUN_RE.sub(" ", folded)
    if " \n" in folded or "\n " in folded or folded[:1] == " " or folded[-1:] == " ":
        folded = EDGE_BLANK_RE.sub("", folded)
    return folded


def has_end_mark(line: str) -> bool:
    """Say whether a line ends as a sentence does, closing quotes and brackets aside.

    >>> has_end_mark('"No," he said. "Why?"'), has_end_mark("Police hold two")
    (True, False)
    """
    return line.rstrip(CLOSERS)[-1:] in END_MARKS


def normalize(form: Form, text: str) -> str:
    """Return ``unicodedata.normalize(form, text)`` in linear time.

    CPython's is quadratic on long runs of combining marks out of canonical order; sorting such a
    run by combining class first (stable, as the standard does) leaves the result the same.
    """
    if text.isascii():
        return text
    inner: Form = "NFKD" if "K" in form else "NFD"
    marks = _long_mark_run(inner)
    if marks.search(text):
        text = marks.sub(lambda run: _sorted_marks(inner, run.group()), text)
    return unicodedata.normalize(form, text)


def _sorted_marks(form: Form, run: str) -> str:
    marks = "".join(unicodedata.normalize(form, mark) for mark in run)
    return "".join(sorted(marks, key=unicodedata.combining))


@cache
def _long_mark_run(form: Form) -> re.Pattern[str]:
    """Match 32 or more characters that decompose to combining marks only (10 ms, once a form)."""
    marks = "".join(filter(unicodedata.combining, map(chr, range(0x300, 0x20000))))
    spacing = "\u0f73\u0f75\u0f81" + ("\uff9e\uff9f" if form == "NFKD" else "")
    return re.compile(f"[{marks}{spacing}]{{32,}}")
