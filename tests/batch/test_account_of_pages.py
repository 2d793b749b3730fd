# ruff: noqa: E501 - pages are easier to read unbroken
"""Pages are accounted for to the last character of their blocks: audit, report, review, explain, undo."""

import json
import re
import subprocess
import sys

import pytest
from running import CLEAN, DIRTY, batch_clean, jsonl, lines_of

from cleankit import Chain
from cleankit.html import judge_page
from cleankit.html.audit import audit_page

PAGES = {
    "ship.html": "<html><head><title>Ships late</title></head><body><nav><a href='/'>Home</a> <a href='/n'>News</a>"
    "</nav><p>Ships were “late” on Friday, the harbour master of the old port said in a statement to the press."
    "</p><p>Advertisement</p><pre>one\n\n  two</pre><footer><p>All rights reserved.</p></footer></body></html>",
    "menu.html": "<nav><a href='/a'>Home</a></nav><nav><a href='/b'>News</a></nav>",
    "empty.html": "<p></p>",
}


@pytest.fixture
def pages(tmp_path):
    (tmp_path / "in").mkdir()
    for name, page in PAGES.items():
        (tmp_path / "in" / name).write_text(page)
    return tmp_path / "in"


def blocks_of(page):
    return "\n".join(block.text for block in judge_page(page).blocks)


@pytest.mark.parametrize("workers", [1, 2])
def test_audit_report_and_undo_of_a_folder_of_pages(pages, tmp_path, workers):
    side = ("--audit", tmp_path / "edits.jsonl", "--report", tmp_path / "report.json", "--workers", workers)
    batch_clean(pages, "-o", tmp_path / "out.jsonl", *side)
    outputs = lines_of((tmp_path / "out.jsonl").read_bytes())
    audits = {line["id"]: line for line in lines_of((tmp_path / "edits.jsonl").read_bytes())}
    for name, page in PAGES.items():
        stored = audit_page(Chain("article"), page, id=name).to_json()
        assert {key: audits[name][key] for key in stored if key != "text"} == {
            key: value for key, value in stored.items() if key != "text"
        }
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert report["characters"]["input"] == sum(len(blocks_of(page)) for page in PAGES.values())
    assert report["characters"]["output"] == sum(len(record["text"]) for record in outputs)
    removed = report["characters"]["input"] - report["characters"]["output"]
    assert removed == sum(report["removed_by_filter"].values())
    assert removed == sum(rule["removed"] for rule in report["rules"])
    assert report["removed_by_filter"]["html"] > 30
    shown = {rule["rule"]: rule["examples"] for rule in report["rules"]}
    assert {"before": "Home", "after": ""} in shown["html:link-density"]

    undo = [sys.executable, "-m", "cleankit.cli", "undo", tmp_path / "out.jsonl", "--audit"]
    subprocess.run([*undo, tmp_path / "edits.jsonl", "-o", tmp_path / "back.jsonl"], check=True)
    restored = {record["id"]: record["text"] for record in lines_of((tmp_path / "back.jsonl").read_bytes())}
    assert restored == {name: blocks_of(page) for name, page in PAGES.items()}


def test_review_and_explain_show_what_the_extractor_dropped(pages, tmp_path):
    batch_clean(pages, "-o", tmp_path / "out", "--review", tmp_path / "review.html", "--sample", 3)
    review = (tmp_path / "review.html").read_text()
    assert "All rights reserved." in review
    assert "html:link-density" in review
    explain = [sys.executable, "-m", "cleankit.cli", "explain", pages / "ship.html"]
    view = subprocess.run(explain, check=True, capture_output=True, text=True).stdout
    assert re.search(r"- 1 Home\W+News\s+html:link-density", view) or "- 1 Home" in view
    assert re.search(r"All rights reserved\.\s+html:", view)


def test_html_in_a_field_and_what_is_added(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"id": "a", "body": PAGES["ship.html"]}))
    side = ("--audit", tmp_path / "edits.jsonl", "--html-field", "body", "--add-fields")
    batch_clean(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", *side)
    (record,) = lines_of((tmp_path / "out.jsonl").read_bytes())
    (account,) = lines_of((tmp_path / "edits.jsonl").read_bytes())
    chain_edits = sum(map(len, account["layers"]))
    assert len(account["page"]["blocks"]) >= 2
    assert record["cleankit"]["edits"] == chain_edits > 0  # of the article: the blocks are in the audit


def test_max_removed_is_about_the_article_that_was_taken_out(pages, tmp_path):
    (pages / "menu.html").unlink()
    args = (pages, "-o", tmp_path / "out", "--report", tmp_path / "report.json", "--max-removed", "0.3")
    batch_clean(*args)
    assert json.loads((tmp_path / "report.json").read_bytes())["flagged"] == []


def test_texts_that_lose_everything_add_up(tmp_path):
    texts = [
        "Advertisement\nAdvertisement",
        "Advertisement",
        "",
        DIRTY,
        CLEAN,
        "Advertisement\n\n\nShow comments\n",
    ]
    (tmp_path / "in.jsonl").write_bytes(jsonl(*({"text": text} for text in texts)))
    batch_clean(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--report", tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_bytes())
    removed = report["characters"]["input"] - report["characters"]["output"]
    assert report["characters"]["input"] == sum(map(len, texts))
    assert (
        removed
        == sum(report["removed_by_filter"].values())
        == sum(rule["removed"] for rule in report["rules"])
    )


def test_the_summary_counts_changes_and_what_was_removed(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": DIRTY}, {"text": DIRTY}, {"text": CLEAN}))
    args = (tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--report", tmp_path / "report.json")
    _, told = batch_clean(*args)
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert report["changes_by_filter"]["quotes"] == 2
    assert re.search(r"filter +changes +characters removed\n", told)
    assert re.search(r"\n  quotes +2 +0\n", told)
    assert re.search(r"rule +changes +characters removed\n", told)
    assert re.search(r"\n  en:ad-label +2 +28\n", told)


def test_articles_of_a_review_have_a_name(tmp_path):
    records = [{"text": DIRTY, "url": "https://example.org/1"}, {"text": DIRTY}, {"text": DIRTY, "id": "c3"}]
    (tmp_path / "in.jsonl").write_bytes(jsonl(*records))
    review, audit = tmp_path / "review.html", tmp_path / "edits.jsonl"
    batch_clean(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--review", review, "--audit", audit)
    for name in ("https://example.org/1", "in.jsonl: line 2", "c3"):
        assert f'{name}"' in review.read_text()
    assert [line["id"] for line in lines_of(audit.read_bytes())] == [None, None, "c3"]
