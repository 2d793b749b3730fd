"""What a rule fits, where, and what goes along with it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_rules import dropped, rules_of

from cleankit.boilerplate.judge import Judge
from cleankit.boilerplate.rules import RuleSet, load_rules
from cleankit.chain import Chain
from cleankit.document import Lines, Verdict
from cleankit.testing import check_linear_time, cpu_seconds

PROSE = [f"On day {day} the council met again, and nobody asked about the bridge." for day in range(12)]
BITS = [
    *(
        "Advertisement",
        "X",
        "US",
        "Show comments",
        "Home",
        "News",
        "Share",
        "Next",
        "x",
        "1",
        "Why?",
        "中文",
        "",
        " ",
    ),
    *(
        "Comments",
        "Submit",
        "Facebook",
        "0:00",
        "\ud800",
        "é",
        "```",
        "- Share -",
        "12 Kommentare",
        "Tags: a, b",
    ),
    *("Read more: A", "© 2024 A", "The council met on Monday.", "Ad cut here", "Menu Menu Menu ad cut here"),
]
CUTTER = (
    'match = "prefix"\ncut = true\nphrases = ["Menu"]',
    'match = "suffix"\ncut = true\nphrases = ["cut here"]',
)


@pytest.mark.parametrize(
    "line", ["- Advertisement -", "[ADVERTISEMENT]", "👉 Ｓｈａｒｅ：", "❤️ Share", "• share…"]
)
def test_decoration_does_not_matter(line: str) -> None:
    assert dropped(load_rules("en"), line)


def test_prefix_and_suffix_end_at_words_and_leave_long_lines(tmp_path: Path) -> None:
    rules = rules_of(
        tmp_path,
        'match = "prefix"\nphrases = ["Tags:", "编辑："]\nmax_rest = 10',
        'match = "suffix"\nphrases = ["(sponsored)", "read"]\nmax_rest = 10',
    )
    assert dropped(rules, "Tags: a, b", "- TAGS: c", "编辑：张三") == {
        0: "site:r0",
        1: "site:r0",
        2: "site:r0",
    }
    assert dropped(rules, "A word (Sponsored)", "5 min read!") == {0: "site:r1", 1: "site:r1"}
    assert not dropped(rules, "Tags a, b", "Tags: a, b, c, d, e, f", "A bread", "Unread", "sponsored")


def test_pattern_fits_the_whole_line_behind_its_guard(tmp_path: Path) -> None:
    pattern = 'match = "pattern"\npattern = "[0-9]+ views|© .*|[0-9]+回視聴"\nguard = ["views", "©", "視聴"]'
    rules = rules_of(tmp_path, pattern)
    assert dropped(rules, "12 Views", "(5 views)", "© A", "12回視聴") == dict.fromkeys(range(4), "site:r0")
    assert not dropped(rules, "12 views of Rome", "views", "A © A", "12回 視聴")


def test_places(tmp_path: Path) -> None:
    rules = rules_of(
        tmp_path,
        'match = "line"\nwhere = "head"\nphrases = ["top"]',
        'match = "line"\nwhere = "tail"\nphrases = ["end"]',
        'match = "line"\nwhere = "beside-boilerplate"\nphrases = ["near"]',
        'match = "line"\nphrases = ["ad"]',
    )
    assert dropped(rules, *PROSE[:4], "top", *PROSE) == {4: "site:r0"}
    assert not dropped(rules, *PROSE[:5], "top", *PROSE)
    assert dropped(rules, *PROSE, "", "end", "", *PROSE[:4]) == {13: "site:r1"}
    assert not dropped(rules, *PROSE, "end", *PROSE[:5])
    assert not dropped(rules, *PROSE, "near", *PROSE)
    lines = [*PROSE, "", "near", "near", "ad", " ", "near", *PROSE]
    assert dropped(rules, *lines) == {13: "site:r2", 14: "site:r2", 15: "site:r3", 17: "site:r2"}
    assert dropped(rules, *PROSE, "ad", "near") == {12: "site:r3", 13: "site:r2"}
    # each drop lets one more line into the head
    assert dropped(rules, *(["top", "ad"] * 20), *PROSE[:4], "top", *PROSE) == {
        **{i: f"site:r{3 * (i % 2)}" for i in range(40)},
        44: "site:r0",
    }


@pytest.mark.parametrize(
    "lines", [["Advertisement", "X"], ["Show comments", "US", "", "More."], ["广告", "快讯", ""]]
)
def test_leftover_goes(lines: list[str]) -> None:
    assert dropped(load_rules(), *lines)[1] == "boilerplate:leftover"


@pytest.mark.parametrize(
    "lines",
    [
        *(
            [["Advertisement", word]]
            for word in ("No.", "Why?", "1", "A1", "---", "```", "two words", "unspeakablethings")
        ),
        *([["Advertisement", *rest]] for rest in (["", "X"], ["X", "Y"], ["X", "Advertisement"])),
        [["Advertisement", "中国经济"]],
        [["Advertisement", "Otters", "", "Snow fell."]],
        [["The council met.", "X"]],
    ],
)
def test_what_is_no_leftover_stays(lines: list[list[str]]) -> None:
    assert "boilerplate:leftover" not in dropped(load_rules(), *lines[0]).values()


def test_leftovers_do_not_chain() -> None:
    assert list(dropped(load_rules(), "Advertisement", "X", "", "Y", "")) == [0, 1]


def test_cut_takes_only_the_match_and_judges_the_rest_again(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, *CUTTER, 'match = "line"\nphrases = ["ad"]')
    lines = [
        "MENU – The mayor spoke.",
        "Menu Menu",
        "Menu ad cut here",
        "It rained. [Cut here]",
        "Menus changed.",
    ]
    assert rules.judge(Lines(lines)) == [
        Verdict(0, "site:r0", "The mayor spoke."),
        Verdict(1, "site:r0"),
        Verdict(2, "site:r2"),
        Verdict(3, "site:r1", "It rained."),
    ]


def test_code_between_fences_is_not_judged() -> None:
    lines = ["```yaml", "tags: [a]", "Share", "```", "", "tags: a"]
    assert list(dropped(load_rules("en"), *lines)) == [5]
    assert list(dropped(load_rules("en"), "Share", "```yaml", "", "```share")) == [0]


@pytest.mark.parametrize(
    "texts",
    [
        ["A0", "12 Kommentare", "A", "X", "Advertisement", "X", "X"],
        ["Share", "Advertisement", "", "A third is due.", "Loss", "", "A third is lost."],
    ],
)
def test_an_ad_amid_a_section_is_as_if_it_were_not_there(texts: list[str]) -> None:
    left = Lines(texts).apply(load_rules().judge(Lines(texts)))
    assert load_rules().judge(Lines(left.texts)) == []


FITTING = [*BITS, "Loss", "A third is due.", "12 Kommentare", "## Share", "Share.", "1. Menu", "It rained: "]


@given(st.lists(st.sampled_from(FITTING), max_size=14))
@settings(max_examples=500, deadline=None)
@example(
    ["12 Kommentare", "Home", "X", "It rained.", "Advertisement", "A", "Show comments", "B", "Next", "C"]
)
@example(["", "Read more: A", "© 2024 A", "Share.", "1. Menu", "B", "- Share", "Loss", "Anzeige", "Anzeige"])
def test_a_second_pass_of_all_that_judges_finds_nothing(texts: list[str]) -> None:
    judge = Judge(load_rules())
    left = Lines(texts).apply(judge(Lines(texts)))
    assert judge(left) == judge(Lines(left.texts)) == []


@given(st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=12).map(lambda t: t.replace("\n", " ")))))
def test_second_pass_finds_nothing(texts: list[str]) -> None:
    for judge in (Judge(load_rules()), Judge(cutter())):
        left = Lines(texts).apply(judge(Lines(texts)))
        assert judge(Lines(left.texts)) == []
        assert judge(left) == []


@given(st.lists(st.sampled_from([*BITS, "Menu ad", "cut here", "Share it. [cut here]"])), st.data())
def test_what_is_left_fits_as_if_nobody_had_looked_before(texts: list[str], data: st.DataObject) -> None:
    for rules in (load_rules(), cutter()):
        lines = Lines(texts)
        matches = rules.matches(lines)
        gone = data.draw(st.sets(st.integers(0, max(0, len(texts) - 1)))) & set(range(len(texts)))
        verdicts = [Verdict(line, "test") for line in gone - matches.cuts.keys()]
        left = lines.apply([*verdicts, *matches.cuts.values()])
        changed = {verdict.line for verdict in verdicts} | matches.cuts.keys()
        kept = [line for line in range(len(texts)) if line not in changed or line in matches.cuts]
        assert rules.matches_left(matches, left, kept, changed) == rules.matches(left)


WORST: dict[str, Callable[[int], list[str]]] = {
    "menu": lambda n: ["Home", "News"] * n,
    "menu with blanks": lambda n: ["Home", "Advertisement", "x", ""] * n,
    "one line of a prefix": lambda n: ["Menu " * n],
    "one line of a suffix": lambda n: ["cut here " * n],
    "bullets": lambda n: ["- " * n],
    "one word": lambda n: ["a" * 100] * n,
    "fences": lambda n: ["```"] * n,
}


@pytest.mark.clock
@pytest.mark.parametrize("name", WORST)
def test_judging_is_linear(name: str) -> None:
    for rules in (load_rules(), cutter()):

        def seconds(times: int, rules: RuleSet = rules) -> float:
            lines = Lines(WORST[name](times))
            assert lines.keys  # shared by all filters
            return cpu_seconds(rules.judge, lines)

        check_linear_time(seconds, 1_000)


def cutter() -> RuleSet:
    from cleankit.boilerplate.rules.rule import read_rule

    tables = [
        {"id": "a", "match": "prefix", "cut": True, "phrases": ["Menu", "Share"]},
        {"id": "b", "match": "suffix", "cut": True, "phrases": ["cut here", "news"]},
        {"id": "c", "match": "line", "phrases": ["ad", "home"]},
        {"id": "d", "match": "line", "where": "head", "phrases": ["x", "submit"]},
    ]
    examples = {"keeps": ["k"], "drops": ["d"]}
    return RuleSet([read_rule("cut", "cut.toml", i, table | examples) for i, table in enumerate(tables)])


AGAIN = "The mayor said on Monday that the old bridge would open again in May."


@pytest.mark.parametrize(
    "line", ["Share Share", "Advertisement Advertisement", "Teilen Teilen", "Werbung Werbung Werbung"]
)
def test_a_label_said_again_is_that_label(line: str) -> None:
    chain = Chain("boilerplate")
    assert chain(f"{AGAIN}\n{line}\n{AGAIN[:-4]} June.") == f"{AGAIN}\n{AGAIN[:-4]} June."


@pytest.mark.parametrize("line", ["Bora Bora", "Share and share", "No, no", "Shares Share", "Share Shares"])
def test_other_words_said_again_stay(line: str) -> None:
    text = f"{AGAIN}\n{line}\n{AGAIN[:-4]} June."
    assert Chain("boilerplate")(text) == text
