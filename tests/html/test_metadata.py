# ruff: noqa: E501 - pages are easier to read unbroken
import pytest

from cleankit.html.metadata import read_hints
from cleankit.html.parse import parse


def hints(page, url=None):
    return read_hints(parse(page), url)


FULL = """<html lang="de-CH"><head><title>Schiffe verspätet | Hafenblatt</title>
<meta property="og:title" content="Schiffe verspätet">
<meta property="og:site_name" content="Hafenblatt">
<meta name="author" content="Ada Beispiel">
<meta property="article:published_time" content="2024-05-06T07:08:09Z">
<meta name="description" content="Nebel im Hafen.">
<link rel="canonical" href="/news/1">
</head><body><p>x"""


def test_meta_tags():
    found = hints(FULL, "https://hafen.example/news/1?ref=rss")
    assert found._replace(titles=(), body="") == (
        "Schiffe verspätet",
        (),
        "Ada Beispiel",
        "2024-05-06T07:08:09Z",
        "Hafenblatt",
        "de",
        "https://hafen.example/news/1",
        "Nebel im Hafen.",
        "",
    )


def test_json_ld_comes_first():
    script = """{"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "Other"},
      {"@type": "NewsArticle", "headline": "Ships late", "author": [{"name": "A. One"}, {"name": "B. Two"}],
       "publisher": {"name": "Port Paper"}, "datePublished": "2024-01-02", "articleBody": "Fog.\\nMore fog."}]}"""
    page = f'<title>x</title><meta name=author content=Z><script type="application/ld+json">{script}</script>'
    found = hints(page)
    assert found.title == "Ships late"
    assert found.author == "A. One, B. Two"
    assert (found.date, found.site, found.body) == ("2024-01-02", "Port Paper", "Fog.Morefog.")


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "null",
        "[[[[]]]]",
        '{"author": 7, "headline": ["x"]}',
        '{"a":' * 5000,
        '{"@type": "Article", "headline": 3}',
    ],
)
def test_odd_json_ld_says_nothing(script):
    found = hints(f'<title>Ships late</title><script type="application/ld+json">{script}</script><p>x')
    assert (found.title, found.author, found.body) == ("Ships late", None, "")


def test_json_ld_with_line_breaks_in_strings():
    page = '<script type="application/ld+json">{"@type": "Article", "headline": "Ships\nlate"}</script>'
    assert hints(page).title == "Ships late"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ships late on Friday | Port Paper", "Ships late on Friday"),
        ("Port Paper - Ships late on Friday", "Ships late on Friday"),
        ("Well-known ships", "Well-known ships"),
        ("A | B", "A | B"),
        ("", None),
    ],
)
def test_title_without_the_site(title, expected):
    assert hints(f"<title>{title}</title>").title == expected


@pytest.mark.parametrize(
    ("page", "url", "expected"),
    [
        ("<link rel=canonical href='javascript:x'>", None, None),
        ("<link rel=canonical href='http://[bad'>", None, None),
        ("<meta property=og:url content='https://a.example/x'>", None, "https://a.example/x"),
        ("<p>", "https://a.example/x", None),
    ],
)
def test_canonical(page, url, expected):
    found = hints(page, url).canonical
    assert found == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<html lang='pt_BR'>", "pt"),
        ("<html lang='Deutsch'>", None),
        ("<meta property=og:locale content=fi_FI>", "fi"),
        ("<html lang=''>", None),
    ],
)
def test_language(page, expected):
    assert hints(page).lang == expected


@pytest.mark.parametrize(
    ("page", "name", "expected"),
    [
        ("<p itemprop=x><meta itemprop=datePublished content=2024-05-06>", "date", "2024-05-06"),
        ("<p><link rel=Canonical href='https://a.example/x'>", "canonical", "https://a.example/x"),
        ("<link rel='canonical shortlink' href='https://a.example/x'>", "canonical", None),
        ("<time>May 5</time><time datetime>May 6</time><time datetime=2024>May 7</time>", "date", None),
        ("<script type=text/javascript>{'headline': 'x'}</script>", "title", None),
    ],
)
def test_found_anywhere_by_what_is_said(page, name, expected):
    assert getattr(hints(page), name) == expected


def test_time_element():
    assert hints("<time datetime='2024-05-06'>May 6</time>").date == "2024-05-06"
