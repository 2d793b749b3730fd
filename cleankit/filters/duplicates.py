"""Drop a long line that the document has twice; the copy in its natural place stays.

Two lines are the same if they are the same when folded: case, quotes and blanks aside. Letters and
digits of every script count. Short lines may repeat on purpose (a chorus, "No comment."), and so may
code.

>>> story = "The mayor said on Monday that the bridge would open in May."
>>> [verdict.line for verdict in repeated_lines(Lines([story, "No comment.", story]))]
[2]
"""

from collections.abc import Iterator
from itertools import islice

from cleankit.code import code_lines
from cleankit.document import Lines, Verdict
from cleankit.folding import has_end_mark
from cleankit.registry import line_filter

STANDFIRST_REACH = 3  # text lines within which the body says again what the standfirst said


@line_filter("duplicates")
def repeated_lines(lines: Lines, *, min_chars: int = 40) -> Iterator[Verdict]:
    """Drop each later copy of a line of ``min_chars`` characters or more; the first stays.

    A standfirst is the exception: the first long line under a headline gives way to its copy in the
    body, when that is one of the next three text lines.
    """
    texts = lines.texts
    long = [i for i, text in enumerate(texts) if len(text) >= min_chars]
    if len(long) < 2:
        return
    keys = lines.keys
    if len({keys[i] for i in long}) == len(long):
        return
    code = code_lines(texts)
    standfirst = _standfirst(lines, long)
    first_at: dict[str, int] = {}
    for i in long:
        if i == standfirst or i in code:
            continue
        first = first_at.setdefault(keys[i], i)
        if first != i:
            yield Verdict(i, "duplicates:exact", note=f"repeats line {first + 1}")
    if standfirst is not None:
        copy = first_at[keys[standfirst]]
        yield Verdict(standfirst, "duplicates:standfirst", note=f"line {copy + 1} repeats it in the body")


def _standfirst(lines: Lines, long: list[int]) -> int | None:
    """Return the line of the standfirst if its copy follows within reach, else None."""
    texts, keys = lines.texts, lines.keys
    headline = next(i for i, text in enumerate(texts) if text.strip())
    below = next((i for i in long if i > headline), None)
    if below is None or has_end_mark(texts[headline]) or len(texts[headline]) >= len(texts[below]):
        return None
    following = (i for i in range(below + 1, len(texts)) if texts[i].strip())
    return below if any(keys[i] == keys[below] for i in islice(following, STANDFIRST_REACH)) else None
