"""Rules for one site or source alone: they hold there, and cost nothing elsewhere."""

from pathlib import Path

import pytest
from test_rules import rules_of, write

from cleankit.boilerplate.rules import RuleSet, load_rules
from cleankit.boilerplate.rules.check import check_pack
from cleankit.document import Document, Lines
from cleankit.errors import ConfigError

OWN = 'match = "line"\nsite = "www.Example.org"\nphrases = ["own"]'
EVERYWHERE = 'match = "line"\nphrases = ["ad"]'


def dropped(rules: RuleSet, *texts: str, **about: object) -> dict[int, str]:
    document = Document("", **about)  # type: ignore[arg-type]
    return {verdict.line: verdict.rule for verdict in rules.judge(Lines(list(texts), document))}


@pytest.mark.parametrize(
    ("about", "fits"),
    [
        ({"site": "example.org"}, True),
        ({"site": "WWW.EXAMPLE.ORG"}, True),
        ({"url": "https://www.example.org:8080/news?x=1"}, True),
        ({"site": "The Example", "url": "https://example.org/"}, False),
        ({"url": "https://news.example.org/"}, False),
        ({"url": "https://example.org.evil.test/"}, False),
        ({"url": "http://[::1"}, False),
        ({"metadata": {"source": "example.org"}}, False),
        ({}, False),
    ],
)
def test_site(tmp_path: Path, about: dict[str, object], fits: bool) -> None:
    rules = rules_of(tmp_path, OWN, EVERYWHERE)
    assert dropped(rules, "own", "", "ad", **about) == ({0: "site:r0"} if fits else {}) | {2: "site:r1"}


def test_source_and_both(tmp_path: Path) -> None:
    wire = 'match = "line"\nsource = "wire"\nphrases = ["end"]'
    both = 'match = "line"\nsource = "wire"\nsite = "a.example"\nphrases = ["more"]'
    rules = rules_of(tmp_path, wire, both)
    lines = ("end", "", "more")
    assert dropped(rules, *lines, metadata={"source": "Wire"}) == {0: "site:r0"}
    assert dropped(rules, *lines, site="a.example", metadata={"source": "Wire"}) == {
        0: "site:r0",
        2: "site:r1",
    }
    assert dropped(rules, *lines, site="a.example", metadata={"source": 3}) == {}


def test_no_site_named(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, 'match = "line"\nsite = ""\nphrases = ["own"]')
    assert dropped(rules, "own") == {0: "site:r0"}
    assert rules.judge(Lines(["own"]))  # nothing is known of the document at all
    assert not dropped(rules, "own", site="a.example")


def test_places_patterns_and_cuts_of_a_site(tmp_path: Path) -> None:
    rules = rules_of(
        tmp_path,
        'match = "suffix"\ncut = true\nsite = "a.example"\nphrases = ["more here"]',
        'match = "prefix"\ncut = true\nphrases = ["menu"]',
        'match = "pattern"\nsite = "a.example"\npattern = "[0-9]+ readers"\nguard = "readers"',
        'match = "line"\nsite = "a.example"\nwhere = "beside-boilerplate"\nphrases = ["near"]',
        EVERYWHERE,
    )
    lines = ["Menu It rained. More here", "7 readers", "near", "ad", "Menu ad more here"]
    verdicts = rules.judge(Lines(lines, Document("", site="a.example")))
    assert [(verdict.line, verdict.text) for verdict in verdicts] == [
        (0, "It rained."),
        *((i, None) for i in range(1, 5)),
    ]
    elsewhere = rules.judge(Lines(lines, Document("", site="b.example")))
    assert [(verdict.line, verdict.text) for verdict in elsewhere] == [
        (0, "It rained. More here"),
        (3, None),
        (4, "ad more here"),
    ]


def test_a_long_phrase_lets_no_other_rule_reach_further(tmp_path: Path) -> None:
    long = "Find the island desk " + "and all its neighbours " * 12 + "here"
    rules = rules_of(
        tmp_path,
        f'match = "line"\nphrases = ["{long}"]',
        'match = "prefix"\nphrases = ["find the island desk"]',
    )
    assert dropped(rules, f"- {long.upper()} -") == {0: "site:r0"}
    assert not dropped(rules, long.replace("here", "there"))


def test_decoration_may_be_longer_than_the_longest_phrase(tmp_path: Path) -> None:
    assert dropped(rules_of(tmp_path, EVERYWHERE), "----- AD: -----") == {0: "site:r0"}


def test_a_pack_of_a_site_is_checked_there(tmp_path: Path) -> None:
    rule = '[[rule]]\nid = "learned-{0}"\n{1}\nkeeps = ["k"]\ndrops = ["{2}"]\n'
    other = OWN.replace("Example.org", "b.example")
    same = write(tmp_path, rule.format(1, OWN, "own") + rule.format(2, other, "own"))
    assert check_pack(same) == []
    shadowed = write(tmp_path, rule.format(1, OWN, "own") + rule.format(2, OWN, "own"))
    assert "'site:learned-1' takes it first" in check_pack(shadowed)[0]


def test_site_is_text(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="site: found 3; accepted: str"):
        rules_of(tmp_path, EVERYWHERE + "\nsite = 3")


def test_documents_of_other_sites_never_meet_the_rules(tmp_path: Path) -> None:
    rule = '[[rule]]\nid = "r{0}"\nmatch = "line"\nsite = "s{0}.example"\nphrases = ["own {0}"]\n'
    text = "".join(rule.format(i) + 'keeps = ["k"]\ndrops = ["d"]\n' for i in range(2_000))
    rules = load_rules(write(tmp_path, text))
    assert dropped(rules, "own 7", site="s7.example") == {0: "site:r7"}
    assert not dropped(rules, "own 7", site="s8.example")
    assert len(rules._arranged) == 2
    assert all(len(matcher.lines) <= 1 for matchers, *_ in rules._arranged.values() for matcher in matchers)
