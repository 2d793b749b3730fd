"""The options that add gates to a chain: `--min-words`, `--lang`, `--gate`."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from cleankit.errors import ConfigError, did_you_mean

if TYPE_CHECKING:  # loaded when a chain is made, and not to show --help
    from cleankit.chain import Chain

INTEGER_RE = re.compile(r"[+-]?\d+")
WORDS = {"true": True, "false": False, "inf": float("inf")}


def gate_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command."""
    options = (
        click.option(
            "--min-words", type=click.IntRange(0), metavar="N", help="Drop articles with fewer words."
        ),
        click.option(
            "--lang", metavar="CODES", help="Drop articles in other languages than these, as en,de."
        ),
        click.option(
            "--gate",
            "gates",
            multiple=True,
            metavar="SPEC",
            help="Add a gate: NAME or NAME:option=value[:option=value]; docs/gates.md lists them.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def with_gates(chain: "Chain", min_words: int | None, lang: str | None, gates: tuple[str, ...]) -> "Chain":
    """Return the chain with these gates at its end; one that it has already gets the options said here.

    Raises ConfigError for a gate or an option that does not exist.
    """
    wanted: list[tuple[str, dict[str, Any]]] = []
    if min_words is not None:
        wanted.append(("length", {"min_words": min_words}))
    if lang is not None:
        wanted.append(("language", {"lang": lang}))
    for spec in gates:
        name, options = parse_gate(spec)
        said = next((known for one, known in wanted if one == name), None)
        if said is None:
            wanted.append((name, options))
        elif twice := sorted(said.keys() & options):
            raise ConfigError(f"--gate {spec}: option {twice[0]} of {name!r} is given twice; give it once")
        else:
            said.update(options)
    for name, options in wanted:
        chain = _with_gate(chain, name, options)
    return chain


def parse_gate(spec: str) -> tuple[str, dict[str, Any]]:
    """Return the name and the options of ``NAME[:option=value...]``, values as the gate takes them.

    >>> parse_gate("gopher-quality:min_stop_words=0:max_bullets=inf")
    ('gopher-quality', {'min_stop_words': 0, 'max_bullets': inf})
    >>> parse_gate("gopher-quality:stop_words=und,der")
    ('gopher-quality', {'stop_words': ['und', 'der']})
    """
    from cleankit.options import fits, option_types, refusal
    from cleankit.registry import names

    name, *parts = spec.split(":")
    where = f"--gate {spec}"
    call = _gate(name)
    if call is None:
        known = [one for one in names() if _gate(one) is not None]
        raise ConfigError(f"{where}: {name!r} is no gate; {did_you_mean(name, known)}")
    accepted = option_types(call)
    options: dict[str, Any] = {}
    for part in parts:
        option, sign, value = part.partition("=")
        if not sign:
            raise ConfigError(f"{where}: found {part!r}; accepted: option=value")
        if option in options:
            raise ConfigError(f"{where}: option {option} is given twice; give it once")
        if option not in accepted:
            raise ConfigError(f"{where}: unknown option {option!r}; {did_you_mean(option, accepted)}")
        readings = [_value(value), value, [_value(one) for one in value.split(",")], value.split(",")]
        fitting = [one for one in readings if fits(one, accepted[option])]
        if not fitting:
            raise ConfigError(f"{where}: {refusal(option, readings[0], accepted[option])}")
        options[option] = fitting[0]
    return name, options


def _gate(name: str) -> Any:
    """Return the gate of that name, None where there is none or the name is that of another kind."""
    from cleankit.registry import find

    try:
        found = find(name)
    except ConfigError:
        return None
    return found if getattr(found, "kind", "") == "gate" else None


def _with_gate(chain: "Chain", name: str, options: dict[str, Any]) -> "Chain":
    from cleankit.chain import Chain
    from cleankit.registry import filter

    if any(one.name == name for one in chain.gates):
        return chain.replace(name, **options)
    return Chain(chain, filter(name, **options))


def _value(text: str) -> Any:
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    if INTEGER_RE.fullmatch(text):
        return int(text)
    try:
        return float(text)
    except ValueError:
        return text
