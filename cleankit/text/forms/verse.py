"""Verse: stanzas of short lines that are no menu.

Lines that are verse break where the sense or the sound wants it. A stanza shows it by commas at the ends
of lines, by rhymes, by a line said again, by as many lines as the stanza beside it.

>>> from cleankit.text.forms.shapes import Shapes
>>> poem = ["I walked the road that led me here", "and found the gate was gone,", "the orchard sold,"]
>>> sorted(verses(Shapes(poem))), sorted(verses(Shapes(["Home", "Latest news", "Sport and leisure"])))
([0, 1, 2], [])
"""

from collections import Counter
from itertools import pairwise

from cleankit.text.forms.shapes import COMMAS, QUOTES, Shapes, ends_sentence, is_spaceless, size_of
from cleankit.text.sentences import SENTENCE_END_RE

OPENING, CLOSING = frozenset("[("), frozenset("])")
LEAST_LINES, MOST_LINES = 3, 40
LONGEST = 64  # size of a line
LEAST_MEAN = 12  # size of the lines of a stanza, on average
ENOUGH = 2  # signs
LEAST_WORDS = 3  # on average, of lines that begin small and have no commas: labels have fewer
FILLED, SLACK = 0.8, 2  # share of full lines; characters missing at the edge where words are not set off
TAIL = 3  # letters that rhyme
EDGES = "".join(QUOTES) + " .,;:!?…—–-)("


def verses(shapes: Shapes) -> set[int]:
    """Return the lines of stanzas."""
    texts = shapes.texts
    found = _marked(shapes)
    stanzas = [passage for passage in shapes.passages if _may_be(shapes, *passage)]
    if not stanzas:
        return found
    said = Counter(texts[i] for start, end in stanzas for i in range(start, end))
    for place, (start, end) in enumerate(stanzas):
        beside = [stanzas[at] for at in (place - 1, place + 1) if 0 <= at < len(stanzas)]
        twin = any(_is_twin(shapes, (start, end), other) for other in beside)
        signs = _signs(texts[start:end], twin=twin)
        if end - start > LEAST_LINES and twin and not signs:
            signs = sum([said[line] > 1 and line.count(" ") > 1 for line in texts[start:end]])
        if signs + twin >= ENOUGH and signs and not is_filled(texts[start:end]):
            found.update(range(start, end))
    return found | _couplets(shapes, found) if found else found


def is_filled(lines: list[str]) -> bool:
    """Say whether lines are a paragraph filled to a width, with a sentence that ends amid a line.

    >>> is_filled(["Nobody came. The gate", "was shut, and the light", "was out by then."])
    True
    """
    ends = [(SENTENCE_END_RE.search(line), len(line)) for line in lines]
    if not any(end is not None and end.end() < size for end, size in ends):
        return False
    width = max(map(len, lines))
    full = sum([len(above) + 1 + _first_word(line) > width for above, line in pairwise(lines)])
    return full >= FILLED * (len(lines) - 1)


def _first_word(text: str) -> int:
    if is_spaceless(text):
        return SLACK
    blank = text.find(" ")
    return len(text) if blank < 0 else blank


def _marked(shapes: Shapes) -> set[int]:
    """Return the passages under lines in brackets, at least two such passages: "[Chorus:]"."""
    texts = shapes.texts
    if OPENING.isdisjoint(shapes.firsts):
        return set()
    passages = [
        (start, end)
        for start, end in shapes.passages
        if end - start > 1
        and texts[start][0] in OPENING
        and texts[start][-1] in CLOSING
        and max([size_of(text) for text in texts[start:end]]) <= LONGEST
    ]
    return {i for passage in passages for i in range(*passage)} if len(passages) > 1 else set()


def _is_twin(shapes: Shapes, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two passages have as many lines and nothing stands between them."""
    first, second = sorted((one, other))
    return one[1] - one[0] == other[1] - other[0] and shapes.before.get(second[0]) == first[1] - 1


def _may_be(shapes: Shapes, start: int, end: int) -> bool:
    if not LEAST_LINES <= end - start <= MOST_LINES:
        return False
    lines = shapes.texts[start:end]
    if max(map(len, lines)) > LONGEST:
        return False
    sizes = list(map(size_of, lines))
    return max(sizes) <= LONGEST and sum(sizes) >= LEAST_MEAN * len(sizes)


def _signs(lines: list[str], *, twin: bool) -> int:
    """Count what speaks for verse in a passage of short lines; rhymes only where they can decide."""
    count = len(lines)
    ended = sum(map(ends_sentence, lines))
    if 2 * ended > count or 3 * sum([" " not in line and not is_spaceless(line) for line in lines]) > count:
        return 0
    commas = sum([line[-1] in COMMAS for line in lines])
    signs = (3 * commas >= count) + (5 * commas >= count and 8 * ended >= count)
    if 5 * commas >= count:
        signs += 2 * sum([line[0].islower() for line in lines[1:]]) >= count
    elif twin:
        signs += _run_on_small(lines)
    if signs + twin == ENOUGH - 1:
        signs += 3 * _rhymed(lines) >= 2 * count
    return signs


def _run_on_small(lines: list[str]) -> bool:
    """Say whether all lines but the first begin small, and have more words than labels in small letters."""
    rest = lines[1:]
    words = sum([line.count(" ") + 1 for line in rest])
    return words >= LEAST_WORDS * len(rest) and all(line[0].islower() for line in rest)


def _rhymed(lines: list[str]) -> int:
    """Count the lines that rhyme with the next or the next but one: another word with the same end."""
    words = [line.rstrip(EDGES).rpartition(" ")[2].casefold() for line in lines]
    rhymed: set[int] = set()
    pairs = [(i, i + step) for step in (1, 2) for i in range(len(words) - step)]
    for i, j in pairs:
        one, other = words[i], words[j]
        if one != other and len(one) >= TAIL <= len(other) and one[-TAIL:] == other[-TAIL:]:
            rhymed |= {i, j}
    return len(rhymed)


def _couplets(shapes: Shapes, found: set[int]) -> set[int]:
    """Return the short passages between two stanzas, or beside one that says one of their lines: refrains."""
    texts = shapes.texts
    said = {texts[i] for i in found}
    more: set[int] = set()
    for start, end in shapes.passages:
        if start in found or end - start > LEAST_LINES + 1:
            continue
        lines = texts[start:end]
        if max(map(size_of, lines)) > LONGEST:
            continue
        above, below = shapes.before.get(start, -1), shapes.after.get(end - 1, -1)
        beside = above in found or below in found
        between = above in found and below in found and end - start > 1
        if between or (beside and not said.isdisjoint(lines)):
            more.update(range(start, end))
    return more
