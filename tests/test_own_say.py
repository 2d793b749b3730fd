"""The user's own say: spans and lines that stay, lines that go, whatever filters find."""

import pickle
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleankit
from cleankit import Block, Chain, Document
from cleankit.config import builtin_names
from cleankit.errors import ConfigError
from cleankit.registry import find
from cleankit.testing import BITS, check_linear

STORY = "The mayor said on Monday that the old bridge would open again in May."
FILTERS = [name for name in builtin_names() if find(name).kind != "gate"]
MARKS = [r"“[^“”]{0,9}”", r"[&Ãâ]\S{0,6}", r"https?://\S+", r"<b>|\u200b|\ufe0f", "ﬁ|--|…"]
PROTECT = [*MARKS, r"\n[ \t]{1,3}", r"Share\s"]
ADDRESS = "https://a.example/’x’?b=&amp;"
PIECES = [*BITS, ADDRESS, "“a’s”", "<p>", "Share\n", "ﬁne", "…", "--", "•", "â€™", "\n\t"]
OWN = {"protect": [r"ACME\w{0,9}"], "keep_lines": ["Share"], "drop_lines": ["/Page [0-9]+/"]}


def matches(text):
    found = sorted(match.span() for one in PROTECT for match in re.finditer(one, text))
    return [text[start:end] for start, end in found]


def stand_in_order(parts, text):
    at = 0
    for part in parts:  # overlapping matches begin one after the other
        found = text.find(part, at)
        if found < 0:
            return False
        at = found
    return True


@pytest.mark.parametrize("name", [*FILTERS, "article", "html", "extracted"])
def test_protected_spans_are_in_every_output(name):
    chain = Chain(name, protect=PROTECT)

    @settings(max_examples=60, deadline=None, database=None)
    @given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
    def check(text):
        report = chain.audit(text)
        assert report.text == chain(text)
        assert report.source == text
        assert stand_in_order(matches(text), report.text)

    check()


@pytest.mark.parametrize(
    ("member", "pattern", "before", "after"),
    [
        ("quotes", "“Snow”", "“Snow” is “late”.", '“Snow” is "late".'),
        ("quotes", "‘n’", "Rock ‘n’ roll’s", "Rock ‘n’ roll's"),
        ("encoding", "Ã©", "cafÃ© â€œSnowâ€\x9d", "cafÃ© “Snow”"),
        ("spaces", "a  b", "a  b  c", "a  b c"),
        ("invisibles", "a\u200bb", "a\u200bb c\u200bd", "a\u200bb cd"),
        ("ligatures", "ﬁn", "ﬁn ﬁne", "ﬁn ﬁne"),
        ("ellipses", r"…\)", "(…) so…", "(…) so..."),
        ("strip-markup", "<b>", "<b>Snow<b> <i>fell</i>", "<b>Snow<b> fell"),
        ("boilerplate", "Advert", "Advertisement\nSnow.", "Advertisement\nSnow."),
        ("blank-lines", r"\n\n\n", "a\n\n\nb\n\n\n\nc", "a\n\n\nb\n\n\n\nc"),
    ],
)
def test_only_what_is_protected_stays(member, pattern, before, after):
    assert Chain(member, protect=[pattern])(before) == after


def test_what_a_filter_does_where_lines_go_is_done_around_the_spans():
    def joined(text):
        return text.replace("\n\n", "\n").replace("’", "'")

    chain = Chain(joined, protect=["‘?It’s"])
    report = chain.audit("It’s\n\nhers’\n\nand ‘It’s")
    assert report.text == "It’s\nhers'\nand ‘It’s"
    assert report.undo() == "It’s\n\nhers’\n\nand ‘It’s"


@pytest.mark.parametrize("line", ["Share", "  SHARE ", "“Share it”", "Advertisement"])
def test_a_kept_line_stays(line):
    own = ["share", '"share it"', "/Advert[a-z]+/"]
    assert line.strip() not in Chain("article")(f"{line}\n{STORY}")
    assert Chain("boilerplate", keep_lines=own)(f"{line}\n{STORY}") == f"{line}\n{STORY}"


@pytest.mark.parametrize("line", ["Page 12", "- page x", f"{STORY}", "    code = 1", "  Page 3"])
def test_a_dropped_line_goes_whatever_its_form(line):
    chain = Chain("article", drop_lines=["/Page [0-9]+/", "- Page  X", STORY, "code = 1"])
    report = chain.audit(f"Snow fell all day on the hills.\n{line}\nIt melted at once.")
    assert report.text == "Snow fell all day on the hills.\nIt melted at once."
    assert "own:drop-line" in [edit.rule for edit in report.edits]
    assert line in report.undo(rule="own:drop-line") or line.strip() in report.undo(rule="own:drop-line")


def test_lines_are_compared_whole():
    text = f"Page 12 of the report\nMore: Share\n{STORY}"
    assert Chain("newlines", drop_lines=["/Page [0-9]+/", "Share"])(text) == text


def test_what_stays_comes_first():
    own = {"keep_lines": ["/Share.*/"], "drop_lines": ["/.*it.*/"], "protect": ["Hit"]}
    assert Chain("article", **own)("Share it\nHit it\nTake it\nSnow.") == "Share it\nHit it\nSnow."


def test_blocks_stay_with_their_lines():
    blocks = [Block("p", xpath=str(i)) for i in range(3)]
    chain = Chain("article", **OWN)
    left = chain.apply(Document("Share\nPage 1\nACME “it”", blocks=blocks))
    assert left.text == 'Share\nACME "it"'
    assert [block.xpath for block in left.blocks] == ["0", "2"]


def test_a_chain_keeps_it():
    chain = Chain("article", **OWN)
    copies = [
        chain.replace("duplicates", min_chars=60).replace("duplicates", min_chars=40),
        Chain(chain),
        Chain.from_toml(chain.to_toml()),
        pickle.loads(pickle.dumps(chain)),
        Chain(chain, protect=OWN["protect"]),
    ]
    for copy in copies:
        assert copy.own == chain.own
    for copy in copies[1:]:
        assert copy == chain
        assert hash(copy) == hash(chain)
        assert repr(copy) == repr(chain)
    for changed in (
        chain.without("quotes"),
        chain.before("quotes", "dashes"),
        chain.after("quotes", "dashes"),
    ):
        assert changed.own == chain.own
    assert chain != Chain("article")
    assert repr(chain).startswith("Chain(own: protect=['ACME\\\\w{0,9}'], keep_lines=['Share'], drop_lines=")
    assert Chain(chain, keep_lines=["More"]).own.keep_lines == ("Share", "More")


def test_pickles_are_equal_before_and_after_use():
    chain = Chain("article", **OWN)
    before = pickle.dumps(chain)
    chain("Share\nPage 1\nACME")
    assert pickle.dumps(chain) == before


def test_a_file_says_it():
    said = 'protect = ["ACME"]\nkeep_lines = ["Share"]\ndrop_lines = ["Snow."]'
    chain = Chain.from_toml(f'extends = "article"\n{said}')
    assert chain("Share\nSnow.\n“ACME”") == 'Share\n"ACME"'


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"protect": "ACME"}, r"chain: protect: found 'ACME'; accepted: a list of strings; write \['ACME'\]"),
        ({"keep_lines": 5}, "chain: keep_lines: found 5; accepted: a list of strings"),
        ({"drop_lines": [5]}, "chain: drop_lines: found 5 in the list; accepted: strings"),
        ({"drop_lines": [" \t"]}, r"drop_lines: found ' \\t'; accepted: the words of one line, or /pattern/"),
        ({"keep_lines": ["a\nb"]}, "accepted: the words of one line"),
        ({"protect": ["(a"]}, r"protect: '\(a': not a valid pattern: missing \).*re.escape"),
        ({"protect": ["a*"]}, "matches the empty text; accepted: a pattern that needs a character"),
        ({"drop_lines": ["//"]}, "matches the empty text"),
        ({"protect": ["(?=ACME)"]}, "matches a place, and no character; accepted: a pattern that needs one"),
        ({"protect": [r"\b"]}, "matches a place, and no character"),
        ({"protect": [r"\w+@\w+"]}, r"its time grows faster than the text; accepted: linear patterns; bound"),
        ({"protect": [r"<a[^>]*>"]}, "its time grows faster"),
        ({"drop_lines": [r"/(?:[a-z]+ ?)+views/"]}, "its time grows faster .* side by side"),
        ({"protect": [f"a{i}" for i in range(101)]}, "found 101 patterns; accepted: at most 100; .*(?:a|b)"),
    ],
)
def test_what_cannot_be_used_is_refused(own, said):
    with pytest.raises(ConfigError, match=said):
        Chain("article", **own)


def test_a_file_is_named_where_it_is_wrong(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('extends = "article"\nprotect = "ACME"\n')
    with pytest.raises(ConfigError, match=r"own\.toml: protect: found 'ACME'; accepted: a list of strings"):
        Chain.from_toml(path)


@pytest.mark.parametrize("pattern", [r"\b\w+@\w+", r"https?://\S+", r"`[^`\n]{1,80}`", "[A-Z]{1,20} Inc"])
def test_usual_patterns_are_accepted(pattern):
    assert Chain("quotes", protect=[pattern]).own.protect == (pattern,)


@pytest.mark.clock
def test_cleaning_is_linear():
    chain = Chain(
        "article", protect=["“", r"&\w{1,9};", r"\n\n"], keep_lines=["Share", "/.*ment/"], drop_lines=["US"]
    )
    check_linear(chain, ["“It’s” &amp; ", "Advertisement\n", "“\n’\n\n", "US\nShare\n", "<b>“x”\r\n"])


def test_unused_it_costs_nothing(monkeypatch):
    monkeypatch.setattr("cleankit.chain.Guard", None)  # calling it would fail
    assert cleankit.clean("“Snow”") == '"Snow"'
