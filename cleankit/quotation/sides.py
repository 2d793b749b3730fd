"""Which way a quotation mark must face, by what stands beside it and not by which mark it is.

>>> [side('say “so” (or ”not“)', at) for at in (4, 7, 13, 17)]
['(', ')', '(', ')']
>>> side('a 3" nail', 3), side('so " or', 3)
('#', '?')
"""

import re
from typing import NamedTuple

from cleankit.text.scripts import HAN_KANA_RE

OPEN, CLOSE, EITHER, MEASURE = "(", ")", "?", "#"

DOUBLE = '"“”„‟«»'
SINGLE = "'‘’‚‛"
DOUBLE_RE = re.compile(f"[{DOUBLE}]")
SINGLE_RE = re.compile(f"[{SINGLE}]")
DASHES = "-–—―‐‑"
STOPS = frozenset(".,;:!?…")
DIGITS = "0123456789½¼¾⅓⅔⅛"
SEE_THROUGH = frozenset(DOUBLE + SINGLE + "*_")
BEFORE_OPEN = frozenset("([¿¡")
AFTER_OPEN = frozenset("([¿¡$€£#@&+…§%~")
AFTER_CLOSE = STOPS | frozenset(")]/")
CODE = frozenset("=<>\\`|{}")
LOOK = 4
"""How far to look past marks that stand side by side; it keeps the cost of a mark constant."""


class QuoteMark(NamedTuple):
    """A quotation mark in a line."""

    at: int
    kind: str
    side: str


def double_marks(line: str) -> list[QuoteMark]:
    """Return the double quotation marks of a line; those beside Han or Kana are right as they are.

    >>> [mark.kind + mark.side for mark in double_marks('He said: «Oh, ”no”!')]
    ['«(', '”(', '”)']
    """
    found = ((match.start(), match.group()) for match in DOUBLE_RE.finditer(line))
    return [QuoteMark(at, kind, side(line, at)) for at, kind in found if not beside_han(line, at)]


def side(line: str, at: int) -> str:
    """Return OPEN or CLOSE where the neighbours leave no choice, else EITHER.

    MEASURE is a mark after a number of one to three digits: inches, feet, or the end of a quotation.
    """
    kind = line[at]
    left, right = beside(line, at, -1), beside(line, at, 1)
    if left in CODE or right in CODE or _in_call(line, at, left):
        return EITHER
    begins = _is_edge(left, BEFORE_OPEN)
    ends = _is_edge(right, AFTER_CLOSE)
    if begins and kind == "«" and right.isspace():  # « as French sets it »
        return OPEN
    if begins and kind == "»" and line[at - 1 : at].isspace() and ends:
        return CLOSE
    if begins or (left in DASHES and not ends):
        return OPEN if _starts(line, at, right) else EITHER
    if ends or right in DASHES:
        return MEASURE if kind in "\"'" and _after_measure(line, at) else CLOSE
    return EITHER


def beside_han(line: str, at: int) -> bool:
    """Say whether Han or Kana stands beside a mark, other quotation marks between."""
    return any(HAN_KANA_RE.match(beside(line, at, step)) for step in (-1, 1))


def beside(line: str, at: int, step: int) -> str:
    """Return the nearest character that is no quotation mark or emphasis; "" outside the line."""
    for near in range(at + step, at + step * (LOOK + 1), step):
        if not 0 <= near < len(line):
            return ""
        if line[near] not in SEE_THROUGH:
            return line[near]
    return "="


def replace_at(text: str, new: dict[int, str]) -> str:
    """Return ``text`` with other characters at some places.

    >>> replace_at("‘tis", {0: "’"})
    '’tis'
    """
    pieces: list[str] = []
    last = 0
    for at in sorted(new):
        pieces += text[last:at], new[at]
        last = at + 1
    return "".join([*pieces, text[last:]]) if new else text


def _is_edge(char: str, marks: frozenset[str]) -> bool:
    """Say whether a character is blank, one of the marks, or none at all."""
    return char == "" or char.isspace() or char in marks


def _in_call(line: str, at: int, left: str) -> bool:
    return left == "(" and line[max(at - 2, 0) : at - 1].isalnum()  # f("x")


def _starts(line: str, at: int, right: str) -> bool:
    if right and right in DASHES + ".":  # ".NET", "...and", "-20 degrees"
        return line[at + 1 : at + 5].lstrip(DASHES + ".")[:1].isalnum()
    return right.isalnum() or right in AFTER_OPEN


def _after_measure(line: str, at: int) -> bool:
    number = line[max(at - 4, 0) : at]
    return 0 < len(number) - len(number.rstrip(DIGITS)) < 4
