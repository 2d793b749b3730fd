r"""Bring quotation marks into one style: straight, curly, repaired, or as they are.

Primes (5′ 10″) and guillemets are left alone by the default: they are not mistakes.

>>> straighten_quotes("“It’s time,” he said.")
'"It\'s time," he said.'
"""

from typing import Literal

from cleankit.quotation import repair_quotes
from cleankit.quotation.sides import beside_han, replace_at
from cleankit.registry import text_filter
from cleankit.text.code import code_lines, may_hold_code
from cleankit.text.patterns import lazy
from cleankit.text.scripts import HAN_KANA, HAN_KANA_RE

STRAIGHT = {"’": "'", "“": '"', "”": '"', "‘": "'", "„": '"', "‚": "'", "‟": '"', "‛": "'"}
EASTERN = "“”‘’"
PAIRED_RE = lazy(f"[{EASTERN}\n]")
APART_RE = lazy(f"[{EASTERN}](?<![{HAN_KANA}].)(?![{HAN_KANA}])")
OPENER = {"”": "“", "’": "‘"}


@text_filter("quotes")
def straighten_quotes(
    text: str,
    *,
    style: Literal["straight", "curly", "repair", "keep"] = "straight",
    lang: str | None = None,
) -> str:
    """Replace curly quotes with straight ones; or repair them, or curl straight ones, or keep all.

    Where “ ” and ‘ ’ stand beside Han or Kana they are the right marks, and stay with their partner.
    ``lang``, an ISO 639-1 code, names the marks that ``curly`` gives to a text that shows none.

    >>> straighten_quotes("他说“OK”，然后走了。It’s late.")
    "他说“OK”，然后走了。It's late."
    >>> straighten_quotes("He called it ”true” and “false”.", style="repair")
    'He called it “true” and “false”.'
    """
    if style == "straight":
        plain = straight(text)
        return plain if plain == text or not may_hold_code(text) else _outside_code(text, plain)
    return text if style == "keep" else repair_quotes(text, curly=style == "curly", lang=lang)


def _outside_code(text: str, plain: str) -> str:
    """Return the straightened text with the lines of code as they were: their quotes are their own."""
    lines = text.split("\n")
    code = code_lines(lines)
    return "\n".join([lines[i] if i in code else line for i, line in enumerate(plain.split("\n"))])


def straight(text: str) -> str:
    """Return ``text`` with straight quotes; a text without curly ones costs eight `in` tests."""
    if text.isascii():
        return text
    eastern = any(mark in text for mark in EASTERN) and HAN_KANA_RE.search(text)
    if eastern and APART_RE.search(text):
        text = _straight_beside_han(text)
    for curly, plain in STRAIGHT.items():
        if curly in text and not (eastern and curly in EASTERN):
            text = text.replace(curly, plain)
    return text


def _straight_beside_han(text: str) -> str:
    """Straighten “ ” ‘ ’, except pairs and single marks that stand beside Han or Kana.

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
        if beside_han(text, at):
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
