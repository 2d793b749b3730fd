"""The audit of a page: its source is all blocks, its first layer says which went, why and where."""

import json

import pytest

from cleankit import Chain, Report
from cleankit.html import SiteRule, SiteRules, extract, judge_page
from cleankit.html.audit import audit_page

STORY = (
    "Ships were “late” on Friday, the harbour master of the old port said in a short statement to the press."
)
PAGE = (
    "<html><head><title>Ships late</title></head><body>"
    "<nav><a href='/'>Home</a> <a href='/news'>News</a></nav>"
    f"<article><h1>Ships late</h1><p>{STORY}</p><p>Advertisement</p><p>{STORY[:60]} and the fog.</p>"
    "<pre>one\n  two</pre></article><footer><p><a href='/p'>Privacy</a></p></footer></body></html>"
)


@pytest.mark.parametrize(
    "page", [PAGE, PAGE.encode(), "", "<p></p>", "no markup", "<nav><a href='/'>Home</a></nav>"]
)
def test_report_replays_and_undoes(page):
    report = audit_page(Chain("article"), page, id="p1")
    assert report.text == Chain("article").run(extract(page)).text  # with blocks: code keeps its blanks
    assert report.source == "\n".join(block.text for block in judge_page(page).blocks)
    text = report.source
    for layer in report.layers:
        text = layer.apply(text)
    assert text == report.text
    copy = Report.from_json(json.loads(json.dumps(report.to_json())))
    assert (copy.source, copy.id) == (report.source, "p1")


def test_dropped_blocks_say_why_and_where():
    report = audit_page(Chain("article"), PAGE)
    dropped = [edit for edit in report.edits if edit.filter == "html"]
    assert any("Home" in edit.before for edit in dropped)
    assert all(edit.rule.startswith("html:") and "/html" in edit.note for edit in dropped)
    assert STORY in report.source
    start, end = report.source_span(*_span(report.text, "harbour master"))
    assert report.source[start:end] == "harbour master"


def test_text_with_a_link_in_it_does_not_go_for_its_links():
    footer = "<footer><p>Our office by the quay answers <a href='/l'>letters</a> within a week.</p></footer>"
    blocks = judge_page(PAGE.replace("</body>", f"{footer}</body>")).blocks
    gone = {block.text: block for block in blocks if not block.kept}
    office = next(block for text, block in gone.items() if text.startswith("Our office"))
    assert 0.05 < office.link_density < 0.5
    assert office.rule not in ("", "html:link-density")
    assert any(block.rule == "html:link-density" and block.link_density > 0.5 for block in gone.values())


def _span(text, part):
    return text.index(part), text.index(part) + len(part)


def test_hidden_text_that_is_dropped_is_told():
    hidden = "<div style='display:none'><p>We use cookies. <a href='/c'>Settings</a></p></div>"
    report = audit_page(Chain("html"), PAGE.replace("</body>", f"{hidden}</body>"))
    edits = [edit for edit in report.edits if "We use cookies" in edit.before]
    assert [(edit.filter, edit.rule) for edit in edits] == [("html", "html:hidden")]
    assert "/body[1]/div[1]/p[1]" in edits[0].note


def test_links_below_related_are_an_edit():
    link = "<ul><li><a href='/1'>A storm in May, and what came of it</a></ul>"
    related = f"<p>{STORY}</p><p>Related stories</p>{link}"
    page = f"<main class='keep'>{related}<p>{STORY[:70]} by night.</p></main>"
    rules = SiteRules({"harbour.example": SiteRule(keep=("main",))})
    report = audit_page(Chain("html"), page, "https://harbour.example/", site_rules=rules)
    dropped = [edit.rule for edit in report.edits if edit.filter == "boilerplate"]
    assert dropped == ["en:related-heading", "boilerplate:related-links"]
    assert "A storm in May" not in report.text
    assert "A storm in May" in report.undo(rule="boilerplate:related-links")
