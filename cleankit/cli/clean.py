"""`batch-clean`, also `cleankit clean`: files of articles in, clean articles out."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import click

from cleankit.cli.common import HELP, SIGNALLED, UNFINISHED, USAGE, WOULD_CHANGE, chosen_chain, fail, say, visible
from cleankit.errors import CleankitError
from cleankit.version import __version__

EPILOG = """\b
Examples:
  batch-clean article.txt -o clean.txt
  batch-clean 'news/*.jsonl.gz' -o cleaned.jsonl.zst --text-field body
  batch-clean scraped/ -o cleaned/ --add-fields
  cat news.jsonl | batch-clean - -o - --quarantine refused.jsonl

\b
Exit codes:
  0  all fine
  1  finished; some records are in quarantine
  2  wrong usage, or an input is missing or breaks off (the others still run)
  3  not finished
  4  --check found something to change
"""


@click.command(epilog=EPILOG, context_settings=HELP)
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("-o", "--output", metavar="OUTPUT", help="A .jsonl, .txt or .md file (also .gz, .zst), a folder, or -.")
@click.option("--preset", metavar="NAME", help="The chain: a preset's name.  [default: article]")
@click.option("--config", metavar="FILE", type=click.Path(path_type=Path), help="The chain: a TOML file.")
@click.option("--text-field", default="text", show_default=True, help="The field of JSON records that is cleaned.")
@click.option("--id-field", default="id", show_default=True, help="The field that names a record.")
@click.option("--format", type=click.Choice(["jsonl", "text"]), help="What inputs are, whatever their names.")
@click.option("--encoding", metavar="NAME", help="The inputs' encoding, where it is known.  [default: detected]")
@click.option("--add-fields", is_flag=True, help="Add `lang` and `cleankit` (what was done) to each record.")
@click.option("--quarantine", metavar="FILE", help="Records that cannot be cleaned.  [default: OUTPUT.quarantine.jsonl]")
@click.option("--dropped", metavar="FILE", help="Records that a gate refused.  [default: OUTPUT.dropped.jsonl]")
@click.option("--report", metavar="FILE", type=click.Path(path_type=Path), help="Write the counts as JSON.")
@click.option("--audit", metavar="FILE", help="Write every edit, for `cleankit undo`. A .jsonl file (also .gz, .zst).")
@click.option("--max-removed", metavar="SHARE", type=float, help="Flag records that lost more than this share, as 0.5.")
@click.option("--check", is_flag=True, help="Write nothing; show changes by rule; exit with 4 if there are any.")
@click.option("--list", "list_", is_flag=True, help="List filters and presets, and stop.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; errors only.")
@click.version_option(__version__, prog_name="batch-clean")
def batch_clean(list_: bool, **given: Any) -> None:
    """Clean articles: files, folders and patterns of .txt, .md and .jsonl, plain, .gz or .zst.

    Records keep their order and every other field. Each ends in the output, is dropped with a reason,
    or is quarantined with an error; the counts add up.
    """
    if list_:
        _list_filters()
        return
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = _clean(**given)
    except CleankitError as error:
        fail(str(error), USAGE)
    except BrokenPipeError:
        # The reader has gone: there is nobody to tell, and the interpreter must not try at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(SIGNALLED + signal.SIGPIPE)
    except KeyboardInterrupt:
        fail("interrupted; no output was written", SIGNALLED + signal.SIGINT)
    except OSError as error:
        fail(f"{error.filename or 'output'}: cannot be written: {error.strerror}; no output was written", UNFINISHED)
    sys.exit(code)


def _terminate(*_: object) -> None:
    say("terminated; no output was written")
    sys.exit(SIGNALLED + signal.SIGTERM)


def _clean(
    inputs: tuple[str, ...],
    output: str | None,
    preset: str | None,
    config: Path | None,
    format: Any,  # noqa: A002 - the option's name
    quarantine: str | None,
    dropped: str | None,
    audit: str | None,
    report: Path | None,
    check: bool,
    quiet: bool,
    **options: Any,
) -> int:
    from cleankit import batch
    from cleankit.cli.progress import progress_bar

    if not inputs:
        fail("no input; give files, folders, patterns, or - for standard input", USAGE)
    if output is None and not check:
        fail("no output; give -o OUTPUT, or --check to write nothing", USAGE)
    with progress_bar(inputs, quiet) as progress:
        summary = batch.run(
            inputs,
            None if check else output,
            chain=chosen_chain(preset, config),
            options=batch.Options(**options),
            format=format,
            quarantine=quarantine,
            dropped=dropped,
            audit=audit,
            progress=progress,
        )
    for message in summary.failed_inputs:
        say(message)
    if report is not None:
        import orjson

        report.write_bytes(orjson.dumps(summary.as_dict(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    if check and (changes := summary.by_rule()):
        click.echo("\n".join(visible(line) for line in changes.split("\n")))
    if not quiet:
        click.echo(summary.as_text(), err=True)
    would_change = check and (summary.tally.records["changed"] or summary.tally.records["dropped"])
    return WOULD_CHANGE if would_change and not summary.exit_code else summary.exit_code


def _list_filters() -> None:
    from cleankit.config import preset
    from cleankit.registry import find, names, preset_names

    click.echo("Filters and gates:")
    for name in names():
        first_line = (find(name).__doc__ or "").strip().split("\n")[0]
        click.echo(f"  {name:<14} {first_line}")
    click.echo("Presets:")
    for name in preset_names():
        click.echo(f"  {name:<14} {' '.join(one.name for one in preset(name))}")
