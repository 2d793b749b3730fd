"""Write ellipses in one way: three dots, or the one character.

"1...10", runs of four dots and more, code and web addresses are left alone.

>>> unify_ellipses("Well… no. . ."), unify_ellipses("Well...", style="typographic")
('Well... no...', 'Well…')
"""

from typing import Literal

from cleankit.registry import text_filter
from cleankit.text.prose import outside_code, rewrite

TO_DOTS = outside_code(r"(?<!…)…(?!…)|(?<![.\d])\.(?: \.){2}(?! *\.)")
TO_CHARACTER = outside_code(r"(?<![.\d])\.(?: ?\.){2}(?! *\.|\d)")


@text_filter("ellipses")
def unify_ellipses(text: str, *, style: Literal["ascii", "typographic"] = "ascii") -> str:
    """Make every ellipsis "..." or, with ``style="typographic"``, "…"."""
    if style == "typographic":
        return rewrite(text, TO_CHARACTER, "…") if "..." in text or ". . ." in text else text
    return rewrite(text, TO_DOTS, "...") if "…" in text or ". . ." in text else text
