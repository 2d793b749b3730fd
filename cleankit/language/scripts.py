"""Languages that their script gives away.

>>> decided(scripts_of("Ο δήμαρχος είπε τη Δευτέρα"))
('el', 1.0)
>>> decided(scripts_of("The mayor said on Monday")) is None
True
"""

from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from operator import itemgetter

# First code point of a stretch, and its script; "" is what is no letter of a script listed here.
STRETCHES = (
    (0x0, "latin"), (0x370, "greek"), (0x400, "cyrillic"), (0x530, "armenian"), (0x590, "hebrew"),
    (0x600, "arabic"), (0x700, ""), (0x750, "arabic"), (0x780, "thaana"), (0x7C0, "nko"), (0x800, ""),
    (0x8A0, "arabic"), (0x900, "devanagari"), (0x980, "bengali"), (0xA00, "gurmukhi"), (0xA80, "gujarati"),
    (0xB00, "odia"), (0xB80, "tamil"), (0xC00, "telugu"), (0xC80, "kannada"), (0xD00, "malayalam"),
    (0xD80, "sinhala"), (0xE00, "thai"), (0xE80, "lao"), (0xF00, "tibetan"), (0x1000, "burmese"),
    (0x10A0, "georgian"), (0x1100, "hangul"), (0x1200, "ethiopic"), (0x13A0, "cherokee"),
    (0x1400, "syllabics"), (0x1680, ""), (0x1780, "khmer"), (0x1800, "mongolian"), (0x18B0, ""),
    (0x1C50, "ol chiki"), (0x1C80, "cyrillic"), (0x1C90, "georgian"), (0x1CC0, ""), (0x1D00, "latin"),
    (0x1F00, "greek"), (0x2000, ""), (0x2C60, "latin"), (0x2C80, ""), (0x2D00, "georgian"),
    (0x2D30, "tifinagh"), (0x2D80, "ethiopic"), (0x2DE0, "cyrillic"), (0x2E00, ""), (0x3040, "kana"),
    (0x3100, "bopomofo"), (0x3130, "hangul"), (0x3190, ""), (0x31F0, "kana"), (0x3200, ""),
    (0x3400, "han"), (0xA000, "yi"), (0xA4D0, ""), (0xA640, "cyrillic"), (0xA6A0, ""), (0xA720, "latin"),
    (0xA800, ""), (0xAC00, "hangul"), (0xD7B0, ""), (0xF900, "han"), (0xFB00, "latin"), (0xFB13, "armenian"),
    (0xFB1D, "hebrew"), (0xFB50, "arabic"), (0xFE00, ""), (0xFE70, "arabic"), (0xFF00, "latin"),
    (0xFF66, "kana"), (0xFFA0, "hangul"), (0xFFE0, ""), (0x20000, "han"), (0x33480, ""),
)  # fmt: skip
STARTS = [start for start, _ in STRETCHES]
# Scripts that one language writes, or of which one language writes nearly all that is news.
LANGUAGE = {
    "greek": "el", "armenian": "hy", "hebrew": "he", "thaana": "dv", "nko": "nqo", "bengali": "bn",
    "gurmukhi": "pa", "gujarati": "gu", "odia": "or", "tamil": "ta", "telugu": "te", "kannada": "kn",
    "malayalam": "ml", "sinhala": "si", "thai": "th", "lao": "lo", "tibetan": "bo", "burmese": "my",
    "georgian": "ka", "hangul": "ko", "ethiopic": "am", "cherokee": "chr", "syllabics": "iu", "khmer": "km",
    "mongolian": "mn", "ol chiki": "sat", "tifinagh": "zgh", "kana": "ja", "han": "zh", "bopomofo": "zh",
    "yi": "ii",
}  # fmt: skip
SHARED = frozenset({"latin", "cyrillic", "arabic", "devanagari"})
DENSE = {"han": 3, "kana": 2, "hangul": 2}  # letters that one of theirs is worth
BESIDE_HAN = 0.1  # Japanese has kana, old Korean has Hangul between its Han: this share decides


def script_of(char: str) -> str:
    """Return the script of a letter, "" for one that is not listed.

    >>> script_of("ж"), script_of("か"), script_of("ᚠ")
    ('cyrillic', 'kana', '')
    """
    return STRETCHES[bisect_right(STARTS, ord(char)) - 1][1]


def scripts_of(sample: str) -> Counter[str]:
    """Return how many letters of each script a sample has; those of dense scripts count for what they say."""
    if sample.isascii():
        return Counter(latin=sum(map(str.isalpha, sample)))
    counts: Counter[str] = Counter()
    for char, count in Counter(sample).items():
        script, worth = _worth(char)
        if worth:
            counts[script] += count * worth
    return counts


@lru_cache(maxsize=10_000)
def _worth(char: str) -> tuple[str, int]:
    """Return a character's script, and how many letters it counts for; 0 of what is no letter."""
    script = script_of(char)
    return script, DENSE.get(script, 1) if char.isalpha() else 0


def main_script(counts: Counter[str]) -> tuple[str, float]:
    """Return the script that most is written in, and its share of the letters."""
    letters = counts.total()
    if not letters:
        return "", 0.0
    if counts["han"]:
        counts = _with_han(counts)
    script, count = max(counts.items(), key=itemgetter(1))
    return script, count / letters


def _with_han(counts: Counter[str]) -> Counter[str]:
    """Return the counts with Han counted for the script that it stands beside in one language."""
    counts = counts.copy()
    for other in ("kana", "hangul"):
        if counts["han"] and counts[other] >= BESIDE_HAN * (counts["han"] + counts[other]):
            counts[other] += counts.pop("han")
    return counts


def decided(counts: Counter[str]) -> tuple[str, float] | None:
    """Return the language of the main script of counted letters and its share, None if several share it.

    A script that is not known gives ("und", share).
    """
    script, share = main_script(counts)
    return None if script in SHARED else (LANGUAGE.get(script, "und"), share)
