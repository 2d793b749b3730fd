r"""Remove characters that nobody sees, and make odd spaces plain ones.

Out: soft hyphen, zero-width space, word joiner, BOM, invisible operators, bidi embeddings, overrides
and isolates, tag characters, and variation selectors with nothing to vary. Kept where a text needs
them: ZWNJ and ZWJ after a letter of a joining or Indic script and inside emoji, bidi marks on a line
with right-to-left letters, selectors after what they vary, the tags of a flag, Mongolian separators.

>>> drop_invisibles("co\u00adoperate at 5\u00a0pm\u200b")
'cooperate at 5 pm'
"""

import re
from typing import Literal

from cleankit.registry import text_filter
from cleankit.text.patterns import lazy

# Every character that may go: some by themselves, the others by their UTF-8. Patterns that begin with a byte
# that few texts have cost next to nothing; a class of characters costs 8 ns per character.
SINGLE = "\u00a0\u00ad\u061c\u180e\u3000"
SUSPECT_RES = (
    (b"\xe2", re.compile(rb"\xe2(?:\x80[\x80-\x8f\xaa-\xaf]|\x81[\x9f-\xaf])")),
    (b"\xef", re.compile(rb"\xef(?:\xb8[\x80-\x8f]|\xbb\xbf)")),
    (b"\xf3", re.compile(rb"\xf3\xa0[\x80-\x87][\x80-\xbf]")),
)
REMOVED = frozenset(
    "\u00ad\u200b\ufeff\U000e0000\U000e0001\u202a\u202b\u202c\u202d\u202e"
    + "".join(map(chr, range(0x2060, 0x2070)))
)
SPACES = frozenset("\u00a0\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))
NO_BREAK = frozenset("\u00a0\u202f")
BIDI_MARKS = frozenset("\u200e\u200f\u061c")

JOINING = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1aaf\ua840-\uabff\ufb50-\ufdff\ufe70-\ufefe"
)
EMOJI = "#*0-9©®‼⁉™ℹ\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
MONGOLIAN = "\u1800-\u180d\u180f-\u18af"
OTHER_SELECTORS = "\ufe00-\ufe0d\U000e0100-\U000e01ef"  # all but those of emoji
SELECTORS = f"\ufe0e\ufe0f{OTHER_SELECTORS}"
TAGS = "\U000e0002-\U000e00ff"

RIGHT_TO_LEFT_RE = lazy(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
BIDI_RE = lazy("[\u200e\u200f\u061c]")
TAG_MARKS = frozenset(map(chr, range(0xE0002, 0xE0100)))
FLAG_RE = lazy(f"(\U0001f3f4[\U000e0020-\U000e007e]{{1,9}}\U000e007f)|[{TAGS}]")
# Each with the characters that it removes, in an order that makes one pass enough: a regex looks only at
# characters that the later ones leave.
MISPLACED_RES = (
    (frozenset("\u180e"), lazy(f"(?<![{MONGOLIAN}])\u180e")),
    (
        frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))),
        lazy(
            f"(?<![{EMOJI}])[\ufe0e\ufe0f]|(?<![^\x00-\xa0\u200b-\u206f{SELECTORS}{TAGS}])[{OTHER_SELECTORS}]"
        ),
    ),
    (
        frozenset("\u200c\u200d"),
        lazy(
            f"(?<![{JOINING}])\u200c|(?<![{JOINING}{EMOJI}\ufe0f])\u200d|(?<=[{EMOJI}\ufe0f])\u200d(?![{EMOJI}])"
        ),
    ),
)
BREAK = "\u200b"  # between words or syllables that no blank sets apart
# Thai, Lao, Tibetan, Burmese, Khmer, Tai Le, New Tai Lue, Khmer signs, Tai Tham, Balinese, Sundanese,
# Javanese, Burmese extended, Cham, Tai Viet.
BROKEN = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aad\u1b00-\u1bbf\ua980-\ua9ff\uaa00-\uaadf"
)
MISPLACED_BREAK_RE = lazy(f"(?<![{BROKEN}])\u200b|\u200b(?![{BROKEN}])")
NARROW_RE = lazy("(?<![\u1800-\u18af])\u202f")
FRENCH_RE = lazy("(?<=«)[\u00a0\u202f]|(?<=\\d)[\u00a0\u202f](?=\\d)|[\u00a0\u202f](?=[;:!?»%€])")


@text_filter("invisibles")
def drop_invisibles(text: str, *, style: Literal["plain", "keep"] = "plain") -> str:
    """Remove invisible characters, and make odd spaces plain.

    ``style="keep"`` leaves no-break spaces where French typography has them: inside guillemets, before
    high punctuation and between groups of digits.
    """
    if text.isascii():
        return text
    present = _suspects(text)
    if not present:
        return text
    for mark in present & REMOVED - {BREAK}:
        text = text.replace(mark, "")
    if BREAK in present:
        text = MISPLACED_BREAK_RE.sub("", text)
    if present - REMOVED - SPACES:
        text = _without_misplaced(text, present)
    if style == "keep" and present & NO_BREAK:
        return _with_french_spaces(text, present)
    return _with_plain_spaces(text, present)


def _suspects(text: str) -> set[str]:
    found = {mark for mark in SINGLE if mark in text}
    raw = text.encode("utf-8", "surrogatepass")
    for lead, suspect in SUSPECT_RES:
        if lead in raw:
            found.update([one.decode() for one in set(suspect.findall(raw))])
    return found


def _without_misplaced(text: str, present: set[str]) -> str:
    if not present.isdisjoint(TAG_MARKS):
        text = FLAG_RE.sub(r"\1", text)
    if present & BIDI_MARKS:
        lines = text.split("\n")
        text = "\n".join(line if RIGHT_TO_LEFT_RE.search(line) else BIDI_RE.sub("", line) for line in lines)
    for marks, misplaced in MISPLACED_RES:
        if not present.isdisjoint(marks):
            text = misplaced.sub("", text)
    return text


def _with_plain_spaces(text: str, present: set[str]) -> str:
    for space in present & SPACES:
        text = text.replace(space, " ")
    return NARROW_RE.sub(" ", text) if "\u202f" in present else text


def _with_french_spaces(text: str, present: set[str]) -> str:
    parts, end = [], 0
    for match in FRENCH_RE.finditer(text):
        parts += [_with_plain_spaces(text[end : match.start()], present), match.group()]
        end = match.end()
    return "".join([*parts, _with_plain_spaces(text[end:], present)])
