"""Cut a stream of bytes into spans of whole lines, in bounded memory.

The cuts depend on the bytes alone, so that a resumed run and any number of workers see the same spans.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """Whole lines from ``start`` to ``stop``; ``data`` is None for one line that is too long to hold."""

    start: int
    stop: int
    first_line: int
    data: bytes | None


def line_spans(
    read: Callable[[int], bytes], size: int, longest: int, start: int = 0, line: int = 1
) -> Iterator[Span]:
    r"""Yield spans of about ``size`` bytes; ``read(size)`` gives exactly that many, fewer only at the end.

    A line over ``longest`` bytes is read past, not kept. ``start`` and ``line`` are where reading begins.

    >>> import io
    >>> [span[:3] for span in line_spans(io.BytesIO(b"a\nb\n" + b"c" * 9 + b"\nd").read, 3, 8)]
    [(0, 2, 1), (2, 4, 2), (4, 14, 3), (14, 15, 4)]
    """
    held: list[bytes] = []  # of the line that no newline has ended yet
    length = 0
    while data := read(size):
        cut = data.rfind(b"\n") + 1
        first = data.find(b"\n") + 1
        if length + (first or len(data)) > longest + 1:
            skipped = length + (first or len(data))
            while not first and (data := read(size)):
                first = data.find(b"\n") + 1
                skipped += first or len(data)
            yield Span(start, start + skipped, line, None)
            start, line = start + skipped, line + 1
            data = data[first:] if first else b""
            cut = data.rfind(b"\n") + 1
            held, length = [], 0
        if cut:
            whole = b"".join([*held, data[:cut]])
            yield Span(start, start + len(whole), line, whole)
            start, line = start + len(whole), line + whole.count(b"\n")
            held, length = [], 0
        held.append(data[cut:])
        length += len(data) - cut
    if length:
        yield Span(start, start + length, line, b"".join(held))
