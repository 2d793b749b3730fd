"""Whether what looks like a leftover of markup or of an embed belongs to the text: a listing, a quoted post.

>>> from cleankit.document import Lines
>>> post = Lines(["Fog again #ferry", "", "— Port (@port) May 3, 2024", "", "The port wrote so on Friday."])
>>> signs_post(post.forms.shapes, 2, {2})
True
"""

from bisect import bisect
from collections.abc import Container
from functools import cached_property

from cleankit.text.forms.shapes import Shapes
from cleankit.text.patterns import lazy
from cleankit.text.sentences import has_end_mark

POST_RE = lazy(r"(?:\bt\.co|\bpic\.twitter\.com|\bpic\.x\.com)/\w|(?<![\w/&])[#@]\w")
MARKUP_RE = lazy(r"\b(?:X?HTML|XML|SGML|DTD|markup)\b")
TAG_RE = lazy(r"<[/?!]?[A-Za-z]")
OPENER_RE = lazy(r"<\s?!\s?[-–—]")
CLOSER_RE = lazy(r"(?:--|[–—])\s?>")


def signs_post(shapes: Shapes, line: int, going: Container[int]) -> bool:
    """Say whether a line is the signature of a post whose words stand above it and stay.

    A paragraph of the article ends with a mark; above its signature, a post often does not.
    """
    above = shapes.before.get(line, -1)
    if above < 0 or above in going:
        return False
    is_joined = above == line - 1 and len(shapes.passages) > 1
    return (
        is_joined or POST_RE.search(shapes.texts[above]) is not None or not has_end_mark(shapes.texts[above])
    )


class Shown:
    """The tags and comments that a text shows: in a text on markup; comments beside tags, or left open.

    A comment that one line opens and another closes goes only if both go.
    """

    def __init__(self, shapes: Shapes, going: Container[int]) -> None:
        self._shapes, self._going = shapes, going

    def has(self, line: int) -> bool:
        """Say whether a line begins with such a tag or comment."""
        shapes, texts, going = self._shapes, self._shapes.texts, self._going
        if OPENER_RE.match(texts[line]) is None:
            return TAG_RE.match(texts[line]) is not None and self._is_about_markup
        beside = (shapes.before.get(line, -1), shapes.after.get(line, -1))
        if any(i >= 0 and i not in going and TAG_RE.match(texts[i]) is not None for i in beside):
            return True
        if CLOSER_RE.search(texts[line]) is None:
            place = bisect(self._closers, line)
            if place < len(self._closers) and self._closers[place] not in going:
                return True
        return self._is_about_markup

    @cached_property
    def _closers(self) -> list[int]:
        texts = self._shapes.texts
        return [i for i in self._shapes.solid if CLOSER_RE.search(texts[i]) is not None]

    @cached_property
    def _is_about_markup(self) -> bool:
        texts, solid = self._shapes.texts, self._shapes.solid
        return any(MARKUP_RE.search(texts[i]) is not None for i in solid if i not in self._going)
