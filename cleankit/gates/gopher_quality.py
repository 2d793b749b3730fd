r"""Refuse what Gopher's quality rules refuse.

>>> from cleankit.document import Document
>>> gopher_quality(Cleaned("Ships late on Friday\n" * 20, Document(""), None, ""))
'stop words 0 < 2'
"""

from cleankit.document import Cleaned
from cleankit.errors import ConfigError
from cleankit.options import Amount, Count, MostShare, Share
from cleankit.registry import gate
from cleankit.text.limits import above, below
from cleankit.text.measures import Measures, measures_of
from cleankit.text.words import Tokenizer

STOP_WORDS = ("the", "be", "to", "of", "and", "that", "have", "with")


def _ready(
    *, min_stop_words: int = 2, stop_words: list[str] | tuple[str, ...] = STOP_WORDS, **_: object
) -> str:
    """Check that there are as many stop words as are asked for; the decisions depend on no data."""
    if (count := len(set(stop_words))) < min_stop_words:
        raise ConfigError(
            f"gate 'gopher-quality': min_stop_words {min_stop_words} is above the {count} different "
            "stop_words: nothing could pass; give more words, or a smaller number"
        )
    return ""


@gate("gopher-quality", data=_ready)
def gopher_quality(
    cleaned: Cleaned,
    *,
    min_words: Count = 50,
    max_words: Amount = 100_000,
    min_word_length: Amount = 3,
    max_word_length: Amount = 10,
    max_symbols: MostShare = 0.1,
    max_bullets: MostShare = 0.9,
    max_ellipses: MostShare = 0.3,
    min_alphabetic: Share = 0.8,
    min_stop_words: Count = 2,
    stop_words: list[str] | tuple[str, ...] = STOP_WORDS,
    tokenizer: Tokenizer = "regex",
) -> str | None:
    """Say which of Gopher's rules (Rae et al. 2021, arXiv 2112.11446, table A1) a text breaks.

    50 to 100,000 words; 3 to 10 characters each on average; at most 0.1 ``#`` and 0.1 ellipses per word; at
    most 90 % of lines with a bullet before and 30 % with an ellipsis behind; 80 % of words with a letter; two
    of eight English words. For other languages give ``stop_words``, or 0 for ``min_stop_words``. The order
    and every count are datatrove 0.10's, whose words include signs; with ``tokenizer="spacy"`` the decisions
    are the same, else nearly (docs/gates.md has the differences).
    """
    measures = measures_of(cleaned.text, tokenizer)
    return (
        below("words", measures.word_count, min_words)
        or above("words", measures.word_count, max_words)
        or below("mean word length", measures.mean_word_length, min_word_length)
        or above("mean word length", measures.mean_word_length, max_word_length)
        or above("hash signs per word", measures.hash_share, max_symbols)
        or above("ellipses per word", measures.ellipsis_share, max_symbols)
        or _by_lines(measures, max_bullets, max_ellipses)
        or below("share of words with a letter", measures.alphabetic_share, min_alphabetic)
        or below("stop words", sum(word in measures.word_counts for word in set(stop_words)), min_stop_words)
    )


def _by_lines(measures: Measures, max_bullets: float, max_ellipses: float) -> str | None:
    text, lines = measures.text, measures.any_lines
    if not lines:
        return None
    if max_bullets < 1 and ("•" in text or "-" in text):
        bullets = sum(line.lstrip().startswith(("•", "-")) for line in lines) / len(lines)
        if reason := above("share of lines with a bullet", bullets, max_bullets):
            return reason
    if max_ellipses < 1 and ("..." in text or "…" in text):
        ellipses = sum(line.rstrip().endswith(("...", "…")) for line in lines) / len(lines)
        return above("share of lines with an ellipsis", ellipses, max_ellipses)
    return None
