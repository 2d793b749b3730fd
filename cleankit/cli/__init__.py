"""The commands: `cleankit`, and `batch-clean`, which is `cleankit clean`."""

import click

from cleankit.cli.clean import batch_clean
from cleankit.cli.commands import Commands
from cleankit.version import __version__

__all__ = ["batch_clean", "main"]

# Each command is in the module of its name.
COMMANDS = {
    "clean": "batch_clean",
    "dedup": "dedup",
    "explain": "explain",
    "learn": "learn",
    "rules": "rules",
    "stats": "stats",
    "undo": "undo",
}


@click.group(cls=Commands, homes=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cleankit")
def main() -> None:
    """Turn scraped articles into clean ones, and account for every character."""
