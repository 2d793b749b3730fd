"""Reference of the adapters, from their source: hosts may be missing, so nothing is imported."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tools.reference.prose import code, markdown, page
from tools.reference.signatures import of_class_node, of_function_node

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "cleankit" / "integrations"
EXTRA_RE = re.compile(r"\s*Extra: ``([\w-]+)``\.")


def adapters() -> str:
    """Return the page of adapters: what to install, and every public function and class."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    parts = [part for file in sorted(FOLDER.glob("*.py")) for part in _module(file, extras)]
    intro = "What each does with nulls, errors and gates, and what it costs: [adapters](../hosts.md)."
    return page("Adapters", "the docstrings of `cleankit/integrations`", intro, *parts)


def _module(file: Path, extras: dict[str, list[str]]) -> Iterator[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    said = (ast.get_docstring(tree, clean=False) or "").strip("\n")
    named = EXTRA_RE.search(said)
    if named is None:
        return  # what several adapters share
    needs = ", ".join(map(code, extras.get(named[1], ())))
    yield f"## cleankit.integrations.{file.stem}"
    yield f"Install {code(f'cleankit-articles[{named[1]}]')}" + (f": {needs}." if needs else ".")
    yield markdown(EXTRA_RE.sub("", said, count=1))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield from _part(node)


def _part(node: ast.FunctionDef | ast.ClassDef) -> Iterator[str]:
    made = of_class_node(node) if isinstance(node, ast.ClassDef) else of_function_node(node.name, node)
    yield f"### {node.name}"
    yield f"```python\n{made}\n```"
    yield markdown(ast.get_docstring(node) or "")
    if isinstance(node, ast.ClassDef):
        yield "\n".join(_methods(node))


def _methods(node: ast.ClassDef) -> Iterator[str]:
    for one in node.body:
        if isinstance(one, ast.FunctionDef) and (not one.name.startswith("_") or one.name == "__call__"):
            said = markdown(ast.get_docstring(one) or "").partition("\n\n")[0].replace("\n", " ")
            if said:
                yield f"- {code(' '.join(of_function_node(one.name, one).split()))}: {said}"
