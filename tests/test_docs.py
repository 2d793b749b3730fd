"""The documents say what is so."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cleankit import Chain
from cleankit.config import preset
from cleankit.registry import names

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]
PATH_RE = re.compile(r"`((?:cleankit|tests|docs|benchmarks|fixtures|tools)/[\w./-]*)`")


def test_readme_lists_the_default_chain_in_order():
    table = (ROOT / "README.md").read_text().partition("## The default chain")[2]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == [
        one.name for one in preset("article").filters
    ]


def test_every_filter_is_documented():
    told = set(re.findall(r"^\| `([a-z0-9-]+)` \|", (ROOT / "docs/filters.md").read_text(), re.MULTILINE))
    builtin = {name for name in names() if Chain(name).filters[0].call.__module__.startswith("cleankit.")}
    assert told >= builtin


def test_every_link_leads_somewhere():
    for document in PAGES:
        text = re.sub(r"(?ms)^(`{3,}).*?^\1", "", document.read_text())  # blocks are files of their own
        for link, place in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", text):
            target = document.parent / link if link else document
            assert target.exists(), f"{document.name}: {link}"
            assert not place or place in anchors(target), f"{document.name}: {link}#{place}"


def anchors(page):
    """Return what the headings of a page are called in addresses."""
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text())
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_path_that_a_page_names_is_there(page):
    named = PATH_RE.findall(page.read_text())
    assert [path for path in named if "NAME" not in path and not (ROOT / path).exists()] == []


def test_every_test_that_a_page_names_is_there():
    named = {one for page in PAGES for one in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page.read_text())}
    assert len(named) > 20
    assert [one for one in sorted(named) if f"def {one[1]}(" not in (ROOT / one[0]).read_text()] == []


def test_every_benchmark_that_a_page_names_is_there():
    named = {one for page in PAGES for one in re.findall(r"python -m (benchmarks[.\w]*)", page.read_text())}
    paths = [ROOT / one.replace(".", "/") for one in named]
    assert [path for path in paths if not path.is_dir() and not path.with_suffix(".py").exists()] == []


def test_each_cell_of_the_comparison_leads_somewhere():
    """Ours to tests that are there, those of others to addresses; where they are better, "no" says so."""
    page = (ROOT / "docs/why-not.md").read_text()
    rows = [
        row.split(" | ")[1] for row in page.partition("## Features")[2].split("\n") if row.startswith("| ")
    ]
    assert len(rows) > 15
    assert all(re.fullmatch(r"\[.+\]\(\.\./tests/.+\)|\*\*no\*\*", cell) for cell in rows[1:])
    known = set(re.findall(r"(?m)^\[([\w-]+)\]: https://", page))
    assert set(re.findall(r"\]\[([\w-]+)\]", page)) == known


def test_the_layers_are_those_that_imports_keep():
    from test_layers import LAYERS

    table = (ROOT / "docs/architecture.md").read_text().partition("## Layers")[2].partition("## Glossary")[0]
    rows = [re.findall(r"`(\w+)`", row.split("|")[1]) for row in table.split("\n") if row.startswith("| `")]
    assert rows == LAYERS


def test_the_flow_in_words_is_the_flow_in_the_picture():
    from tools.reference.flow import ROWS

    page = (ROOT / "docs/architecture.md").read_text()
    told = re.search(r"(?m)^    (inputs -> .*\n(?:    .*\n)*)", page)[1]
    names = [name for name in re.split(r"\s*->\s*|\n\s*", told) if name]
    assert names == [step.name for row in ROWS for step in row]


def test_what_is_made_from_code_is_up_to_date():
    from tools.reference import outdated

    stale = [path.relative_to(ROOT).as_posix() for path, _ in outdated()]
    assert stale == [], "run python -m tools.reference"


def test_the_sample_of_the_readme_is_what_it_says():
    readme = (ROOT / "README.md").read_text()
    before, after = re.findall(r":\n\n((?:    .*\n|\n)+)", readme.partition("## Before and after")[2])[:2]

    def text(block):
        return re.sub(r"^    ", "", block, flags=re.MULTILINE).strip("\n")

    assert Chain("article")(text(before)) == text(after)


def test_the_audit_of_the_readme_is_what_explain_shows(tmp_path):
    readme = (ROOT / "README.md").read_text()
    before, _, shown = re.findall(r":\n\n((?:    .*\n|\n)+)", readme.partition("## Before and after")[2])[:3]
    (tmp_path / "article.txt").write_text(re.sub(r"(?m)^    ", "", before).strip("\n") + "\n")
    command = [sys.executable, "-m", "cleankit", "explain", "article.txt"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    filled = [line for line in done.stdout.splitlines()[1:] if re.match(r". \d+ \S", line)]
    assert filled == re.sub(r"(?m)^    ", "", shown).strip("\n").split("\n")


def test_the_readme_fits_two_screens():
    assert len((ROOT / "README.md").read_text().splitlines()) <= 110


def test_formats_are_documented_as_they_are():
    from cleankit.io.formats import FORMATS

    table = (ROOT / "docs/batch.md").read_text().partition("| input | holds |")[2].partition("\n\n")[0]
    rows = {row.split(" | ")[0].strip("| "): row.split(" | ")[1:] for row in table.split("\n")[2:]}
    assert rows.keys() == {" ".join(one.suffixes) for one in FORMATS.values()}
    for one in FORMATS.values():
        holds, output = rows[" ".join(one.suffixes)]
        assert holds == one.holds
        becomes = FORMATS[one.becomes].suffixes[0] if one.becomes else "same name"
        assert output.startswith(becomes)
