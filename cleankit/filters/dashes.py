"""Write dashes in one way: a hyphen between spaces, or an em dash.

Odd hyphens (U+2010, U+2011, full-width) become the plain one. A dash beside a digit (1990–2000, −5), a
command's option, a rule of dashes, code and web addresses are left alone; so is speech that a dash opens.

>>> unify_dashes("a co‐op — or not—that is it, 1990–2000")
'a co-op - or not - that is it, 1990–2000'
>>> unify_dashes("one -- two--three --help", style="typographic")
'one — two—three --help'
"""

import re
from typing import Literal

from cleankit.registry import text_filter
from cleankit.text.prose import outside_code, rewrite

HYPHENS = "\u2010\u2011\ufe63\uff0d"
DASHES = "‒–—―"
LETTER = r"[^\W\d_]"
ODD_HYPHEN = outside_code(rf"(?<={LETTER})[{HYPHENS}](?={LETTER})")
TO_HYPHEN = outside_code(rf"(?<=\S )[{DASHES}](?= \S)(?! \d)|(?<={LETTER})[{DASHES}](?={LETTER})")
TO_DASH = outside_code(rf"(?<=\S )(?:--|[‒―])(?= \S)(?! \d)|(?<={LETTER})(?:--|[‒―])(?={LETTER})")


@text_filter("dashes")
def unify_dashes(text: str, *, style: Literal["ascii", "typographic"] = "ascii") -> str:
    """Make dashes " - " or, with ``style="typographic"``, double hyphens and odd dashes an em dash."""
    if any(hyphen in text for hyphen in HYPHENS):
        text = rewrite(text, ODD_HYPHEN, "-")
    if style == "typographic":
        return rewrite(text, TO_DASH, "—") if "--" in text or "‒" in text or "―" in text else text
    if not any(dash in text for dash in DASHES):
        return text
    return rewrite(text, TO_HYPHEN, lambda found: "-" if _is_spaced(found) else " - ")


def _is_spaced(found: re.Match[str]) -> bool:
    return found.string[found.start() - 1] == " "
