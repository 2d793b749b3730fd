"""Pages and pictures of docs that are made from code, packs and fixtures: `python -m tools.reference`."""

from collections.abc import Callable, Iterator
from pathlib import Path

from tools.reference import adapters, commands, filters, flow, formats, pairs, python, rules

ROOT = Path(__file__).parents[2]
MADE: dict[str, Callable[[], str]] = {
    "docs/before-after.md": pairs.pairs,
    "docs/pictures/flow.svg": flow.picture,
    "docs/reference/adapters.md": adapters.adapters,
    "docs/reference/commands.md": commands.commands,
    "docs/reference/filters.md": filters.filters,
    "docs/reference/formats.md": formats.formats,
    "docs/reference/gates.md": filters.gates,
    "docs/reference/presets.md": filters.presets,
    "docs/reference/python.md": python.python,
    "docs/reference/rules.md": rules.rules,
}


def outdated() -> Iterator[tuple[Path, str]]:
    """Yield the files that are not what they would be made now, with what they should hold."""
    for name, make in MADE.items():
        path, content = ROOT / name, make()
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            yield path, content
