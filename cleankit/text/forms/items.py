"""Items of lists, and lines that a colon announces.

>>> from cleankit.text.forms.shapes import Shapes
>>> shapes = Shapes(["Buttons:", "", "- Play", "- Mute", "", "- Advertisement -"])
>>> listed_lines(shapes), announced_lines(shapes, {2: 0, 3: 0}, set())
({2: 0, 3: 0}, {2: 0, 3: 0})
"""

from collections.abc import Container

from cleankit.text.forms.shapes import Shapes, ends_sentence, size_of
from cleankit.text.patterns import lazy
from cleankit.text.sentences import COLONS

MARKS = "-–—*+•‣⁃◦●○▪■□◆◇※✓✔➤►▶·・∙»›"
ITEM_RE = lazy(
    rf"(?:[{MARKS}]\s|[•‣●▪■◆►▶・](?=\w)|\(?\d{{1,3}}[.)．、](?=\s|[^\W\d])|\(?(?![A-ZА-ЯЁΑ-Ω])[^\W\d_][.)]\s"
    r"|\([^\W\d_]{1,4}\)\s*\S|[①-⑳]|[一二三四五六七八九十]{1,3}[、.．]|\[[ xX]\]\s)"
)
DASHES = frozenset("-–—*=_~")
FIRST = frozenset(f"{MARKS}([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳一二三四五六七八九十")
ENDS = (".", ")")  # of a letter or a number before an item
COUNT_RE = lazy(r"(\d{1,3})\s+[^\W\d]")
LEAST_ITEMS, LEAST_COUNTED = 2, 3
LEAST_BLANKS, LEAST_INTRODUCTION = 2, 16  # of a line that announces more than the next one
LONGEST_LISTED = 100  # size of an announced line that others may follow


def listed_lines(shapes: Shapes) -> dict[int, int]:
    """Return the items of lists, each with the line above its list (-1 if there is none).

    A list has two items or more, or a line with a colon above its only one. Two lines
    that go on an item (wrapped or indented) may stand before the next.
    """
    texts, firsts = shapes.texts, shapes.firsts
    begin = {first for first in set(firsts) if first in FIRST or first.isdigit()}
    likely = [i for i in shapes.solid if firsts[i] in begin or texts[i][1:2] in ENDS]
    items = {i for i in likely if is_item(texts[i])}
    found: dict[int, int] = {}
    run: list[int] = []
    opener, loose = -1, 0
    last = -1
    for i in shapes.solid if items else ():
        if i in items:
            if not run:
                opener = last
            run.append(i)
            loose = 0
        elif run:
            loose += 1
            if loose > 2 or not _goes_on(shapes, i, run[-1]):
                _close(texts, run, opener, found)
                run, loose = [], 0
        last = i
    _close(texts, run, opener, found)
    numbered = {i for i in likely if firsts[i].isdigit() and i not in items}
    return found | counted_lines(shapes, numbered) if len(numbered) >= LEAST_COUNTED else found


def counted_lines(shapes: Shapes, numbered: Container[int]) -> dict[int, int]:
    """Return the lines that count on from one to the next, with the line above them; numbers begin them.

    >>> lines = ["Seeds", "9 Ada Park", "10 Bo Lind", "11 Cy Mora", "40 people came."]
    >>> counted_lines(Shapes(lines), {1, 2, 3, 4})
    {1: 0, 2: 0, 3: 0}
    """
    found: dict[int, int] = {}
    run: list[int] = []
    opener, last, number = -1, -1, -1
    for i in [*shapes.solid, -1]:
        counted = COUNT_RE.match(shapes.texts[i]) if i in numbered else None
        value = int(counted[1]) if counted else -1
        if not counted or value != number + 1:
            if len(run) >= LEAST_COUNTED:
                found |= dict.fromkeys(run, opener)
            run, opener = [], last
        if counted:
            run.append(i)
        number, last = value, i
    return found


def is_item(text: str) -> bool:
    """Say whether a line begins as an item of a list does; decoration on both sides makes none.

    >>> is_item("- Play"), is_item("(c) 2020 sales fell"), is_item("- Menu -"), is_item("3.5 percent")
    (True, True, False, False)
    """
    if ITEM_RE.match(text) is None:
        return False
    return not (text[0] in DASHES and text[-1] in DASHES)


def announced_lines(shapes: Shapes, listed: dict[int, int], apart: Container[int]) -> dict[int, int]:
    """Return the lines that a line with a colon at its end announces, each with that line.

    That is the first line below it; with it the lines of its passage, and the rest of a list. Short lines
    go on as a list across blank lines too, if running text comes after it.
    """
    texts = shapes.texts
    found = {line: above for line, above in listed.items() if above >= 0 and texts[above][-1] in COLONS}
    after = shapes.after
    for i in shapes.closed(COLONS):
        line = after.get(i, -1)
        if line >= 0 and line not in found and line not in apart:
            run = _run(shapes, line, apart) if _introduces(texts[i]) else [line]
            found |= dict.fromkeys(run, i)
    return found


def _run(shapes: Shapes, start: int, apart: Container[int]) -> list[int]:
    """Return an announced line and the lines that are announced with it."""
    texts, after = shapes.texts, shapes.after
    passage = [start]
    while passage[-1] + 1 < len(texts) and texts[passage[-1] + 1] and passage[-1] + 1 not in apart:
        passage.append(passage[-1] + 1)
    if len(passage) > 1:
        return passage if all(_is_short(texts[i]) for i in passage) else passage[:1]
    run, line = [start], after.get(start, -1)
    if not _is_short(texts[start]):
        return run
    while line >= 0 and _is_short(texts[line]) and texts[line][-1] not in COLONS:
        run.append(line)
        line = after.get(line, -1)
    return run if line >= 0 else run[:1]


def _introduces(text: str) -> bool:
    """Say whether a line with a colon is more than the label of a field: "Search:"."""
    return text.count(" ") >= LEAST_BLANKS or size_of(text) >= LEAST_INTRODUCTION


def _is_short(text: str) -> bool:
    return size_of(text) < LONGEST_LISTED and not ends_sentence(text)


def _close(texts: list[str], run: list[int], opener: int, found: dict[int, int]) -> None:
    announced = opener >= 0 and texts[opener][-1] in COLONS
    if len(run) >= LEAST_ITEMS or (run and announced):
        found |= dict.fromkeys(run, opener)


def _goes_on(shapes: Shapes, line: int, item: int) -> bool:
    """Say whether a line belongs to the item above: indented, small, or the item has no end yet."""
    if shapes.raw[line][0].isspace():
        return True
    text, above = shapes.texts[line], shapes.texts[line - 1]
    return line - item < 3 and bool(above) and (text[0].islower() or not ends_sentence(above))
