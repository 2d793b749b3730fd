r"""Normalize Unicode: one form for characters that are written in several ways.

NFC changes nothing that a reader sees. NFKC also replaces what only looks alike (ligatures, full-width
forms, ², ½) and is asked for by name. ``width=True`` makes full-width letters and digits ordinary ones
and leaves CJK punctuation as it is, which NFKC does not.

>>> normalize_unicode("cafe\u0301 １００％，ＯＫ"), normalize_unicode("１００％，ＯＫ", width=True)
('café １００％，ＯＫ', '100％，OK')
"""

import re
from typing import Literal

from cleankit.registry import text_filter
from cleankit.text.folding import normalize

WIDE_RE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
SHIFT = ord("Ａ") - ord("A")
NARROW = {
    ord(wide): ord(wide) - SHIFT for wide in map(chr, range(ord("０"), ord("ｚ") + 1)) if WIDE_RE.match(wide)
}


@text_filter("unicode")
def normalize_unicode(text: str, *, form: Literal["NFC", "NFKC"] = "NFC", width: bool = False) -> str:
    """Return the text in a normalization form of Unicode (UAX 15)."""
    if text.isascii():
        return text
    if width:
        text = WIDE_RE.sub(lambda wide: wide[0].translate(NARROW), text)
    return normalize(form, text)
