"""The audit's laws, over every filter, preset and random chain."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleankit
from cleankit import Chain, Document, Report, Verdict
from cleankit.batch.tally import Changes
from cleankit.registry import find, names, preset_names
from cleankit.testing import _texts
from cleankit.text.changes import text_edits
from cleankit.text.edits import Edit, Layer

FILTERS = [name for name in names() if find(name).kind != "gate"]
STORY = (
    "Advertisement\nX\n\nThe “old” bridge  opens on Monday, the mayor said, and nobody will pay.\n\n"
    "It’s late.\u00ad\n\nThe “old” bridge opens on Monday, the mayor said, and nobody will pay.\n\n"
    "Show comments\nUS\n"
)


def shout(text: str) -> str:
    return text.upper()


def join_all(text: str) -> str:
    return " ".join(text.split("\n"))


def double(text: str) -> str:
    return text.replace("\n", "\n\n")


def erase(text: str) -> str:
    return ""


def swap_lines(lines):
    """Replace odd lines, drop every third."""
    for i, text in enumerate(lines):
        if i % 3 == 2:
            yield Verdict(i, "test:third")
        elif i % 2:
            yield Verdict(i, "test:odd", text[::-1], "turned around")


swap_lines.kind, swap_lines.name = "line", "swap-lines"
THIRD_PARTY = [shout, join_all, double, erase, swap_lines]


def check(chain: Chain, text: str) -> None:
    report = chain.audit(text)
    assert report.text == chain(text)
    assert report.undo() == report.source == text
    replay = text
    for layer in report.layers:
        end = 0
        for edit in layer.edits:
            assert end <= edit.start <= edit.end <= len(replay)
            assert replay[edit.start : edit.end] == edit.before
            assert edit.before != edit.after
            end = edit.end
        replay = layer.apply(replay)
    assert replay == report.text
    copy = Report.from_json(json.loads(json.dumps(report.to_json())))
    assert (copy.text, copy.source, list(copy.edits)) == (report.text, text, list(report.edits))
    check_spans(report, text)


def check_spans(report, text):
    untouched, edits = 0, list(report.edits)
    for start in range(0, len(report.text), max(1, len(report.text) // 40)):
        for size in (0, 1, 7):
            end = min(start + size, len(report.text))
            first, last = report.source_span(start, end)
            assert 0 <= first <= last <= len(text)
            same = text[first:last] == report.text[start:end] and end > start
            if same and not any(edit.start < last and first < edit.end for edit in edits):
                untouched += 1
                assert report.clean_span(first, last) == (start, end)
    for start in range(0, len(text), max(1, len(text) // 40)):
        span = report.clean_span(start, min(start + 5, len(text)))
        if span is not None:
            first, last = span
            assert 0 <= first < last <= len(report.text)


@pytest.mark.parametrize("name", [*FILTERS, *preset_names()])
def test_laws(name):
    chain = Chain(name)

    @settings(max_examples=60, deadline=None)
    @given(_texts())
    def laws(text):
        check(chain, text)

    check(chain, STORY)
    laws()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*FILTERS, *THIRD_PARTY]), min_size=1, max_size=5), _texts())
def test_laws_of_random_chains(members, text):
    check(Chain(*members), text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*FILTERS, *THIRD_PARTY]), min_size=1, max_size=5), _texts(), st.data())
def test_undoing_nothing_changes_nothing_and_undoing_each_filter_gives_the_source(members, text, data):
    report = Chain(*members).audit(text)
    assert report.undo(rule="no:such-rule") == report.text
    assert report.undo(filter="*") == text
    assert report.undo(filter=data.draw(st.sampled_from([*FILTERS, "*lines"]))) is not None


def test_edits_say_filter_rule_place_and_note():
    report = Chain("article").audit(Document(STORY, id="a1"))
    told = [(edit.filter, edit.rule, STORY[edit.start : edit.end], edit.after) for edit in report.edits]
    assert told == [
        ("invisibles", "invisibles", "\u00ad", ""),
        ("quotes", "quotes", "“", '"'),
        ("quotes", "quotes", "”", '"'),
        ("quotes", "quotes", "’", "'"),
        ("quotes", "quotes", "“", '"'),
        ("quotes", "quotes", "”", '"'),
        ("spaces", "spaces", " ", ""),
        ("boilerplate", "en:ad-label", "Advertisement\n", ""),
        ("boilerplate", "boilerplate:leftover", "X\n", ""),
        ("boilerplate", "en:comments-show", "Show comments\n", ""),
        ("boilerplate", "boilerplate:leftover", "US\n", ""),
        (
            "duplicates",
            "duplicates:exact",
            "The “old” bridge opens on Monday, the mayor said, and nobody will pay.\n",
            "",
        ),
        ("blank-lines", "blank-lines:surplus", "\n", ""),
        ("blank-lines", "blank-lines:surplus", "\n", ""),
        ("blank-lines", "blank-lines:surplus", "\n", ""),
        ("blank-lines", "blank-lines:surplus", "\n", ""),
    ]
    assert report.id == "a1"
    assert report.fingerprint == Chain("article").fingerprint


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({"rule": "en:ad-label"}, "Advertisement\n{body}"),
        ({"rule": "boilerplate:*"}, "X\n{body}\nUS"),
        ({"filter": "quotes", "rule": "*"}, "{curly}"),
    ],
)
def test_undo_some(what, expected):
    story = "Advertisement\nX\n\nThe “old” bridge opens.\n\nShow comments\nUS"
    report = Chain("article").audit(story)
    assert report.text == 'The "old" bridge opens.'
    assert report.undo(**what) == expected.format(body=report.text, curly="The “old” bridge opens.")


def test_an_undone_edit_takes_the_edits_on_its_output_with_it():
    def glue(text: str) -> str:
        return text.replace('"a" b', "c")

    report = Chain("quotes", glue).audit("“a” b")
    assert report.text == "c"
    assert report.undo(filter="quotes") == "“a” b"


def test_gates_are_reported():
    report = Chain("article", "length").audit("Too short.")
    assert report.dropped == "length: words 2 < 50"


@pytest.mark.parametrize(
    "data", [{}, {"schema": 99}, {"schema": 1}, {"schema": 1, "layers": [[{"x": 1}]], "text": ""}]
)
def test_what_is_no_report_is_told(data):
    with pytest.raises(cleankit.InputError, match="audit: "):
        Report.from_json(data)


@pytest.mark.parametrize(
    ("output_span", "input_span"),
    [
        ((0, 2), (0, 2)),
        ((2, 4), (2, 5)),
        ((3, 4), (2, 5)),
        ((4, 6), (5, 7)),
        ((6, 8), (9, 11)),
        ((5, 7), (6, 10)),
        ((6, 6), (9, 9)),
    ],
)
def test_spans_through_a_layer(output_span, input_span):
    #  input  01234567890   "abXYZcd--ef": XYZ became xy, -- was removed
    layer = Layer([Edit("f", "f", 2, 5, "XYZ", "xy"), Edit("f", "f", 7, 9, "--", "")])
    assert layer.apply("abXYZcd--ef") == "abxycdef"
    assert layer.to_input(*output_span) == input_span


@pytest.mark.parametrize(
    ("input_span", "output_span"),
    [
        ((0, 2), (0, 2)),
        ((3, 4), (2, 4)),
        ((7, 9), None),
        ((8, 9), None),
        ((6, 10), (5, 7)),
        ((1, 3), (1, 4)),
        ((8, 8), (6, 6)),
    ],
)
def test_source_spans_through_a_layer(input_span, output_span):
    layer = Layer([Edit("f", "f", 2, 5, "XYZ", "xy"), Edit("f", "f", 7, 9, "--", "")])
    assert layer.to_output(*input_span) == output_span


def test_a_report_shows_itself():
    report = Chain("article").audit(Document("Advertisement\nThe “<b>” opens.", id="a1"))
    assert repr(report) == "<Report 'a1': 30 -> 16 characters, 3 edits by quotes, boilerplate>"
    shown = report._repr_html_()
    assert "<td>en:ad-label</td><td><del>Advertisement\n</del></td>" in shown
    assert "<b>" not in shown.replace("<table>", "")
    assert repr(Chain("article", "length").audit("Snow.")).endswith(
        "no edits; dropped: length: words 1 < 50>"
    )
    assert "and 20 more" in Chain("quotes").audit("“a, " * 120)._repr_html_()


def renamed(lines):
    """Replace a line and drop another, each with a note."""
    yield Verdict(0, "renamed:shorter", "Snow fell.", "a shorter line")
    yield Verdict(1, "renamed:gone", None, "no line")


renamed.kind = "line"


def test_verdicts_that_replace_and_that_drop_keep_their_notes():
    report = Chain(renamed).audit("Snow fell, they say.\nHome\nThe ferry was late.")
    assert {(edit.rule, edit.note) for edit in report.edits} == {
        ("renamed:shorter", "a shorter line"),
        ("renamed:gone", "no line"),
    }


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        ("abcdefgh", "Xbcdefgh", [(0, 1, "X")]),
        # one equal character is chance, where several were passed over
        ("-1234a5678-the rest of it", "-a9-the rest of it", [(1, 10, "a9")]),
        ("one, two; three and four", "one two three and four", [(3, 4, ""), (8, 9, "")]),
    ],
)
def test_found_edits_are_small_and_end_where_texts_agree_for_good(before, after, edits):
    assert list(text_edits(before, after)) == edits


@given(st.lists(st.sampled_from(["", "Advertisement", "It’s “late”.", "Snow.", "x  y", "Show comments"])))
def test_edits_are_counted_as_they_are_kept(lines):
    changes = Changes()
    Chain("article").run("\n".join(lines), trace=changes)
    assert changes.edits == sum(len(layer.edits) for layer in changes.recorder.layers)
