"""The options of commands that read what `batch-clean` reads."""

import os
import stat
import sys
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


def endings(given: str | None) -> tuple[str, ...]:
    """Return the endings that a list names, each with its dot."""
    return tuple(f".{one.strip().lower().lstrip('.')}" for one in given.split(",")) if given else ()


def piped() -> tuple[str, ...]:
    """Return standard input as the input, if something is piped into it."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:  # closed
        return ()
    if not (stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)):
        return ()
    stdin: Any = None if sys.stdin is None else sys.stdin.buffer
    return ("-",) if stdin is not None and stdin.peek(1) else ()
