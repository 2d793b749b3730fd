"""Measure how time grows when the input doubles."""

import time
from collections.abc import Callable

FLOOR = 0.05  # seconds: below it the clock says more of the machine than of the code


def growth(run: Callable[[int], object], size: int, enough: float = 2.6) -> float:
    """Return the least of up to five ratios of processor time, at twice the size and at the size.

    A busy machine makes single ratios too large, hardly all five too small.
    """
    least = float("inf")
    for _ in range(5):
        seconds = []
        for length in (size, 2 * size):
            start = time.process_time()
            run(length)
            seconds.append(max(time.process_time() - start, FLOOR))
        least = min(least, seconds[1] / seconds[0])
        if least < enough:
            break
    return least
