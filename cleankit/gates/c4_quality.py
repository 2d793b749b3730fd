r"""Refuse what C4 refuses, as far as it judges pages.

>>> from cleankit.document import Document
>>> c4_quality(Cleaned("Ships were late on Friday.", Document(""), None, ""))
'sentences 1 < 5'
"""

from cleankit.document import Cleaned
from cleankit.options import Count
from cleankit.registry import gate
from cleankit.text.c4 import count_sentences, judge_lines
from cleankit.text.limits import below
from cleankit.text.measures import measures_of
from cleankit.text.words import Tokenizer


@gate("c4-quality")
def c4_quality(
    cleaned: Cleaned, *, min_sentences: Count = 5, end_marks: bool = True, tokenizer: Tokenizer = "regex"
) -> str | None:
    """Say why C4 (Raffel et al. 2020, arXiv 1910.10683) drops a page: lorem ipsum, ``{``, or few sentences.

    Only lines that C4 keeps count: three words and more, an end mark (unless ``end_marks`` is off), no
    "javascript", no policy. The text stays as it is: the line filter `c4-lines` takes what C4 takes of it.
    The order and every count are datatrove 0.10's, sentences by a rule of our own, or with
    ``tokenizer="spacy"`` by its.
    """
    measures = measures_of(cleaned.text)
    # What condemns a page can stand in its last line; nearly all pages have nothing of the kind.
    to_the_end = "{" in cleaned.text or "[" in cleaned.text or "lorem ipsum" in measures.lowered
    sentences = 0
    for judged in judge_lines(measures.any_lines, end_marks=end_marks):
        if judged.condemns:
            return f"{judged.reason} in line {judged.line + 1}"
        if not judged.reason and sentences < min_sentences:
            sentences += count_sentences(judged.text, tokenizer)
        if sentences >= min_sentences and not to_the_end:
            break
    return below("sentences", sentences, min_sentences)
