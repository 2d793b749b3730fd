"""One page for the browser that shows what a corpus is like, and loads nothing.

Sliders show what a gate would take at another threshold. The figures are JSON in a block that no browser
runs; the script puts them on the page as text, and runs by its hash, as `cleankit.report.page` has it.
"""

from pathlib import Path

from cleankit.io.streams import open_output
from cleankit.report.page import assembled, inert
from cleankit.stats.run import Stats


def write_stats_page(path: Path, stats: Stats) -> None:
    """Write a page with the distributions, gates and rules of a corpus; it gets its name when it is whole."""
    # Bars have their height as a style of their own, which the script sets: no markup brings any.
    head, tail = assembled("stats").split("{figures}")
    with open_output(path) as out:
        out.write(head.encode() + inert(stats.as_dict()) + tail.encode())
