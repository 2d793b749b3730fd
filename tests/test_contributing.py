"""The steps of docs/contributing.md, done word for word in a copy of the repository; its hooks and checks."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/contributing.md").read_text(encoding="utf-8")
PARTS = ["cleankit", "tests", "docs", "tools", "fixtures", "benchmarks", "README.md", "CHANGELOG.md"]
FENCE_RE = re.compile(
    r'^(?P<ticks>`{3,})\w+(?: title="(?P<title>[^"]+)")?\n(?P<code>.*?)^(?P=ticks)$', re.MULTILINE | re.DOTALL
)
SECTIONS = re.split(r"(?m)^## (?=An? |What )", PAGE)[1:-1]  # blocks have headings too
NEEDS_NETWORK = "tests/hosts/run.py"


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the repository, changed by one section after the other."""
    folder = tmp_path_factory.mktemp("clone")
    for name in (*PARTS, "pyproject.toml", "conftest.py", "LICENSE"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder


def put(folder, title, code):
    """Write a block where its title says: a new file, a row below another, a rule in order, or at the end."""
    name, _, place = title.partition(", ")
    path = folder / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code)
        return
    text = path.read_text()
    if place.startswith("below "):
        row = re.search(rf"(?m)^(?:\| [`\[]?)?{re.escape(place.removeprefix('below '))}\b.*\n", text)
        text = text[: row.end()] + code + text[row.end() :]
    elif place == "in order":
        first, *rules = re.split(r"(?m)^(?=\[\[rule\]\])", text)
        rules = sorted([*rules, code + "\n"], key=lambda rule: re.search(r'id = "(.*)"', rule)[1])
        text = first + "".join(rule.rstrip() + "\n\n" for rule in rules).rstrip() + "\n"
    else:
        text += "\n" + code
    path.write_text(text)


def run(line, folder):
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = re.sub(r"^python\b|(?<=\| )python\b", sys.executable, line)
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.partition("\n")[0])
def test_the_steps_work(copy, section):
    for block in FENCE_RE.finditer(section):
        if block["title"]:
            put(copy, block["title"], block["code"])
            continue
        for line in block["code"].splitlines():
            if NEEDS_NETWORK not in line:
                done = run(line.removeprefix("$ "), copy)
                assert done.returncode == 0, f"{line}\n{done.stdout}"


@pytest.mark.slow
def test_what_was_added_is_in_good_style_and_cleans(copy):
    style = ["ruff", "check", "-q", "cleankit", "tests/hosts/test_tablib.py"]
    done = subprocess.run(
        [sys.executable, "-m", *style], cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert (copy / "snow.txt").read_text() == "Snow fell on Monday.\n"
    listed = run("python -m cleankit clean --list", copy).stdout
    assert "hashtags" in listed
    assert "sentences" in listed


def test_every_kind_of_part_has_a_section():
    names = [section.partition("\n")[0] for section in SECTIONS]
    assert names == ["A filter", "A gate", "A rule", "A format", "An adapter"]
    assert all("\n$ " in section for section in SECTIONS)


def test_hooks_are_local_and_run_checks_that_exist():
    from tools.check import CHECKS

    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    assert [one["repo"] for one in hooks] == ["local"]
    for hook in hooks[0]["hooks"]:
        python, *words = hook["entry"].split()
        assert python == ".venv-test/bin/python"
        assert words[:2] == ["-m", "tools.check"]
        assert set(words[2:]) <= set(CHECKS)


def test_a_check_that_fails_says_so(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "tools.check", "stile"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "unknown check 'stile'; accepted: style, format" in done.stderr


def test_ci_runs_the_checks():
    assert re.search(r"tools\.check( \w+)+\n", (ROOT / ".ci/run").read_text())
