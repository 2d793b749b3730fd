"""Options of filters: which a callable takes, and whether a value fits its annotation."""

import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from cleankit.errors import ConfigError, did_you_mean

FILE = "the path of a file, or a name without an ending or a separator"
File = Annotated[str, FILE]
"""The annotation of an option that names a file: in a configuration it is relative to that."""


def check_options(where: str, call: Callable[..., Any], options: Mapping[str, Any]) -> None:
    """Raise ConfigError unless every option is a keyword of ``call`` and fits its annotation."""
    if not options:
        return
    accepted = option_types(call)
    for name, value in options.items():
        if name not in accepted:
            raise ConfigError(f"{where}: unknown option {name!r}; {did_you_mean(name, accepted)}")
        if not fits(value, accepted[name]):
            raise ConfigError(
                f"{where}: option {name}: found {value!r}; accepted: {describe(accepted[name])}"
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
    hints = get_type_hints(function)
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

    >>> fits(3, float), fits(True, int), fits(["any"], str | list[str])
    (True, False, True)
    """
    origin, args = get_origin(hint), get_args(hint)
    if hint is Any:
        return True
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

    >>> describe(Literal["straight", "keep"]), describe(int | None), describe(list[str])
    ("'straight', 'keep'", 'int or None', 'list of str')
    """
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return ", ".join(map(repr, args))
    if origin in (Union, types.UnionType):
        return " or ".join(describe(arg) for arg in args)
    if origin in (list, tuple, Sequence):
        return f"list of {describe(args[0])}"
    return "None" if hint is type(None) else getattr(hint, "__name__", str(hint))
