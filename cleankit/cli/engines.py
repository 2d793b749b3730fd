"""The options of `batch-clean` for where it cleans."""

from collections.abc import Callable
from typing import Any

import click

OPTIONS = (
    click.option(
        "--workers",
        type=int,
        metavar="N",
        help="How many processes clean.  [default: one per processor; with ray, one fewer]",
    ),
    click.option(
        "--engine",
        type=click.Choice(["local", "ray"]),
        default="local",
        show_default=True,
        help="Clean on this machine, or by actors of a Ray cluster.",
    ),
    click.option(
        "--address", metavar="HOST:PORT", help="With --engine ray: the cluster.  [default: on this machine]"
    ),
)


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command
