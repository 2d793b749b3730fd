"""Time several ways to do the same work so that their ratios hold on a busy machine.

The work is cut into chunks. Each chunk is given to all contenders in turn, several rounds long, and the
least CPU time that a contender took for a chunk counts. What other processes do to caches and clocks only
ever adds time, and it comes in bursts: a contender needs one quiet moment a chunk, not a quiet run. The
median of the ratios of whole rounds, tried first, moved by 30 % on a machine with twice as many busy
processes as cores; the sum of least times moves by 5 %.
"""

import gc
from collections.abc import Callable, Mapping
from time import process_time

from benchmarks.texts import Part

Contender = Callable[[Part], object]


def least_seconds(part: Part, contenders: Mapping[str, Contender], rounds: int = 5) -> dict[str, float]:
    """Return the CPU seconds that each contender needs for a part when nothing disturbs it."""
    total = dict.fromkeys(contenders, 0.0)
    collects = gc.isenabled()
    gc.disable()
    try:
        for chunk in part.chunks():
            least = dict.fromkeys(contenders, float("inf"))
            for _ in range(rounds):
                for name, contender in contenders.items():
                    start = process_time()
                    contender(chunk)
                    least[name] = min(least[name], process_time() - start)
            for name, seconds in least.items():
                total[name] += seconds
            gc.collect()
    finally:
        if collects:
            gc.enable()
    return total
