"""Whether what looks like a leftover of markup or of an embed belongs to the text: a listing, a quoted post.

>>> from cleankit.document import Lines
>>> post = Lines(["Fog again #ferry", "", "— Port (@port) May 3, 2024", "", "The port wrote so on Friday."])
>>> signs_post(post.forms.shapes, 2, {2})
True
"""

from collections.abc import Container

from cleankit.text.forms.shapes import Shapes
from cleankit.text.patterns import lazy

POST_RE = lazy(r"(?:\bt\.co|\bpic\.twitter\.com|\bpic\.x\.com)/\w|(?<![\w/&])[#@]\w")
MARKUP_RE = lazy(r"\b(?:X?HTML|XML|SGML|DTD|markup)\b")
TAG_RE = lazy(r"<[/?!]?[A-Za-z]")
OPENER_RE = lazy(r"<\s?!\s?[-–—]")
CLOSER_RE = lazy(r"(?:--|[–—])\s?>")


def signs_post(shapes: Shapes, line: int, going: Container[int]) -> bool:
    """Say whether a line is the signature of a post whose words stand above it and stay."""
    above = shapes.before.get(line, -1)
    if above < 0 or above in going:
        return False
    is_joined = above == line - 1 and len(shapes.blocks) > 1
    return is_joined or POST_RE.search(shapes.texts[above]) is not None


def is_shown(shapes: Shapes, line: int, going: Container[int]) -> bool:
    """Say whether the text shows a comment: beside tags that stay, in a text on markup, or left open.

    A comment that one line opens and another closes goes only if both go.
    """
    texts = shapes.texts
    if OPENER_RE.match(texts[line]) is None:
        return False
    beside = (shapes.before.get(line, -1), shapes.after.get(line, -1))
    if any(i >= 0 and i not in going and TAG_RE.match(texts[i]) is not None for i in beside):
        return True
    if CLOSER_RE.search(texts[line]) is None:
        closer = next((i for i in shapes.solid if i > line and CLOSER_RE.search(texts[i]) is not None), -1)
        if closer >= 0 and closer not in going:
            return True
    return any(MARKUP_RE.search(texts[i]) is not None for i in shapes.solid if i not in going)
