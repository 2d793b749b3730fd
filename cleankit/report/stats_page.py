"""One page for the browser that shows what a corpus is like, and loads nothing.

Sliders show what a gate would take at another threshold. The figures are JSON in a block that no browser
runs; the script puts them on the page as text, and runs by its hash, as `cleankit.report.page` has it.
"""

from importlib.resources import files
from pathlib import Path

from cleankit.io.streams import open_output
from cleankit.report.page import POLICY, content_hash, inert
from cleankit.stats.run import Stats


def write_stats_page(path: Path, stats: Stats) -> None:
    """Write a page with the distributions, gates and rules of a corpus; it gets its name when it is whole."""
    page, style, script = (
        files(__package__).joinpath(f"stats.{kind}").read_text("utf-8") for kind in ("html", "css", "js")
    )
    # Bars have their height as a style of their own, which the script sets: no markup brings any.
    policy = POLICY.format(script=content_hash(script), style=content_hash(style))
    page = page.replace("{policy}", policy).replace("{style}", style).replace("{script}", script)
    head, tail = page.split("{figures}")
    with open_output(path) as out:
        out.write(head.encode() + inert(stats.as_dict()) + tail.encode())
