"""`batch-clean`, also `cleankit clean`: files of articles in, clean articles out."""

import os
import signal
import sys
from typing import TYPE_CHECKING, Any

import click

from cleankit.cli.common import (
    HELP,
    SIGNALLED,
    UNFINISHED,
    USAGE,
    WOULD_CHANGE,
    chosen_chain,
    fail,
    own_say_options,
    refuse_ignored,
    say,
    with_own_say,
)
from cleankit.cli.engines import engine_options
from cleankit.cli.gates import gate_options
from cleankit.cli.markdown import markdown_options, with_marks
from cleankit.cli.reading import endings, piped, reading_options
from cleankit.cli.stopping import Stopped, stop_on_signals
from cleankit.errors import CleankitError
from cleankit.report.visible import visible
from cleankit.version import __version__

if TYPE_CHECKING:  # loaded when a chain is made, and not to show --help
    from cleankit.chain import Chain

EPILOG = """\b
Examples:
  batch-clean article.txt -o clean.txt
  batch-clean 'news/*.jsonl.gz' -o cleaned.jsonl.zst --text-field body
  batch-clean pages/ -o archive/ --to markdown --links --images
  batch-clean news.jsonl -o cleaned.jsonl --lang en,de --min-words 50 --add-fields
  batch-clean news.jsonl -o corpus.jsonl --preset llm --gate language:lang=en
  batch-clean news.jsonl -o cleaned.jsonl --protect 'ACME\\w{0,9}' --drop-line 'Read the original'
  batch-clean huge.jsonl -o cleaned.jsonl --resume
  batch-clean 's3://bucket/news/*.parquet' -o s3://bucket/cleaned/ --engine ray --address ray-head:6379
  batch-clean news.jsonl --check --review review.html
  cat news.jsonl | batch-clean -o - --quarantine refused.jsonl

\b
Exit codes:
  0  all fine
  1  finished; some records are in quarantine
  2  wrong usage, or an input is missing or breaks off (the others still run)
  3  not finished: --resume goes on
  4  --check found something to change
"""


@click.command(epilog=EPILOG, context_settings=HELP)
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    metavar="OUTPUT",
    help="A file named as inputs are (.jsonl.gz, .csv, ...), a folder, a URL of one, or -.",
)
@click.option("--preset", metavar="NAME", help="The chain: a preset's name.  [default: article]")
@click.option("--config", metavar="FILE", type=click.Path(), help="The chain: a TOML file.")
@click.option(
    "--learned",
    metavar="FILE",
    multiple=True,
    type=click.Path(),
    help="Add a learned rule pack.",
)
@own_say_options
@engine_options
@click.option("--resume", is_flag=True, help="Go on where the same command stopped, also inside a file.")
@markdown_options
@reading_options("cleaned")
@click.option(
    "--ext",
    metavar="LIST",
    help="Of folders, only files with these endings, as html,php; a dot is those without one.",
)
@click.option("--keep-suffix", is_flag=True, help="In a folder of outputs, a.html becomes a.html.txt.")
@click.option("--add-fields", is_flag=True, help="Add `lang` and `cleankit` (what was done) to each record.")
@click.option("--csv-safe", is_flag=True, help="Guard cells of CSV that a spreadsheet would run as formulas.")
@click.option(
    "--quarantine", metavar="FILE", help="Records that cannot be cleaned.  [default: OUTPUT.quarantine.jsonl]"
)
@click.option(
    "--dropped", metavar="FILE", help="Records that a gate refused.  [default: OUTPUT.dropped.jsonl]"
)
@gate_options
@click.option(
    "--mark", metavar="FIELD", help="Drop nothing: write the reasons of all gates as a list in this field."
)
@click.option("--report", metavar="FILE", help="Write the counts as JSON.")
@click.option(
    "--audit", metavar="FILE", help="Write every edit, for `cleankit undo`. A .jsonl file (also .gz, .zst)."
)
@click.option(
    "--review",
    metavar="FILE",
    type=click.Path(),
    help="Write a page that shows a sample's edits.",
)
@click.option(
    "--sample",
    type=click.IntRange(1),
    default=300,
    show_default=True,
    metavar="N",
    help="Records on that page.",
)
@click.option(
    "--timeout", type=float, default=60.0, show_default=True, metavar="S", help="Seconds a record may take."
)
@click.option(
    "--fail-over", type=float, default=0.0, metavar="PCT", help="Exit with 1 only if more is in quarantine."
)
@click.option(
    "--max-removed", metavar="SHARE", type=float, help="Flag records that lost more than this share, as 0.5."
)
@click.option(
    "--check", is_flag=True, help="Write nothing; show changes by rule; exit with 4 if there are any."
)
@click.option("--list", "list_", is_flag=True, help="List filters and presets, and stop.")
@click.option(
    "-q",
    "--quiet",
    is_flag=True,
    help="No progress and no summary: errors, and a line if any record is quarantined.",
)
@click.version_option(__version__, prog_name="batch-clean")
def batch_clean(list_: bool, **given: Any) -> None:
    """Clean articles: files, folders, URLs of .jsonl .json .txt .md .html .csv .tsv .parquet .warc.

    Records keep their order and every other field. Each ends in the output, is dropped with a reason,
    or is quarantined with an error; the counts add up.
    """
    if list_:
        _list_filters()
        return
    stop_on_signals()
    try:
        code = _clean(**given)
    except CleankitError as error:
        from cleankit.batch.supervisor import WorkerError

        if isinstance(error, WorkerError):
            fail(f"{error}; {_left(given['output'])}", UNFINISHED)
        fail(str(error), USAGE)
    except BrokenPipeError:
        # The reader has gone: there is nobody to tell, and the interpreter must not try at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(SIGNALLED + signal.SIGPIPE)
    except Stopped as stopped:
        fail(f"{stopped.word}; {_left(given['output'])}", SIGNALLED + stopped.number)
    except OSError as error:
        place = error.filename or "output"
        fail(f"{place}: cannot be written: {error.strerror}; {_left(given['output'])}", UNFINISHED)
    sys.exit(code)


def _left(output: str | None) -> str:
    """Say what there is of the output when a run stops."""
    from cleankit.batch import can_resume

    if click.get_current_context().obj is not None:
        return "the output is whole"
    if can_resume(output):
        return "what was done is kept; run the same command with --resume to go on"
    return "no output was written" if output != "-" else "the output is not whole"


def _clean(
    inputs: tuple[str, ...],
    output: str | None,
    preset: str | None,
    config: str | None,
    learned: tuple[str, ...],
    protect: tuple[str, ...],
    keep_lines: tuple[str, ...],
    drop_lines: tuple[str, ...],
    min_words: int | None,
    lang: str | None,
    gates: tuple[str, ...],
    quarantine: str | None,
    dropped: str | None,
    audit: str | None,
    report: str | None,
    review: str | None,
    sample: int,
    resume: bool,
    check: bool,
    quiet: bool,
    ext: str | None,
    links: bool,
    images: bool,
    **options: Any,
) -> int:
    from pathlib import Path

    from cleankit import batch
    from cleankit.cli.gates import with_gates
    from cleankit.cli.learned import with_packs
    from cleankit.cli.progress import progress_shown
    from cleankit.io.files import Files

    inputs = inputs or piped()
    _refuse_wrong_arguments(inputs, output, review, check=check)
    chosen = with_packs(
        chosen_chain(preset, None if config is None else Path(config)), [Path(file) for file in learned]
    )
    said = {"protect": protect, "keep_lines": keep_lines, "drop_lines": drop_lines}
    chain = with_own_say(with_gates(chosen, min_words, lang, gates), said)
    chain = with_marks(chain, output, options["to"], links=links, images=images)
    _refuse_marks_without_effect(chain, options["mark"])
    files = Files(
        [("chain's file", Path(file)) for file in (config, *learned) if file is not None],
        [] if review is None else [("review", Path(review))],
    )
    with progress_shown(quiet, say) as progress:
        summary = batch.run(
            inputs,
            None if check else output,
            chain=chain,
            options=batch.RunOptions(**options, ext=endings(ext), sample=sample if review else 0),
            quarantine=quarantine,
            dropped=dropped,
            audit=audit,
            report=report,
            resume=resume,
            files=files,
            progress=progress,
        )
    click.get_current_context().obj = summary  # what stops us from here on stops no run
    for message in summary.failed_inputs:
        say(message)
    if review is not None:
        from cleankit.report.page import write_page

        write_page(Path(review), summary.sample, of=summary.tally.records["input"])
    if check and (changes := summary.by_rule()):
        _echo(changes)
    if not quiet:
        _echo(summary.as_text(), err=True)
    elif refused := summary.refused():
        say(refused)
    would_change = check and (summary.tally.records["changed"] or summary.tally.records["dropped"])
    return WOULD_CHANGE if would_change and not summary.exit_code else summary.exit_code


def _refuse_wrong_arguments(
    inputs: tuple[str, ...], output: str | None, review: str | None, *, check: bool
) -> None:
    if not inputs:
        fail("no input; give files, folders, patterns, or pipe something in", USAGE)
    if output is None and not check:
        fail("no output; give -o OUTPUT, or --check to write nothing", USAGE)
    if check:
        why = "and --check do not go together: --check writes nothing; leave one out"
        refuse_ignored(("output", "quarantine", "dropped", "audit", "resume", "to"), why)
    if review is None:
        refuse_ignored(("sample",), "has an effect only with --review: it says how many records that shows")


def _refuse_marks_without_effect(chain: "Chain", mark: str | None) -> None:
    if not chain.gates:
        refuse_ignored(("mark",), "has an effect only with gates: give --gate, --lang or a preset with gates")
    if mark is not None:
        refuse_ignored(("dropped",), "and --mark do not go together: with --mark nothing is dropped")


def _echo(text: str, *, err: bool = False) -> None:
    click.echo("\n".join(visible(line) for line in text.split("\n")), err=err)


def _list_filters() -> None:
    from cleankit.config import preset
    from cleankit.registry import find, names, preset_names

    click.echo("Filters and gates:")
    for name in names():
        first_line = (find(name).__doc__ or "").strip().split("\n")[0]
        click.echo(f"  {name:<20} {first_line}")
    click.echo("Presets:")
    for name in preset_names():
        click.echo(f"  {name:<20} {' '.join(one.name for one in preset(name).filters)}")
