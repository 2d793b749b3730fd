"""`cleankit dedup`: records in, records that repeat no other out."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from cleankit.cli.common import (
    HELP,
    QUARANTINED,
    SIGNALLED,
    UNFINISHED,
    USAGE,
    fail,
    refuse_ignored,
    show_count,
)
from cleankit.cli.reading import reading_options
from cleankit.errors import CleankitError

EPILOG = """\b
Examples:
  cleankit dedup 'news/*.jsonl.gz' -o unique.jsonl.zst
  cleankit dedup cleaned.jsonl -o unique.jsonl --documents exact --lines
  cleankit dedup cleaned.jsonl -o unique.jsonl --lines --max-documents 20
  cleankit dedup cleaned.jsonl -o unique.jsonl --keep newest --review alike.html
  cleankit dedup crawl/ -o unique.jsonl --memory 4GB --workers 8

\b
Exit codes:
  0  all fine
  1  finished; some records are in quarantine
  2  wrong usage, or an input is missing or breaks off
  3  not finished; the same command again goes on where it was
"""


@click.command("dedup", epilog=EPILOG, context_settings=HELP)
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("-o", "--output", metavar="OUTPUT", help="A .jsonl file, also .gz or .zst.")
@click.option(
    "--documents",
    type=click.Choice(["exact", "near"]),
    help="Remove documents.  [default: near, without --lines]",
)
@click.option("--lines", is_flag=True, help="Remove paragraphs that another document has before.")
@click.option(
    "--max-documents",
    type=int,
    metavar="N",
    help="With --lines: only what more than N documents have, everywhere.",
)
@click.option("--min-chars", default=40, show_default=True, help="Characters that a paragraph must have.")
@click.option(
    "--threshold",
    default=0.7,
    show_default=True,
    help="Jaccard of five-word groups from which documents are near; one goes if it says nothing more.",
)
@click.option(
    "--keep",
    type=click.Choice(["fullest", "newest", "first"]),
    default="fullest",
    show_default=True,
    help="Which of documents that say the same stays.",
)
@click.option(
    "--date-field",
    metavar="NAME",
    help="With --keep newest: the field of the date.  [default: date, published, ...]",
)
@click.option(
    "--memory",
    default="1GB",
    show_default=True,
    metavar="SIZE",
    help="For the engine; the rest goes to disk beside OUTPUT.",
)
@click.option(
    "--workers", default=1, show_default=True, help="Processes that read; the result does not depend on it."
)
@reading_options("compared")
@click.option(
    "--removed", metavar="FILE", help="A line for everything that went.  [default: OUTPUT.removed.jsonl]"
)
@click.option(
    "--quarantine", metavar="FILE", help="Records that cannot be read.  [default: OUTPUT.quarantine.jsonl]"
)
@click.option(
    "--clusters", metavar="FILE", help="Write what was near, how it differs, and why it went or stayed."
)
@click.option("--review", metavar="FILE", help="Write a page for the browser that shows the same.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; errors only.")
def dedup(inputs: tuple[str, ...], output: str | None, quiet: bool, **options: Any) -> None:
    """Remove documents and paragraphs that a corpus has twice.

    A document goes if one that stays says all that it says: notices about two people, two dates, two stages
    of a case are no repeats. Records keep their order and every other field. What goes is listed with the
    record that it repeats.
    """
    if not inputs:
        fail("no input; give files, folders or patterns", USAGE)
    if output is None or output == "-":
        fail("no output; give -o OUTPUT, a file: the removals are listed beside it", USAGE)
    _settle(options)
    try:
        from cleankit.corpus import dedup as run

        with _reviewed(inputs, output, options):
            result = run(inputs, Path(output), progress=None if quiet else show_count, **options)
    except ImportError as error:
        fail(f"{error.name} is not installed; try: pip install 'cleankit-articles[corpus]'", USAGE)
    except CleankitError as error:
        from cleankit.corpus.store import StoreError

        fail(str(error), UNFINISHED if isinstance(error, StoreError) else USAGE)
    except KeyboardInterrupt:
        fail("interrupted; the same command again goes on where it was", SIGNALLED + 2)
    except OSError as error:
        fail(
            f"{error.filename or output}: cannot be written: {error.strerror}; try again with more room",
            UNFINISHED,
        )
    if not quiet:
        click.echo(result.as_text(), err=True)
    raise SystemExit(QUARANTINED if result.records["quarantined"] else 0)


@contextmanager
def _reviewed(inputs: tuple[str, ...], output: str, options: dict[str, Any]) -> Iterator[None]:
    """Write the page after a run that was asked for one, from the file of its clusters."""
    from cleankit.io.files import refuse_clashes
    from cleankit.report.clusters_page import write_clusters_page

    review = options.pop("review")
    if review is None:
        yield
        return
    page = Path(review)
    others = [(name, options[name]) for name in ("removed", "quarantine", "clusters") if options[name]]
    refuse_clashes(
        [("input", Path(one)) for one in inputs if Path(one).is_file()],
        [("output", Path(output)), ("review", page), *((name, Path(path)) for name, path in others)],
    )
    with TemporaryDirectory(dir=page.parent, prefix=".clusters-") as folder:
        options["clusters"] = options["clusters"] or str(Path(folder) / "clusters.jsonl")
        yield
        write_clusters_page(page, Path(options["clusters"]))


def _settle(options: dict[str, Any]) -> None:
    if options["documents"] is None and not options["lines"]:
        options["documents"] = "near"
    if not options["lines"]:
        refuse_ignored(("max_documents", "min_chars"), "has an effect only with --lines")
    if options["documents"] is None:
        refuse_ignored(("keep", "clusters", "review"), "has an effect only with --documents")
    if options["documents"] != "near":
        refuse_ignored(("threshold",), "has an effect only with --documents near")
    if options["keep"] != "newest":
        refuse_ignored(("date_field",), "has an effect only with --keep newest")
