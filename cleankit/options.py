"""Options of filters: which a callable takes, and whether a value fits its annotation."""

import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from math import inf
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from cleankit.errors import ConfigError, did_you_mean

FILE = "the path of a file, or a name without an ending or a separator"
File = Annotated[str, FILE]
"""The annotation of an option that names a file: in a configuration it is relative to that."""


class Range(NamedTuple):
    """The annotation of a number: from ``least`` to ``most``, or ``off``, which is no limit."""

    least: float
    most: float
    text: str
    off: float | None = None

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int | float) and (value == self.off or self.least <= value <= self.most)


Share = Annotated[float, Range(0, 1, "a share from 0 to 1")]
MostShare = Annotated[float, Range(0, 1, "a share from 0 to 1, or inf for no limit", inf)]
Count = Annotated[int, Range(0, inf, "a whole number from 0 on")]
Amount = Annotated[float, Range(0, inf, "a number from 0 on, inf for no limit")]


def check_options(where: str, call: Callable[..., Any], options: Mapping[str, Any]) -> None:
    """Raise ConfigError unless every option is a keyword of ``call`` and fits its annotation.

    A least above its most, as ``min_words`` above ``max_words``, is an error too: everything would go.
    """
    if not options:
        return
    accepted = option_types(call)
    for name, value in options.items():
        if name not in accepted:
            raise ConfigError(f"{where}: unknown option {name!r}; {did_you_mean(name, accepted)}")
        if not fits(value, accepted[name]):
            raise ConfigError(f"{where}: {refusal(name, value, accepted[name])}")
    _check_limits(where, call, options)


def refusal(name: str, value: Any, hint: Any) -> str:
    """Say what was found in place of an option's value, what is accepted, and what to try.

    >>> refusal("max", 30, MostShare)
    'option max: found 30; accepted: a share from 0 to 1, or inf for no limit; 30 % is 0.3'
    """
    said = f"option {name}: found {value!r}; accepted: {describe(hint)}"
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and 1 < value <= 100 and "share" in describe(hint):
        return f"{said}; {value:g} % is {value / 100:g}"
    return said


def _check_limits(where: str, call: Callable[..., Any], options: Mapping[str, Any]) -> None:
    known = {name: one.default for name, one in inspect.signature(call).parameters.items()}
    known.update(options)
    for low, least in known.items():
        high = f"max{low[3:]}"
        if not low.startswith("min") or high not in known or not {low, high} & options.keys():
            continue
        most = known[high]
        if all(isinstance(one, int | float) for one in (least, most)) and least > most:
            given = {name: "" if name in options else " (the default)" for name in (low, high)}
            raise ConfigError(
                f"{where}: {low} {least:g}{given[low]} is above {high} {most:g}{given[high]}: nothing could "
                "pass; give both, or inf for no limit"
            )


def check_fields(given: Any) -> None:
    """Raise ConfigError unless every field of a dataclass fits its annotation."""
    hints = get_type_hints(type(given))
    for one in fields(given):
        value = getattr(given, one.name)
        if not fits(value, hints[one.name]):
            raise ConfigError(f"{one.name}: found {value!r}; accepted: {describe(hints[one.name])}")


def option_types(call: Callable[..., Any]) -> dict[str, Any]:
    """Return the keyword-only parameters of a callable and their annotations."""
    function = call if inspect.isroutine(call) or inspect.isclass(call) else type(call).__call__
    hints = get_type_hints(function, include_extras=True)
    parameters = inspect.signature(call).parameters.values()
    return {p.name: hints.get(p.name, Any) for p in parameters if p.kind is p.KEYWORD_ONLY}


def file_options(call: Callable[..., Any]) -> list[str]:
    """Return the options of a callable that name files."""
    function = call if inspect.isroutine(call) or inspect.isclass(call) else type(call).__call__
    hints = get_type_hints(function, include_extras=True)
    return [name for name, hint in hints.items() if _names_file(hint)]


def is_path(value: Any) -> bool:
    """Say whether an option's value is the path of a file, and not the name of what is shipped.

    >>> is_path("own.toml"), is_path("packs/own"), is_path("en")
    (True, True, False)
    """
    return isinstance(value, str) and ("/" in value or "\\" in value or "." in value)


def _names_file(hint: Any) -> bool:
    return FILE in getattr(hint, "__metadata__", ()) or any(map(_names_file, get_args(hint)))


def fits(value: Any, hint: Any) -> bool:
    """Say whether a value read from a file fits an annotation.

    >>> fits(3, float), fits(True, int), fits(["any"], str | list[str]), fits(30, Share)
    (True, False, True, False)
    """
    origin, args = get_origin(hint), get_args(hint)
    if hint is Any:
        return True
    if origin is Annotated:
        bounds = [one for one in hint.__metadata__ if isinstance(one, Range)]
        return fits(value, args[0]) and all(value in one for one in bounds)
    if origin is Literal:
        return any(value == arg and type(value) is type(arg) for arg in args)
    if origin in (Union, types.UnionType):
        return any(fits(value, arg) for arg in args)
    if origin in (list, tuple, Sequence):
        return isinstance(value, list | tuple) and all(fits(item, args[0]) for item in value)
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, origin or hint)


def describe(hint: Any) -> str:
    """Say in words what an annotation accepts.

    >>> describe(Literal["straight", "keep"]), describe(int | None), describe(list[str]), describe(Share)
    ("'straight', 'keep'", 'int or None', 'list of str', 'a share from 0 to 1')
    """
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return next((one.text for one in hint.__metadata__ if isinstance(one, Range)), describe(args[0]))
    if origin is Literal:
        return ", ".join(map(repr, args))
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(map(describe, args)))
    if origin in (list, tuple, Sequence):
        return f"list of {describe(args[0])}"
    if hint is bool:
        return "true or false"
    return "None" if hint is type(None) else getattr(hint, "__name__", str(hint))
