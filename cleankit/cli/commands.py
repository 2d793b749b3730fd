"""A group whose commands are loaded when they are asked for: `--help` of one costs nothing of the others."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from cleankit.errors import did_you_mean


class Commands(click.Group):
    """A group of commands, each in the module of its name; ``homes`` maps name to attribute."""

    def __init__(self, *args: Any, homes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, sorted."""
        del ctx  # the same in every context
        return sorted(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command. Fails where there is none of that name, with the nearest one."""
        if cmd_name not in self.homes:
            if not ctx.resilient_parsing:
                ctx.fail(f"no command {cmd_name!r}; {did_you_mean(cmd_name, self.homes)}")
            return None
        command: click.Command = getattr(import_module(f"cleankit.cli.{cmd_name}"), self.homes[cmd_name])
        return command
