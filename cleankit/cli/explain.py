"""`cleankit explain`: what a chain does to an article, edit by edit."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleankit.cli.common import (
    HELP,
    USAGE,
    chosen_chain,
    fail,
    is_terminal,
    own_say_options,
    refuse_ignored,
    say,
    with_own_say,
)
from cleankit.cli.reading import piped, reading_options
from cleankit.errors import CleankitError, InputError
from cleankit.report.visible import visible

if TYPE_CHECKING:  # loaded when a file is read, and not to show --help
    from rich.console import Console

    from cleankit.audit.report import Report
    from cleankit.chain import Chain
    from cleankit.document import Document
    from cleankit.io import ReadOptions, Record
    from cleankit.report.spared import Spared

EPILOG = """\b
Examples:
  cleankit explain article.txt
  cleankit explain news.jsonl --record a17 --rule 'en:*'
  cleankit explain article.txt --json | jq '.layers[][].rule'
  cleankit explain news.jsonl --html review.html
"""


@click.command(epilog=EPILOG, context_settings=HELP)
@click.argument("file", metavar="[FILE]", required=False)
@click.option("--record", metavar="ID", help="Only the record of a .jsonl file with that id.")
@click.option(
    "--rule", metavar="PATTERN", default="*", help="Only edits of rules that match, such as 'en:*'."
)
@click.option("--preset", metavar="NAME", help="The chain: a preset's name.  [default: article]")
@click.option("--config", metavar="FILE", type=click.Path(path_type=Path), help="The chain: a TOML file.")
@click.option(
    "--learned",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Add a learned rule pack.",
)
@own_say_options
@reading_options("cleaned")
@click.option("--json", "as_json", is_flag=True, help="Write the audit as JSON, one line a document.")
@click.option(
    "--html", metavar="OUT", type=click.Path(path_type=Path), help="Write a page for the browser instead."
)
def explain(
    file: str | None,
    record: str | None,
    rule: str,
    preset: str | None,
    config: Path | None,
    learned: tuple[Path, ...],
    protect: tuple[str, ...],
    keep_lines: tuple[str, ...],
    drop_lines: tuple[str, ...],
    as_json: bool,
    html: Path | None,
    **options: Any,
) -> None:
    """Show what is removed and changed in FILE, and by which rule.

    FILE is whatever batch-clean reads; "-", or nothing, is standard input.
    """
    file = file or next(iter(piped()), None)
    if file is None:
        fail("no input; give a file, or pipe one in", USAGE)
    from cleankit.cli.learned import with_packs
    from cleankit.io import ReadOptions

    if html is not None:
        refuse_ignored(("as_json", "rule"), "and --html do not go together: the page shows all edits")
    if as_json:
        refuse_ignored(("rule",), "and --json do not go together: an audit has all edits; use jq")
    try:
        said = {"protect": protect, "keep_lines": keep_lines, "drop_lines": drop_lines}
        chain = with_own_say(with_packs(chosen_chain(preset, config), learned), said)
        if html is not None:
            _refuse_clashes(chain, file, html, [one for one in (config, *learned) if one is not None])
        read = ReadOptions(**options)
        if html is not None:
            from cleankit.batch.sampling import shown_record
            from cleankit.report.page import write_page

            found = _reports([chain], file, record, read)
            write_page(html, (shown_record(one, document, report) for one, document, [report] in found))
        elif as_json:
            import orjson

            for _, _, [report] in _reports([chain], file, record, read):
                click.echo(orjson.dumps(report.to_json()))
        else:
            _show(_explained(chain, file, record, read), rule)
    except CleankitError as error:
        fail(str(error), USAGE)


def _refuse_clashes(chain: "Chain", file: str, html: Path, others: list[Path]) -> None:
    from cleankit.io.files import refuse_clashes
    from cleankit.io.sources import find_sources

    read = [("input", source.path) for source in find_sources([file]).sources if source.path is not None]
    rules = [("chain's file", path) for path in (*others, *chain.files)]
    refuse_clashes([*read, *rules], [("page", html)])


def _explained(
    chain: "Chain", file: str, wanted: str | None, options: "ReadOptions"
) -> "Iterator[tuple[Report, Mapping[int, Spared]]]":
    """Yield the audit of each document, with the lines that only the user's own say keeps."""
    from cleankit.report.spared import spared_lines, without_say

    said = bool(chain.own.protect or chain.own.keep_lines)
    chains = [chain, *([without_say(chain)] if said else [])]
    for _, _, (report, *others) in _reports(chains, file, wanted, options):
        yield report, spared_lines(report, others[0], chain.own) if others else {}


def _reports(
    chains: "Sequence[Chain]", file: str, wanted: str | None, options: "ReadOptions"
) -> "Iterator[tuple[Record, Document, list[Report]]]":
    """Yield each record, its document and its audits, one per chain; the first says how pages are read.

    Raises InputError where one cannot be read, or the id is unknown.
    """
    from cleankit.io import read
    from cleankit.io.record import SkippedError

    seen = False
    for record in read(file, options, page=chains[0].page):
        try:
            document = record.document()
        except SkippedError:
            continue
        except InputError as error:
            raise InputError(f"{record.place}: {error}") from error
        name = _name_of(record, document)
        if wanted in (None, name):
            seen = True
            yield record, document, [_audit(chain, record, document, name) for chain in chains]
    if not seen and wanted is not None:
        raise InputError(
            f"{file}: no record {wanted!r}; ids are read from the field {options.id_field!r}, see --id-field"
        )


def _name_of(record: "Record", document: "Document") -> str:
    named = document.id
    if named is None:
        named = (record.fields or {}).get(record.reader.options.id_field)  # a number, say
    return str(named) if named is not None else f"line {record.number}"


def _audit(chain: "Chain", record: "Record", document: "Document", name: str) -> "Report":
    if record.format == "html":
        from cleankit.html.audit import audit_page

        return audit_page(chain, record.data, id=name, charset=record.reader.options.encoding)
    return chain.audit(replace(document, id=name))


def _show(explained: "Iterable[tuple[Report, Mapping[int, Spared]]]", rule: str) -> None:
    """Write the view: coloured on a terminal, plain elsewhere."""
    from cleankit.report.terminal import Total, plain_lines, rich_lines

    total, met = Total(rule), set[str]()
    console = _console() if is_terminal(sys.stdout) else None
    for report, spared in explained:
        total.add(report)
        met.update(edit.rule for layer in report.layers for edit in layer.edits)
        met.update(name for one in spared.values() for name in (one.say, *one.rules))
        dropped = f"   dropped: {report.dropped}" if report.dropped is not None else ""
        head = visible(f"{report.id or 'document'}{dropped}")
        if console is not None:
            console.print(f"── {head}", style="bold")
            for line in rich_lines(report, rule, spared, console):
                console.print(line)
        else:
            click.echo(f"== {head}")
            for text in plain_lines(report, rule, spared):
                click.echo(text)
    told = visible(total.as_text())
    if console is not None:
        console.print(f"── {told}", style="bold")
    else:
        click.echo(f"== {told}")
    if not any(fnmatchcase(name, rule) for name in met) and rule != "*":
        known = ", ".join(sorted(met)) or "none, nothing was changed"
        say(f"no edit is by a rule that matches {rule!r}; rules: {known}")


def _console() -> "Console":
    from rich.console import Console

    return Console(highlight=False, markup=False)
