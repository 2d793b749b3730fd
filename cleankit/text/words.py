"""A text's words: what gates and statistics count.

>>> words_of("The U.S. didn't pay $1,000 for well-known art...")
['The', 'U.S.', 'didn', "'t", 'pay', '$', '1,000', 'for', 'well', '-', 'known', 'art', '...']
>>> words_of("旧桥将在五月开放。")
['旧桥', '将在', '五月', '开放', '。']
"""

from collections.abc import Callable
from functools import cache
from itertools import chain
from typing import Any, Literal

from cleankit.errors import ConfigError
from cleankit.text.patterns import lazy
from cleankit.text.scripts import SPACELESS, SPACELESS_EAST, SPACELESS_RE, SPACELESS_SOUTH

Tokenizer = Literal["regex", "spacy"]
MOST, LONGEST = 100_000, 40  # pieces that are remembered, about 20 MB; and the characters of one

# No letter, digit, mark or emoji; only of the first plane, since a class beyond it is no bitmap.
_SIGNS = (
    r"!-/:-@\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf×÷\u055a-\u055f\u0589\u05be\u05c0\u05c3\u060c\u061b\u061f\u06d4"
    r"\u0964\u0965\u1361-\u1368\u2010-\u205e\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3001-\u3003\u3008-\u3020"
    r"\u30fb\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufffd"
)
_WORD = rf"[^\s{_SIGNS}]"
# Within a word: an apostrophe that begins no English ending, a full stop that ends no sentence.
_INNER = (
    rf"['’](?!(?:s|S|t|T|m|M|re|RE|ve|VE|ll|LL|d|D)\b)(?={_WORD})|(?:(?<![a-z])\.|\.(?![A-Z]))(?={_WORD})"
)
_TOKENS = (
    r"(?:https?://|www\.)[^\s<>\"”»]*[^\s<>\"”».,;:!?)\]'’]",
    rf"{_WORD}[\w.+-]{{0,63}}@[\w-]+(?:\.[\w-]+)+",  # 64: the longest name of a mailbox
    r"(?:[A-Za-z]\.){2,}",
    r"\d+(?:[.,:/–]\d+)+",
    rf"(?:(?<!\S)-)?@?{_WORD}+(?:(?:{_INNER}){_WORD}+)*(?:(?<=[^\W\d_])-\d+|-(?!\S))?",
    r"['’](?:s|S|t|T|m|M|re|RE|ve|VE|ll|LL|d|D)\b",
    r"\.\.+",
    r"--+",
    r"\S",
)
WORD_RE = lazy("|".join(_TOKENS))
# Where words are not set off, a piece of the length that words have on average stands for one: two characters
# of Han and kana, four of Thai, Lao, Khmer and Burmese.
_SPACED = rf"(?:(?<!\S)-)?@?[^\s{_SIGNS}{SPACELESS}]+(?:(?<=[^\W\d_])-\d+|-(?!\S))?"
_PIECES = (rf"[{SPACELESS_EAST}]{{1,2}}", rf"[{SPACELESS_SOUTH}]{{1,4}}", _SPACED)
ANY_SCRIPT_RE = lazy("|".join([*_TOKENS[:4], *_PIECES, *_TOKENS[5:]]))


ENDS = frozenset('.,;:!?)"»”')  # a sign of its own behind a word of letters


def words_of(text: str, tokenizer: Tokenizer = "regex") -> list[str]:
    """Return the words of a text, signs among them as words of their own, white space left out.

    "regex" cuts as spaCy's English tokenizer does in nearly all places, in all scripts with spaces; text in
    scripts without is cut into pieces of the average length of their words. "spacy" is that tokenizer itself,
    blank English, for decisions equal to those of tools that use it; it is 20 to 200 times slower.
    """
    if tokenizer == "regex":
        return words_of_pieces(text.split(), spaceless=has_spaceless(text))
    return [word for token in spacy_tokens(text) if (word := token.text.strip())]


def has_spaceless(text: str) -> bool:
    """Say whether a text has characters of a script that parts its words by nothing."""
    return not text.isascii() and SPACELESS_RE.search(text) is not None


def words_of_pieces(pieces: list[str], *, spaceless: bool) -> list[str]:
    """Return the words of a text that white space has parted into ``pieces``; see `has_spaceless`.

    >>> words_of_pieces(["It", "opens", "(again)."], spaceless=False)
    ['It', 'opens', '(', 'again', ')', '.']
    """
    if spaceless:
        return list(chain.from_iterable(map(_known.__getitem__, pieces)))
    words: list[str] = []
    for piece in pieces:
        if piece.isalpha():
            words.append(piece)
        else:
            words += _known[piece]
    return words


class _Pieces(dict[str, list[str]]):
    """The words of what stands between two blanks; most of it has been met before."""

    def __missing__(self, piece: str) -> list[str]:
        if not piece.isascii() and SPACELESS_RE.search(piece):
            words = ANY_SCRIPT_RE.findall(piece)
        elif piece.isalpha():
            words = [piece]
        elif piece[-1] in ENDS and piece[:-1].isalpha():  # most others, at a third of the price
            words = [piece[:-1], piece[-1]]
        else:
            words = WORD_RE.findall(piece)
        if len(piece) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[piece] = words
        return words


_known = _Pieces()


def spacy_tokens(text: str) -> Any:
    """Return spaCy's tokens of a text, with starts of sentences."""
    return _spacy()(text)


@cache
def _spacy() -> Callable[[str], Any]:
    try:
        import spacy
    except ImportError as error:
        raise ConfigError("tokenizer 'spacy': spaCy is not installed; try: pip install spacy") from error
    language: Any = spacy.blank("en")
    language.add_pipe("sentencizer")
    language.max_length = 1 << 40
    tokens: Callable[[str], Any] = language
    return tokens
