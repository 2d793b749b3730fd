r"""Bring quotation marks into one style: straight, curly, repaired, or as they are.

Primes (5′ 10″) and guillemets are left alone by the default: they are not mistakes.

>>> straighten_quotes("“It’s time,” he said.")
'"It\'s time," he said.'
"""

import re
from typing import Literal

from cleankit.quotation import repair_quotes
from cleankit.quotation.apostrophes import letters_of
from cleankit.quotation.sides import SEE_THROUGH, beside, replace_at
from cleankit.registry import text_filter
from cleankit.text.code import code_lines, may_hold_code
from cleankit.text.edits import Patch, replaced
from cleankit.text.patterns import lazy
from cleankit.text.scripts import HAN_KANA, HANGUL

STRAIGHT = {"’": "'", "“": '"', "”": '"', "‘": "'", "„": '"', "‚": "'", "‟": '"', "‛": "'"}
EASTERN = "“”‘’"
PAIRED_RE = lazy(f"[{EASTERN}\n]")
CURLY_SCRIPTS = HAN_KANA + HANGUL  # whose own quotation marks these are
CURLY_RE = lazy(f"[{CURLY_SCRIPTS}]")
_NEAR = f"[{CURLY_SCRIPTS}{re.escape(''.join(sorted(SEE_THROUGH)))}]"
NEAR_RES = {mark: lazy(f"{mark}(?:(?<={_NEAR}.)|(?={_NEAR}))") for mark in EASTERN}
"""A mark that may stand beside such a script, other marks between; a pattern that begins with it is fast."""
APART_RE = lazy(f"[{EASTERN}](?<![{CURLY_SCRIPTS}].)(?![{CURLY_SCRIPTS}])")
INLINE_CODE_RE = lazy(r"`[^`\n]+`")
OPENER = {"”": "“", "’": "‘"}


@text_filter("quotes")
def straighten_quotes(
    text: str,
    *,
    style: Literal["straight", "curly", "repair", "keep"] = "straight",
    lang: str | None = None,
) -> str:
    """Replace curly quotes with straight ones; or repair them, or curl straight ones, or keep all.

    Where “ ” and ‘ ’ stand beside Han, Kana or Hangul they are the right marks, and stay with their partner;
    so do the marks of code, in lines and between backticks, and marks that are letters or spelling: o‘ and g‘
    of an Uzbek text, Hawai‘i, об’єкт, c’hoar.
    ``lang``, an ISO 639-1 code, names the marks that ``curly`` gives to a text that shows none.

    >>> straighten_quotes("他说“OK”，然后走了。It’s late.")
    "他说“OK”，然后走了。It's late."
    >>> straighten_quotes("He called it ”true” and “false”.", style="repair")
    'He called it “true” and “false”.'
    """
    if style == "straight":
        if "`" in text and not text.isascii() and (code := _inline_code(text)):
            masked = [(start, end, f"`{'=' * (end - start - 2)}`") for start, end, _ in code]
            return replaced(_straight_outside_code(replaced(text, masked)), code)
        return _straight_outside_code(text)
    return text if style == "keep" else repair_quotes(text, curly=style == "curly", lang=lang)


def _inline_code(text: str) -> list[Patch]:
    """Return what stands between backticks, within a line."""
    return [(one.start(), one.end(), one.group()) for one in INLINE_CODE_RE.finditer(text)]


def _straight_outside_code(text: str) -> str:
    plain = straight(text)
    return plain if plain == text or not may_hold_code(text) else _outside_code(text, plain)


def _outside_code(text: str, plain: str) -> str:
    """Return the straightened text with the lines of code as they were: their quotes are their own."""
    lines = text.split("\n")
    code = code_lines(lines)
    return "\n".join([lines[i] if i in code else line for i, line in enumerate(plain.split("\n"))])


def straight(text: str) -> str:
    """Return ``text`` with straight quotes; a text without curly ones costs eight `in` tests."""
    if text.isascii():
        return text
    if ("‘" in text or "’" in text) and (letters := letters_of(text)):
        plain = straight(replace_at(text, dict.fromkeys(letters, "=")))
        return replace_at(plain, letters)
    eastern = any(mark in text and NEAR_RES[mark].search(text) for mark in EASTERN)
    eastern = eastern and CURLY_RE.search(text) is not None
    if eastern and APART_RE.search(text):
        text = _straight_beside_han(text)
    for curly, plain in STRAIGHT.items():
        if curly in text and not (eastern and curly in EASTERN):
            text = text.replace(curly, plain)
    return text


def _straight_beside_han(text: str) -> str:
    """Straighten “ ” ‘ ’, except pairs and single marks that stand beside Han, Kana or Hangul.

    Marks pair within a line as brackets do, double and single ones apart. What stays depends on its
    pair and on characters that no pass changes, so a second pass keeps the same marks.
    """
    opened: dict[str, list[int]] = {"“": [], "‘": []}
    marks: list[int] = []
    kept: set[int] = set()
    for found in PAIRED_RE.finditer(text):
        mark, at = found.group(), found.start()
        if mark == "\n":
            opened = {"“": [], "‘": []}
            continue
        marks.append(at)
        if any(CURLY_RE.match(beside(text, at, step)) for step in (-1, 1)):
            kept.add(at)
        elif mark == "’" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum():
            continue  # an apostrophe: it closes nothing
        if mark in opened:
            opened[mark].append(at)
        elif opened[OPENER[mark]]:
            partner = opened[OPENER[mark]].pop()
            if at in kept or partner in kept:
                kept |= {at, partner}
    return replace_at(text, {at: STRAIGHT[text[at]] for at in marks if at not in kept})
