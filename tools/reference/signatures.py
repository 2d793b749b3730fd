"""Signatures as the source has them: what `inspect` prints differs between versions of Python."""

import ast
import inspect
from itertools import chain, repeat
from pathlib import Path
from typing import Any

WIDTH = 100


def of_function(name: str, found: Any) -> str:
    """Return name, parameters and result of a function, without ``self``."""
    node = _node(found)
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    return of_function_node(name, node)


def of_function_node(name: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """Return the same of a function that is not imported."""
    returns = f" -> {ast.unparse(node.returns)}" if node.returns and node.name != "__init__" else ""
    return _call(name, _parameters(node.args), returns.replace("'", ""))


def of_class(name: str, found: type) -> str:
    """Return what a class is made with: the parameters of its ``__init__``, or its fields."""
    if issubclass(found, BaseException):
        return f"class {name}({found.__bases__[0].__name__})"
    if "__init__" in vars(found) and found.__init__.__module__ == found.__module__ and _has_init(found):
        return of_function(name, found.__init__)
    return _call(name, [one for part in reversed(found.__mro__) for one in _fields(part)], "")


def of_class_node(node: ast.ClassDef) -> str:
    """Return the same of a class that is not imported."""
    made = [one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "__init__"]
    if made:
        return of_function_node(node.name, made[0])
    fields = [
        one for one in node.body if isinstance(one, ast.AnnAssign) and "ClassVar" not in ast.unparse(one)
    ]
    return _call(node.name, [_field(one) for one in fields], "")


def of_alias(name: str, folder: Path) -> str:
    """Return what a name stands for in the module below a folder that assigns it."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and any(ast.unparse(one) == name for one in node.targets):
                return ast.unparse(node.value)
    raise LookupError(f"{folder}: {name} is assigned nowhere")


def _node(found: Any) -> ast.stmt:
    return ast.parse(inspect.cleandoc("\n" + inspect.getsource(found))).body[0]


def _has_init(found: type) -> bool:
    node = _node(found)
    return isinstance(node, ast.ClassDef) and any(getattr(one, "name", "") == "__init__" for one in node.body)


def _fields(found: type) -> list[str]:
    if not found.__module__.startswith("cleankit."):
        return []
    node = _node(found)
    assert isinstance(node, ast.ClassDef)
    fields = (one for one in node.body if isinstance(one, ast.AnnAssign))
    return [_field(one) for one in fields if "init=False" not in ast.unparse(one)]


def _field(node: ast.AnnAssign) -> str:
    default = "" if node.value is None else f" = {ast.unparse(node.value)}"
    return f"{ast.unparse(node.target)}: {ast.unparse(node.annotation)}{default}"


def _parameters(args: ast.arguments) -> list[str]:
    plain = [*args.posonlyargs, *args.args]
    defaults = chain(repeat(None, len(plain) - len(args.defaults)), args.defaults)
    shown = [_parameter(one, default) for one, default in zip(plain, defaults, strict=True)]
    if args.posonlyargs:
        shown.insert(len(args.posonlyargs), "/")
    if plain and plain[0].arg in ("self", "cls"):
        del shown[0]
    if args.vararg:
        shown.append(f"*{_parameter(args.vararg, None)}")
    elif args.kwonlyargs:
        shown.append("*")
    named = zip(args.kwonlyargs, args.kw_defaults, strict=True)
    shown += [_parameter(one, default) for one, default in named]
    return [*shown, f"**{_parameter(args.kwarg, None)}"] if args.kwarg else shown


def _parameter(one: ast.arg, default: ast.expr | None) -> str:
    kind = f": {ast.unparse(one.annotation)}".replace("'", "") if one.annotation else ""
    return f"{one.arg}{kind}" + ("" if default is None else f" = {ast.unparse(default)}")


def _call(name: str, parameters: list[str], returns: str) -> str:
    line = f"{name}({', '.join(parameters)}){returns}"
    if len(line) <= WIDTH:
        return line
    rows = "".join(f"    {one},\n" for one in parameters)
    return f"{name}(\n{rows}){returns}"
