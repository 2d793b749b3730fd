"""Stored audits: both schemas are read, a page's stays small, and what does not fit its text is refused."""

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleankit import Chain, InputError, Report
from cleankit.audit.schema import SCHEMA
from cleankit.html import extract
from cleankit.html.audit import audit_page
from cleankit.text.edits import Edit, Layer

SOURCE = "Advertisement\nThe “old” bridge  opens."
# ruff: noqa: E501 - a line of a file
# As the release with schema 1 stored it.
STORED_1 = (
    '{"schema":1,"id":"a1","fingerprint":"0123456789abcdef","dropped":null,'
    '"text":"The \\"old\\" bridge opens.","layers":[[{"filter":"quotes","rule":"quotes","start":18,"end":19,"before":"\\u201c","after":"\\"","note":""},'
    '{"filter":"quotes","rule":"quotes","start":22,"end":23,"before":"\\u201d","after":"\\"","note":""}],'
    '[{"filter":"spaces","rule":"spaces","start":31,"end":32,"before":" ","after":"","note":""}],'
    '[{"filter":"boilerplate","rule":"en:ad-label","start":0,"end":14,"before":"Advertisement\\n","after":"",'
    '"note":""}]]}'
)
LINKS = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(60))
PAGE = (
    f"<nav><ul>{LINKS}</ul></nav><p>Ships were “late” on Friday, the port said.</p><footer>About us</footer>"
)


def test_schema_1_is_read():
    report = Report.from_json(json.loads(STORED_1))
    assert (report.source, report.id, report.fingerprint) == (SOURCE, "a1", "0123456789abcdef")
    assert report.undo(rule="en:ad-label") == 'Advertisement\nThe "old" bridge opens.'
    assert report.to_json()["schema"] == SCHEMA == 2
    assert Report.from_json(report.to_json()).layers == report.layers


def test_a_page_is_stored_by_block_and_read_back():
    report = audit_page(Chain("article"), PAGE)
    stored = report.to_json()
    dropped = report.layers[0]
    assert len(stored["page"]["blocks"]) == len(dropped.edits) == 61
    assert [edit["filter"] for layer in stored["layers"] for edit in layer] == ["quotes", "quotes"]
    copy = Report.from_json(json.loads(json.dumps(stored)))
    assert copy.layers == report.layers
    assert copy.source == report.source
    texts = sum(len(edit.before) for edit in dropped.edits)
    assert len(json.dumps(stored["page"])) < texts + 45 * len(dropped.edits)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["html", "x"]), st.text("ab/", max_size=3), st.sampled_from(["", "c"]),
                  st.text("a/[1] ", max_size=5)), max_size=5,
    )
)  # fmt: skip
def test_any_first_layer_is_read_back(changes):
    edits, place = [], 0
    for name, before, after, note in changes:
        if before != after:
            edits.append(Edit(name, f"{name}:r", place, place + len(before), before, after, note))
            place += len(before) + 1
    source = "".join(edit.before + "-" for edit in edits)
    report = Report(Layer(edits).apply(source), [Layer(edits)] if edits else [])
    copy = Report.from_json(json.loads(json.dumps(report.to_json())))
    assert (copy.layers, copy.source) == (report.layers, source)


REPORT = audit_page(Chain("article"), "<nav><a href='/'>Home</a></nav><p>It’s  “late”.</p>").to_json()


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("layers", 0, 0, "start"), 10**9),
        (("layers", 0, 0, "start"), "x"),
        (("layers", 0, 0, "start"), -1),
        (("layers", 0, 0, "end"), 1),
        (("layers", 0, 0, "end"), 1.5),
        (("layers", 0, 0, "before"), "y"),
        (("layers", 0, 0, "before"), None),
        (("layers", 0, 0, "after"), "y"),
        (("layers", 0, 1, "start"), 0),
        (("layers", 0), []),
        (("layers", 0), {"x": 1}),
        (("layers", 0), 7),
        (("layers", 0, 0), {"filter": "quotes"}),
        (("layers",), None),
        (("text",), 5),
        (("text",), ""),
        (("source",), "0000000000000000"),
        (("source",), None),
        (("page",), None),
        (("page",), 5),
        (("page",), {}),
        (("page", "rules"), []),
        (("page", "blocks", 0), [0, 0, "Work\n", "", 0, "/p"]),
        (("page", "blocks", 0), [0, 3, "Home\n", "", 0, "/p"]),
        (("page", "blocks", 0), [0, "3", "Home\n", "", 0, "/p"]),
        (("page", "blocks", 0), [0, 0]),
        (("schema",), 3),
        (("schema",), "2"),
    ],
)
def test_what_was_changed_is_refused(where, value):
    stored = deepcopy(REPORT)
    *path, last = where
    inner = stored
    for key in path:
        inner = inner[key]
    assert inner[last] != value
    inner[last] = value
    with pytest.raises(InputError, match=r"^audit: "):
        Report.from_json(stored)


def test_documents_of_the_same_page_are_equal():
    assert extract(PAGE) == extract(PAGE)
    assert extract(PAGE) != extract(PAGE.replace("About us", "About me"))
