r"""Which lines of a text that changed are still the same, and the blocks behind them."""

from collections.abc import Sequence
from itertools import accumulate

from cleankit.document import Block


def common_ends(before: Sequence[object], after: Sequence[object]) -> tuple[int, int]:
    """Return how many items are equal at the start and, of the rest, at the end.

    >>> common_ends("abXYde", "abZde"), common_ends("aa", "aaa")
    ((2, 2), (2, 0))
    """
    shorter = min(len(before), len(after))
    start = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    room = shorter - start
    end = next((i for i in range(room) if before[-1 - i] != after[-1 - i]), room)
    return start, end


def realigned(blocks: Sequence[Block | None], before: str, after: str) -> Sequence[Block | None]:
    """Return the blocks of the new lines.

    Where only line ends and blanks changed, a line has the block in which it begins, and a blank one none.
    Otherwise unchanged lines at both ends keep theirs, and those between have none.
    """
    if before.count("\n") == after.count("\n"):
        return blocks
    old, new = before.split("\n"), after.split("\n")
    if "".join(before.split()) == "".join(after.split()):
        behind = [block for line, block in zip(old, blocks, strict=True) for _ in "".join(line.split())]
        begins = accumulate((len("".join(line.split())) for line in new), initial=0)
        return [
            behind[at] if line and not line.isspace() else None for at, line in zip(begins, new, strict=False)
        ]
    start, end = common_ends(old, new)
    return [*blocks[:start], *[None] * (len(new) - start - end), *blocks[len(old) - end :]]
