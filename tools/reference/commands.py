"""Reference of commands and their options, from their help."""

import re
from collections.abc import Iterator

import click

from cleankit.cli import main
from tools.reference.prose import code, page, table


def commands() -> str:
    """Return the page of commands."""
    parts = [part for name, command in _commands(main, "cleankit") for part in _part(name, command)]
    return page(
        "Commands",
        "`cleankit/cli/`",
        "`batch-clean` is `cleankit clean`. Every command has `-h` and `--help`.",
        *parts,
    )


def _commands(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, f"{prefix} {name}")
        elif command is not None:
            yield f"{prefix} {name}", command


def _part(name: str, command: click.Command) -> Iterator[str]:
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    usage = " ".join([name, "[OPTION]...", *(one.metavar or one.name or "" for one in arguments)])
    yield f"## {name}"
    yield f"    {usage}"
    yield "\n\n".join(_paragraph(part) for part in re.split(r"\n{2,}", _clean(command.help or "")))
    rows = ((code(_written(one)), one.help or "", _default(one)) for one in options)
    yield table(("option", "what it does", "default"), rows)
    if command.epilog:
        yield "\n\n".join(_paragraph(part) for part in re.split(r"\n{2,}", _clean(command.epilog)))


def _clean(text: str) -> str:
    from inspect import cleandoc

    return cleandoc(text)


def _paragraph(text: str) -> str:
    """Return a paragraph; one that click is told not to wrap (a line with a backspace first) is code."""
    if not text.startswith("\b\n"):
        return text
    title, _, rest = text.removeprefix("\b\n").partition("\n")
    lines = rest.split("\n")
    return "\n".join([title, "", *(f"    {line.removeprefix('  ')}" for line in lines)])


def _written(option: click.Option) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    if option.is_flag or option.count:
        return names
    kind = option.type
    choices = "|".join(map(str, kind.choices)) if isinstance(kind, click.Choice) else ""
    return f"{names} {option.metavar or choices or kind.name.upper().split()[0]}"


def _default(option: click.Option) -> str:
    """Return the default where the help does not say it itself, which it does in brackets."""
    value = option.default
    if option.is_flag or not isinstance(value, str | int | float) or "[default" in (option.help or ""):
        return ""
    return code(str(value))
