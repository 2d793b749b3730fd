"""Passages of short lines that are one paragraph: set in a narrow column, or broken by tags.

Small letters at the start of lines say that a sentence goes on. Scripts without capitals say it by other
signs: marks inside and at the end of the passage alone, lines filled to one width.

>>> from cleankit.text.forms.shapes import Shapes
>>> sorted(narrow_lines(Shapes(["장관은 비용을 이웃과", "공유", "해야 한다고 말했다.", "", "공유", "댓글"])))
[0, 1, 2]
"""

from collections.abc import Container, Iterator

from cleankit.text.forms.shapes import COMMAS, Shapes, ends_sentence, is_spaceless, size_of
from cleankit.text.sentences import COLONS, SENTENCE_END_RE

LONGEST = 60  # size of a line of a broken sentence
WIDEST = 34  # characters of a narrow column
LEAST_LINES, MOST_LINES = 3, 400
LEAST_NARROW = 6  # lines of a narrow column
LEAST_FIRST = 10  # size of the line that begins a broken sentence
SMALL, FILLED = 0.6, 0.8  # share of lines that go on small, or that the next word would not have fitted in
LEAST_WORDS = 1.5  # a line, on average
SLACK = 2  # characters
TAIL = 200  # characters of a line in which its last sentence may begin


def narrow_lines(shapes: Shapes, apart: Container[int] = ()) -> set[int]:
    """Return the lines of such passages; a passage with a line in ``apart`` has none."""
    found: set[int] = set()
    for start, end in shapes.passages:
        if end - start < 2:
            continue
        lines = shapes.texts[start:end]
        without_case = has_no_case(lines[0])
        if LEAST_LINES <= end - start <= MOST_LINES and (
            (without_case and _is_broken(lines)) or (end - start >= LEAST_NARROW and _is_narrow(lines))
        ):
            found.update(() if any(i in apart for i in range(start, end)) else range(start, end))
        if without_case or has_no_case(lines[-1]):
            found.update(_cut(lines, start, apart))
    return found


def has_no_case(text: str) -> bool:
    """Say whether the first letter of a line is of a script without capitals.

    >>> has_no_case("“분리"), has_no_case("the"), has_no_case("12 %")
    (True, False, False)
    """
    if text.isascii():
        return False
    first = text[0] if text[0].isalpha() else next(filter(str.isalpha, text), "")
    return first != "" and not first.isupper() and not first.islower()


def _is_broken(lines: list[str]) -> bool:
    """Say whether lines are parts of one sentence: the last ends it, and the first is more than a label."""
    if not ends_sentence(lines[-1]) or any(size_of(line) > LONGEST for line in lines):
        return False
    if any(ends_sentence(line) or line[-1] in COLONS or "|" in line for line in lines[:-1]):
        return False
    first = lines[0]
    return size_of(first) >= LEAST_FIRST and (" " in first or is_spaceless(first))


def _is_narrow(lines: list[str]) -> bool:
    """Say whether lines are a column: short, with marks of sentences, and each goes on or is full."""
    if max(map(len, lines)) > WIDEST:
        return False
    together = "\n".join(lines)
    if not any(mark in together for mark in ",.،，。।؟?!"):
        return False  # most menus
    ended = [ends_sentence(line) for line in lines]
    if not any(ended):
        return False
    marks = sum(ended) + sum([line[-1] in COMMAS or _has_comma(line) for line in lines])
    if 6 * marks < len(lines) or marks < 2:
        return False
    if not is_spaceless(lines[0]) and sum([1 + line.count(" ") for line in lines]) < LEAST_WORDS * len(lines):
        return False
    pairs = [(lines[i], lines[i + 1]) for i in range(len(lines) - 1) if not ended[i]]
    if 2 * len(pairs) < len(lines):
        return False
    small = sum([line[0].islower() for _, line in pairs])
    width = max(map(len, lines))
    filled = sum([len(above) + 1 + _first_word(line) > width for above, line in pairs])
    return small >= SMALL * len(pairs) or filled >= FILLED * len(pairs)


def _has_comma(line: str) -> bool:
    return (
        any(mark in line for mark in (", ", "، ", "，", "、", "; "))
        or SENTENCE_END_RE.search(line) is not None
    )


def _first_word(text: str) -> int:
    if is_spaceless(text[:16]):
        return SLACK
    blank = text.find(" ")
    return len(text) if blank < 0 else blank


def _cut(lines: list[str], start: int, apart: Container[int]) -> Iterator[int]:
    """Yield lines that a sentence without capitals runs through: behind a comma, or begun amid a line."""
    for i in range(1, len(lines)):
        above, text = lines[i - 1], lines[i]
        if above.isascii() or start + i in apart or not has_no_case(text):
            continue
        comma = above[-1] in COMMAS and size_of(above) >= LEAST_FIRST
        if comma or (not ends_sentence(above) and _is_begun(above)):
            yield from (start + i - 1, start + i)
            if i + 1 < len(lines) and not ends_sentence(text) and text[-1] not in COLONS:
                yield start + i + 1


def _is_begun(text: str) -> bool:
    """Say whether a sentence ends inside a line and another begins that does not end there."""
    tail = text[-TAIL:]
    ends = [found.end() for found in SENTENCE_END_RE.finditer(tail)]
    return bool(ends) and has_no_case(tail[ends[-1] :]) and text[-1].isalpha()
