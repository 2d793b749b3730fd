r"""Forms of text for comparison: what differs only in look gets one key.

>>> fold("The  “LAST”\u00a0word…")
'the "last" word...'
"""

import re
import unicodedata
from functools import cache
from typing import Literal

from cleankit.text.tight import is_tight

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]

QUOTES = dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛", "'")
# What NFKC makes of the two commonest; a text without such characters it returns as it is, at once.
COMPATIBLE = {"…": "...", "\u00a0": " "}
PLAIN = QUOTES | COMPATIBLE
LATIN = "".join(map(chr, range(256)))
LATIN_COMPATIBLE = bytes(i for i in range(256) if unicodedata.normalize("NFKC", LATIN[i]) != LATIN[i])
LATIN_SMALL = LATIN.lower().encode("latin-1", "replace")  # of the rest, which casefolds to it but for "ß"
ASCII_BLANKS = "\t\v\f\r\x1c\x1d\x1e\x1f"
OTHER_BLANKS = "\x85\u1680\u2028\u2029"  # NFKC makes the others spaces
RUN_RE = re.compile("  +")
EDGE_BLANK_RE = re.compile(r"^ +| +$", re.MULTILINE)
SPACING = frozenset("\u0f73\u0f75\u0f81\uff9e\uff9f")  # of no combining class, but they decompose to marks
LONG_RUN = 32  # combining marks: CPython's normalization is quadratic in them


def fold(text: str) -> str:
    """Return the comparison form of ``text``: NFKC, casefolded, quotes straight, blanks single.

    The number of lines does not change, so a document is folded in one call and split after.
    Digits and the letters of every script stay: lines that differ in a number differ.
    """
    tight = is_tight(text)
    if text.isascii():
        folded, blanks = text.lower(), ASCII_BLANKS
    else:
        plain = text
        for found, by in PLAIN.items():
            if found in plain:
                plain = plain.replace(found, by)
        folded, is_same = _without_case(plain)
        tight = tight and is_same and "\u00a0" not in text
        blanks = ASCII_BLANKS + OTHER_BLANKS
    for blank in blanks:
        if blank in folded:
            folded, tight = folded.replace(blank, " "), False
    return folded if tight or is_tight(folded) else EDGE_BLANK_RE.sub("", RUN_RE.sub(" ", folded))


def _without_case(text: str) -> tuple[str, bool]:
    """Return text in NFKC, casefolded, and whether it was in NFKC; what is ASCII costs next to nothing.

    Casefolding costs 8 ns per character, a table of 256 bytes 1: for western languages it is enough.
    """
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        return _by_lines(text)
    if len(raw.translate(None, LATIN_COMPATIBLE)) != len(raw):
        return _by_lines(text)
    folded = raw.translate(LATIN_SMALL).decode("latin-1")
    return folded.replace("ß", "ss") if "ß" in folded else folded, True


def _by_lines(text: str) -> tuple[str, bool]:
    lines = text.split("\n")
    odd = [line for line in lines if not line.isascii()]
    if 2 * len(odd) > len(lines):
        normal = _compatible(text)
        return normal.casefold(), normal is text
    joined = "\n".join(odd)
    normal = _compatible(joined)
    folded = iter(normal.casefold().split("\n"))
    return "\n".join([line.lower() if line.isascii() else next(folded) for line in lines]), normal is joined


def _compatible(text: str) -> str:
    if not has_long_run("NFKD", text) and unicodedata.is_normalized("NFKC", text):
        return text
    return "\n".join([normalize("NFKC", line) for line in text.split("\n")])  # the other lines are free


def normalize(form: Form, text: str) -> str:
    """Return ``unicodedata.normalize(form, text)`` in linear time.

    CPython's is quadratic on long runs of combining marks out of canonical order; sorting such a
    run by combining class first (stable, as the standard does) leaves the result the same.
    """
    if text.isascii():
        return text
    inner: Form = "NFKD" if "K" in form else "NFD"
    if has_long_run(inner, text):
        text = _marks(inner)[1].sub(lambda run: _sorted_marks(inner, run.group()), text)
    return unicodedata.normalize(form, text)


def has_long_run(form: Form, text: str) -> bool:
    """Say whether a long run of marks is in a text: one has a mark at a multiple of its length."""
    sample = text[::LONG_RUN]
    if sample.isascii() or not (any(map(unicodedata.combining, sample)) or SPACING.intersection(sample)):
        return False  # most texts: the patterns below take 40 ms to compile
    mark, run = _marks(form)
    places = (LONG_RUN * found.start() for found in mark.finditer(sample))
    return any(run.search(text, max(0, place - LONG_RUN), place + LONG_RUN) for place in places)


def _sorted_marks(form: Form, run: str) -> str:
    marks = "".join(unicodedata.normalize(form, mark) for mark in run)
    return "".join(sorted(marks, key=unicodedata.combining))


@cache
def _marks(form: Form) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match a character that decomposes to combining marks only, and a long run (10 ms, once a form)."""
    spacing = "\u0f73\u0f75\u0f81" + ("\uff9e\uff9f" if form == "NFKD" else "")
    near = "".join(filter(unicodedata.combining, map(chr, range(0x300, 0x10000)))) + spacing
    far = "".join(filter(unicodedata.combining, map(chr, range(0x10000, 0x20000))))
    # A class of the BMP alone is a bitmap; with one character beyond it, a list: 200 ns a character.
    mark = f"(?:[{near}]|(?=[\U00010000-\U0001ffff])[{far}])"
    return re.compile(mark), re.compile(f"{mark}{{{LONG_RUN},}}")
