r"""What gates and statistics measure of a text, each computed once, when it is first asked for.

>>> measures = measures_of("The bridge opens.\n\n- It is old.")
>>> len(measures.words), measures.filled_lines, round(measures.mean_word_length, 1)
(9, ['The bridge opens.', '- It is old.'], 3.5)
>>> measures_of("The bridge opens.\n\n- It is old.") is measures
True
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from cleankit.text.repeated import RepeatedWords
from cleankit.text.sentences import has_end_mark, is_prose
from cleankit.text.words import Tokenizer, has_spaceless, words_of, words_of_pieces

BULLETS = ("•", "‣", "⁃", "⁌", "⁍", "∙", "○", "●", "◘", "◦", "-", "–", "*")
ELLIPSES = ("...", "…")
URL_RE = re.compile(r"https?://\S+|www\.\S+")
LETTER_RE = re.compile(r"[^\W\d_]")
DIGITS = b"0123456789"
UPPER = bytes(range(65, 91))
LOWER = bytes(range(97, 123))
PARAGRAPH_RE = re.compile(r"\n{2,}")
# What datatrove 0.10 calls punctuation (`datatrove.utils.text`): a word of nothing else is a symbol to it.
_DATATROVE = (
    r"!/—”:％１〈&\(、━\\【#%「」，】；+^\]~“《„';’{|∶´\[=\-`*．（–？！：$～«〉,><》)?）。…@_.\"}►»"
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"
    r"؞؟۔܀-܂߹।॥၊။።፧፨᙮᜵᜶᠃᠉᥄᥅᪨-᪫᭚᭛᭞᭟᰻᰼᱾᱿‼‽⁇-⁉⸮⸼꓿꘎꘏꛳꛷꡶꡷꣎꣏꤯꧈꧉꩝-꩟꫰꫱꯫﹒﹖﹗｡։។៕៖៙៚"
)
SYMBOL_RE = re.compile(rf"[{_DATATROVE}]+")


class Measures:
    """A text's words, lines and shares. Shares of an empty whole are 0."""

    def __init__(self, text: str, tokenizer: Tokenizer = "regex") -> None:
        self.text = text
        self.tokenizer = tokenizer

    @cached_property
    def words(self) -> list[str]:
        """The words, signs among them as words of their own."""
        if self.tokenizer == "regex":
            return words_of_pieces(self.pieces, spaceless=self._spaceless)
        return words_of(self.text, self.tokenizer)

    @cached_property
    def _spaceless(self) -> bool:
        return has_spaceless("".join(self._beyond))

    @cached_property
    def lowered(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @cached_property
    def pieces(self) -> list[str]:
        """What white space parts."""
        return self.text.split()

    @cached_property
    def _beyond(self) -> list[str]:
        """The different characters beyond ASCII."""
        return [] if self.text.isascii() else [char for char in set(self.text) if char > "\x7f"]

    @cached_property
    def word_counts(self) -> Counter[str]:
        """How often each word occurs."""
        return Counter(self.words)

    @cached_property
    def _lettered(self) -> tuple[int, int, int]:
        """Return how many words are more than signs, their characters, and how many words have a letter."""
        count = chars = alphabetic = 0
        for word, times in self.word_counts.items():
            if word.isalpha():
                alphabetic += times
            elif SYMBOL_RE.fullmatch(word):
                continue
            elif LETTER_RE.search(word):
                alphabetic += times
            count += times
            chars += times * len(word)
        return count, chars, alphabetic

    @property
    def word_count(self) -> int:
        """How many words are more than signs: what people call words."""
        return self._lettered[0]

    @cached_property
    def plain_word_count(self) -> int:
        """How many words white space parts; in scripts that part none, how many there are by length."""
        return self.word_count if self._spaceless else len(self.pieces)

    @property
    def mean_word_length(self) -> float:
        """Characters per word that is more than signs."""
        count, chars, _ = self._lettered
        return chars / count if count else 0.0

    @cached_property
    def alphabetic_share(self) -> float:
        """The share of words, signs included, that have a letter."""
        return _share(self._lettered[2], len(self.words))

    @cached_property
    def hash_share(self) -> float:
        """Hash signs per word, signs included."""
        return _share(self.text.count("#"), len(self.words))

    @cached_property
    def ellipsis_share(self) -> float:
        """Ellipses per word, signs included."""
        return _share(sum(map(self.text.count, ELLIPSES)), len(self.words))

    @cached_property
    def lines(self) -> list[str]:
        """The lines, parted by line feeds."""
        return self.text.split("\n")

    @cached_property
    def filled_lines(self) -> list[str]:
        """The lines that are not blank."""
        return [line for line in self.lines if line and not line.isspace()]

    @cached_property
    def any_lines(self) -> list[str]:
        """The lines as `str.splitlines` parts them, which tools written in Python count."""
        return self.text.splitlines()

    @cached_property
    def runs_of_lines(self) -> list[str]:
        """The lines, parted by runs of line feeds."""
        if not self.text:
            return [""]
        ends = [""] if self.text[0] == "\n" else [], [""] if self.text[-1] == "\n" else []
        return [*ends[0], *filter(None, self.lines), *ends[1]]

    @cached_property
    def paragraphs(self) -> list[str]:
        """The paragraphs, parted by blank lines."""
        text = self.text.strip()
        return PARAGRAPH_RE.split(text) if "\n\n\n" in text else text.split("\n\n")

    @cached_property
    def paragraph_count(self) -> int:
        """How many paragraphs are not blank."""
        return sum(1 for one in self.paragraphs if one and not one.isspace())

    @cached_property
    def newlines_per_word(self) -> float:
        """Line feeds per word, signs included."""
        return _share(self.text.count("\n"), len(self.words))

    @cached_property
    def digit_share(self) -> float:
        """The share of characters, white space aside, that are digits."""
        digits = len(self._plain) - len(self._plain.translate(None, DIGITS))
        return _share(digits + self._of_beyond(str.isdecimal), self.solid)

    @cached_property
    def url_share(self) -> float:
        """The share of characters, white space aside, that stand in addresses."""
        return (
            _share(sum(map(len, URL_RE.findall(self.text))), self.solid)
            if "://" in self.text or ("www." in self.text)
            else 0.0
        )

    @cached_property
    def upper_share(self) -> float:
        """The share of cased letters that are upper case."""
        plain = self._plain
        upper = len(plain) - len(plain.translate(None, UPPER)) + self._of_beyond(str.isupper)
        lower = len(plain) - len(plain.translate(None, LOWER)) + self._of_beyond(str.islower)
        return _share(upper, upper + lower)

    @cached_property
    def _plain(self) -> bytes:
        """The characters of ASCII."""
        return self.text.encode("ascii", "ignore")

    def _of_beyond(self, is_kind: Callable[[str], bool]) -> int:
        """Return how many characters beyond ASCII are of a kind."""
        return sum(map(self.text.count, filter(is_kind, self._beyond)))

    @cached_property
    def solid(self) -> int:
        """How many characters are not white space."""
        return sum(map(len, self.pieces))

    @cached_property
    def bullet_share(self) -> float:
        """The share of lines that are not blank and begin with a bullet."""
        return _share(
            sum(line.lstrip().startswith(BULLETS) for line in self.filled_lines), len(self.filled_lines)
        )

    @cached_property
    def ellipsis_line_share(self) -> float:
        """The share of lines that are not blank and end with an ellipsis."""
        return _share(
            sum(line.rstrip().endswith(ELLIPSES) for line in self.filled_lines), len(self.filled_lines)
        )

    @cached_property
    def prose_share(self) -> float:
        """The share of the text in lines that are sentences: long ones, or shorter ones with an end mark."""
        lines = [line.strip() for line in self.filled_lines]
        prose = sum(len(line) for line in lines if is_prose(line) or (len(line) > 30 and has_end_mark(line)))
        return _share(prose, sum(map(len, lines)))

    @cached_property
    def repeated_line_share(self) -> float:
        """The share of lines that are not blank and stand there again."""
        return _share(repeated(self.filled_lines)[0], len(self.filled_lines))

    @cached_property
    def grams(self) -> RepeatedWords:
        """What groups of words repeat."""
        return RepeatedWords(self.words, self.word_counts)


def repeated(items: Iterable[str]) -> tuple[int, int]:
    """Return how many items repeat an earlier one, and their characters."""
    seen: set[str] = set()
    count = chars = 0
    for item in items:
        if item in seen:
            count += 1
            chars += len(item)
        else:
            seen.add(item)
    return count, chars


def measures_of(text: str, tokenizer: Tokenizer = "regex") -> Measures:
    """Return the measures of a text; the same ones while the same text is in hand."""
    return _in_hand(text, tokenizer)


def forget() -> None:
    """Forget the text in hand."""
    _in_hand.cache_clear()


@lru_cache(maxsize=2)  # gates of a chain follow one another
def _in_hand(text: str, tokenizer: Tokenizer) -> Measures:
    return Measures(text, tokenizer)


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0
