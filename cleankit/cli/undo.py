"""`cleankit undo`: rebuild the sources of a run from its output and its audit."""

from pathlib import Path

import click

from cleankit.cli.common import HELP, UNFINISHED, USAGE, fail
from cleankit.errors import CleankitError

EPILOG = """\b
Examples:
  batch-clean news.jsonl -o cleaned.jsonl --audit edits.jsonl.zst
  cleankit undo cleaned.jsonl --audit edits.jsonl.zst -o restored.jsonl
  cleankit undo cleaned.jsonl --audit edits.jsonl.zst -o restored.jsonl --rule 'en:ad-*'
"""


@click.command(epilog=EPILOG, context_settings=HELP)
@click.argument("cleaned", metavar="OUTPUT", type=click.Path(path_type=Path))
@click.option(
    "--audit", metavar="FILE", required=True, type=click.Path(path_type=Path), help="The run's --audit file."
)
@click.option(
    "-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path), help="Where sources go."
)
@click.option(
    "--rule", metavar="PATTERN", help="Undo only these rules, such as en:ad-label or 'duplicates:*'."
)
@click.option("--filter", "filter_", metavar="PATTERN", help="Undo only these filters.")
@click.option(
    "--text-field", default="text", show_default=True, help="The field of JSON records that was cleaned."
)
def undo(
    cleaned: Path, audit: Path, output: Path, rule: str | None, filter_: str | None, text_field: str
) -> None:
    """Give back what a run cleaned: every text as it was decoded, or without some rules' edits.

    OUTPUT is the file or folder that `batch-clean --audit` wrote.
    """
    from cleankit.batch.audits import undo_run

    try:
        count = undo_run(
            cleaned,
            audit,
            output,
            text_field=text_field,
            undone=lambda report: report.undo(rule=rule, filter=filter_),
        )
    except CleankitError as error:
        fail(str(error), USAGE)
    except OSError as error:
        fail(f"{error.filename or output}: {error.strerror}", USAGE if error.filename else UNFINISHED)
    click.echo(f"{count:,} records restored", err=True)
