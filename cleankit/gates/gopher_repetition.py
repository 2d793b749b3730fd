r"""Refuse what Gopher's repetition rules refuse.

>>> from cleankit.document import Document
>>> gopher_repetition(Cleaned("Ships late.\n" * 3 + "Port open.", Document(""), None, ""))
'share of repeated lines 0.5 > 0.3'
"""

from cleankit.document import Cleaned
from cleankit.options import MostShare
from cleankit.registry import gate
from cleankit.text.limits import above
from cleankit.text.measures import Measures, measures_of, repeated
from cleankit.text.words import Tokenizer

Limits = list[MostShare] | tuple[MostShare, ...]

TOP = (0.20, 0.18, 0.16)  # groups of two, three and four words
REPEATED = (0.15, 0.14, 0.13, 0.12, 0.11, 0.10)  # groups of five to ten


@gate("gopher-repetition")
def gopher_repetition(
    cleaned: Cleaned,
    *,
    max_lines: MostShare = 0.3,
    max_paragraphs: MostShare = 0.3,
    max_line_chars: MostShare = 0.2,
    max_paragraph_chars: MostShare = 0.2,
    max_top: Limits = TOP,
    max_repeated: Limits = REPEATED,
    tokenizer: Tokenizer = "regex",
) -> str | None:
    """Say which of Gopher's rules on repetition (Rae et al. 2021, arXiv 2112.11446, table A1) a text breaks.

    At most 30 % of lines and of paragraphs repeated, with 20 % of the characters; the most frequent group of
    two, three, four words at most 20, 18, 16 % of the characters (``max_top``); groups of five to ten words
    that stand there again at most 15, 14, 13, 12, 11, 10 % (``max_repeated``). ``inf``, or an empty list,
    turns a rule off. The order and every count are datatrove 0.10's; ``tokenizer`` as for `gopher-quality`.
    """
    text = cleaned.text
    if not text:
        return "nothing is left"
    measures = measures_of(text, tokenizer)
    return (
        _pieces("paragraphs", measures.paragraphs, len(text), max_paragraphs, max_paragraph_chars)
        or _pieces("lines", measures.runs_of_lines, len(text), max_lines, max_line_chars)
        or _groups(measures, max_top, max_repeated)
    )


def _pieces(name: str, pieces: list[str], chars: int, max_share: float, max_chars: float) -> str | None:
    count, repeated_chars = repeated(pieces)
    return above(f"share of repeated {name}", count / len(pieces), max_share) or above(
        f"share of characters in repeated {name}", repeated_chars / chars, max_chars
    )


def _groups(
    measures: Measures,
    max_top: Limits,
    max_repeated: Limits,
) -> str | None:
    grams, chars = measures.grams, len(measures.text)
    for n, limit in enumerate(max_top, 2):
        if grams.most_frequent_at_most(n) > limit * chars:
            share = grams.most_frequent(n) / chars
            if reason := above(f"share of the most frequent {n} words", share, limit):
                return reason
    for n, limit in enumerate(max_repeated, 5):
        if not grams.repeated_at_most(limit * chars):
            share = grams.repeated_chars(n) / chars
            if reason := above(f"share of repeated groups of {n} words", share, limit):
                return reason
    return None
