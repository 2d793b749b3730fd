r"""A report as a short list of numbers: which stretch of the clean text stands where in the source.

For metadata that has to stay small, where a chunk of clean text must lead back to the source without the
report. In a segment the characters correspond one by one; where they differ, one was replaced by one (a curly
quote by a straight one). What lies between two segments was removed, inserted or rewritten.

>>> import cleankit
>>> source = "Advertisement\nIt’s  late."
>>> report = cleankit.Chain("article").audit(source)
>>> segments = report.segments()
>>> report.text, segments
("It's late.", [[0, 14, 5], [5, 20, 5]])
>>> source[slice(*source_span(segments, 5, 10))]
'late.'
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from cleankit.text.edits import Edit, Layer, Span

Segments = list[list[int]]

ENDLESS = 1 << 62  # the length of the last segment, until the text's is known


def segments_of(layers: Iterable[Layer], length: int) -> Segments:
    """Return the segments of a text of ``length`` characters that the layers made."""
    segments: Segments = [[0, 0, ENDLESS]]
    grown = 0
    for layer in layers:
        segments = _narrowed(segments, layer.edits)
        grown += sum(len(edit.after) - len(edit.before) for edit in layer.edits)
    found = [[c, s, min(n, length - c)] for c, s, n in segments if c < length]
    if length and (not found or found[-1][0] + found[-1][2] < length):
        found.append([length, length - grown, 0])  # the end was rewritten: what it leads to
    return found


def source_span(segments: Sequence[Sequence[int]], start: int, end: int) -> Span:
    """Return the span of the source that the clean text from ``start`` to ``end`` came from.

    An end inside a segment is exact; one between two segments widens to cover what was rewritten there.
    An empty span maps to the place before the character that follows it, at the end of the text to that after
    the last one. With no segments there is nothing to map to: (0, 0).
    """
    if not segments:
        return 0, 0
    first = _first(segments, start)
    if start >= end:
        return first, first
    at = bisect_left(segments, end, key=_clean_start) - 1
    if at < 0:
        return first, max(first, segments[0][1])
    clean, source, length = segments[at]
    if end <= clean + length:
        return first, max(first, source + end - clean)
    return first, max(first, segments[at + 1][1])


def _first(segments: Sequence[Sequence[int]], place: int) -> int:
    at = bisect_right(segments, place, key=_clean_start) - 1
    if at < 0:
        return 0
    clean, source, length = segments[at]
    if place < clean + length:
        return source + place - clean
    return source + length


def _clean_start(segment: Sequence[int]) -> int:
    return segment[0]


def _narrowed(segments: Segments, edits: Sequence[Edit]) -> Segments:
    """Return what a layer leaves of segments; its edits have their spans in the text that these describe."""
    found: Segments = []
    shift = 0  # how much longer the layer's output is than its input, up to here
    at = 0
    clean, source, length = segments[0]
    for edit in edits:
        start, end = edit.start, edit.end
        grown = len(edit.after) - (end - start)
        if end - start == 1 and not grown:
            continue  # one for one: the segment goes on
        while clean + length <= start:
            _add(found, clean + shift, source, length)
            at += 1
            if at == len(segments):
                return found
            clean, source, length = segments[at]
        if clean < start:
            _add(found, clean + shift, source, start - clean)
        while clean + length <= end:
            at += 1
            if at == len(segments):
                return found
            clean, source, length = segments[at]
        if clean < end:
            clean, source, length = end, source + end - clean, length - (end - clean)
        shift += grown
    _add(found, clean + shift, source, length)
    for start, origin, size in segments[at + 1 :]:
        _add(found, start + shift, origin, size)
    return found


def _add(found: Segments, clean: int, source: int, length: int) -> None:
    if length <= 0:
        return
    if found:
        last = found[-1]
        if last[0] + last[2] == clean and last[1] + last[2] == source:
            last[2] += length
            return
    found.append([clean, source, length])
