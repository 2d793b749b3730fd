"""Reference of the public names of Python, from their signatures and docstrings."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import cleankit
from tools.reference.prose import code, docstring, page
from tools.reference.signatures import of_alias, of_class, of_function

PACKAGE = Path(cleankit.__file__).parent


def python() -> str:
    """Return the page of public names."""
    own = [name for name in cleankit.__all__ if name != "__version__"]
    parts = [part for name in own for part in _part(name, getattr(cleankit, name), PACKAGE)]
    for package in cleankit.PACKAGES:
        module = getattr(cleankit, package)
        names = [one for one in getattr(module, "__all__", _defined(module)) if one not in own]
        parts += [f"## cleankit.{package}", docstring(module)]
        parts += [
            part for name in names for part in _part(name, getattr(module, name), PACKAGE / package, "###")
        ]
    return page("Python", "the docstrings", "Names of `cleankit`, then those of its packages.", *parts)


def _defined(module: ModuleType) -> list[str]:
    found = vars(module).items()
    return [
        name
        for name, one in found
        if not name.startswith("_") and inspect.isfunction(one) and one.__module__ == module.__name__
    ]


def _part(name: str, found: Any, folder: Path, marks: str = "##") -> Iterator[str]:
    found = inspect.unwrap(found)
    yield f"{marks} {name}"
    if inspect.isfunction(found):
        yield f"```python\n{of_function(name, found)}\n```"
    elif inspect.isclass(found):
        yield f"```python\n{of_class(name, found)}\n```"
    elif not inspect.ismodule(found):
        yield code(f"{name} = {of_alias(name, folder)}")
        return
    yield docstring(found)
    if inspect.isclass(found):
        yield "\n".join(_methods(found))


def _methods(found: type) -> Iterator[str]:
    for name, one in vars(found).items():
        call = one.__func__ if isinstance(one, classmethod | staticmethod) else one
        is_public = not name.startswith("_") or name == "__call__"
        if is_public and inspect.isfunction(call) and call.__doc__:
            yield f"- {code(' '.join(of_function(name, call).split()))}: {_first(call)}"
        elif is_public and (isinstance(one, property) or hasattr(one, "attrname")):
            yield f"- {code(name)}: {_first(one)}"


def _first(found: Any) -> str:
    return docstring(found).partition("\n\n")[0].replace("\n", " ")
