"""Backends of language detection, by name.

A backend is a module with a function ``load() -> Identify``: called once, when it is first asked, it
returns a function from a text to (code, confidence). ``LANGUAGES`` of the module, or the attribute
``languages`` of one's own `load`, are the codes that it can answer, where that is known. The built-in ones
are the modules here, in files of their names. Other packages declare an entry point in the group
`cleankit.languages`, looked up only for names unknown here; `backend` declares one in a program:

>>> @backend("shouting")
... def load():
...     return lambda text: ("en" if text.isupper() else "und", 1.0)
>>> "shouting" in names()
True
>>> open_backend("shouting")("HELLO")
('en', 1.0)
>>> del LOADERS["shouting"]
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

from cleankit.errors import ConfigError, did_you_mean
from cleankit.language.codes import normal_code

Identify = Callable[[str], tuple[str, float]]
Loader = Callable[[], Identify]
L = TypeVar("L", bound=Loader)

ENTRY_POINTS = "cleankit.languages"
EXTRAS = {"langdetect-rs": "fast-language", "py3langid": "wide-language"}
LOADERS: dict[str, Loader] = {}


def backend(name: str) -> Callable[[L], L]:
    """Declare a backend: a function that loads what it needs and returns the function to ask.

    The text it is asked about is at most 200 characters, with letters enough, without lone surrogates and
    addresses. What it answers is brought to one code per language; an error it raises is a FilterError.
    Raises ConfigError if the name is taken.
    """

    def declare(load: L) -> L:
        if name in names():
            raise ConfigError(f"language backend {name!r}: the name is taken; choose another")
        LOADERS[name] = load
        return load

    return declare


def names() -> list[str]:
    """Return the names of the built-in backends and of those declared so far."""
    return sorted({*LOADERS, *_builtin()})


def open_backend(name: str) -> Identify:
    """Return the function to ask. Raises ConfigError for an unknown name, or if its package is missing."""
    return _opened(_loader(name), name)


def languages_of(name: str) -> frozenset[str] | None:
    """Return the codes that a backend can answer, None if it does not say. Raises ConfigError as above."""
    if name in _builtin() and name not in LOADERS:
        found: frozenset[str] = import_module(_builtin()[name]).LANGUAGES
        return found
    own = getattr(_loader(name), "languages", None)
    return None if own is None else frozenset(map(normal_code, own))


@cache
def _opened(load: Loader, name: str) -> Identify:
    try:
        return load()
    except ImportError as error:
        extra = f"'cleankit-articles[{EXTRAS[name]}]'" if name in EXTRAS else error.name
        raise ConfigError(
            f"language backend {name!r}: {error.name} is not installed; try: pip install {extra}"
        ) from error


def _loader(name: str) -> Loader:
    if name in LOADERS:
        return LOADERS[name]
    if name in _builtin():
        found: Loader = import_module(_builtin()[name]).load
        return found
    from importlib.metadata import entry_points  # 15 ms, so only for unknown names

    for point in entry_points(group=ENTRY_POINTS, name=name):
        try:
            loaded: Loader = point.load()
        except Exception as error:
            raise ConfigError(
                f"language backend {name!r}: {point.value} cannot be loaded: {error}"
            ) from error
        LOADERS[name] = loaded
        return loaded
    raise ConfigError(f"unknown language backend {name!r}; {did_you_mean(name, names())}")


@cache
def _builtin() -> dict[str, str]:
    return {module.name.replace("_", "-"): f"{__name__}.{module.name}" for module in iter_modules(__path__)}
