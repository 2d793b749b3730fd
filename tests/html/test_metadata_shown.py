# ruff: noqa: E501 - pages are easier to read unbroken
"""What is shown of a page is repaired: titles, names of sites, languages of templates."""

import pytest

from cleankit.html import extract

PROSE = (
    "The harbour council met on Tuesday evening to settle the budget for the northern quay, which is closed."
)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Home Repair Assis&shy;tance", "Home Repair Assistance"),
        ('The quay <a href="#quay">¶</a>', "The quay"),
        ("Module quay <button>Copy item path</button>", "Module quay"),
        ("The council\u00e2\u0080\u0099s budget", "The council’s budget"),
        ("Quay repairs begin <span>Quay repairs begin</span>", "Quay repairs begin"),
        ("Knock knock", "Knock knock"),
        ("Île de Ré: the Ñandú", "Île de Ré: the Ñandú"),
    ],
)
def test_titles(heading, title):
    assert extract(f"<h1>{heading}</h1><p>{PROSE}</p>").title == title


@pytest.mark.parametrize(
    ("head", "body", "url", "title", "site"),
    [
        (
            "Discuss the harbour 7.1 release here - harbour.example",
            "<h1>harbour.example</h1><h2>Discuss the harbour 7.1 release here</h2>",
            "https://forums.harbour.example/7",
            "Discuss the harbour 7.1 release here",
            "harbour.example",
        ),
        (
            "A quay that will not stand - Port Forum",
            "<div>A quay that will not stand</div>",
            None,
            "A quay that will not stand",
            None,
        ),
        (
            "The Blue Ferry and Southern Post | The mole is closed",
            "<h1>The mole is closed</h1><div>The Blue Ferry and Southern Post</div>",
            "https://blueferry.example/mole",
            "The mole is closed",
            "The Blue Ferry and Southern Post",
        ),
        ("Blue Ferry", "<h1>The mole is closed</h1>", None, "The mole is closed", None),
        ("Coupons of the Blue Ferry line", "<h1>Save now</h1>", None, "Coupons of the Blue Ferry line", None),
    ],
)
def test_sites_are_no_headlines_and_headlines_no_sites(head, body, url, title, site):
    document = extract(f"<title>{head}</title>{body}<p>{PROSE}</p><p>{PROSE} Again.</p>", url)
    assert (document.title, document.site) == (title, site)


CHINESE = "港口委员会星期二晚上开会，决定北码头的预算，该码头自三月以来一直关闭，工程师首先发言。"


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", CHINESE, "zh"),
        ("zh-TW", CHINESE, "zh"),
        ("en", f"{PROSE} 港口 is a harbour.", "en"),
        ("de", PROSE, "de"),
    ],
)
def test_a_language_whose_letters_are_others_is_not_believed(lang, text, found):
    assert extract(f"<html lang={lang}><p>{text}</p><p>{text}</p>").lang.partition("-")[0] == found


def test_an_item_in_a_quote_is_an_item():
    page = f"<p>{PROSE}</p><blockquote><ul><li><p>{PROSE} One.</p></li><li>{PROSE} Two.</li></ul></blockquote><p>{PROSE} End.</p>"
    kinds = [block.kind for block in extract(page).blocks]
    assert kinds == ["paragraph", "item", "item", "paragraph"]


def test_the_link_of_a_heading_to_itself_is_not_in_its_markdown():
    page = f'<h2 id=a>What it costs<a href="#a">¶</a></h2><p>{PROSE}</p><p>{PROSE} End.</p>'
    document = extract(page)
    assert document.text.startswith("What it costs¶\n")
    assert "## What it costs\n" in document.to_markdown()
