"""What a rule is about is a field of it: categories are chosen, heads open blocks, ids mean nothing."""

from pathlib import Path

import pytest

import cleankit
from cleankit import Chain, ConfigError
from cleankit.boilerplate.rules import load_rules

SAID = "The mayor said on Monday that the bridge will open again in spring, after two years."
RULE = '[[rule]]\nid = "%s"\n%smatch = "line"\nphrases = ["Podcasts"]\nkeeps = ["k"]\ndrops = ["d"]\n'
LINES = [SAID, "Podcasts", "Ring road closed", "More rain"]


def pack(folder: Path, label: str, fields: str = "") -> str:
    path = folder / "own.toml"
    path.write_text(RULE % (label, fields), encoding="utf-8")
    return str(path)


def taken(lines: list[str], **options: object) -> list[int]:
    return [verdict.line for verdict in cleankit.judge(lines, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize("label", ["related", "related-links", "comments", "podcasts"])
def test_an_id_means_nothing(tmp_path: Path, label: str) -> None:
    assert taken(LINES, packs=pack(tmp_path, label)) == [1]
    assert taken(LINES, packs=pack(tmp_path, label, 'heads = "related"\n')) == [1, 2, 3]


def test_a_cut_line_heads_nothing(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    text = (RULE % ("a", 'heads = "related"\ncut = true\n')).replace('"line"', '"prefix"')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="heads does not go with cut"):
        load_rules(str(path))


def test_a_rule_without_category_fires_always(tmp_path: Path) -> None:
    path = pack(tmp_path, "podcasts")
    assert taken(LINES, packs=path, categories=["cookie"], keep=["ad"]) == [1]
    path = pack(tmp_path, "podcasts", 'category = "player"\n')
    assert taken(LINES, packs=path, categories=["cookie"]) == []
    assert taken(LINES, packs=path, categories=["cookie", "player"]) == [1]


@pytest.mark.parametrize(
    ("options", "gone"),
    [
        ({"categories": "all"}, [1, 2, 3]),
        ({"categories": "interface"}, [1, 2]),
        ({"categories": "provenance"}, [3]),
        ({"categories": ["ad"]}, [1]),
        ({"categories": ["ad", "credit"]}, [1, 3]),
        ({"categories": "all", "keep": ["comments"]}, [1, 3]),
        ({"categories": "all", "keep": ["provenance"]}, [1, 2]),
        ({"categories": "all", "keep": ["en:ad-label"]}, [2, 3]),
        ({"categories": "all", "keep": ["all"]}, []),
    ],
)
def test_categories_are_chosen(options: dict[str, object], gone: list[int]) -> None:
    lines = [SAID, "Advertisement", "Show comments", "Image credit: Anna Example", "It rained."]
    assert taken(lines, packs="en", **options) == gone


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"categories": "interfaces"},
            "categories: unknown category 'interfaces'; did you mean 'interface'?",
        ),
        ({"categories": ["adds"]}, "categories: unknown category 'adds'; did you mean 'ad'?"),
        ({"keep": ["byelines"]}, "keep: unknown category 'byelines'; did you mean 'byline'?"),
        ({"keep": ["en:ad-labels"]}, "keep: unknown rule 'en:ad-labels'; did you mean 'en:ad-label'?"),
        ({"keep": "byline"}, "option keep: found 'byline'; accepted: list of str"),
        ({"strength": "bogus"}, "option strength: found 'bogus'; accepted: 'rules', 'safe'"),
        ({"packs": "eng"}, "unknown rule pack 'eng'; did you mean 'en'"),
    ],
)
def test_what_is_not_accepted(options: dict[str, object], message: str) -> None:
    """The filter and `judge` refuse alike, before a line is seen."""
    with pytest.raises(ConfigError) as of_filter:
        cleankit.filter("boilerplate", **options)
    with pytest.raises(ConfigError) as of_judge:
        cleankit.judge([], **options)  # type: ignore[arg-type]
    assert message in str(of_filter.value)
    assert message in str(of_judge.value)


def test_one_default_wherever_boilerplate_is_named() -> None:
    menu = ["Home", "Sport", "Weather", "Tide tables", "Jobs", "Puzzles"] * 3
    page = [*menu, SAID, "Advertisement", "Ferry fares to rise", "More rain to come", *menu]
    text = "\n".join(page)
    alone, of_file = Chain("boilerplate"), Chain.from_toml('filters = ["boilerplate"]')
    preset = [one for one in Chain("article").filters if one.name == "boilerplate"]
    assert {one.data for one in (*alone.filters, *of_file.filters, *preset)} == {alone.filters[0].data}
    left = [line for i, line in enumerate(page) if i not in taken(page)]
    assert alone(text) == of_file(text) == "\n".join(left)
    assert "model" not in {verdict.rule for verdict in cleankit.judge(page)}
    assert "model" in {verdict.rule for verdict in cleankit.judge(page, strength="safe")}


def test_the_choice_is_in_the_fingerprint() -> None:
    chains = [
        Chain(cleankit.filter("boilerplate", packs="en", **options))
        for options in ({}, {"categories": "all"}, {"keep": ["ad"]}, {"strength": "safe"})
    ]
    assert len({chain.fingerprint for chain in chains}) == 4
    assert len({chain.filters[0].data for chain in chains}) == 4
    again = Chain.from_toml(chains[1].to_toml())
    assert again.fingerprint == chains[1].fingerprint
