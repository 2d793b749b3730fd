"""What the commands share: messages that data cannot abuse, exit codes, the chain that was asked for."""

import sys
from collections.abc import Callable, Mapping
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from cleankit.errors import ConfigError
from cleankit.report.visible import visible

if TYPE_CHECKING:  # loaded when a chain is made, and not to show --help
    from pathlib import Path

    from cleankit.chain import Chain

QUARANTINED, USAGE, UNFINISHED, WOULD_CHANGE = 1, 2, 3, 4
SIGNALLED = 128  # plus the signal's number
HELP = {"help_option_names": ["-h", "--help"]}


def is_terminal(stream: IO[str] | None) -> bool:
    """Say whether somebody watches; nobody does where the stream is closed."""
    return stream is not None and stream.isatty()


def say(message: str) -> None:
    """Write one line to standard error, after the command's name."""
    command = click.get_current_context().find_root().info_name
    click.echo(f"{command}: {visible(message)}", err=True)


def show_count(stage: str, count: int) -> None:
    """Show a stage's count where somebody watches."""
    if is_terminal(sys.stderr):
        click.echo(f"\r{visible(stage)}: {count:,}\x1b[K", err=True, nl=False)


def refuse_ignored(names: tuple[str, ...], why: str) -> None:
    """Leave with a usage error if one of these options was given: it would have no effect, and ``why``."""
    context = click.get_current_context()
    for name in names:
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            flags = next(param.opts for param in context.command.params if param.name == name)
            fail(f"{max(flags, key=len)} {why}", USAGE)


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong and leave with that exit code."""
    say(message)
    sys.exit(code)


OWN_SAY = (
    ("--protect", "protect", "PATTERN", "Change nothing that matches this regular expression."),
    ("--keep-line", "keep_lines", "TEXT", "Keep this line: its words, or /pattern/ of all of it."),
    ("--drop-line", "drop_lines", "TEXT", "Drop this line, before all rules."),
)


def own_say_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options by which a user says what stays and what goes, whatever filters find."""
    for flag, name, metavar, text in reversed(OWN_SAY):
        option = click.option(flag, name, metavar=metavar, multiple=True, help=f"{text} Repeatable.")
        command = option(command)
    return command


def with_own_say(chain: "Chain", said: Mapping[str, tuple[str, ...]]) -> "Chain":
    """Return the chain with what these options say too. Raises ConfigError with the option's name."""
    from cleankit.chain import Chain
    from cleankit.own_say import OwnSay

    for flag, name, *_ in OWN_SAY:
        OwnSay.of(flag, {name: said[name]})
    own = OwnSay(**said)
    if not own:
        return chain
    return Chain(chain, protect=own.protect, keep_lines=own.keep_lines, drop_lines=own.drop_lines)


def chosen_chain(preset: str | None, config: "Path | None") -> "Chain":
    """Return the chain that --preset or --config names."""
    if preset is not None and config is not None:
        raise ConfigError(
            "--preset and --config both name the chain; give one (a config can say extends = ...)"
        )
    from cleankit.chain import Chain

    return Chain.from_toml(config) if config is not None else Chain(preset or "article")
