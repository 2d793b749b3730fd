"""How far a run is: a bar on a terminal, a plain line every half minute elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from cleankit.batch import Summary
from cleankit.batch.job import Progress
from cleankit.cli.common import is_terminal

EVERY = 30.0  # seconds between plain lines


@contextmanager
def progress_shown(quiet: bool, say: Callable[[str], None]) -> Iterator[Progress | None]:
    """Show bytes, records and time left while records are cleaned; None with --quiet."""
    if quiet:
        yield None
    elif is_terminal(sys.stderr):
        with _bar() as show:
            yield show
    else:
        yield _lines(say)


def _lines(say: Callable[[str], None]) -> Progress:
    started = told = monotonic()

    def show(bytes_read: int, summary: Summary) -> None:
        nonlocal told
        del bytes_read  # the summary has the sum
        now = monotonic()
        if now - told < EVERY:
            return
        told = now
        rate = summary.bytes_read / (now - started)
        total = summary.bytes_total
        left = f", {_duration((total - summary.bytes_read) / rate)} left" if total and rate else ""
        say(f"{_counts(summary)}; {rate / 1e6:.1f} MB/s{left}")

    return show


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    # No thread of rich's own: workers are forked while the bar is there.
    with Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=None)

        def show(bytes_read: int, summary: Summary) -> None:
            bar.update(
                task,
                total=summary.bytes_total,
                advance=bytes_read,
                description=_counts(summary),
                refresh=True,
            )

        yield show


def _counts(summary: Summary) -> str:
    records = summary.tally.records
    told = [f"{records['input']:,} records"]
    told += [f"{records[fate]:,} {fate}" for fate in ("dropped", "quarantined") if records[fate]]
    return ", ".join(told)


def _duration(seconds: float) -> str:
    """Return a time as a person says it.

    >>> _duration(42), _duration(5 * 60), _duration(7 * 3600)
    ('42 s', '5 min', '7.0 h')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"
