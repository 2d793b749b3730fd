"""Reference of filters, gates and presets, from their docstrings, annotations and files."""

import re
import sys
from collections.abc import Callable
from inspect import Parameter
from inspect import signature as parameters_of
from typing import Any

from cleankit import Chain
from cleankit.options import describe, option_types
from cleankit.registry import PRESETS, builtin_names, find, preset_names
from tools.reference.prose import code, docstring, page, table

KINDS = {"text": "text filter", "line": "line filter", "gate": "gate"}


def filters() -> str:
    """Return the page of text and line filters."""
    return _listed("Filters", "cleankit/filters/", ("text", "line"))


def gates() -> str:
    """Return the page of gates."""
    return _listed("Gates", "cleankit/gates/", ("gate",))


def presets() -> str:
    """Return the page of presets."""
    parts = []
    for name in preset_names():
        text = (PRESETS / f"{name}.toml").read_text(encoding="utf-8")
        said = re.match(r"(?:#.*\n)+", text)
        about = " ".join(line.lstrip("# ") for line in said[0].splitlines()) if said else ""
        rest = text[said.end() :] if said else text
        members = ", ".join(code(str(one)) for one in Chain(name).filters)
        parts += [f"## {name}", about, f"Its chain: {members}.", f"```toml\n{rest.strip()}\n```"]
    return page("Presets", "`cleankit/presets/`", *parts)


def _listed(title: str, source: str, kinds: tuple[str, ...]) -> str:
    known = {name: find(name) for name in sorted(builtin_names())}
    chosen = {name: call for name, call in known.items() if call.kind in kinds}  # type: ignore[attr-defined]
    used = {name: [one.name for one in Chain(name).filters] for name in preset_names()}
    parts = [_part(name, call, [one for one in used if name in used[one]]) for name, call in chosen.items()]
    return page(title, f"`{source}`", *parts)


def _part(name: str, call: Callable[..., Any], used: list[str]) -> str:
    kind = KINDS[call.kind]  # type: ignore[attr-defined]
    presets = f" in the presets {', '.join(map(code, used))}" if used else " in no preset"
    module = sys.modules[call.__module__]
    parts = [f"## {name}", docstring(module), f"A {kind},{presets}. {docstring(call)}", _options(call)]
    return "\n\n".join(part for part in parts if part)


def _options(call: Callable[..., Any]) -> str:
    types = option_types(call)
    if not types:
        return ""
    defaults = parameters_of(call).parameters
    rows = ((code(name), describe(hint), _default(defaults[name])) for name, hint in types.items())
    return table(("option", "accepted", "default"), rows)


def _default(parameter: Parameter) -> str:
    if parameter.default is Parameter.empty:
        return "none: must be given"
    value = parameter.default
    return code(repr(list(value) if isinstance(value, tuple | frozenset) else value))
