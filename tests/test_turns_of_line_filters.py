"""Line filters that follow each other take turns until none takes more: what is clean stays as it is."""

import json

import pytest

import cleankit
from cleankit import Chain, Document, Lines, Verdict
from cleankit.boilerplate.judge import Judge
from cleankit.boilerplate.rules import load_rules
from cleankit.registry import Filter


def without_last_more(lines):
    """Drop "More" where it stands last."""
    words = [i for i, text in enumerate(lines.texts) if text.strip()]
    return [Verdict(words[-1], "test:more")] if words and lines.texts[words[-1]] == "More" else []


def without_copies(lines):
    """Drop lines that stand above."""
    texts = lines.texts
    return [Verdict(i, "test:copy") for i, text in enumerate(texts) if text.strip() and text in texts[:i]]


def without_first(lines):
    """Drop the first line, each time."""
    return [Verdict(0, "test:first")]


def line_filter(call, *, idempotent):
    call.kind, call.not_idempotent = "line", "" if idempotent else "it drops a line each time"
    return Filter(call, call.__name__, "line")


STORY = "The mayor spoke.\nMore\nThe mayor spoke."


def test_a_filter_judges_again_what_a_later_one_uncovers():
    chain = Chain(
        line_filter(without_last_more, idempotent=True), line_filter(without_copies, idempotent=True)
    )
    assert chain(STORY) == "The mayor spoke."
    assert chain(chain(STORY)) == chain(STORY)


def test_each_turn_is_a_layer_of_the_report():
    chain = Chain(
        line_filter(without_last_more, idempotent=True), line_filter(without_copies, idempotent=True)
    )
    report = chain.audit(STORY)
    layers = [{edit.filter for edit in layer.edits} for layer in report.layers]
    assert layers == [{"without_copies"}, {"without_last_more"}]
    stored = cleankit.Report.from_json(json.loads(json.dumps(report.to_json())))
    assert (stored.text, stored.source) == (report.text, STORY)
    assert report.undo(rule="test:more") == "The mayor spoke.\nMore"


def test_a_filter_that_is_not_sure_to_stop_judges_once():
    first = line_filter(without_first, idempotent=False)
    copies = line_filter(without_copies, idempotent=True)
    assert Chain(first, copies)("a\nb\nc\nb") == "b\nc"


LABELS = ("Home", "Sport", "Contact us", "Search for", "Advertisement", "Read more", "Share", "Log in")


@pytest.mark.parametrize("strength", ["rules", "safe"])
@pytest.mark.parametrize("blanks", [2, 3, 9])
def test_how_many_blank_lines_stand_together_says_nothing(strength, blanks):
    prose = "The council met on Monday and voted, after a long debate, for the new bridge over the river."
    lines = [*LABELS, prose, prose.replace("Monday", "Tuesday"), *LABELS[::-1], "Search", "in all papers"]
    judge = Judge(load_rules("all", categories="interface"), strength)
    told = []
    for gap in (1, blanks):
        texts = [part for line in lines for part in (line, *[""] * gap)]
        verdicts = judge(Lines(texts, Document("\n".join(texts))))
        told.append([(texts[one.line], one.rule, one.text) for one in verdicts])
    assert told[0] == told[1]
    assert told[0]
