"""The adapters, as their own files tell of them: nothing else lists them.

A module of `cleankit.integrations` whose docstring names an extra is an adapter. What its host needs is that
extra in pyproject.toml; what only its test needs is ``ALSO_NEEDS`` of tests/hosts/test_NAME.py. A host that
takes a minute or more has ``SLOW = True`` there; one that is not installed, as its interface alone is tested,
``STANDS_IN = True``. Files are read and not imported: hosts may be missing.
"""

import ast
import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "cleankit" / "integrations"
EXTRA_RE = re.compile(r"Extra: ``([\w-]+)``\.")


class Adapter(NamedTuple):
    """An adapter's file and test, its extra and what that requires, what else its test needs, its pace.

    ``stands_in`` says that the test runs without the host.
    """

    file: Path
    test: Path
    extra: str
    requires: tuple[str, ...]
    also_needs: tuple[str, ...]
    slow: bool
    stands_in: bool

    @property
    def is_installed(self) -> bool:
        """Whether the packages of the extra are there."""
        try:
            for one in self.requires:
                distribution(re.match(r"[\w.-]+", one)[0])
        except PackageNotFoundError:
            return False
        return True


def find_adapters() -> dict[str, Adapter]:
    """Return the adapters by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    found = {}
    for file in sorted(FOLDER.glob("*.py")):
        if named := EXTRA_RE.search(ast.get_docstring(_tree(file)) or ""):
            test = Path(__file__).with_name(f"test_{file.stem}.py")
            said = _constants(test) if test.exists() else {}
            requires, also = tuple(extras.get(named[1], ())), tuple(said.get("ALSO_NEEDS", ()))
            slow, stands_in = said.get("SLOW", False), said.get("STANDS_IN", False)
            found[file.stem] = Adapter(file, test, named[1], requires, also, slow, stands_in)
    return found


def _constants(file: Path) -> dict[str, object]:
    assigned = [one for one in _tree(file).body if isinstance(one, ast.Assign)]
    named = ((one.targets[0], one.value) for one in assigned)
    wanted = ("ALSO_NEEDS", "SLOW", "STANDS_IN")
    return {
        target.id: ast.literal_eval(value)
        for target, value in named
        if isinstance(target, ast.Name) and target.id in wanted
    }


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))
