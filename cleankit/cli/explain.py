"""`cleankit explain`: what a chain does to an article, edit by edit."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleankit.cli.common import HELP, USAGE, chosen_chain, fail
from cleankit.errors import CleankitError, InputError
from cleankit.report.visible import visible

if TYPE_CHECKING:  # loaded when a file is read, and not to show --help
    from cleankit.audit.report import Report
    from cleankit.chain import Chain
    from cleankit.io.sources import Source

EXPLAINED = ("text", "html", "jsonl")
EPILOG = """\b
Examples:
  cleankit explain article.txt
  cleankit explain news.jsonl --record a17 --rule 'en:*'
  cleankit explain article.txt --json | jq '.layers[][].rule'
  cleankit explain news.jsonl --html review.html
"""


@click.command(epilog=EPILOG, context_settings=HELP)
@click.argument("file", metavar="FILE")
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
@click.option(
    "--text-field", default="text", show_default=True, help="The field of JSON records that is cleaned."
)
@click.option("--id-field", default="id", show_default=True, help="The field that names a record.")
@click.option("--json", "as_json", is_flag=True, help="Write the audit as JSON, one line a document.")
@click.option(
    "--html", metavar="OUT", type=click.Path(path_type=Path), help="Write a page for the browser instead."
)
def explain(
    file: str,
    record: str | None,
    rule: str,
    preset: str | None,
    config: Path | None,
    learned: tuple[Path, ...],
    text_field: str,
    id_field: str,
    as_json: bool,
    html: Path | None,
) -> None:
    """Show what is removed and changed in FILE (.txt, .md, .html, .jsonl, also packed), and by which rule."""
    from cleankit.cli.learned import with_packs

    try:
        chain = with_packs(chosen_chain(preset, config), learned)
        if html is not None:
            _refuse_clashes(chain, file, html, [one for one in (config, *learned) if one is not None])
        reports = _reports(chain, file, record, text_field, id_field)
        if html is not None:
            from cleankit.report.page import write_page

            write_page(html, reports)
        elif as_json:
            import orjson

            for report in reports:
                click.echo(orjson.dumps(report.to_json()))
        else:
            _show(reports, rule)
    except CleankitError as error:
        fail(str(error), USAGE)


def _refuse_clashes(chain: "Chain", file: str, html: Path, others: list[Path]) -> None:
    from cleankit.io.files import refuse_clashes
    from cleankit.io.sources import find_sources

    read = [("input", source.path) for source in find_sources([file]).sources if source.path is not None]
    rules = [("chain's file", path) for path in (*others, *chain.files)]
    refuse_clashes([*read, *rules], [("page", html)])


def _reports(
    chain: "Chain", file: str, record: str | None, text_field: str, id_field: str
) -> "Iterator[Report]":
    """Yield the audit of each document. Raises InputError where one cannot be read, or the id is unknown."""
    from cleankit.document import Document
    from cleankit.io.reading import open_source
    from cleankit.io.records import text_of
    from cleankit.io.sources import find_sources

    found = find_sources([file])
    if found.missing:
        raise InputError(found.missing[0])
    seen = False
    for source in found.sources:
        if source.format not in (*EXPLAINED, None):
            raise InputError(
                f"{source.name}: explain reads .txt, .md, .html and .jsonl; see batch-clean --review"
            )
        with open_source(source) as (content, _):
            data = content.read()
        if source.format == "html":
            from cleankit.html.audit import audit_page

            seen = True
            yield audit_page(chain, data, id=source.relative)
            continue
        for number, fields in _records(source, data, text_field, id_field):
            name = str(fields.get(id_field, f"line {number}"))
            if record in (None, name):
                seen = True
                known: Any = {
                    key: value for key in ("title", "url") if isinstance(value := fields.get(key), str)
                }
                yield chain.audit(Document(text_of(fields, text_field), id=name, **known))
    if not seen and record is not None:
        raise InputError(
            f"{file}: no record {record!r}; ids are read from the field {id_field!r}, see --id-field"
        )


def _records(
    source: "Source", data: bytes, text_field: str, id_field: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    from cleankit.decoding.evidence import decode
    from cleankit.io.records import BOM, parse_record

    if source.format == "text" or (source.format is None and data.lstrip()[:1] != b"{"):
        yield 1, {id_field: source.relative, text_field: decode(data).text}
        return
    for number, line in enumerate(data.removeprefix(BOM).split(b"\n"), 1):
        if line and not line.isspace():
            try:
                yield number, parse_record(line)[0]
            except InputError as error:
                raise InputError(f"{source.name}: line {number}: {error}") from error


def _show(reports: "Iterable[Report]", rule: str) -> None:
    """Write the view: coloured on a terminal, plain elsewhere."""
    from cleankit.report.terminal import plain_lines, rich_lines

    for report in reports:
        if sys.stdout.isatty():
            from rich.console import Console

            console = Console(highlight=False, markup=False)
            console.print(f"── {visible(report.id or 'document')}", style="bold")
            for line in rich_lines(report, rule):
                console.print(line)
        else:
            click.echo(f"== {visible(report.id or 'document')}")
            for text in plain_lines(report, rule):
                click.echo(text)
