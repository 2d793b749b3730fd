"""One idea per function and per file: none is too large."""

from pathlib import Path

from radon.complexity import cc_visit

PACKAGE = Path(__file__).parents[1] / "cleankit"
MOST_PATHS, MOST_LINES = 20, 300


def test_functions_have_few_paths():
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}:{part.name}"
        for path in PACKAGE.rglob("*.py")
        for block in cc_visit(path.read_text(encoding="utf-8"))
        for part in (getattr(block, "methods", None) or [block])
        if part.complexity > MOST_PATHS
    }
    assert not found


def test_files_are_short():
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if path.read_text(encoding="utf-8").count("\n") > MOST_LINES
    }
    assert not found
