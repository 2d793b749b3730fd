"""Rules with ``match = "run"``: a site's footer or header, by its lines and their order."""

import pytest

from cleankit.boilerplate.rules.check import check_pack
from cleankit.boilerplate.rules.rule import read_rule
from cleankit.boilerplate.rules.ruleset import RuleSet
from cleankit.document import Lines
from cleankit.errors import ConfigError
from cleankit.text.frames import front_matter_end

NEWS = ["The ferry was late again on Monday because of fog.", "Nobody at the harbour had seen it coming."]
FOOTER = ["The island wire", "Write to the desk", "House rules", "Imprint"]
TABLE = {"id": "foot", "match": "run", "where": "tail", "phrases": FOOTER, "between": ["12 views"]}
TABLE |= {"keeps": [NEWS[0]], "drops": FOOTER}


def left(lines, **given):
    rules = RuleSet([read_rule("site", "site.toml", 1, {**TABLE, **given})])
    return list(Lines(lines).apply(rules.judge(Lines(lines))))


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ([*NEWS, *FOOTER], NEWS),
        ([*FOOTER, *NEWS], NEWS),  # in company they go wherever they stand
        ([NEWS[0], *FOOTER, NEWS[1]], NEWS),
        ([*NEWS, FOOTER[2]], NEWS),  # alone at the end of the run
        ([FOOTER[2], *NEWS], [FOOTER[2], *NEWS]),
        ([NEWS[0], FOOTER[2], NEWS[1]], [NEWS[0], FOOTER[2], NEWS[1]]),
        ([NEWS[0], *FOOTER[:2], NEWS[1]], [NEWS[0], *FOOTER[:2], NEWS[1]]),
        ([NEWS[0], *FOOTER[2::-1], NEWS[1]], [NEWS[0], *FOOTER[2::-1], NEWS[1]]),  # out of order
        ([*NEWS, FOOTER[0], "×", "3 views", *FOOTER[1:]], NEWS),
        ([*NEWS, *FOOTER[:2], "Fog again", *FOOTER[2:]], [*NEWS, "Fog again"]),
        ([*NEWS, "312 views", *FOOTER], NEWS),
        ([*NEWS, "12 people", *FOOTER], [*NEWS, "12 people"]),
        ([*NEWS, *FOOTER[:2], "12.05.2011", *FOOTER[2:]], [*NEWS, "12.05.2011"]),
        (["```", *FOOTER, "```", *NEWS], ["```", *FOOTER, "```", *NEWS]),
    ],
)
def test_judged(lines, kept):
    assert left(lines) == kept


def test_what_is_left_is_left_again():
    lines = [*NEWS, *FOOTER[:2], "Fog again", FOOTER[0], *FOOTER[2:]]
    once = left(lines)
    assert left(once) == once


def test_at_the_head_a_single_line_of_a_long_run_may_be_the_title():
    assert left([FOOTER[1], *NEWS], where="head") == [FOOTER[1], *NEWS]
    assert left([FOOTER[1], *NEWS], where="head", phrases=FOOTER[1:3]) == NEWS


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"where": "beside-boilerplate"}, "accepted for a run: anywhere, head, tail"),
        ({"match": "line"}, "between does not go with match = 'line'"),
        ({"phrases": []}, "phrases is missing"),
        ({"cut": True}, "cut does not go with match = 'run'"),
        ({"between": "12 views"}, "between: found '12 views'"),
    ],
)
def test_wrong(given, told):
    with pytest.raises(ConfigError, match=told):
        read_rule("site", "site.toml", 1, {**TABLE, **given})


def test_check(tmp_path):
    pack = tmp_path / "site.toml"
    text = '[[rule]]\nid = "foot"\nmatch = "run"\nwhere = "{}"\nphrases = ["A wire", "B desk"]\n'
    text += 'keeps = ["It rained."]\ndrops = ["A wire", "B desk"]\n'
    pack.write_text(text.format("tail"))
    assert check_pack(pack) == []
    pack.write_text(text.format("anywhere"))  # two lines are no company
    assert [one.partition("drops ")[2] for one in check_pack(pack)] == [
        "'A wire': it stays",
        "'B desk': it stays",
    ]


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (["---", "title: Fog", "  - a", "", "# note", "---", "Fog."], 6),
        (["---", "It rained.", "---"], 0),
        (["---", "---"], 0),
        (["---", "title: Fog"], 0),
        (["", "---", "title: Fog", "---"], 0),
        (["---", *(f"key{i}: x" for i in range(200)), "---"], 0),
    ],
)
def test_front_matter(lines, end):
    assert front_matter_end(lines) == end
