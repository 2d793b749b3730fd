"""A progress bar where somebody watches: on a terminal, and nowhere else."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from cleankit.batch.inputs import find_sources
from cleankit.batch.run import Progress
from cleankit.batch.summary import Summary


@contextmanager
def progress_bar(inputs: Iterable[str], quiet: bool) -> Iterator[Progress | None]:
    """Show bytes, records and time left while records are cleaned; None in a pipe or with --quiet."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
    from rich.progress import Progress as Bar

    paths = [source.path for source in find_sources(inputs).sources]
    total = None if None in paths else sum(path.stat().st_size for path in paths if path is not None)
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def show(bytes_read: int, summary: Summary) -> None:
            records = summary.tally.records
            refused = records["quarantined"]
            told = f"{records['input']:,} records" + (f", {refused:,} quarantined" if refused else "")
            bar.update(task, advance=bytes_read, description=told)

        yield show
