"""`cleankit stats`: a corpus in, its distributions out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleankit.cli.common import (
    HELP,
    QUARANTINED,
    SIGNALLED,
    UNFINISHED,
    USAGE,
    chosen_chain,
    fail,
    say,
    show_count,
)
from cleankit.cli.reading import reading_options
from cleankit.errors import CleankitError
from cleankit.report.visible import visible

if TYPE_CHECKING:  # loaded when there is something to measure, and not to show --help
    from cleankit.chain import Chain
    from cleankit.stats import Stats

EPILOG = """\b
Examples:
  cleankit stats 'news/*.jsonl.gz'
  cleankit stats scraped/ --html stats.html
  cleankit stats crawl.warc.gz --json > stats.json

\b
Exit codes:
  0  all fine
  1  finished; some records could not be read, or there is no article
  2  wrong usage, or an input is missing
  3  the page could not be written
"""
SHOWN = 12  # rows of each table


@click.command("stats", epilog=EPILOG, context_settings=HELP)
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--preset", metavar="NAME", help="The chain: a preset's name.  [default: article]")
@click.option("--config", metavar="FILE", type=click.Path(), help="The chain: a TOML file.")
@reading_options("measured")
@click.option(
    "--sample",
    type=float,
    metavar="SHARE",
    help="The share of articles that are measured, as 0.1.  [default: all of 32 MB, less of more]",
)
@click.option(
    "--workers", type=click.IntRange(1), metavar="N", help="Processes.  [default: one per processor]"
)
@click.option("--html", "page", metavar="FILE", type=click.Path(), help="Write a page with histograms.")
@click.option("--json", "as_json", is_flag=True, help="Write all figures to standard output as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no tables; errors only.")
def stats(
    inputs: tuple[str, ...],
    preset: str | None,
    config: str | None,
    page: str | None,
    **given: Any,
) -> None:
    """Measure a corpus: distributions by site, language and file, and what gates and rules would take.

    The corpus is read once, and articles are measured after cleaning. Nothing of it is changed.
    """
    as_json, quiet = given.pop("as_json"), given.pop("quiet")
    if not inputs:
        fail("no input; give files, folders, patterns, or - for standard input", USAGE)
    try:
        from cleankit.stats import StatsOptions
        from cleankit.stats import stats as run

        chain = chosen_chain(preset, None if config is None else Path(config))
        if page is not None:
            _refuse_clashes(chain, inputs, config, Path(page))
        found = run(
            inputs, chain=chain, options=StatsOptions(**given), progress=None if quiet else show_count
        )
    except CleankitError as error:
        fail(str(error), USAGE)
    except KeyboardInterrupt:
        fail("interrupted", SIGNALLED + 2)
    _write(found, page, as_json, quiet)
    for why in found.refused:
        say(why)
    raise SystemExit(QUARANTINED if found.unreadable else 0)


def _write(found: "Stats", page: str | None, as_json: bool, quiet: bool) -> None:
    """Write what was asked for; where there is nothing, leave and say so."""
    if not found.all.articles:
        for why in found.refused:
            say(why)
        fail(_nothing(found), QUARANTINED)
    if page is not None:
        from cleankit.report.stats_page import write_stats_page

        try:
            write_stats_page(Path(page), found)
        except OSError as error:
            fail(f"{page}: cannot be written: {error.strerror}", UNFINISHED)
    if as_json:
        import orjson

        click.echo(orjson.dumps(found.as_dict(), option=orjson.OPT_INDENT_2).decode())
    elif not quiet:
        click.echo(err=True, nl=False, message="\r\x1b[K" if sys.stderr.isatty() else "")
        _show(found)


def _nothing(found: "Stats") -> str:
    """Say why there is nothing to show."""
    counts = ((found.unreadable, "cannot be read"), (found.skipped, "are no pages"))
    records = ", ".join(f"{count:,} records {what}" for count, what in counts if count)
    return f"no articles: {records or 'the inputs are empty'}; nothing was measured"


def _refuse_clashes(chain: "Chain", inputs: tuple[str, ...], config: str | None, page: Path) -> None:
    """Raise InputError if the page is an input, the chain's file, or one that it names: it would be lost."""
    from cleankit.io.files import refuse_clashes
    from cleankit.io.sources import find_sources

    read = [("input", one.path) for one in find_sources(inputs).sources if one.path is not None]
    rules = [("chain's file", file) for file in chain.files]
    own = [] if config is None else [("chain's file", Path(config))]
    refuse_clashes([*read, *rules, *own], [("page", page)])


def _show(found: "Stats") -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False)
    articles, whole = found.all.articles, found.all.measured
    measured = "" if whole == articles else f", {whole:,} of them measured"
    console.print(f"{articles:,} articles{measured}; {found.unreadable:,} records cannot be read")
    table = Table(title="Measures after cleaning", title_justify="left")
    for name in ("measure", "5 %", "median", "95 %", "mean", "threshold", "takes"):
        own = name == "measure"
        table.add_column(name, justify="left" if own else "right", no_wrap=not own)
    for one in found.all.histograms:
        values = [_figure(one.quantile(share)) for share in (0.05, 0.5, 0.95)]
        limit = f"{one.measure.side} {one.measure.limit:g}"
        table.add_row(one.measure.name, *values, _figure(one.mean), limit, _part(one.refused, whole))
    console.print(table)
    for title, counts, of in (
        ("Gates at their thresholds, articles", found.gates, whole),
        ("Articles with", found.articles_with, articles),
        ("Languages, articles", _sizes(found, "language"), whole),
        ("Sites, articles", _sizes(found, "site"), articles),
        ("Files, articles", _sizes(found, "file"), articles),
        ("Characters removed by rule", found.tally.removed_by_rule, 0),
        ("Characters removed by category", found.categories, 0),
    ):
        rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
        if rows:
            table = Table(title=title, title_justify="left", show_header=False)
            table.add_column(overflow="fold")
            table.add_column(justify="right")
            for name, count in rows:
                table.add_row(visible(name), _part(count, of) if of else f"{count:,}")
            console.print(table)


def _sizes(found: "Stats", kind: str) -> dict[str, int]:
    return {name: group.articles for name, group in found.groups[kind].items()}


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _part(count: int, whole: int) -> str:
    return f"{count:,} ({count / whole:.1%})" if whole else f"{count:,}"
