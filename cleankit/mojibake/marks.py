r"""Normalize a text only where it has something to normalize: at its combining marks and compositions.

Unicode's normalization of a whole text takes 60 ns a character as soon as one is not in order.

>>> normalize_marks("NFC", "Un cafe\u0301, s’il vous plai\u0302t")
'Un café, s’il vous plaît'
"""

import re
from functools import cache
from unicodedata import combining, decomposition, is_normalized
from unicodedata import normalize as normalize_short

from cleankit.mojibake.anchored import and_beyond, ranges
from cleankit.text.folding import Form, has_long_run, normalize

# The BMP without Han, Hangul syllables, surrogates and private use: of each, all or none are normalized.
PLAIN = ((0x80, 0x3400), (0x4DC0, 0x4E00), (0xA000, 0xAC00), (0xD7A4, 0xD800), (0xF900, 0x10000))
JAMO = frozenset(map(chr, [*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)]))
SHORT = 64  # characters that unicodedata is given, quadratic or not


def normalize_marks(form: Form, text: str) -> str:
    """Return ``unicodedata.normalize(form, text)`` in linear time."""
    if len(text) < SHORT:
        return normalize_short(form, text)
    if not has_long_run(form, text) and is_normalized(form, text):
        return text
    pieces: list[str] = []
    done = 0
    for run in _marks_re(form).finditer(text):
        start = max(run.start() - 1, 0)  # what stands before the first mark may take it up
        old = text[start : run.end()]
        new = normalize_short(form, old) if len(old) < SHORT else normalize(form, old)
        if new != old:
            pieces += text[done:start], new
            done = run.end()
    return "".join(pieces) + text[done:] if pieces else text


@cache
def marks_of(form: Form) -> str:
    """Return, as ranges of a class, the characters of the BMP that may combine, reorder or decompose."""
    chars = [char for start, end in PLAIN for char in map(chr, range(start, end))]
    pairs = (pair for pair in filter(None, map(decomposition, chars)) if not pair.startswith("<"))
    seconds = {chr(int(second, 16)) for pair in pairs if (second := pair.partition(" ")[2])}
    marks = {*filter(combining, chars), *(c for c in chars if not is_normalized(form, c))}
    marks |= seconds.intersection(chars)
    if not is_normalized(form, "\uac00"):
        marks.update(map(chr, range(0xAC00, 0xD7A4)))
    return ranges(marks | JAMO)


@cache
def _marks_re(form: Form) -> "re.Pattern[str]":
    mark = and_beyond(marks_of(form))
    return re.compile(f"{mark}{mark}*")
