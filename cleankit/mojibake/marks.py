r"""Normalize a text only where it has something to normalize: at its combining marks and compositions.

Unicode's normalization of a whole text takes 60 ns a character as soon as one is not in order.

>>> normalize_marks("NFC", "Un cafe\u0301, s’il vous plai\u0302t")
'Un café, s’il vous plaît'
"""

import re
from functools import cache
from unicodedata import combining, decomposition, is_normalized
from unicodedata import normalize as normalize_short

from cleankit.mojibake.anchored import and_beyond
from cleankit.text.folding import Form, normalize

SHORT = 64  # characters that unicodedata is given, quadratic or not


def normalize_marks(form: Form, text: str) -> str:
    """Return ``unicodedata.normalize(form, text)`` in linear time."""
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
    """Return, for a class, the characters of the BMP that may combine, reorder or decompose."""
    chars = list(map(chr, range(0x80, 0x10000)))
    pairs = (pair for pair in filter(None, map(decomposition, chars)) if not pair.startswith("<"))
    seconds = {chr(int(second, 16)) for pair in pairs if (second := pair.partition(" ")[2])}
    marks = {*filter(combining, chars), *(c for c in chars if not is_normalized(form, c))}
    marks |= seconds.intersection(chars)
    return "".join(sorted(marks)) + "\u1161-\u1175\u11a8-\u11c2"


@cache
def _marks_re(form: Form) -> "re.Pattern[str]":
    mark = and_beyond(marks_of(form))
    return re.compile(f"{mark}{mark}*")
