"""Refuse texts with hardly any of the words that every text of their language has.

>>> from cleankit.document import Document
>>> few_stop_words(Cleaned("Hotels Rome cheap Hotels Paris cheap", Document("", lang="en"), None, ""))
'share of stop words of en 0 < 0.05'
"""

from cleankit.document import Cleaned
from cleankit.errors import ConfigError
from cleankit.language import UNKNOWN, detect, is_code, normal_code
from cleankit.options import Share
from cleankit.registry import gate
from cleankit.text.limits import below
from cleankit.text.measures import measures_of
from cleankit.text.stopwords import check_stop_words, languages_with_stop_words, stop_words


def _ready(*, lang: str = "", **_: object) -> str:
    """Load the lists and check the language, when the gate is made; return the lists' version."""
    version = check_stop_words()
    if lang and not (is_code(lang) and stop_words(normal_code(lang))):
        accepted = " ".join(languages_with_stop_words())
        raise ConfigError(f"gate 'stop-words': lang: found {lang!r}, without a list; accepted: {accepted}")
    return version


@gate("stop-words", data=_ready)
def few_stop_words(cleaned: Cleaned, *, min_share: Share = 0.05, lang: str = "") -> str | None:
    """Say why too few of the words are stop words of the text's language.

    The words are those of stopwordsiso (MIT, 57 languages; extra ``stop-words``). ``lang`` is the language;
    without, that of the document, or else what is detected. In a language that has no list, and in Chinese,
    Japanese and Thai, whose words are not set off, nothing is refused.
    The share is our own: of 1,160 news documents in 14 languages it refuses 4
    (`python -m benchmarks.gates --shares`).
    """
    code = normal_code(lang or cleaned.document.lang or "")
    if code == UNKNOWN:
        code = detect(cleaned.text).lang
    known = stop_words(code)
    measures = measures_of(cleaned.text)
    if not known or not measures.word_count:
        return None
    found = sum(times for word, times in measures.word_counts.items() if word.lower() in known)
    return below(f"share of stop words of {code}", found / measures.word_count, min_share)
