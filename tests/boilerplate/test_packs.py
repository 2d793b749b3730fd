"""Every shipped pack is sound, and articles about its subjects survive it."""

import re
import time
import tomllib
from pathlib import Path

import pytest

from cleankit.boilerplate.rules import RuleSet, load_rules, pack_names, probe
from cleankit.boilerplate.rules.categories import INTERFACE
from cleankit.boilerplate.rules.check import check_pack, judge_at
from cleankit.boilerplate.rules.compile import compile_packs
from cleankit.boilerplate.rules.compiled import FILE, PACKS
from cleankit.boilerplate.rules.packs import find_pack, read_pack
from cleankit.boilerplate.rules.probe import examples, is_linear
from cleankit.document import Lines

ABOUT_BOILERPLATE = """\
How a privacy policy grew to 40 pages
By law, a privacy policy must say what becomes of the data.
"We use cookies," the firm wrote, and 9 of 10 readers clicked on Accept.
Advertisement spending fell 4 percent, while sponsored content grew.
Why the share button matters
Readers share this kind of story twice as often, a study of 1,200 newsletters found.
Home is where the newsletter is read
The comments were closed after two days because nobody wanted to moderate them.
Subscribe or leave
Of 100 readers who met a paywall, 3 subscribed and 60 never came back.
What comes next
"Sign up and you get nothing," she said. "Log in and you get less."
The copyright of the photo belongs to nobody, the court ruled on 3 May 2021.
The video has 2 million views; its volume of comments is small."""

WHOLE = """
[[rule]]
id = "ad-label"
match = "line"
phrases = ["Advertisement"]
keeps = ["The advertisement was withdrawn."]
drops = ["ADVERTISEMENT"]

[[rule]]
id = "counter-views"
match = "pattern"
pattern = "[0-9]{1,9} views"
guard = "views"
keeps = ["12 views of Rome"]
drops = ["12 Views"]
"""


@pytest.mark.parametrize("name", pack_names())
def test_pack_is_sound(name: str) -> None:
    assert check_pack(PACKS / f"{name}.toml") == []


def test_packs_hold_enough() -> None:
    assert {
        "any",
        *["en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru", "uk", "tr", "ar", "zh", "ja", "ko"],
    } <= set(pack_names())
    english = load_rules("en").rules
    assert sum(len(rule.phrases) for rule in english) > 800
    found = {rule.category for rule in (*english, *load_rules("any").rules)}
    assert "" not in {rule.category for rule in load_rules("all").rules}
    assert {*INTERFACE} - found == set()


def test_the_compiled_packs_are_those_of_the_files() -> None:
    """After an edit of a pack: python -m cleankit.boilerplate.rules.compile."""
    assert FILE.read_text(encoding="utf-8") == compile_packs()
    for name in ("any", "he"):
        written = [rule._replace(keeps=(), drops=()) for rule in read_pack(find_pack(name))]
        assert list(load_rules(name).rules) == written


@pytest.mark.parametrize("name", pack_names())
def test_pack_says_where_it_comes_from(name: str) -> None:
    text = (PACKS / f"{name}.toml").read_text(encoding="utf-8")
    assert re.match(r"# \w.{20,}", text)
    assert list(tomllib.loads(text)) == ["rule"]


def test_an_article_about_boilerplate_survives() -> None:
    assert load_rules().judge(Lines(ABOUT_BOILERPLATE.split("\n"))) == []


@pytest.mark.parametrize(
    "line",
    [
        "Pros",
        "Cons",
        "FAQ",
        "FAQs",
        "Resources",
        "Overview",
        "Summary",
        "x",
        "12 May 2021",
        "* * *",
        "No comment.",
    ],
)
def test_lines_that_are_often_the_article_stay(line: str) -> None:
    assert judge_at(load_rules(), line, "anywhere") is None


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (
            ('match = "line"', 'match = "line"\ncategory = "cookies"'),
            "category: found 'cookies'; did you mean 'cookie'?",
        ),
        (
            ('match = "line"', 'match = "line"\nheads = "relatd"'),
            "heads: found 'relatd'; did you mean 'related'?",
        ),
        (("ad-label", "share-a"), "rule 'site:counter-views' stands after 'site:share-a'; rules are sorted"),
        (("The advertisement was withdrawn.", "Advertisement!"), "keeps 'Advertisement!': it is dropped by"),
        (('["ADVERTISEMENT"]', '["Advert"]'), "drops 'Advert': it stays"),
        (('["Advertisement"]', '["Advertisement", "7 views"]'), "drops '12 Views': it stays"),
        (
            ('guard = "views"', 'guard = ["views", "clicks"]'),
            "guard 'clicks' is in nothing that the pattern fits",
        ),
        (('{1,9} views"', '{1,9} views|nobody"'), "pattern fits 'nobody', which has none of the guards"),
        (('{1,9} views"', '{1,9} Views"'), "pattern fits '0 Views', but a line reads '0 views'"),
        (('{1,9} views"', '*[0-9]*[0-9]* views"'), "pattern takes more than linear time"),
        (("[[rule]]", "[[rule"), "not TOML"),
    ],
)
def test_findings(tmp_path: Path, change: tuple[str, str], finding: str) -> None:
    path = tmp_path / "site.toml"
    path.write_text(WHOLE, encoding="utf-8")
    assert check_pack(path) == []
    text = WHOLE.replace(*change)
    if "drops '12 Views'" in finding:
        text = text.replace("[0-9]{1,9} views", "[0-9]{1,9} clicks|[0-9] views")
    path.write_text(text, encoding="utf-8")
    assert any(finding in found for found in check_pack(path)), check_pack(path)


def test_a_rule_that_another_takes_is_found(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text(WHOLE.replace('["Advertisement"]', '["Advertisement", "7 views"]'), encoding="utf-8")
    text = path.read_text(encoding="utf-8").replace('["12 Views"]', '["7 views"]')
    path.write_text(text, encoding="utf-8")
    assert "drops '7 views': 'site:ad-label' takes it first" in check_pack(path)[0]


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("a[bc]d?", ["ab", "abd", "ac"]),
        (r"(?:\d+ )?(?:x|yy){2}", ["xx", "yyyy", "1 xx"]),
        ("[^q]z.", ["-zq"]),
        (r"\[e\]", ["[e]"]),
    ],
)
def test_examples_reach_every_branch(pattern: str, fits: list[str]) -> None:
    assert sorted(examples(re.compile(pattern))) == sorted(fits)


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "a*a*b", ".*.*=x", "x(y+z?)+w"])
def test_slow_patterns_are_found(pattern: str) -> None:
    assert not is_linear(re.compile(pattern))


def test_a_missing_pack_is_a_finding(tmp_path: Path) -> None:
    assert check_pack(tmp_path / "none.toml") == [
        f"rule pack {tmp_path / 'none.toml'}: No such file or directory"
    ]


def test_nothing_loaded_judges_nothing() -> None:
    assert RuleSet([]).judge(Lines(["Advertisement", ""])) == []


@pytest.mark.parametrize("pattern", ["((a{900}){900}){900}", "|".join(f"(?:{i}+a)+" for i in range(3_000))])
def test_a_pattern_that_cannot_be_tried_is_a_finding_in_bounded_time(tmp_path, monkeypatch, pattern):
    monkeypatch.setattr(probe, "MOST", 0.5)
    rule = 'id = "x"\ncategory = "navigation"\nmatch = "pattern"\nwhere = "anywhere"\nguard = "a"\n'
    (tmp_path / "slow.toml").write_text(
        f"[[rule]]\n{rule}pattern = '{pattern}'\nkeeps = ['b']\ndrops = ['7a']\n"
    )
    began = time.process_time()
    assert any("pattern cannot be checked" in finding for finding in check_pack(tmp_path / "slow.toml"))
    assert time.process_time() - began < 20  # of 0.5 allowed, and what stops it
