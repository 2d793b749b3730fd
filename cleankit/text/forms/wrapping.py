r"""Lines that are parts of a sentence: hard-wrapped paragraphs, links on lines of their own.

A line runs on into the next one if that begins small, or with a mark that closes; or if the paragraph is
filled to a width: each line is as long as it can be before the first word of the next.

>>> from cleankit.text.forms.shapes import Shapes
>>> sorted(wrapped_lines(Shapes(["The old man wanted to have his", "share.", "", "Home", "News"])))
[0, 1]
"""

from collections.abc import Container, Iterator

from cleankit.text.forms.narrow import narrow_lines
from cleankit.text.forms.shapes import BLANK, COMMAS, Shapes, ends_sentence, is_spaceless, size_of
from cleankit.text.sentences import COLONS, END_CLASSES, END_MARKS

CLOSING = frozenset(END_CLASSES) - {"…", *"\"'’»"} | {"%"}  # marks that begin no line of their own
LEAST_BLANKS = 4  # of a part of a sentence that has no end mark either
HALF = 28  # size of a line that may be the first part of a sentence
SHORT = 30  # size of a last line that may begin with a capital: "Werbung."
LEAST_WIDTH, MOST_WIDTH = 24, 130  # of filled paragraphs
NARROW = 34  # size; a narrower one has to show it twice as often
FULL = 6  # tenths of the width that a full line has at least
LONGEST_WORD = 24  # characters: an address says nothing of the width
LEAST_SIGNS = 4  # full lines of a passage, lines after them that begin small, an end mark at its end
QUOTE = ">"  # before the lines of a block quote
SAME = 1.15  # times as wide: one width
SLACK = 2  # characters of a script without word spaces that may be missing at the edge


def wrapped_lines(shapes: Shapes, apart: Container[int] = ()) -> set[int]:
    """Return the lines that run on into the next, and those into which the line before runs on.

    Lines in ``apart`` begin something of their own (items, rows, turns): nothing runs on into them.
    """
    found = narrow_lines(shapes, apart)
    for above, line in _joins(shapes, apart):
        found.add(above)
        found.add(line)
    return found | wrapped_lines(_unquoted(shapes), apart) if QUOTE in shapes.firsts else found


def _unquoted(shapes: Shapes) -> Shapes:
    """Return the lines of block quotes of two lines and more, without the marks before them."""
    firsts = f"{shapes.firsts}{BLANK}"
    quoted = [i for i in shapes.begun(frozenset(QUOTE)) if QUOTE in (firsts[i - 1], firsts[i + 1])]
    texts = [""] * len(shapes.texts)
    for i in quoted:
        texts[i] = shapes.texts[i].lstrip(f"{QUOTE} ")
    return Shapes(texts)


def _joins(shapes: Shapes, apart: Container[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of lines of which the first runs on into the second."""
    texts, firsts = shapes.texts, shapes.firsts
    running = -1  # the last line into which a sentence ran on
    for above, line in zip(shapes.solid, shapes.solid[1:], strict=False):
        first = firsts[line]
        if first.isupper() or line in apart:
            continue
        if first in CLOSING:
            if _closes(texts[line]) and not _is_rule(texts[above]):
                running = line
                yield above, line
        elif above == line - 1 and first.islower() and _goes_on(texts, above, line, running == above):
            running = line
            yield above, line
    for start, end in shapes.passages:
        if end - start > 1:
            yield from _short_ends(texts, start, end, apart)
    yield from _filled(shapes, apart)


def _closes(text: str) -> bool:
    """Say whether a line begins with a mark that belongs to the line before: ", the" but not ".NET"."""
    after = text[1:2]
    return not after or after.isspace() or (text[0] in '")]}”»」』）】' and not after.isalnum())


def _is_rule(text: str) -> bool:
    return not any(map(str.isalnum, text))


def _goes_on(texts: list[str], above: int, line: int, running: bool) -> bool:
    """Say whether a line runs on into the next, which begins small; ``running`` if one ran on into it."""
    text, following = texts[above], texts[line]
    end = text[-1]
    if _is_ended(text) or text == following or _is_name(following):
        return False
    if len(text) >= HALF or end in COMMAS or (end == "-" and text[-2:-1].isalpha()):
        return True
    ended = _is_ended_part(following)
    words = " " in text or " " in following
    if running:
        return ended or words
    if text[0].islower() and not words:
        return False  # a menu in small letters
    if above == 0 or not texts[above - 1]:
        return (ended or _is_long_part(following)) and not _is_cut(texts, above)
    begun = not ends_sentence(texts[above - 1]) and len(texts[above - 1]) > HALF // 2
    return ended or (begun and " " in following)


def _is_ended_part(text: str) -> bool:
    return ends_sentence(text) or text[-1] in COMMAS


def _is_long_part(text: str) -> bool:
    """Say whether a line, which begins small, is too long for a label in small letters."""
    return len(text) >= HALF and text.count(" ") >= LEAST_BLANKS


def _is_name(text: str) -> bool:
    """Say whether a line begins small though it begins something: iPhone, https."""
    return text[1:2].isupper() or "://" in text[:12]


def _is_ended(text: str) -> bool:
    """Say whether a line ends with a colon or as a sentence does."""
    end = text[-1]
    return end in COLONS or (end in END_MARKS and not text.endswith(("...", "…"))) or ends_sentence(text)


def _is_cut(texts: list[str], line: int) -> bool:
    """Say whether a label stands between two parts of a sentence, a blank line above it."""
    above = texts[line - 2] if line > 1 else ""
    return len(above) >= HALF and not ends_sentence(above) and above[-1] not in COLONS


def _short_ends(texts: list[str], start: int, end: int, apart: Container[int]) -> Iterator[tuple[int, int]]:
    """Yield where a long line without an end mark runs on into a few words with one."""
    for line in range(start + 1, end):
        text, above = texts[line], texts[line - 1]
        if (
            len(text) > SHORT
            or not HALF <= len(above) <= MOST_WIDTH
            or line in apart
            or not ends_sentence(text)
        ):
            continue
        if above[-1] not in COLONS and not ends_sentence(above) and size_of(text) <= SHORT < size_of(above):
            yield line - 1, line


def _filled(shapes: Shapes, apart: Container[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs within passages that are filled to a width.

    A few full lines may be chance: they count if lines begin small, or if other passages are as wide. Where a
    line is neither full nor ended, a headline or a last line without a mark, each run has to show more.
    """
    texts = shapes.texts
    sure: list[int] = []
    doubtful: list[tuple[int, int, int, int]] = []
    for start, end, width in _passages(shapes):
        runs = _full_runs(texts, start, end, width, apart)
        if len(runs) > 1:
            yield from _sure_runs(texts, runs)
        elif runs[0]:
            signs = _signs(texts, runs[0], end - 1)
            if signs >= _least(texts[start]):
                sure.append(width)
                yield from runs[0]
            else:
                doubtful.append((start, end, width, signs))
    if not sure and sum([signs for *_, width, signs in doubtful if width >= NARROW]) >= 2 * LEAST_SIGNS:
        sure = [width for *_, width, _ in doubtful]
        sure = sure if max(sure) <= SAME * min(sure) else []
    for start, end, width, _ in doubtful if sure else ():
        if NARROW <= width <= max(sure):
            runs = _full_runs(texts, start, end, max(sure), apart)
            yield from runs[0] if len(runs) == 1 else ()


def _passages(shapes: Shapes) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and width of the passages that may be filled."""
    for start, end in shapes.passages:
        if end - start > 1:
            width = max([len(text) for text in shapes.texts[start:end]])
            if LEAST_WIDTH <= width <= MOST_WIDTH:
                yield start, end, width


def _sure_runs(texts: list[str], runs: list[list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of runs that show enough together, each of them not by chance."""
    shown = [(joined, _signs(texts, joined, joined[-1][1])) for joined in runs if joined]
    shown = [(joined, signs) for joined, signs in shown if signs >= _least(texts[joined[0][0]])]
    if sum([signs for _, signs in shown]) >= 2 * LEAST_SIGNS:
        for joined, _ in shown:
            yield from joined


def _least(text: str) -> int:
    """Return how many signs a passage of lines like this one has to show."""
    return LEAST_SIGNS * (1 + (size_of(text) < NARROW))


def _signs(texts: list[str], joined: list[tuple[int, int]], last: int) -> int:
    """Count what speaks for a filled passage: open full lines, small letters after them, its end."""
    open_ = [line for above, line in joined if not ends_sentence(texts[above])]
    small = sum([texts[line][0].islower() for line in open_])
    return len(open_) + small + ends_sentence(texts[last]) if open_ else 0


def _full_runs(
    texts: list[str], start: int, end: int, width: int, apart: Container[int]
) -> list[list[tuple[int, int]]]:
    """Return the pairs whose first line is full, in runs between lines that are neither full nor ended."""
    runs: list[list[tuple[int, int]]] = [[]]
    for line in range(start + 1, end):
        above = texts[line - 1]
        if line in apart:
            continue
        if 10 * len(above) >= FULL * width and len(above) + 1 + _first_word(texts[line]) > width:
            runs[-1].append((line - 1, line))
        elif not ends_sentence(above) and above[-1] not in COLONS:
            runs.append([])
    return runs


def _first_word(text: str) -> int:
    """Return the length of a line's first word; where words are not set off, the slack at the edge."""
    if is_spaceless(text[:16]):
        return SLACK
    blank = text.find(" ")
    word = len(text) if blank < 0 else blank
    return word if word <= LONGEST_WORD else 0
