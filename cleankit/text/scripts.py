"""Character classes: scripts without word spaces, wide characters, Han and Kana. Each stands here once.

They are three facts, not one: Thai has no word spaces and is not wide; Korean is wide and has spaces; the
full-width comma belongs to Chinese and Japanese typesetting and is no word.
"""

from cleankit.text.patterns import lazy

SPACELESS_SOUTH = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
SPACELESS_EAST = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
SPACELESS = f"{SPACELESS_SOUTH}{SPACELESS_EAST}\U00020000-\U0003ffff"
"""Thai, Lao, Burmese, Khmer, kana, Han: a word is not set off from its neighbours."""
SPACELESS_RE = lazy(f"[{SPACELESS}]")
SPACELESS_RANGES = tuple(zip(SPACELESS[::3], SPACELESS[2::3], strict=True))
WIDE = "\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60"
"""Chinese, Japanese and Korean: one character says about as much as two letters."""
WIDE_RE = lazy(f"[{WIDE}]+")
FIRST_WIDE = "\u2e80"
"""Where the blocks of Chinese and Japanese begin: a test of one character that the page judge learnt."""
HAN_KANA = (
    "\u2e80-\u2fdf\u3001-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f"
    "\U00020000-\U0003ffff"
)
"""Han and Kana, their punctuation and full-width forms: quotation marks beside them are right as they are."""
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
EAST = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Letters of Chinese, Japanese and Korean names and sentences."""
EAST_AND_SIGNS = "\u2e80-\u9fff\uac00-\ud7af"
"""The same with radicals and the signs between."""
EAST_OF_FILES = "\u2010-\u2026\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef"
"""Common characters of Chinese, Japanese and Korean files: few others stand in them but ASCII."""
HAN_KANA_RE = lazy(f"[{HAN_KANA}]")


def is_spaceless(word: str) -> bool:
    """Say whether a word has a character of a script without word spaces, without compiling a pattern.

    >>> is_spaceless("広告"), is_spaceless("광고"), is_spaceless("реклама")
    (True, False, False)
    """
    return not word.isascii() and any(
        first <= char <= last for char in word for first, last in SPACELESS_RANGES
    )


def size_of(text: str) -> int:
    """Return the characters of a line, wide ones twice.

    >>> size_of("news"), size_of("新闻")
    (4, 4)
    """
    return len(text) if text.isascii() else len(text) + sum(map(len, WIDE_RE.findall(text)))
