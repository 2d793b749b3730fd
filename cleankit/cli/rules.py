"""`cleankit rules`: say whether a rule pack is sound, and list rules."""

import sys
from pathlib import Path

import click

from cleankit.cli.common import HELP, QUARANTINED, USAGE, fail
from cleankit.errors import CleankitError, did_you_mean
from cleankit.report.visible import visible


@click.group(context_settings=HELP)
def rules() -> None:
    """Rule packs: the phrases that `boilerplate` drops."""


@rules.command("list", context_settings=HELP)
@click.argument("packs", metavar="[PACK]...", nargs=-1)
def list_rules(packs: tuple[str, ...]) -> None:
    """List the rules of packs, shipped ones or your own .toml files; by default all that are shipped.

    Each line is a rule's name, as --rule of `cleankit explain` and the option `keep` take it, its category
    and the first of its phrases, with tabs between them.
    """
    from cleankit.boilerplate.rules import load_rules

    try:
        found = load_rules(packs or "all").rules
    except CleankitError as error:
        fail(str(error), USAGE)
    for rule in found:
        example = rule.phrases[0] if rule.phrases else f"/{rule.pattern}/"
        click.echo("\t".join(map(visible, (rule.name, rule.category or "-", example))))


@rules.command(context_settings=HELP)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
def check(files: tuple[str, ...]) -> None:
    """Check packs: names of shipped ones, or your own .toml files.

    Every example must hold, no rule may be shadowed or never fire, a category and the block that a rule heads
    must be known ones, a pattern must contain its guard and be linear. Each finding is one line; exit code 0
    without findings, 1 with, 2 for a file that is not there.
    """
    from cleankit.boilerplate.rules.check import check_pack
    from cleankit.boilerplate.rules.compiled import PACKS
    from cleankit.boilerplate.rules.packs import pack_names

    found = 0
    for name in files:
        path = PACKS / f"{name}.toml" if name in pack_names() else Path(name)
        if not path.is_file():
            fail(
                f"{visible(name)}: no such file or pack; {did_you_mean(name, pack_names())}",
                USAGE,
            )
        try:
            findings = check_pack(path)
        except CleankitError as error:
            fail(str(error), USAGE)
        for finding in findings:
            click.echo(visible(finding))
        found += len(findings)
        click.echo(
            f"{visible(name)}: {len(findings)} {'finding' if len(findings) == 1 else 'findings'}", err=True
        )
    sys.exit(QUARANTINED if found else 0)
