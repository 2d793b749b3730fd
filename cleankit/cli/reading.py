"""The options of commands that read what `batch-clean` reads."""

from collections.abc import Callable
from typing import Any

import click

from cleankit.cli.sizes import Size
from cleankit.io.formats import FORMATS


def reading_options(done: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds them; ``done`` is what is done with the text, as "cleaned"."""
    options = (
        click.option(
            "--text-field",
            default="text",
            show_default=True,
            help=f"The field of JSON records that is {done}.",
        ),
        click.option("--id-field", default="id", show_default=True, help="The field that names a record."),
        click.option(
            "--url-field", default="url", show_default=True, help="The field with a record's address."
        ),
        click.option("--html-field", metavar="NAME", help="Take the article out of the HTML in this field."),
        click.option(
            "--format",
            type=click.Choice(list(FORMATS)),
            help="What inputs are, whatever their names.",
        ),
        click.option(
            "--encoding",
            metavar="NAME",
            help="The inputs' encoding, where it is known.  [default: detected]",
        ),
        click.option(
            "--delimiter", metavar="CHAR", help="What parts the cells of tables.  [default: detected]"
        ),
        click.option(
            "--max-record",
            type=Size(),
            default="16MiB",
            show_default=True,
            help="A longer record is not read but reported.",
        ),
    )

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return add
