r"""The part of a text that a language is detected on, and whether it says anything at all.

>>> sample_of("Menu\nThe bridge opened on Monday, see https://example.org/bridge-opened\n12:30")
'The bridge opened on Monday, see 12:30 Menu'
>>> says_enough(sample_of("12:30")), says_enough("aaaaaaaaaaaaaaaaaa"), says_enough("市長は月曜日")
(False, False, True)
"""

import re
import unicodedata
from collections import Counter

from cleankit.language.scripts import scripts_of

SAMPLE = 200  # characters: on labelled news as good as the whole document
REACH = 20_000  # characters of a text that are looked at
LINE = 8 * SAMPLE  # characters of a line that are looked at
LEAST = 12  # letters; below that a guess is worth nothing
ROW = 20  # characters
VARIETY = 6  # different letters; one word again and again is no text

ADDRESS_RE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\b[\w-]+\.(?:com|org|net)\b\S*")
TOKEN_RE = re.compile(r"[!-~]{40,}")  # a key, a hash, a path: no word of a language
ADDRESS_SIGNS = ("://", "www.", "@", ".com", ".org", ".net")
INVISIBLE = "\u00ad\u200b\u2060\ufeff"  # within words, which they do not part
SURROGATE_RE = re.compile("[\ud800-\udfff]")


def sample_of(text: str) -> str:
    """Return at most 200 characters of a text, from its longest lines, as one line in NFC.

    Addresses, soft hyphens, lone surrogates and rows of one sign are left out: they say nothing of the
    language. Looks at the first 20,000 characters.
    """
    taken: list[str] = []
    room = SAMPLE
    for line in sorted(text[:REACH].split("\n"), key=len, reverse=True):
        if not line:
            break
        part = line[:LINE]
        if not part.isascii():
            for char in filter(part.__contains__, INVISIBLE):
                part = part.replace(char, "")
            part = unicodedata.normalize("NFC", SURROGATE_RE.sub(" ", part))
        if any(sign in part for sign in ADDRESS_SIGNS):
            part = ADDRESS_RE.sub(" ", part)
        part = " ".join(TOKEN_RE.sub(" ", part).split())[:room]
        if not part or (len(part) >= ROW and len(set(part)) < VARIETY):
            continue
        taken.append(part)
        room -= len(part) + 1
        if room <= 0:
            break
    return " ".join(taken)


def says_enough(sample: str, counts: Counter[str] | None = None) -> bool:
    """Say whether a sample has letters enough, and enough different ones, for a guess.

    Letters of dense scripts count for what they say. ``counts`` are `scripts_of` the sample, where known.
    """
    if (scripts_of(sample) if counts is None else counts).total() < LEAST:
        return False
    different = set(sample.lower())
    # A letter counts for one at the least.
    return sum(map(str.isalpha, different)) >= VARIETY or scripts_of("".join(different)).total() >= VARIETY
