"""Refuse texts with hardly any of the words that every text of their language has.

>>> from cleankit.document import Document
>>> few_stop_words(Cleaned("Hotels Rome cheap Hotels Paris cheap", Document("", lang="en"), None, ""))
'share of stop words of en 0 < 0.05'
"""

from cleankit.document import Cleaned
from cleankit.language import UNKNOWN, detect, normal_code
from cleankit.registry import gate
from cleankit.text.limits import below
from cleankit.text.measures import measures_of
from cleankit.text.stopwords import check_stop_words, stop_words


@gate("stop-words", data=check_stop_words)
def few_stop_words(cleaned: Cleaned, *, min_share: float = 0.05, lang: str = "") -> str | None:
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
