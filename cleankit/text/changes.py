r"""What changed between two texts: exact edits, in linear time, without a general diff.

Filters change little: a character replaced, some removed. So lines are paired, and in a pair the texts are
walked together; where they differ, the nearest place where they agree again ends the edit. Where the
number of lines changed, those common to both ends are paired and the middle is one edit.

>>> list(text_edits("“It’s”  late", '"It\'s" late'))
[(0, 1, '"'), (3, 4, "'"), (5, 6, '"'), (7, 8, '')]
"""

from collections.abc import Iterator

Change = tuple[int, int, str]
"""A span of a text, and what stands in its place."""
REACH = 16  # characters that one edit in a line may span; beyond, the rest of the line is one edit
ANCHOR = 6  # equal characters by which two texts agree again after a long step
NEAR = ((0, 1), (1, 0), (0, 2), (1, 1), (2, 0))  # how far most edits go on in the old text and in the new


def text_edits(before: str, after: str) -> Iterator[Change]:
    """Yield the edits that make ``after`` of ``before``, ordered and apart, spans in ``before``."""
    old, new = before.split("\n"), after.split("\n")
    if len(old) == len(new):
        place = 0
        for was, now in zip(old, new, strict=True):
            if was != now:
                yield from _line_edits(was, now, place)
            place += len(was) + 1
        return
    yield trimmed(0, before, after)


def trimmed(place: int, old: str, new: str) -> Change:
    """Return one edit, at ``place``, without the ends that both texts share."""
    start = _common_length(old, new, 0, 0)
    room = min(len(old), len(new)) - start
    end = _common_length(old[::-1], new[::-1], 0, 0, room)
    return place + start, place + len(old) - end, new[start : len(new) - end]


def _line_edits(old: str, new: str, place: int) -> Iterator[Change]:
    i = j = 0
    while True:
        same = _common_length(old, new, i, j)
        i, j = i + same, j + same
        if i == len(old) and j == len(new):
            return
        step = _agreement(old, new, i, j)
        if step is None:
            yield trimmed(place + i, old[i:], new[j:])
            return
        gone, come = step
        yield place + i, place + i + gone, new[j : j + come]
        i, j = i + gone, j + come


def _agreement(old: str, new: str, i: int, j: int) -> tuple[int, int] | None:
    """Return how far on, in both, the texts agree again, the nearest first; None if not within reach."""
    for gone, come in NEAR:
        if _agree(old, new, i, j, gone, come):
            return gone, come
    places: dict[str, list[int]] = {}
    for come, char in enumerate(new[j : j + REACH + 1]):
        places.setdefault(char, []).append(come)
    steps = [
        (gone + come, gone, come)
        for gone, char in enumerate(old[i : i + REACH + 1])
        for come in places.get(char, ())
    ]
    rest = len(old) - i, len(new) - j
    if max(rest) <= REACH:
        steps.append((sum(rest), *rest))
    return next(((gone, come) for _, gone, come in sorted(steps) if _agree(old, new, i, j, gone, come)), None)


def _agree(old: str, new: str, i: int, j: int, gone: int, come: int) -> bool:
    """Say whether the texts agree after a step: the longer it is, the more characters must be equal.

    At the end, nothing must be left over.
    """
    i_end, j_end = i + gone, j + come
    anchor = max(1 if gone == come else 2, min(ANCHOR, gone + come - 1))
    rest = old[i_end : i_end + anchor]
    if rest != new[j_end : j_end + anchor] or i_end > len(old) or j_end > len(new):
        return False
    return len(rest) == anchor or len(old) - i_end == len(new) - j_end == len(rest)


def _common_length(old: str, new: str, i: int, j: int, room: int | None = None) -> int:
    """Return how many characters are equal from ``old[i]`` and ``new[j]`` on."""
    longest = min(len(old) - i, len(new) - j) if room is None else room
    low, step, differs = 0, 32, False
    while step and low < longest:
        step = min(step, longest - low)
        if old[i + low : i + low + step] == new[j + low : j + low + step]:
            low += step
            step = step if differs else step * 2
        else:
            differs = True
            step //= 2
    return low
