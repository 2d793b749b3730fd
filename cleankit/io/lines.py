"""Cut a stream of bytes into spans of whole lines, in bounded memory.

The cuts depend on the bytes alone, so that a resumed run and any number of workers see the same spans.
"""

from collections.abc import Callable, Iterator
from typing import IO, Any, NamedTuple


class Span(NamedTuple):
    """Whole lines, or records, from ``start`` to ``stop``; ``data`` is None where it was not to be kept.

    ``too_long`` says that it is one line, over the limit, which nobody holds.
    """

    start: int
    stop: int
    first_line: int
    data: Any
    lines: int
    too_long: bool = False


def into(buffer: bytearray, file: IO[bytes]) -> Callable[[int], bytearray]:
    """Return ``read(size)`` of a file into one buffer, which each call overwrites: no memory is asked for.

    ``size`` is at most the buffer's.
    """
    whole: Any = file

    def read(size: int) -> bytearray:
        with memoryview(buffer) as view:
            got = whole.readinto(view[:size])
        return buffer if got == len(buffer) else buffer[:got]

    return read


def line_spans(
    read: Callable[[int], bytes | bytearray],
    size: int,
    longest: int,
    start: int = 0,
    line: int = 1,
    *,
    keep: bool = True,
) -> Iterator[Span]:
    r"""Yield spans of about ``size`` bytes; ``read(size)`` gives exactly that many, fewer only at the end.

    A line over ``longest`` bytes is read past, not kept. ``start`` and ``line`` are where reading begins:
    the end of an earlier span, after which the cuts are those that would have followed it. Without ``keep``
    the lines are only counted.

    >>> import io
    >>> [span[:3] for span in line_spans(io.BytesIO(b"a\nb\n" + b"c" * 9 + b"\nd").read, 3, 8)]
    [(0, 2, 1), (2, 4, 2), (4, 14, 3), (14, 15, 4)]
    """
    held: list[bytes | bytearray] = []  # of the line that no newline has ended yet
    length = 0
    # Reads end at multiples of the size, also the first one after a resume.
    while data := read(size - (start + length) % size):
        first = data.find(b"\n") + 1
        while length + (first or len(data)) > longest + 1:
            skipped = length + (first or len(data))
            while not first and (data := read(size)):
                first = data.find(b"\n") + 1
                skipped += first or len(data)
            yield Span(start, start + skipped, line, None, 1, too_long=True)
            start, line = start + skipped, line + 1
            data = data[first:] if first else b""
            first = data.find(b"\n") + 1
            held, length = [], 0
        if cut := data.rfind(b"\n") + 1:
            whole = b"".join([*held, data[:cut]]) if keep else None
            stop, lines = start + length + cut, data.count(b"\n")  # none follows the cut, none was held
            yield Span(start, stop, line, whole, lines)
            start, line = stop, line + lines
            held, length = [], 0
        if keep:
            held.append(data[cut:])
        length += len(data) - cut
    if length:
        too_long = length > longest + 1
        yield Span(
            start, start + length, line, b"".join(held) if keep and not too_long else None, 1, too_long
        )
