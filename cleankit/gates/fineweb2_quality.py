r"""Refuse what FineWeb-2's rules for a text's language refuse.

>>> from cleankit.document import Document
>>> fineweb2_quality(Cleaned("Startseite\nSport\n" * 3, Document("", lang="de"), None, ""))
'share of repeated lines 0.571 > 0.263'
"""

import tomllib
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from cleankit.document import Cleaned
from cleankit.errors import ConfigError
from cleankit.gates.fineweb_quality import fineweb_quality
from cleankit.gates.gopher_quality import gopher_quality
from cleankit.gates.gopher_repetition import gopher_repetition
from cleankit.language import UNKNOWN, detect, normal_code
from cleankit.registry import gate
from cleankit.text.words import Tokenizer

NUMBERS = Path(__file__).parents[1] / "text" / "fineweb2.toml"
OFF = float("inf")


def _ready(*, lang: str = "", **_: object) -> str:
    """Check the language, when the gate is made; return what the decisions depend on."""
    if lang and normal_code(lang) not in _numbers():
        accepted = " ".join(sorted(_numbers()))
        raise ConfigError(f"gate 'fineweb2-quality': lang: found {lang!r}; accepted: {accepted}")
    return sha256(NUMBERS.read_bytes()).hexdigest()[:16]


@gate("fineweb2-quality", data=_ready)
def fineweb2_quality(cleaned: Cleaned, *, lang: str = "", tokenizer: Tokenizer = "regex") -> str | None:
    """Say which of FineWeb-2's rules (Penedo et al. 2025, arXiv 2506.20920) for its language a text breaks.

    Those on repetition, line ends and line feeds, then Gopher's, with numbers for 16 languages from the
    configuration that was published with it: ar da de el fa fr hi hu it ko ro ru sv th vi zh. The share of
    characters in repeated lines is 10 %, the rule on short lines is off. Two of the language's stop words are
    not asked for: use `stop-words`. ``lang`` is the language; without, that of the document, or else what is
    detected. Texts in other languages are let through.
    """
    code = normal_code(lang or cleaned.document.lang or "")
    if code == UNKNOWN:
        code = detect(cleaned.text).lang
    numbers = _numbers().get(code)
    if numbers is None:
        return None
    return (
        gopher_repetition(
            cleaned,
            max_lines=numbers["max_lines"],
            max_paragraphs=OFF,
            max_line_chars=OFF,
            max_paragraph_chars=OFF,
            max_top=numbers["max_top"],
            max_repeated=numbers["max_repeated"],
            tokenizer=tokenizer,
        )
        or fineweb_quality(
            cleaned,
            min_end_marks=numbers["min_end_marks"],
            max_short_lines=OFF,
            max_repeated_chars=0.1,
            max_newlines=numbers["max_newlines"],
            tokenizer=tokenizer,
        )
        or gopher_quality(
            cleaned,
            min_word_length=numbers["min_word_length"],
            max_word_length=numbers["max_word_length"],
            min_alphabetic=numbers["min_alphabetic"],
            min_stop_words=0,
            tokenizer=tokenizer,
        )
    )


@cache
def _numbers() -> dict[str, dict[str, Any]]:
    return tomllib.loads(NUMBERS.read_text("utf-8"))
