"""Names for filters: declare one with a decorator, bind its options, find it again.

Built-in filters are found by file name: the filter "blank-lines" is in filters/blank_lines.py or
gates/blank_lines.py, so a new one is a new file. Other packages declare an entry point in the group
`cleankit.filters`, looked up only for names unknown here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from inspect import signature
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Literal, TypeVar

from cleankit.errors import ConfigError, did_you_mean
from cleankit.options import check_options
from cleankit.text.changes import Change

Kind = Literal["text", "line", "gate"]
F = TypeVar("F", bound=Callable[..., Any])

PRESETS = Path(__file__).parent / "presets"
ENTRY_POINTS = "cleankit.filters"
_by_name: dict[str, Callable[..., Any]] = {}


@dataclass(frozen=True)
class Filter:
    """A filter with its options bound: what `Chain` holds. Calling it calls the filter.

    What the filter reads, it reads when this is made; ``data`` is the digest of it, in the fingerprint
    of a chain. A pickled one is read anew where it is unpickled, and refused if the data differ there.
    """

    call: Callable[..., Any]
    name: str
    kind: Kind = "text"
    options: Mapping[str, Any] = field(default_factory=dict)
    data: str = field(init=False, default="")
    bound: Callable[[Any], Any] = field(init=False, repr=False, compare=False)
    """The callable with its options, and nothing between it and the caller."""

    def __post_init__(self) -> None:
        prepare: Callable[..., Any] | None = getattr(self.call, "prepare", None)
        digest: Callable[..., str] | None = getattr(self.call, "data", None)
        if prepare is not None:
            bound = prepare(**self.options)
        else:
            bound = partial(self.call, **self.options) if self.options else self.call
        object.__setattr__(self, "bound", bound)
        if prepare is not None or digest is not None:
            data = bound.digest if prepare is not None else digest(**self.options)  # type: ignore[misc]
            object.__setattr__(self, "data", data)

    def __call__(self, subject: Any) -> Any:
        return self.bound(subject)

    def __str__(self) -> str:
        """Return its name with its options."""
        options = ", ".join(f"{name}={value!r}" for name, value in self.options.items())
        return f"{self.name}({options})" if options else self.name

    @property
    def keeps_lines(self) -> bool:
        """Whether the number of lines is sure to stay."""
        return bool(getattr(self.call, "lines", False))

    @property
    def idempotent(self) -> bool:
        """Whether a second pass is sure to change nothing."""
        return getattr(self.call, "not_idempotent", "not declared") == ""

    @property
    def registered(self) -> bool:
        """Whether the registry knows it by name, so that it can be written into a file."""
        return _by_name.get(self.name) is self.call

    def __getstate__(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("call", "name", "kind", "options", "data")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)
        self.__post_init__()
        if self.data != state["data"]:
            raise ConfigError(
                f"filter {self.name!r}: its data changed since it was made: found digest {self.data!r}, "
                f"accepted {state['data']!r}; make the chain again"
            )


def _checked_name(decorator: str, name: object) -> None:
    """Raise ConfigError for a decorator that is given no name, and the function it stands above as one."""
    if callable(name):
        example = getattr(name, "__name__", "name").replace("_", "-")
        raise ConfigError(f"@{decorator}: it takes a name: write @{decorator}({example!r})")
    if not isinstance(name, str) or not name.strip():
        raise ConfigError(f"@{decorator}: found {name!r}; accepted: a name, such as 'my-filter'")


def text_filter(
    name: str,
    *,
    lines: bool = True,
    not_idempotent: str = "",
    data: Callable[..., str] | None = None,
    edits: Callable[..., Iterable[Change]] | None = None,
) -> Callable[[F], F]:
    """Declare a text filter, ``str -> str``.

    ``lines=False`` says that it may change the number of lines; ``not_idempotent`` says why a second
    pass may change something; ``data(**options)`` returns a digest of the data that it depends on;
    ``edits(text, **options)`` yields what it changes as (start, end, new text), for the audit, where
    comparing the texts would find less.
    """
    _checked_name("text_filter", name)

    def declare(call: F) -> F:
        declared = register(call, name, "text", lines, not_idempotent, data)
        setattr(declared, "edits", edits)  # noqa: B010 - a function has no such attribute for mypy
        return declared

    return declare


def line_filter(
    name: str,
    *,
    not_idempotent: str = "",
    data: Callable[..., str] | None = None,
    prepare: Callable[..., Any] | None = None,
) -> Callable[[F], F]:
    """Declare a line filter, ``Lines -> Iterable[Verdict]``.

    ``data(**options)`` returns a digest of the data that it depends on. One that reads files gives
    ``prepare(**options)`` instead: it reads them when the filter is made, and returns a callable of `Lines`
    with an attribute ``digest``, which is called in place of the filter.
    """
    _checked_name("line_filter", name)

    def declare(call: F) -> F:
        declared = register(call, name, "line", True, not_idempotent, data)
        setattr(declared, "prepare", prepare)  # noqa: B010 - a function has no such attribute for mypy
        return declared

    return declare


def gate(name: str, *, data: Callable[..., str] | None = None) -> Callable[[F], F]:
    """Declare a gate, ``Cleaned -> str | None``: the reason to drop the document, or None."""
    _checked_name("gate", name)
    return lambda call: register(call, name, "gate", True, "", data)


def register(
    call: F, name: str, kind: Kind, lines: bool, not_idempotent: str, data: Callable[..., str] | None
) -> F:
    """Enter a callable under a name. Raises ConfigError if the name is taken, or is none."""
    if not callable(call):
        raise ConfigError(f"filter {name!r}: found {call!r}; accepted: a function")
    if name in preset_names():
        raise ConfigError(f"filter {name!r}: a preset has that name; choose another")
    known = _by_name.get(name)
    if known is not None and qualified_name(known) != qualified_name(call):
        raise ConfigError(f"filter {name!r}: {qualified_name(known)} has that name; choose another")
    traits = {"name": name, "kind": kind, "lines": lines, "not_idempotent": not_idempotent, "data": data}
    for trait, value in traits.items():
        setattr(call, trait, value)
    _by_name[name] = call
    return call


def filter(name: str | Callable[..., Any], /, **options: Any) -> Filter:  # noqa: A001 - the field's word
    """Return a filter with its options bound.

    ``name`` is a registered name or a callable; an undecorated callable is a text filter.
    Raises ConfigError for an unknown name or an option that the filter does not take.

    >>> filter("duplicates", min_chars=60).options
    {'min_chars': 60}
    """
    call = find(name) if isinstance(name, str) else name
    if not callable(call):
        raise ConfigError(f"filter: found {call!r}; accepted: a filter's name, or a callable")
    label = getattr(call, "name", None) or qualified_name(call)
    check_options(f"filter {label!r}", call, options)
    said = {name: value for name, value in options.items() if value is not None or not _is_none(call, name)}
    return Filter(call, label, getattr(call, "kind", "text"), said)


def _is_none(call: Callable[..., Any], option: str) -> bool:
    """Say whether an option is None where nothing is said of it: TOML has no word for that."""
    return signature(call).parameters[option].default is None


def find(name: str) -> Callable[..., Any]:
    """Return the filter with that name. Raises ConfigError with the nearest known name."""
    if name not in _by_name and name in builtin_names():
        import_module(builtin_names()[name])
    if name not in _by_name:
        _load_plugin(name)
    if name not in _by_name:
        known = {*names(), *preset_names()}
        raise ConfigError(f"unknown filter or preset {name!r}; {did_you_mean(name, known)}")
    return _by_name[name]


def _load_plugin(name: str) -> None:
    from importlib.metadata import entry_points  # 15 ms, so only for unknown names

    for point in entry_points(group=ENTRY_POINTS, name=name):
        try:
            found = point.load()
        except Exception as error:
            raise ConfigError(f"filter {name!r}: {point.value} cannot be loaded: {error}") from error
        if name not in _by_name:  # declared without a decorator: a text filter of which nothing is known
            register(found, name, "text", False, "not declared", None)


def names() -> list[str]:
    """Return the names of all filters and gates, those of other packages included."""
    from importlib.metadata import entry_points

    plugins = {point.name for point in entry_points(group=ENTRY_POINTS)}
    return sorted({*_by_name, *builtin_names(), *plugins})


@cache
def builtin_names() -> dict[str, str]:
    """Return the built-in filters and gates: name to module."""
    return {
        module.name.replace("_", "-"): f"cleankit.{folder}.{module.name}"
        for folder in ("filters", "gates")
        for module in iter_modules([str(Path(__file__).parent / folder)])
    }


def preset_names() -> list[str]:
    """Return the names of the presets."""
    return sorted(path.stem for path in PRESETS.glob("*.toml"))


def qualified_name(call: Callable[..., Any]) -> str:
    """Return ``module:name`` of a callable; an object is named by its class."""
    named = call if hasattr(call, "__qualname__") else type(call)
    return f"{getattr(named, '__module__', 'builtins')}:{named.__qualname__}"  # str.title has no __module__
