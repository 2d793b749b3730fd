"""Whole articles, and golden cases for single filters: what goes in and what must come out."""

import re
import tomllib
from pathlib import Path

import pytest

import cleankit
from cleankit import Chain

ROOT = Path(__file__).parents[1]
FIXTURES = sorted(path.parent for path in ROOT.glob("fixtures/*/about.toml"))
CASES = sorted(ROOT.glob("tests/cases/*/*.txt"))


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_article(folder):
    (source,) = folder.glob("input.*")
    expected = (folder / "expected.txt").read_bytes().decode()
    cleaned = cleankit.clean(source.read_bytes().decode())
    assert cleaned + "\n" == expected
    assert cleankit.clean(cleaned) == cleaned


def test_articles_cover_languages_and_say_their_defects():
    about = [tomllib.loads((folder / "about.toml").read_text("utf-8")) for folder in FIXTURES]
    assert len(about) >= 12
    assert len({one["language"] for one in about}) >= 6
    assert all(one["defects"] for one in about)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path):
    before, marker, cleaned = path.read_bytes().decode().partition("\n# cleaned\n")
    assert marker, f"{path}: no line '# cleaned'"
    notes, text = [], before.split("\n")
    while text and text[0].startswith("# "):
        notes.append(text.pop(0)[2:])
    assert notes, f"{path}: no line '# why: ...'"
    assert notes[0].startswith("why: "), f"{path}: no line '# why: ...'"
    options = [note.removeprefix("options: ") for note in notes if note.startswith("options: ")]
    chain = Chain(cleankit.filter(path.parent.name, **tomllib.loads("\n".join(options))))
    result = chain("\n".join(text))
    assert result == cleaned.removesuffix("\n")
    assert chain(result) == result or re.search("known", "\n".join(notes))
