"""One page for people that shows what `cleankit dedup` found alike: what went, what stayed, and why.

The page runs no script and loads nothing; all text from data is escaped.
"""

import json
from collections.abc import Iterable, Iterator
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from cleankit.io.streams import open_input, open_output
from cleankit.report.page import assembled
from cleankit.report.visible import visible

MOST_CLUSTERS, MOST_MEMBERS = 2_000, 50  # that are shown; a browser draws them in a second


def write_clusters_page(path: Path, clusters: Path) -> None:
    """Write a page of the file that ``dedup(clusters=...)`` wrote; it gets its name when it is whole.

    The first `MOST_CLUSTERS` lines are shown, and `MOST_MEMBERS` documents of each; one line is in memory.
    """
    head, tail = assembled("clusters").split("{clusters}")
    with open_input(clusters) as (content, _), open_output(path) as page:
        page.write(head.encode())
        lines = iter(content)
        for line in islice(lines, MOST_CLUSTERS):
            page.writelines(part.encode("utf-8", "backslashreplace") for part in _cluster(json.loads(line)))
        if rest := sum(1 for _ in lines):
            page.write(f"<h2>{rest:,} more: see {_text(clusters.name)}</h2>\n".encode())
        page.write(tail.encode())


def _cluster(cluster: dict[str, Any]) -> Iterator[str]:
    number = "" if cluster["cluster"] is None else f"{cluster['cluster']}. "
    yield f"<h2>{number}{_place(cluster['stays'])} stays</h2>\n"
    for fate, told in (("gone", "gone"), ("apart", "stays, too")):
        members = cluster[fate]
        for member in members[:MOST_MEMBERS]:
            yield f'<div class="member {fate}"><p><span class="fate">{told}</span> {_place(member)} '
            yield f'<span class="place">{_why(member)}</span></p>\n{_table(member["differences"])}</div>\n'
        if rest := len(members[MOST_MEMBERS:]):
            yield f'<p class="member">{rest:,} more</p>\n'


def _why(member: dict[str, Any]) -> str:
    reason = member["reason"] if "reason" in member else "of its own: " + "; ".join(member["own"])
    return f"similarity {member['similarity']:.2f}; {_text(reason)}"


def _place(told: dict[str, Any]) -> str:
    name = "without an id" if told["id"] is None else told["id"]
    return f'{_text(name)} <span class="place">{_text(told["file"])}, line {told["line"]}</span>'


def _table(differences: Iterable[dict[str, str]]) -> str:
    rows = "".join(
        f"<tr><td>{_text(one['kept']) or '–'}</td><td>{_text(one['this']) or '–'}</td></tr>\n"
        for one in differences
    )
    return f"<table><tr><th>what stays says</th><th>this says</th></tr>\n{rows}</table>\n" if rows else ""


def _text(value: str) -> str:
    return escape(visible(value))
