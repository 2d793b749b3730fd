"""What the review page holds: every article and edit, in a form that nothing but its script reads."""

import json
import re
from pathlib import Path

import pytest

from cleankit import Chain, Document
from cleankit.audit.shown import Shown
from cleankit.report import page as page_module
from cleankit.report.page import inert, write_page
from cleankit.report.visible import GLYPHS

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


def test_an_article_is_named_and_its_fate_told(tmp_path):
    report = Chain("article", "length").audit(Document("Snow fell."))
    shown = [
        Shown(report, "Snow", "https://example.org/snow", "news.jsonl: line 3"),
        Shown(None, None, None, "news.jsonl: line 9", "not JSON: line 9 column 2", "{<bad"),
    ]
    write_page(tmp_path / "out.html", shown)
    parts, figures = data_of((tmp_path / "out.html").read_text("utf-8"))
    snow, bad = figures["records"]
    assert (snow["title"], snow["url"], snow["place"]) == tuple(shown[0][1:4])
    assert (snow["dropped"], snow["refused"], snow["why"]) == (
        "length: words 2 < 50",
        None,
        "length: words < 50",
    )
    assert (bad["place"], bad["refused"], bad["why"]) == (shown[1].place, shown[1].refused, "not JSON")
    assert (bad["before"], bad["edits"], parts[1]) == (0, 0, ["{<bad"])


# What fonts for European languages have (WGL4), beside Latin-1.
COMMON = set("‹›←↑→↓☼…–—≤·")


def test_signs_are_in_common_fonts():
    """Pictures of control characters and the like are boxes where a system has no font for symbols."""
    folder = Path(page_module.__file__).parent
    texts = [path.read_text("utf-8") for path in folder.iterdir() if path.suffix in (".html", ".css", ".js")]
    for text in (*texts, *GLYPHS.values()):
        assert not {char for char in text if ord(char) > 0xFF} - COMMON


def test_a_failure_leaves_no_page(tmp_path):
    def reports():
        yield Chain("article").audit("One.")
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError):
        write_page(tmp_path / "out.html", reports())
    assert list(tmp_path.iterdir()) == []
