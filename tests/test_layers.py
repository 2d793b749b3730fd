"""Dependencies point one way, and importing cleankit stays cheap."""

import ast
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "cleankit"
# A module may import from layers above its own line, and from its own.
LAYERS = [
    ["errors", "version"],
    ["text", "decoding", "trees", "processes"],
    ["document", "fields"],
    ["options", "registry", "extraction"],
    ["boilerplate", "language", "mojibake", "quotation", "repeats"],
    ["filters", "gates"],
    ["audit"],
    ["own_say", "guard", "config", "applying", "chain", "chosen"],
    ["streaming"],
    ["html"],
    ["io"],
    ["batch", "corpus", "learn", "stats"],
    ["report"],
    ["testing"],
    ["cli", "__main__"],
    ["integrations"],
]
HEAVY = [
    "bs4",
    "ftfy",
    "langdetect",
    "selectolax",
    "rich",
    "click",
    "orjson",
    "chardet",
    "webencodings",
    "importlib.metadata",
]


def layer_of(module):
    part = module.split(".")[1]
    found = [rank for rank, names in enumerate(LAYERS) if part in names]
    assert found, f"{module} is in no layer: add it to LAYERS"
    return found[0]


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "cleankit":
            modules = [alias.name for alias in node.names if is_module(alias.name)]
            yield from [f"cleankit.{name}" for name in modules]  # any other name is the public face
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cleankit."):
            yield node.module
        elif isinstance(node, ast.Import):
            yield from [alias.name for alias in node.names if alias.name.startswith("cleankit.")]


def is_module(name):
    return (PACKAGE / f"{name}.py").exists() or (PACKAGE / name).is_dir()


def test_imports_point_one_way():
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        if len(parts) == 2 and parts[1] == "__init__":
            continue  # the public face is above all
        own = ".".join(parts)
        wrong += [f"{own} imports {other}" for other in imports_of(path) if layer_of(other) > layer_of(own)]
    assert wrong == []


def test_import_loads_nothing_heavy():
    code = f"import sys; from cleankit import *; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_cleaning_plain_english_loads_nothing_heavy():
    code = (
        "import sys, cleankit; cleankit.clean('Advertisement\\n\\nThe bridge opened again on Monday.'); "
        f"print([m for m in {HEAVY} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
