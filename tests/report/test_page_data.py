"""What the review page holds: every article and edit, in a form that nothing but its script reads."""

import json
import re

import pytest

from cleankit import Chain, Document
from cleankit.report.page import inert, write_page

HOSTILE = (
    "</script><script>alert(1)</script><!--<script> ]]> <img src=x onerror=alert(2)> "
    "& \u2028 \ud800 javascript:alert(3)"
)
DOCUMENTS = [
    Document("Advertisement\n\nIt’s  late, said the “mayor”.\nShe left.", id="a1"),
    Document(f"{HOSTILE}\nAdvertisement", id=HOSTILE),
    Document("Nothing to do here, and nothing done.", id=None),
    Document("", id="empty"),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "out.html"
    write_page(path, map(Chain("article").audit, DOCUMENTS), title=HOSTILE, of=9)
    return path.read_text("utf-8")


def data_of(page):
    """Return the articles' parts and the figures."""
    records, figures = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    return [json.loads(line) for line in records.strip("\n").split("\n")], json.loads(figures)


def test_markup_is_the_same_whatever_the_data(page, tmp_path):
    write_page(tmp_path / "none.html", [])
    data = re.compile(r'(<script type="application/json"[^>]*>).*?(</script>)', re.DOTALL)
    assert data.sub(r"\1\2", page) == data.sub(r"\1\2", (tmp_path / "none.html").read_text())


@pytest.mark.parametrize("text", [HOSTILE, "<", "&lt;", "\u2029\u0000\ufeff", "\U0001f600", "\udfff"])
def test_inert_is_the_same_json_on_one_line(text):
    data = inert([text])
    assert json.loads(data) == [text]
    assert not set(data.decode()) & set("<>&\n\u2028\u2029")


def test_every_article_and_edit_is_there(page):
    records, figures = data_of(page)
    reports = [Chain("article").audit(document) for document in DOCUMENTS]
    for parts, about, report in zip(records, figures["records"], reports, strict=True):
        assert "".join(part if isinstance(part, str) else part[0] for part in parts) == report.source
        assert about["edits"] == len(list(report.edits))
        assert (about["id"], about["before"], about["after"]) == (
            report.id,
            len(report.source),
            len(report.text),
        )
    edits = [edit for report in reports for edit in report.edits]
    assert sum(rule["edits"] for rule in figures["rules"]) == len(edits)
    assert sum(one["removed"] for one in figures["filters"]) == sum(
        len(e.before) - len(e.after) for e in edits
    )
    assert {rule["name"] for rule in figures["rules"]} == {edit.rule for edit in edits}
    assert all(rule["examples"] for rule in figures["rules"])
    assert (figures["of"], figures["title"]) == (9, HOSTILE)


def test_removed_and_changed_parts_name_their_rules(page):
    records, figures = data_of(page)
    names = [[figures["rules"][rule]["name"] for rule in rules] for rules in figures["sets"]]
    changes = [part for part in records[0] if not isinstance(part, str)]
    assert changes[0][:2] == ["Advertisement", 0]
    assert names[changes[0][2]][0] == "en:ad-label"
    assert ["’", "'"] in [change[:2] for change in changes]


def test_a_failure_leaves_no_page(tmp_path):
    def reports():
        yield Chain("article").audit("One.")
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError):
        write_page(tmp_path / "out.html", reports())
    assert list(tmp_path.iterdir()) == []
