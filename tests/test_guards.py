"""Each guard of CI falls when what it guards is spoilt or slowed: a guard that cannot fall guards nothing.

A copy of the tree is spoilt in one place, the guard is run there as CI runs it, and its message must name the
place. That guards pass on the tree as it is, CI shows.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import floors, guard, ratios
from benchmarks.texts import made_parts

ROOT = Path(__file__).parents[1]
PARTS = ["benchmarks", "cleankit", "docs", "fixtures", "tests", "tools"]
FILES = ["CHANGELOG.md", "LICENSE", "README.md", "conftest.py", "mkdocs.yml", "pyproject.toml"]
PYTEST = ["pytest", "-q", "-p", "no:cacheprovider"]
LONG = "\n".join(f"LINE_{n} = {n}" for n in range(301)) + "\n"
BRANCHES = "def many(n: int) -> int:\n" + "".join(
    f"    if n == {n}:\n        return {n}\n" for n in range(21)
)
RULE = (
    '\n[[rule]]\nid = "ad-zzz"\ncategory = "interface"\nmatch = "line"\nphrases = ["Zzz"]\n'
    'keeps = ["Zzz sleeps."]\ndrops = ["No such line"]\n'
)
# Guard: command, file, what is put at its end (or instead of a text in it), what the message must say.
SPOILT = {
    "style": (["ruff", "check", "."], "cleankit/errors.py", "\nimport os\n", "F401"),
    "format": (["ruff", "format", "--check", "."], "cleankit/errors.py", "\nx  =  1\n", "errors.py"),
    "types": (["mypy", "-p", "cleankit.errors"], "cleankit/errors.py", "\n\nSIZE: int = 'x'\n", "errors.py"),
    "compiled packs": (
        ["cleankit.boilerplate.rules.compile", "--check"],
        "cleankit/packs/en.toml",
        RULE,
        "compile",
    ),
    "packs": (["cleankit", "rules", "check", "en"], "cleankit/packs/en.toml", RULE, "ad-zzz"),
    "made pages": (["tools.reference", "--check"], "docs/reference/filters.md", "\nMore.\n", "filters.md"),
    "layers": (
        [*PYTEST, "tests/test_layers.py"],
        "cleankit/text/urls.py",
        "\nfrom cleankit.chain import Chain as Up\n",
        "cleankit.text.urls imports cleankit.chain",
    ),
    "sys.modules": (
        [*PYTEST, "tests/test_layers.py"],
        "cleankit/__init__.py",
        "\nimport orjson\n",
        "test_import_loads_nothing_heavy",
    ),
    "public names": (
        [*PYTEST, "tests/test_public_names.py"],
        "cleankit/__init__.py",
        '\n__all__ += ["nothing"]\n',
        "test_every_public_name_has_one_home",
    ),
    "links": (
        [*PYTEST, "tests/test_docs.py"],
        "docs/audit.md",
        "\n[a](nowhere.md)\n",
        "audit.md: nowhere.md",
    ),
    "code of pages": ([*PYTEST, "docs/audit.md"], "docs/audit.md", "\n>>> 1 + 1\n3\n", "Expected:"),
    "terms": (
        [*PYTEST, "tests/test_terms.py"],
        "docs/audit.md",
        "\nIts whitespace.\n",
        "write 'white space'",
    ),
    "long files": ([*PYTEST, "tests/test_sizes.py"], "cleankit/long.py", LONG, "long.py"),
    "branches": ([*PYTEST, "tests/test_sizes.py"], "cleankit/branches.py", BRANCHES, "branches.py:many"),
    "fixtures": (
        [*PYTEST, "tests/test_fixtures.py", "-k", "en-tidy-logs"],
        "fixtures/en-tidy-logs/expected.txt",
        "\nMore.\n",
        "en-tidy-logs",
    ),
    "spelling": (["codespell_lib", "docs"], "docs/audit.md", "\nIt is recieved.\n", "recieved"),
    "site": (["mkdocs", "build", "--strict"], "docs/audit.md", "\n[a](nowhere.md)\n", "nowhere.md"),
}
EXTRA = {"spelling": "codespell_lib", "site": "mkdocs"}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Return a copy of the tree."""
    folder = tmp_path_factory.mktemp("spoilt") / "tree"
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in FILES:
        shutil.copy(ROOT / file, folder / file)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_refused(copy, name):
    command, file, more, said = SPOILT[name]
    if name in EXTRA and importlib.util.find_spec(EXTRA[name]) is None:
        pytest.skip("needs the extra docs")
    path = copy / file
    before = path.read_text("utf-8") if path.exists() else None
    path.write_text((before or "") + more, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(copy)}
    environment.pop("PYTEST_XDIST_WORKER", None)
    try:
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        path.unlink() if before is None else path.write_text(before, "utf-8")
    assert done.returncode != 0
    assert said in done.stdout + done.stderr


def test_each_check_of_the_tools_is_among_them():
    from tools.check import CHECKS

    shown = {"made" if name == "made pages" else name.removesuffix(" packs") for name in SPOILT}
    assert CHECKS.keys() - {"tests"} <= shown


@pytest.mark.clock
@pytest.mark.slow
def test_a_filter_that_is_slowed_sinks_under_its_floor(tmp_path, monkeypatch, capsys):
    """The floor is a third of what is measured; the same work done twelve times falls under it."""
    part = next(part for part in made_parts(articles=60) if part.name == "clean")
    monkeypatch.setattr(ratios, "filter_names", lambda: ["quotes"])
    monkeypatch.setattr(guard, "made_ratios", lambda: ratios._filter_ratios(part))
    monkeypatch.setattr(guard, "load", lambda: floors.load(tmp_path / "floors.json"))
    (measured,) = ratios._filter_ratios(part).items()
    name, ratio = measured
    book = floors.Book({name: floors.Entry(ratio / 3, ratio, "times", "why")})
    floors.save(book, tmp_path / "floors.json")
    assert guard.main(["--data", "none"]) == 0
    work = ratios.of_filter("quotes")
    monkeypatch.setattr(ratios, "of_filter", lambda _: lambda part: [work(part) for _ in range(12)])
    assert guard.main(["--data", "none"]) == 1
    assert f"{name}" in capsys.readouterr().out


def test_every_filter_and_preset_figure_has_a_floor():
    book = json.loads((ROOT / "benchmarks/floors.json").read_text("utf-8"))
    from benchmarks.contenders import filter_names

    named = {name for name in book["floors"] if name.startswith("clean/filter-")}
    assert named == {f"clean/filter-{name}-vs-orjson" for name in filter_names()}
