"""Tell apostrophes from single quotation marks, and set both right within a line.

>>> fix_singles("Burt‘s was the ’best’ of the ‘90s", Singles("‘", "’"))
'Burt’s was the ‘best’ of the ’90s'
"""

import re
from typing import NamedTuple

from cleankit.quotation.sides import (
    CLOSE,
    EITHER,
    MEASURE,
    OPEN,
    SINGLE_RE,
    STOPS,
    QuoteMark,
    beside_han,
    replace_at,
    side,
)
from cleankit.text.patterns import lazy

TAIL = r"(?:s|t|d|m|re|ve|ll)(?!\w|‘\w)"
TAIL_RE = lazy(rf"(?<=[^\W\d_])‘(?={TAIL})", re.IGNORECASE)
INSIDE_RE = lazy(r"(?<=[^\W\d_])‘(?=[^\W\d_])")
UZBEK_END_RE = lazy(r"(?<=[^\W\d_][oOgG])‘(?!\w)|(?<=[oOgG])‘(?=[^\W\d_])")
VOWELS = "aeiouāēīōū"
LONG_VOWELS = frozenset(VOWELS + VOWELS.upper())
BEFORE_VOWEL_RE = lazy(f"‘(?=[{VOWELS}])")
BETWEEN_LETTERS_RE = lazy(r"(?<=[^\W\d_])’(?=[^\W\d_])")
SPELLING_RE = lazy(r"’(?=[\u0400-\u04ff]|[hH][^\W\d_])")
LETTER_MARKS = frozenset("oOgG")
"""Uzbek writes o‘ and g‘ as letters."""

STRAIGHT_INSIDE_RE = lazy(rf"(?<=[^\W\d_])(?:(?<![og])'|'(?={TAIL}|clock|er))(?=[^\W\d_])|(?<=\d)'(?=s\b)")
"""An apostrophe: don't, l'eau, o'clock, 1990's; not 5'10 or Uzbek o'zbek."""

OMITTED_RE = lazy(
    r"(?:\d0s|tis|twas|twere|twill|em|til|till|cause|cos|bout|round|nother|nuff|[nstkmdr]|re|ve|ll)(?!\w)",
    re.IGNORECASE,
)
"""What follows an apostrophe that stands where an opening quotation mark could."""

JOINED_RE = lazy(r"(?:rock|drum|fish|mac|salt|guns|surf|pick|cut) (['‘’])n(['‘’])(?=\s)", re.IGNORECASE)
"""Rock 'n' roll and its kind."""


class Singles(NamedTuple):
    """How single marks are set in a text; ``open`` is None where the text does not say."""

    open: str | None
    close: str
    plain: bool = False
    curly: bool = False
    tails: bool = True

    def turns(self, kind: str) -> bool:
        """Say whether an apostrophe written with this mark is to be set right."""
        return kind == "‘" or (kind == "'" and self.curly)


def has_wrong_tails(text: str) -> bool:
    """Say whether every ‘ inside a word begins a contraction (Burt‘s): then it is a wrong apostrophe.

    In Hawai‘i, o‘zbek or Qur‘an it is a letter, and one of these in a text leaves all as they are.

    >>> has_wrong_tails("Burt‘s"), has_wrong_tails("Hawai‘i‘s"), has_wrong_tails("bo‘s")
    (True, False, False)
    """
    tails = [match.start() for match in TAIL_RE.finditer(text)]
    sure = any(text[at - 1] not in LETTER_MARKS for at in tails)
    return sure and len(INSIDE_RE.findall(text)) == len(tails)


def in_uzbek(text: str) -> list[int]:
    """Return the places of o‘ and g‘ in an Uzbek text; none in others.

    It is one where a word has the letter before a small letter that begins no contraction, and where no
    other letter has ‘ in a word. At the end of a word it counts too, unless ‘ is a quotation mark elsewhere.

    >>> in_uzbek("O‘zbek tog‘"), in_uzbek("the dog‘s"), in_uzbek("O‘Brien"), in_uzbek("Burt‘s o‘zbek")
    ([1, 10], [], [], [])
    """
    if not any(f"{letter}‘" in text for letter in LETTER_MARKS):
        return []
    inside = [match.start() for match in INSIDE_RE.finditer(text)]
    sure = any(text[at + 1].islower() and not TAIL_RE.match(text, at) for at in inside)
    if not sure or any(text[at - 1] not in LETTER_MARKS for at in inside):
        return []
    found = [match.start() for match in UZBEK_END_RE.finditer(text)]
    return found if len(found) == text.count("‘") else inside


def letters_of(text: str) -> dict[int, str]:
    """Return the places of ‘ and ’ that are letters of words, or signs of their spelling, and those marks.

    Besides o‘ and g‘ of an Uzbek text, and then its ’ between letters: ‘ between two vowels, as in Hawaiian
    and Samoan, ’ between Cyrillic letters, as in Ukrainian and Belarusian, and in Breton c’h.

    >>> letters_of("Hawai‘i"), letters_of("об’єкт"), letters_of("c’hoar"), letters_of("It’s l’eau")
    ({5: '‘'}, {2: '’'}, {1: '’'}, {})
    """
    found: dict[int, str] = {}
    if "‘" in text:
        uzbek = in_uzbek(text)
        vowels = [one.start() for one in BEFORE_VOWEL_RE.finditer(text)]
        found |= dict.fromkeys((*uzbek, *(at for at in vowels if text[at - 1 : at] in LONG_VOWELS)), "‘")
        if uzbek and "’" in text:
            found |= {one.start(): "’" for one in BETWEEN_LETTERS_RE.finditer(text)}
    if "’" in text:
        for one in SPELLING_RE.finditer(text):
            at = one.start()
            before = text[at - 1 : at]
            if before in ("c", "C") if text[at + 1] in "hH" else "\u0400" <= before <= "\u04ff":
                found[at] = "’"
    return found


def fix_singles(line: str, style: Singles) -> str:
    """Return a line with its single marks set right; what is in doubt stays.

    Feet, minutes and primes stay; so does a mark after an s that may end a quotation or a genitive.
    """
    new: dict[int, str] = {}
    marks = []
    joined = {match.start(group) for match in JOINED_RE.finditer(line) for group in (1, 2)}
    for match in SINGLE_RE.finditer(line):
        at, kind = match.start(), match.group()
        if at in joined:
            new |= {at: "’"} if style.turns(kind) else {}
        elif line[at - 1 : at].isalnum() and line[at + 1 : at + 2].isalnum():
            if style.turns(kind) and _is_apostrophe(line, at, style):
                new[at] = "’"
        elif not beside_han(line, at):
            marks.append(QuoteMark(at, kind, side(line, at)))
    _set_pairs(line, _without_omissions(line, marks, style, new), style, new)
    return replace_at(line, new)


def _set_pairs(line: str, marks: list[QuoteMark], style: Singles, new: dict[int, str]) -> None:
    sides = [CLOSE, CLOSE, *(mark.side for mark in marks), OPEN]
    for i, mark in enumerate(marks, 2):
        if sides[i] != CLOSE or sides[i + 1] != OPEN:
            continue
        genitive = _is_genitive(line, mark.at)
        if sides[i - 2 : i] == [CLOSE, OPEN] and not genitive:
            wanted = _wanted(marks[i - 3].kind + mark.kind, style)
            new |= {marks[i - 3].at: wanted[0], mark.at: wanted[1]} if wanted else {}
        elif sides[i - 1] == CLOSE and style.turns(mark.kind) and style.close == "’":
            new |= {mark.at: "’"} if genitive or (mark.kind == "‘" and _by_stop(line, mark.at)) else {}


def _is_apostrophe(line: str, at: int, style: Singles) -> bool:
    if line[at] == "‘":
        return style.tails and TAIL_RE.match(line, at) is not None
    return STRAIGHT_INSIDE_RE.match(line, at) is not None


def _without_omissions(
    line: str, marks: list[QuoteMark], style: Singles, new: dict[int, str]
) -> list[QuoteMark]:
    """Settle 'tis and '90s; one that a later mark could close is in doubt and disputes its neighbours."""
    rest: list[QuoteMark] = []
    closed_later = False
    for mark in reversed(marks):
        if mark.side != OPEN or not OMITTED_RE.match(line, mark.at + 1):
            closed_later = closed_later or (mark.side in (CLOSE, MEASURE) and mark.kind != "‘")
            rest.append(mark)
        elif closed_later:
            rest.append(mark._replace(side=EITHER))
        elif style.turns(mark.kind):
            new[mark.at] = "’"
    return rest[::-1]


def _wanted(kinds: str, style: Singles) -> tuple[str, str] | None:
    """Return the marks that a pair should have, or None where it is right or in doubt."""
    if kinds in ("’’", "‘‘"):
        return ("‘", "’") if style.open == "‘" else None
    if kinds == "''" and not style.curly:
        return None
    if "'" in kinds and "‚" not in kinds and "‛" not in kinds:
        if style.plain:
            return "'", "'"
        return (style.open, style.close) if style.open else ("‘", "’") if kinds[0] == "‘" else None
    return None


def _is_genitive(line: str, at: int) -> bool:
    """Say whether a closing mark may be the players' apostrophe."""
    return line[at - 1 : at] in ("s", "S", "z", "x") and line[at + 1 : at + 2].isspace()


def _by_stop(line: str, at: int) -> bool:
    return line[at - 1] in STOPS or line[at + 1 : at + 2] in STOPS
