"""`cleankit learn`: a corpus in, a rule pack of its boilerplate out."""

from typing import TYPE_CHECKING, Any

import click

from cleankit.cli.common import (
    HELP,
    QUARANTINED,
    SIGNALLED,
    UNFINISHED,
    USAGE,
    fail,
    is_terminal,
    say,
    show_count,
)
from cleankit.cli.reading import reading_options
from cleankit.errors import CleankitError

if TYPE_CHECKING:  # loaded when there is something to learn from, and not to show --help
    from cleankit.learn import Learned

EPILOG = """\b
Examples:
  cleankit learn 'news/*.jsonl.gz' -o site.toml
  cleankit learn scraped/ -o site.toml --by all --min-docs 20
  cleankit learn site.warc.gz -o site.toml --side repeated.jsonl
  cleankit rules check site.toml
  batch-clean 'news/*.jsonl.gz' -o cleaned.jsonl --learned site.toml

\b
Exit codes:
  0  all fine
  1  finished; some records could not be read
  2  wrong usage, or an input is missing or breaks off
  3  the pack could not be written
"""
TOLD = 3  # records that could not be read, told one by one


@click.command("learn", epilog=EPILOG, context_settings=HELP)
@click.argument("inputs", nargs=-1, metavar="CORPUS...")
@click.option("-o", "--output", metavar="OUTPUT", help="The rule pack: a .toml file, or -.")
@click.option(
    "--by",
    type=click.Choice(["site", "source", "all"]),
    default="site",
    show_default=True,
    help="Whose lines are counted together: a site's (`site`, or the address's host), a `source`'s, all.",
)
@click.option(
    "--min-docs",
    type=int,
    default=5,
    show_default=True,
    metavar="N",
    help="Documents that must have a line; copies of a document count once.",
)
@click.option(
    "--side", metavar="FILE", help="Also write what each site repeats, once, with counts (JSON lines)."
)
@reading_options("read")
@click.option(
    "--max-lines",
    type=int,
    default=500_000,
    show_default=True,
    metavar="N",
    help="Lines counted at once, 100 bytes each, 2000 for one that recurs; fewer lower the counts.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; errors only.")
def learn(inputs: tuple[str, ...], output: str | None, quiet: bool, **options: Any) -> None:
    """Learn from a corpus which lines recur as boilerplate, and write them as a rule pack.

    The corpus is read once, and kept in a temporary file until the rules were applied to it. The pack is a
    file to read and edit: each rule says how many documents have its lines, where, beside what, and how often
    it fires; what may be the article's own is written switched off.
    """
    if not inputs:
        fail("no corpus; give files, folders, patterns, or - for standard input", USAGE)
    if output is None:
        fail("no output; give -o OUTPUT, a .toml file, or - for standard output", USAGE)
    try:
        from cleankit.learn import learn as run

        result = run(inputs, output, progress=None if quiet else show_count, **options)
    except CleankitError as error:
        fail(str(error), USAGE)
    except KeyboardInterrupt:
        fail("interrupted; no pack was written", SIGNALLED + 2)
    except OSError as error:
        fail(f"{output}: cannot be written: {error.strerror}", UNFINISHED)
    if not quiet:
        _erase()
        _tell(result)
    for why in result.refused[:TOLD]:
        say(why)
    if len(result.refused) > TOLD:
        say(f"and {len(result.refused) - TOLD:,} more records could not be read")
    raise SystemExit(QUARANTINED if result.refused else 0)


def _tell(result: "Learned") -> None:
    click.echo(result.as_text(), err=True)
    if not result.documents:
        say("no documents to learn from; the pack has no rules")
    elif result.by != "all" and not any(group.name for group in result.groups):
        say(f"no record names its {result.by}; the rules are for all documents")
    if result.hint:
        say(result.hint)


def _erase() -> None:
    import sys

    if is_terminal(sys.stderr):
        click.echo("\r\x1b[K", err=True, nl=False)
