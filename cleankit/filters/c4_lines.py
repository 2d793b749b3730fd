r"""Drop the lines that C4 drops.

>>> article = ["Harbour bridge", "The bridge opens on Monday.", "Read our privacy policy to learn more."]
>>> [verdict.rule for verdict in c4_lines(Lines(article))]
['c4-lines:no-end-mark', 'c4-lines:policy']
"""

from collections.abc import Iterator

from cleankit.document import Lines, Verdict
from cleankit.registry import line_filter
from cleankit.text.c4 import judge_lines


@line_filter("c4-lines")
def c4_lines(lines: Lines, *, end_marks: bool = True) -> Iterator[Verdict]:
    """Drop lines without an end mark, of fewer than three words, with "javascript" or a policy, as C4 does.

    This destroys articles: of lines that are the article's own it takes 13 to 21 % of the characters,
    headlines, lists, tables, verse and nearly all of a text in a script without ``.`` or ``?``. It is for
    corpora that must be C4's (Raffel et al. 2020); to clean articles, use `boilerplate`. Blank lines stay;
    citations such as ``[12]`` stay too.
    """
    for judged in judge_lines(lines.texts, end_marks=end_marks, stop=False):
        if judged.reason and not judged.condemns and judged.text:
            yield Verdict(judged.line, f"c4-lines:{judged.reason}")
