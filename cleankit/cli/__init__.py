"""The commands: `cleankit`, and `batch-clean`, which is `cleankit clean`."""

import click

from cleankit.cli.clean import batch_clean
from cleankit.cli.dedup import dedup
from cleankit.cli.explain import explain
from cleankit.cli.rules import rules
from cleankit.cli.undo import undo
from cleankit.version import __version__

__all__ = ["batch_clean", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cleankit")
def main() -> None:
    """Turn scraped articles into clean ones, and account for every character."""


main.add_command(batch_clean, "clean")
main.add_command(dedup)
main.add_command(explain)
main.add_command(rules)
main.add_command(undo)
