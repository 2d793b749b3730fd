"""A run in a notebook: a bar while it goes on, in its place a table at the end.

Where no IPython kernel runs, nothing of this is used, and IPython is not loaded.
"""

import sys
from html import escape
from importlib import import_module
from time import monotonic
from typing import Any

from cleankit.batch.summary import Summary

EVERY = 0.5  # seconds between two updates: each is sent to the browser
FATES = ("output", "changed", "empty", "marked", "dropped", "quarantined")


def kernel_shell() -> Any:
    """Return the shell of the kernel that a notebook runs on; None elsewhere, as in a terminal."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None and hasattr(ipython, "get_ipython") else None
    return shell if hasattr(shell, "kernel") else None


class NotebookProgress:
    """Shows how far a run is below the cell that began it; `finish` puts the table there."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._handle: Any = import_module("IPython.display").display(
            _both("", "cleaning"), raw=True, display_id=True
        )
        self._told = monotonic()

    def __call__(self, bytes_read: int, summary: Summary) -> None:
        """Show the records so far, and a bar where it is known how much there is to read."""
        del bytes_read  # the summary has the sum
        now = monotonic()
        if now - self._told < EVERY:
            return
        self._told = now
        told = f"{summary.tally.records['input']:,} records"
        known = f' value="{summary.bytes_read}" max="{summary.bytes_total}"' if summary.bytes_total else ""
        self._update(f"<progress{known}></progress> {told}", told)

    def finish(self, summary: Summary) -> None:
        """Put the table in the place of the bar; in this cell the summary itself shows no second one."""
        self._update(summary_table(summary), summary.as_text())
        summary.shown_in = (id(self._shell), self._shell.execution_count)

    def _update(self, html: str, text: str) -> None:
        if self._handle is not None:
            self._handle.update(_both(html, text), raw=True)


def is_shown(summary: Summary) -> bool:
    """Say whether the cell that runs now shows the summary's table already."""
    shell = kernel_shell()
    return shell is not None and summary.shown_in == (id(shell), shell.execution_count)


def summary_table(summary: Summary) -> str:
    """Return the counts as HTML: records by what became of them, why, and what filters and rules removed."""
    tally = summary.tally
    fates = [(fate, tally.records[fate]) for fate in FATES if tally.records[fate] or fate == "output"]
    parts = [
        f"<p>{tally.records['input']:,} records in {summary.seconds:.1f} s; "
        f"{tally.characters['input']:,} characters</p>",
        _table(("records", "count"), fates),
        _table((f"quarantined{_place(summary, 'quarantine')}", "records"), tally.refusals.most_common(10)),
        _table((f"dropped{_place(summary, 'dropped')}", "records"), tally.reasons.most_common(10)),
    ]
    for name, counted, changes in (
        ("filter", tally.removed, tally.changes),
        ("rule", tally.removed_by_rule, tally.rules),
    ):
        rows = [(one, changes[one], removed) for one, removed in counted.most_common(10)]
        parts.append(_table((name, "changes", "characters removed"), rows))
    parts += [f"<p>{escape(why)}</p>" for why in summary.failed_inputs[:10]]
    return "".join(parts)


def _place(summary: Summary, side: str) -> str:
    return f", in {summary.side_files[side]}" if side in summary.side_files else ""


def _table(heads: tuple[str, ...], rows: list[Any]) -> str:
    """Return a table, "" where there is nothing in it. What stands in it may come from data."""
    if not rows:
        return ""
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    cells = (
        "".join(f"<td>{escape(one) if isinstance(one, str) else f'{one:,}'}</td>" for one in row)
        for row in rows
    )
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _both(html: str, text: str) -> dict[str, str]:
    return {"text/html": html, "text/plain": text}
