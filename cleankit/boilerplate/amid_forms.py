"""Lines that a form goes on in, though they do not show it: the line model leaves them.

A bare program is code as a whole; between lines of code stands code; a paragraph of wrapped lines goes on as
long as its lines are long, and ends with a short one.

>>> from cleankit.text.forms import Forms
>>> sorted(amid_forms(Forms(["#define MILL", "/*", "int wheel(void);", "*/", "}"])))
[0, 1, 2, 3, 4]
"""

from collections.abc import Container, Iterator
from itertools import pairwise

from cleankit.text.forms import Forms
from cleankit.text.patterns import lazy
from cleankit.text.sentences import has_end_mark

REACH = 3  # lines without the form between two that have it
LONG_LINE, LONG_WORDS = 40, 6
CODE_RE = lazy(r"[#@*}\])]|//|/\*|.*(?:[{};]$|\w\(.*\)|[\w\])] ?[-+*|:]?=[ =]?\S)|[\w.\"']+:$")


def amid_forms(forms: Forms) -> set[int]:
    """Return the lines amid code and amid wrapped text."""
    texts, solid = forms.shapes.texts, forms.shapes.solid
    coded = sum(line in forms.code or CODE_RE.match(texts[line]) is not None for line in solid)
    if 2 * coded >= len(solid):
        return set(solid)
    found = {*_between(solid, forms.code), *_between(solid, forms.wrapped)}
    found.update(_going_on(texts, forms.wrapped, 1), _going_on(texts, forms.wrapped, -1))
    return found


def _between(solid: list[int], kept: Container[int]) -> Iterator[int]:
    """Yield the few lines between two lines of a form."""
    places = [place for place, line in enumerate(solid) if line in kept]
    for above, below in pairwise(places):
        if below - above <= REACH + 1:
            yield from solid[above + 1 : below]


def _going_on(texts: list[str], wrapped: set[int], step: int) -> Iterator[int]:
    """Yield the long lines right below wrapped ones, or above; and the short line that ends the paragraph."""
    for start in wrapped:
        line = start + step
        while 0 <= line < len(texts) and line not in wrapped and _is_long(texts[line]):
            yield line
            line += step
        if step > 0 and line < len(texts) and line not in wrapped and has_end_mark(texts[line]):
            yield line


def _is_long(text: str) -> bool:
    return len(text) >= LONG_LINE and text.count(" ") >= LONG_WORDS - 1
