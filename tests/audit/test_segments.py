"""Segments: a source map as numbers, as exact as the report that it was made from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleankit
from cleankit import Chain, Document
from cleankit.audit.segments import source_span
from cleankit.html.audit import audit_page
from cleankit.registry import find, names
from cleankit.testing import _texts

FILTERS = [name for name in names() if find(name).kind != "gate"]


def erase(text):
    return ""


def longer(text):
    return text.replace("a", "aaa").replace("e", "ee") + "!!"


def join_all(text):
    return " ".join(text.split("\n"))


def check(report):
    source, text, segments = report.source, report.text, report.segments()
    end = source_end = 0
    edits = {(edit.before, edit.after) for layer in report.layers for edit in layer.edits}
    for clean, start, length in segments:
        assert clean >= end
        assert start >= source_end
        end, source_end = clean + length, start + length
        for old, new in zip(source[start:source_end], text[clean:end], strict=True):
            assert old == new or (old, new) in edits or any(old == before for before, _ in edits)
    assert end <= len(text)
    assert source_end <= len(source)
    for start in range(0, len(text) + 1, max(1, len(text) // 40)):
        for stop in (start, min(start + 1, len(text)), min(start + 7, len(text))):
            exact, mapped = report.source_span(start, stop), source_span(segments, start, stop)
            assert 0 <= mapped[0] <= mapped[1] <= len(source)
            if stop > start:
                assert mapped[0] <= exact[0]
                assert mapped[1] >= exact[1]
                if any(c <= start and stop <= c + n for c, _, n in segments):
                    assert mapped == exact


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from([*FILTERS, erase, longer, join_all]), min_size=1, max_size=5), _texts())
def test_segments_cover_what_the_report_maps(members, text):
    check(Chain(*members).audit(text))


@pytest.mark.parametrize(
    ("chain", "text", "segments"),
    [
        (Chain("article"), "", []),
        (Chain("article"), "Snow fell.", [[0, 0, 10]]),
        (Chain("article"), "“Snow” fell.", [[0, 0, 12]]),
        (Chain("article"), "Advertisement\nSnow fell.\nShow comments", [[0, 14, 10]]),
        (Chain(erase), "Snow", []),
        (Chain(longer), "a", [[0, 0, 1], [5, 1, 0]]),
        (Chain(longer), "b", [[0, 0, 1], [3, 1, 0]]),
    ],
)
def test_segments_of(chain, text, segments):
    report = chain.audit(text)
    assert report.segments() == segments
    check(report)


def test_segments_of_a_page_lead_to_its_blocks():
    page = "<nav><a href='/'>Home</a></nav><p>Ships were “late” on Friday.</p><p>Two  more sank.</p>"
    report = audit_page(Chain("article"), page)
    check(report)
    start = report.text.index("sank")
    assert report.source[slice(*source_span(report.segments(), start, start + 4))] == "sank"


def test_no_segments_lead_nowhere():
    assert source_span([], 0, 5) == (0, 0)
    assert Chain("article").audit(Document("Advertisement")).segments() == []
    assert cleankit.clean("Advertisement") == ""
