"""The filter: golden cases, what stays, what goes, and packs of one's own."""

from pathlib import Path

import pytest

from cleankit.document import Lines
from cleankit.errors import ConfigError
from cleankit.filters.boilerplate import boilerplate_lines
from cleankit.registry import filter

CASES = sorted((Path(__file__).parent / "cases/boilerplate").glob("*.txt"))


def clean(text: str) -> str:
    lines = Lines(text.split("\n"))
    return "\n".join(lines.apply(list(boilerplate_lines(lines))))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_golden(case: Path) -> None:
    why, _, rest = case.read_text(encoding="utf-8").partition("\n")
    source, _, expected = rest.partition("# cleaned\n")
    assert why.startswith("# why: ")
    assert clean(source.removesuffix("\n")) == expected.removesuffix("\n")
    assert clean(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "No comment.",
        "Advertisement spending fell 4 percent.",
        "The advertisement was withdrawn.",
        "Share of the vote",
        "* * *",
        "Anna Example, Berlin",
        "\ud800\n\x00",
        "Only the mayor knew.\nWhy?\n1\nNo.",
    ],
)
def test_stays(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "line",
    [
        *("ADVERTISEMENT ", "- Advertisement -", "[Advertisement]", "Advertisement\u00a0", "Ａdvertisement"),
        *("Anzeige", "Publicité", "PUBLICIDAD", "Реклама", "广告", "広告", "إعلان", "Reklam"),
        *("Show comments", "12 Kommentare", "3 commentaires", "2 min read", "Share:", "→ Read more…"),
    ],
)
def test_goes(line: str) -> None:
    assert (
        clean(f"The mayor spoke.\n\n{line}\n\nNobody heard him.") == "The mayor spoke.\n\n\nNobody heard him."
    )


def test_packs_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "my-site.toml"
    rule = '[[rule]]\nid = "ad-tram"\nmatch = "line"\nphrases = ["%s"]\nkeeps = ["k"]\ndrops = ["d"]\n'
    path.write_text(rule % "Ride the tram", encoding="utf-8")
    mine = filter("boilerplate", packs=["any", str(path)])
    lines = Lines(["Ride the tram!", "", "Show comments"])
    assert [verdict.rule for verdict in mine(lines)] == ["my-site:ad-tram"]
    before = mine.data
    path.write_text(rule % "Show comments", encoding="utf-8")
    assert filter("boilerplate", packs=["any", str(path)]).data != before
    assert [verdict.line for verdict in mine(lines)] == [2]


def test_a_bad_pack_fails_when_the_filter_is_made() -> None:
    with pytest.raises(ConfigError, match="unknown rule pack 'germn'"):
        filter("boilerplate", packs=["germn"])
    with pytest.raises(ConfigError, match="option packs: found 3; accepted: str or list of str"):
        filter("boilerplate", packs=3)
