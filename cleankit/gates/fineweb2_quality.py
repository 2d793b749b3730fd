r"""Refuse what FineWeb-2's rules for a text's language refuse.

>>> from cleankit.document import Document
>>> fineweb2_quality(Cleaned("Startseite\nSport\n" * 3, Document("", lang="de"), None, ""))
'share of repeated lines 0.571 > 0.263'
"""

from hashlib import sha256

from cleankit.document import Cleaned
from cleankit.errors import ConfigError
from cleankit.gates.fineweb_quality import fineweb_quality
from cleankit.gates.gopher_quality import gopher_quality
from cleankit.gates.gopher_repetition import gopher_repetition
from cleankit.language import UNKNOWN, detect, is_code, normal_code
from cleankit.registry import gate
from cleankit.text.fineweb2 import TABLE, languages, thresholds
from cleankit.text.words import Tokenizer

OFF = float("inf")


def _ready(*, lang: str = "", **_: object) -> str:
    """Check the language, when the gate is made; return what the decisions depend on."""
    if lang and not (is_code(lang) and thresholds(normal_code(lang))):
        accepted = " ".join(languages())
        raise ConfigError(f"gate 'fineweb2-quality': lang: found {lang!r}; accepted: {accepted}")
    return sha256(TABLE.read_bytes()).hexdigest()[:16]


@gate("fineweb2-quality", data=_ready)
def fineweb2_quality(cleaned: Cleaned, *, lang: str = "", tokenizer: Tokenizer = "regex") -> str | None:
    """Say which of FineWeb-2's rules (Penedo et al. 2025, arXiv 2506.20920) for its language a text breaks.

    Those on repetition, line ends and line feeds, then Gopher's, with the thresholds for 65 languages that
    were published with it (`cleankit/text/fineweb2.txt`: each row with its file and commit). Words are parted
    by one rule here, by a tokenizer per language there; those of Afrikaans, Amharic, Azerbaijani, Galician,
    Irish and Somali are so wide that they hardly ever refuse repetition. The share of characters in repeated
    lines is 10 %, the rule on short lines is off. Two of the language's stop words are not asked for: use
    `stop-words`. ``lang`` is the language; without, that of the document, or else what is detected. Texts in
    other languages, English and Turkish among them, are let through.
    """
    code = normal_code(lang or cleaned.document.lang or "")
    if code == UNKNOWN:
        code = detect(cleaned.text).lang
    limits = thresholds(code)
    if limits is None:
        return None
    return (
        gopher_repetition(
            cleaned,
            max_lines=limits.lines,
            max_paragraphs=OFF,
            max_line_chars=OFF,
            max_paragraph_chars=OFF,
            max_top=limits.most_frequent,
            max_repeated=limits.repeated,
            tokenizer=tokenizer,
        )
        or fineweb_quality(
            cleaned,
            min_end_marks=limits.end_marks,
            max_short_lines=OFF,
            max_repeated_chars=0.1,
            max_newlines=limits.newlines,
            tokenizer=tokenizer,
        )
        or gopher_quality(
            cleaned,
            min_word_length=limits.short_words,
            max_word_length=limits.long_words,
            min_alphabetic=limits.lettered,
            min_stop_words=0,
            tokenizer=tokenizer,
        )
    )
