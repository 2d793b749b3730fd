# ruff: noqa: E501 - pages are easier to read unbroken
import pytest
from metadata_page import PROSE, TITLE, hints, page, script

from cleankit.html import extract
from cleankit.html.metadata.jsonld import read_graph
from cleankit.testing import check_linear_time, cpu_seconds

FULL = """<html lang="de-CH"><head><title>Schiffe verspätet | Hafenblatt</title>
<meta property="og:title" content="Schiffe verspätet">
<meta property="og:site_name" content="Hafenblatt">
<meta name="author" content="Ada Beispiel">
<meta property="article:published_time" content="2024-05-06T07:08:09Z">
<meta property="article:modified_time" content="2024-05-07T07:08:09+02:00">
<meta property="article:section" content="Hafen"><meta property="article:tag" content="Nebel"><meta property="article:tag" content="Fähre">
<meta property="og:image" content="/nebel.jpg">
<meta name="description" content="Nebel im Hafen.">
<link rel="canonical" href="/news/1">
</head><body><p>x"""


def test_meta_tags():
    found = hints(FULL, "https://hafen.example/news/1?ref=rss")
    assert found.title == "Schiffe verspätet"
    assert (found.author, found.site, found.lang) == ("Ada Beispiel", "Hafenblatt", "de")
    assert (found.date, found.modified) == ("2024-05-06T07:08:09Z", "2024-05-07T07:08:09+02:00")
    assert (found.canonical, found.image) == (
        "https://hafen.example/news/1",
        "https://hafen.example/nebel.jpg",
    )
    assert (found.description, found.section, found.tags) == ("Nebel im Hafen.", "Hafen", ("Nebel", "Fähre"))


def test_each_value_says_where_it_was_found():
    sources = extract(FULL, "https://hafen.example/news/1").metadata["sources"]
    assert sources == {
        "title": "meta",
        "author": "meta author",
        "date": "meta article:published_time",
        "modified": "meta article:modified_time",
        "site": "meta og:site_name",
        "lang": "html lang",
        "canonical": "link canonical",
        "description": "meta description",
        "image": "meta og:image",
        "section": "meta article:section",
        "tags": "meta article:tag",
    }


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<meta property="og:type" content="product">', ("product", "meta og:type")),
        ('<meta property="og:type" content="website">', (None, None)),  # says nothing
        ('<meta property="og:type" content=" ">', (None, None)),
        (script('{"@type": "CollectionPage", "name": "News"}'), ("CollectionPage", "json-ld")),
        (script('{"@type": "WebPage", "name": "News"}'), (None, None)),
        (script('{"@type": ["Thing", "https://schema.org/FAQPage"]}'), ("FAQPage", "json-ld")),
        # An article stays one, whatever stands in it or its template says.
        (
            script('{"@type": "Review", "headline": "Ships late", "itemReviewed": {"@type": "Product"}}')
            + '<meta property="og:type" content="product">',
            ("Review", "json-ld"),
        ),
        (
            '<meta property="og:type" content="article">' + script('{"@type": "Product", "name": "Mug"}'),
            ("article", "meta og:type"),
        ),
    ],
)
def test_the_type_of_a_page(markup, found):
    metadata = extract(f"<html><head><title>Ships late</title>{markup}</head><body><p>x").metadata
    assert (metadata.get("type"), metadata["sources"].get("type")) == found


def test_json_ld_comes_first():
    graph = """{"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "Other"},
      {"@type": "NewsArticle", "headline": "Ships late", "author": [{"name": "A. One"}, {"name": "B. Two"}],
       "publisher": {"name": "Port Paper"}, "datePublished": "2024-01-02", "articleBody": "Fog.\\nMore fog.",
       "image": [{"url": "//img.example/a.jpg"}], "keywords": "fog, ships", "inLanguage": "en"}]}"""
    found = hints(f"<title>x</title><meta name=author content=Z>{script(graph)}")
    assert (found.title, found.author, found.date) == ("Ships late", "A. One, B. Two", "2024-01-02")
    assert (found.site, found.body, found.lang) == ("Port Paper", "Fog.Morefog.", "en")
    assert (found.image, found.tags) == ("https://img.example/a.jpg", ("fog", "ships"))


OWN = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "author": {{"name": "Mara Holm"}}}}'
TEASER = '{"@type": "NewsArticle", "headline": "Ferry timetable changed", "author": {"name": "Jo Berg"}}'


@pytest.mark.parametrize(
    "scripts",
    [
        script(f"[{OWN}, {TEASER}]"),
        script(f"[{TEASER}, {OWN}]"),
        script(TEASER) + script(OWN),
        script(f'{{"@graph": [{TEASER}, {{"@type": "WebPage", "mainEntity": {OWN}}}]}}'),
        script(f"{OWN[:-1]},}};"),
        script(f"//<![CDATA[\n{OWN}\n//]]>"),
        script(f"/*<![CDATA[*/ {OWN} /*]]>*/"),
        script(f"<!-- {OWN} -->"),
        script(f"{OWN}\n{TEASER}"),
        script(OWN.replace("repairs", "repairs\n")),
        script(OWN.replace('"', "&quot;")),
        script('{"@graph": [{"@id": "#m", "@type": "Person", "name": "Mara Holm"}, ' + OWN.replace('{"name": "Mara Holm"}', '{"@id": "#m"}') + "]}"),
        script(OWN.replace("NewsArticle", "https://schema.org/NewsArticle")),
    ],
)  # fmt: skip
def test_object_of_the_article_itself(scripts):
    assert hints(page(head=scripts)).author == "Mara Holm"


def test_object_of_another_article_alone_says_nothing():
    found = hints(page(head=script(TEASER)))
    assert (found.title, found.author) == (TITLE, None)


def test_object_at_the_address_of_the_page_though_its_headline_differs():
    other = TEASER.replace("{", '{"url": "https://port.example/quay", ', 1)
    assert hints(page(head=script(other)), "https://port.example/quay").author == "Jo Berg"


@pytest.mark.parametrize(
    "source",
    [
        "", "{", "null", "[[[[]]]]", '{"author": 7, "headline": ["x"]}', '{"a":' * 5000, '{"@type": "Article", "headline": 3}',
        "{'headline': 'x'}", '{"@type": {}, "author": {"name": {"a": 1}}}', '{"@id": "#a", "author": {"@id": "#a"}}',
    ],
)  # fmt: skip
def test_odd_json_ld_says_nothing(source):
    found = hints(f"<title>Ships late</title>{script(source)}<p>x")
    assert (found.title, found.author, found.body) == ("Ships late", None, "")


@pytest.mark.clock
@pytest.mark.parametrize("piece", ['"\\"', ",", '"a",', "{}", "/*", '"', "[", "// "])
def test_reading_json_ld_is_linear(piece):
    check_linear_time(lambda times: cpu_seconds(read_graph, [piece * times]), 10_000)


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        ("<link rel=canonical href='javascript:x'>", None, None),
        ("<link rel=canonical href='http://[bad'>", None, None),
        ("<link rel=canonical href=''>", "https://a.example/x", None),
        ("<meta property=og:url content='https://a.example/x'>", None, "https://a.example/x"),
        ("<link rel='Canonical' href='//a.example/x'>", None, "https://a.example/x"),
        ("<link rel='canonical shortlink' href='https://a.example/x'>", None, "https://a.example/x"),
        ("<base href='https://a.example/b/'><link rel=canonical href='x'>", None, "https://a.example/b/x"),
        ("<link rel=canonical href='https://a.example/y'><link rel=canonical href='https://a.example/x'>", "https://a.example/x?r=1", "https://a.example/x"),
        ("<link rel=canonical href='https://a.example/'><meta property=og:url content='https://a.example/x'>", None, "https://a.example/x"),
        ("<p>", "https://a.example/x", None),
        ("</head><body><div class=comment><link rel=canonical href='https://evil.example/'></div>", "https://a.example/x", None),
        ("<img src=x><link rel=canonical href='https://a.example/x'>", None, "https://a.example/x"),
    ],
)  # fmt: skip
def test_canonical(head, url, expected):
    assert hints(f"<html><head>{head}<p>x", url).canonical == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<html lang='pt_BR'>", "pt"),
        ("<html lang='Deutsch'>", None),
        ("<html xml:lang='ger'>", "de"),
        ("<meta property=og:locale content=fi_FI>", "fi"),
        ("<html lang=''><meta http-equiv=Content-Language content=sv>", "sv"),
        ("<html lang=''>", None),
    ],
)
def test_declared_language(markup, expected):
    assert hints(markup).lang == expected


def test_language_of_the_text_where_none_is_declared():
    found = extract(
        "<p>Der Hafenrat hat am Dienstagabend über den Haushalt des Nordkais beraten, der gesperrt ist.</p>"
    )
    assert found.lang == "de"
    assert found.metadata["sources"]["lang"].startswith("text")
    assert extract("<p>12:30</p>").lang is None


@pytest.mark.parametrize(
    ("markup", "url", "expected"),
    [
        ("<title>x</title><p>x", "https://www.port.example/a", "port.example"),
        (f"<title>{TITLE} | Port Paper</title><h1>{TITLE}</h1>", "https://port.example/a", "Port Paper"),
        (f"<title>Port Paper :: {TITLE}</title><h1>{TITLE}</h1>", "https://portpaper.example/a", "Port Paper"),
        (f"<title>{TITLE} | The Evening Tide</title><header><a href=/>The Evening Tide</a></header><p>{PROSE}", None, "The Evening Tide"),
        (f"<title>{TITLE} | News</title><h1>{TITLE}</h1>", "https://port.example/a", "port.example"),
        ("<meta name=application-name content='Port App'><p>x", None, "Port App"),
        ("<title>Ferries are late | %</title><h1>Ferries are late</h1>", "https://port.example/a", "port.example"),
        ("<p>x", None, None),
    ],
)  # fmt: skip
def test_site(markup, url, expected):
    assert hints(markup, url).site == expected


def test_a_page_of_nothing_says_nothing():
    nothing = hints("")
    assert nothing.purpose == "article"
    assert not any(nothing._replace(how=None, purpose=None))
    assert "sources" not in extract("").metadata
