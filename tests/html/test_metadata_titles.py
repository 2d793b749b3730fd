# ruff: noqa: E501 - pages are easier to read unbroken
import pytest
from metadata_page import TITLE, hints, page, script


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ships late on Friday | Port Paper", "Ships late on Friday"),
        ("Port Paper - Ships late on Friday", "Ships late on Friday"),
        ("Well-known ships", "Well-known ships"),
        ("Ships &amp; boats: who pays?", "Ships & boats: who pays?"),
        ("A | B", "A | B"),
        ("", None),
    ],
)
def test_page_title_alone(title, expected):
    assert hints(f"<title>{title}</title>").title == expected


@pytest.mark.parametrize(
    ("head", "h1", "expected", "source"),
    [
        ("<title>Home | Port Paper</title>", "Ice jam", "Ice jam", "h1"),
        ("<title>Ice jam - Port Paper of the North</title>", "Ice jam", "Ice jam", "h1"),
        ("<title>Ice jam — Port Paper</title>", "<small>Port</small> <br>Paper", "Ice jam", "title"),
        (
            "<title>x</title><meta property=og:title content='Ice jams the port'>",
            "News",
            "Ice jams the port",
            "meta",
        ),
        # The title for search engines is not the headline that readers see.
        (
            "<title>7 tips for ice jams</title><meta property=og:title content='7 tips for ice jams'>",
            "How ice jams are broken: 7 tips",
            "How ice jams are broken: 7 tips",
            "h1",
        ),
    ],
)
def test_headline_of_readers(head, h1, expected, source):
    found = hints(f"{head}<h1>{h1}</h1><p>x")
    assert (found.title, found.sources["title"]) == (expected, source)


def test_site_is_the_one_of_several_headings_that_the_titles_do_not_name():
    markup = f"<title>{TITLE}</title><h1>Port Paper</h1><h1>{TITLE}</h1><h1>2 comments</h1>"
    assert hints(markup).title == TITLE


@pytest.mark.parametrize(
    ("head", "h1", "expected"),
    [
        # The name of the site as a heading on every page.
        ("<title>Ice jam in May / Weather / Port Paper Forums</title>", "Port Paper", "Ice jam in May"),
        ("<title>Port Notes: Ice jam in May</title><meta property=og:title content='Ice jam in May'>", "Port Notes", "Ice jam in May"),
        ("<title>| Port Paper</title>", "Ice jam", "Ice jam"),
        # Several headings, none of which is the page's.
        ("<title>SELECT</title>", "1. Overview</h1><h1>2. Simple selects", "SELECT"),
        # A label over a page that is no article.
        ("<title>Quay Paper Payments | Quay</title><meta property=og:site_name content=Quay>", "Payments", "Quay Paper Payments"),
        ("<title>Port payments in full</title>", "Port payments in 2025", "Port payments in full"),
        ("<title>Port payments in full</title>" + script('{"@type": "Article", "headline": "Port payments in full"}'), "Port payments in 2025", "Port payments in 2025"),
        ("<title>Home - Port Paper</title><meta property=og:title content=Home><meta property=og:site_name content='Port Paper'>", "", "Home - Port Paper"),
        # Sections of the site.
        ("<title>The ice | Weather | Port Paper</title><meta property=og:site_name content='Port Paper'>", "", "The ice"),
    ],
)  # fmt: skip
def test_headings_that_are_no_headlines(head, h1, expected):
    assert hints(f"{head}<h1>{h1}</h1><p>x").title == expected


def test_headline_of_json_ld_is_not_joined_with_the_site():
    head = f"<title>{TITLE} - {TITLE} - Port News</title>" + script(
        f'{{"@type": "Article", "headline": "{TITLE}"}}'
    )
    assert hints(f"{head}<h1>Port News</h1><p>x").title == TITLE


def test_site_name_in_the_stated_title_goes():
    head = "<meta property=og:title content='Ice jam · Port Paper'><meta property=og:site_name content='Port Paper'>"
    assert hints(head + "<p>x").title == "Ice jam"


def test_question_of_a_list_of_questions_is_no_title():
    faq = script(
        '{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "What is the quay for?"}]}'
    )
    assert hints(page(head=faq)).title == TITLE


def test_headline_that_is_a_description_gives_way_to_the_name():
    graph = script(f'{{"@type": "Article", "headline": "encyclopedic entry", "name": "{TITLE}"}}')
    assert hints(page(head=graph)).title == TITLE


@pytest.mark.parametrize(
    "title", ["埠頭の工事が再び延期", "Ремонт причала снова отложен", "تأجيل إصلاح الرصيف"]
)
def test_any_script(title):
    assert hints(page(title=title)).title == title
