"""Write typesetters' ligatures as the letters they join.

Æ, œ, ß and ĳ are letters of their languages and stay.

>>> split_ligatures("the ﬁrst oﬃce of Ægir")
'the first office of Ægir'
"""

from cleankit.registry import text_filter

LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    "ﬓ": "մն", "ﬔ": "մե", "ﬕ": "մի", "ﬖ": "վն", "ﬗ": "մխ",
}  # fmt: skip


@text_filter("ligatures")
def split_ligatures(text: str) -> str:
    """Replace the Latin and Armenian ligatures of U+FB00 to U+FB17 by their letters."""
    if text.isascii():
        return text
    for ligature, letters in LIGATURES.items():
        if ligature in text:
            text = text.replace(ligature, letters)
    return text
