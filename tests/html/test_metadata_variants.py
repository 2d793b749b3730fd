# ruff: noqa: E501 - pages are easier to read unbroken; the letters are those of their languages
"""Variants of every kind of metadata case: pages as sites write them, with the values that a reader finds."""

import json

import pytest
from metadata_page import page, script

from cleankit.html import extract

URL = "https://www.harbour.example/news/quay"
TITLE = "Quay repairs delayed again"

# What stands under a headline, in one line or in several, by language: page language, lines, author, date.
SHOWN = [
    ("en", "<p>By Mara Holm and Jo Berg</p><p>Published 3 May 2024, 10:15 am BST</p>", "Mara Holm and Jo Berg", "2024-05-03T10:15"),
    ("en", "<div>May 3rd, 2024 • Words by Mara Holm • 4 min read</div>", "Mara Holm", "2024-05-03"),
    ("en", "<p>Mara Holm (@marahlm)</p><p class=byline>By Mara Holm</p><p>Fri, May 3, 2024</p>", "Mara Holm", "2024-05-03"),
    ("de", "<p>Von Mara Holm und Jo Berg, 3. Mai 2024, 10:15 Uhr</p>", "Mara Holm und Jo Berg", "2024-05-03T10:15"),
    ("de", "<p>Freitag, 03.05.2024 | Autorin: Mara Holm</p>", "Mara Holm", "2024-05-03"),
    ("fr", "<p>Par Mara Holm</p><p>Publié le 3 mai 2024 à 10h15, mis à jour le 4 juin 2024</p>", "Mara Holm", "2024-05-03T10:15"),
    ("fr", "<p>Écrit par Mara de la Tour • 1er mai 2024</p>", "Mara de la Tour", "2024-05-01"),
    ("es", "<p>Por Mara Holm</p><p>3 de mayo de 2024 - 10:15</p>", "Mara Holm", "2024-05-03T10:15"),
    ("es", "<p>Escrito por Mara Holm | Actualizado: 4 de junio de 2024 | Publicado: 3 de mayo de 2024</p>", "Mara Holm", "2024-05-03"),
    ("pt", "<p>Por Mara dos Santos — 03/05/2024 às 10h15</p>", "Mara dos Santos", "2024-05-03T10:15"),
    ("it", "<p>di Mara Holm</p><p>3 maggio 2024 alle 10:15</p>", "Mara Holm", "2024-05-03T10:15"),
    ("nl", "<p>Door Mara van der Holm op 3 mei 2024</p>", "Mara van der Holm", "2024-05-03"),
    ("sv", "<p>Av Mara Holm</p><p>Publicerad 3 maj 2024 kl. 10.15</p>", "Mara Holm", "2024-05-03T10:15"),
    ("da", "<p>Af Mara Holm | 3. maj 2024 kl. 10:15</p>", "Mara Holm", "2024-05-03T10:15"),
    ("no", "<p>Skrevet av Mara Holm</p><p>Publisert 3. mai 2024</p>", "Mara Holm", "2024-05-03"),
    ("fi", "<p>Kirjoittanut Mara Holm</p><p>Julkaistu 3. toukokuuta 2024</p>", "Mara Holm", "2024-05-03"),
    ("pl", "<p>Autor: Mara Holm</p><p>Data publikacji: 3 maja 2024</p>", "Mara Holm", "2024-05-03"),
    ("cs", "<p>Autor: Mara Holm</p><p>3. května 2024 10:15</p>", "Mara Holm", "2024-05-03T10:15"),
    ("hu", "<p>Szerző: Holm Mara</p><p>2024. május 3. 10:15</p>", "Holm Mara", "2024-05-03"),
    ("ro", "<p>Scris de Mara Holm</p><p>3 mai 2024</p>", "Mara Holm", "2024-05-03"),
    ("ru", "<p>Автор: Мара Хольм</p><p>3 мая 2024, 10:15</p>", "Мара Хольм", "2024-05-03T10:15"),
    ("uk", "<p>Автор: Мара Гольм</p><p>Опубліковано 3 травня 2024</p>", "Мара Гольм", "2024-05-03"),
    ("el", "<p>Της Μάρας Χολμ</p><p>Δημοσίευση: 3 Μαΐου 2024</p>", "Μάρας Χολμ", "2024-05-03"),
    ("tr", "<p>Yazan: Mara Holm</p><p>Yayınlanma: 3 Mayıs 2024 10:15</p>", "Mara Holm", "2024-05-03T10:15"),
    ("id", "<p>Oleh Mara Holm</p><p>Jumat, 3 Mei 2024</p>", "Mara Holm", "2024-05-03"),
    ("vi", "<p>Tác giả: Mara Holm</p><p>3 tháng 5, 2024</p>", "Mara Holm", "2024-05-03"),
    ("zh", "<p>作者：王小明</p><p>发布时间：2024年5月3日 10:15</p>", "王小明", "2024-05-03T10:15"),
    ("ja", "<p>著者：山田花子</p><p>公開日：2024年5月3日</p>", "山田花子", "2024-05-03"),
    ("ko", "<p>홍길동 기자</p><p>입력 2024.05.03 10:15</p>", "홍길동", "2024-05-03T10:15"),
    ("ar", "<p>بقلم: مارا هولم</p><p>نشر في 3 مايو 2024</p>", "مارا هولم", "2024-05-03"),
    ("he", "<p>מאת מרה הולם</p><p>פורסם: 3 במאי 2024</p>", "מרה הולם", "2024-05-03"),
    ("hi", "<p>लेखक: मारा होल्म</p><p>3 मई 2024</p>", "मारा होल्म", "2024-05-03"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "below", "author", "date"), SHOWN)
def test_byline_and_date_under_the_headline(lang, below, author, date):
    metadata = extract(page(below=below, lang=lang), URL).metadata
    assert metadata.get("author") == author
    assert metadata["date"].startswith(date)


ARTICLE = {"@type": "NewsArticle", "headline": TITLE, "author": {"@type": "Person", "name": "Mara Holm"}, "datePublished": "2024-05-03T08:15:00+02:00"}  # fmt: skip
RELATED = {"@type": "NewsArticle", "headline": "Ferry timetable changed", "author": "Jo Berg", "datePublished": "2023-01-01"}  # fmt: skip
WHOLE = json.dumps(ARTICLE)
PERSON = {"@type": "Person", "@id": "#mara", "name": "Mara Holm"}
WITH_ID = {**ARTICLE, "author": {"@id": "#mara"}}

# JSON-LD as templates write it, all of which says that Mara Holm wrote the article on 3 May 2024.
SCRIPTS = {
    "trailing commas": WHOLE.replace("}", ",}"),
    "trailing comma in a list": f"[{WHOLE},]",
    "semicolon": f"{WHOLE};",
    "comma and semicolon": f"{WHOLE[:-1]},}};",
    "CDATA": f"<![CDATA[{WHOLE}]]>",
    "CDATA behind line comments": f"// <![CDATA[\n{WHOLE}\n// ]]>",
    "CDATA in block comments": f"/* <![CDATA[ */{WHOLE}/* ]]> */",
    "comment of HTML": f"<!--\n{WHOLE}\n-->",
    "byte order mark": f"\ufeff{WHOLE}",
    "line break in a string": WHOLE.replace("Quay repairs", "Quay\nrepairs"),
    "tab in a string": WHOLE.replace("Quay repairs", "Quay\trepairs"),
    "quotes escaped for HTML": WHOLE.replace('"', "&quot;"),
    "two values": f"{json.dumps(RELATED)}\n{WHOLE}",
    "graph": json.dumps({"@context": "https://schema.org", "@graph": [RELATED, ARTICLE]}),
    "graph of lists": json.dumps({"@graph": [[RELATED], [ARTICLE]]}),
    "graph with ids": json.dumps({"@graph": [WITH_ID, PERSON]}),
    "id before the person": json.dumps([PERSON, WITH_ID]),
    "ids in a list": json.dumps({"@graph": [{**ARTICLE, "author": [{"@id": "#mara"}]}, PERSON]}),
    "id of another script": json.dumps(WITH_ID) + "</script><script type='application/ld+json'>" + json.dumps(PERSON),
    "entity of a page": json.dumps({"@type": "WebPage", "name": TITLE, "mainEntity": ARTICLE}),
    "list after the article": json.dumps([ARTICLE, {"@type": "ItemList", "itemListElement": [RELATED]}]),
    "teasers around it": json.dumps([RELATED, ARTICLE, RELATED]),
    "page before it": json.dumps([{"@type": "WebPage", "datePublished": "2020-02-02", "name": TITLE}, ARTICLE]),
    "types in a list": json.dumps({**ARTICLE, "@type": ["CreativeWork", "NewsArticle"]}),
    "type as an address": json.dumps({**ARTICLE, "@type": "http://schema.org/BlogPosting"}),
    "name only": json.dumps({"name": TITLE} | {key: ARTICLE[key] for key in ("author", "datePublished")} | {"@type": "Article"}),
    "creator": json.dumps({key: ARTICLE[key] for key in ("@type", "headline", "datePublished")} | {"creator": "Mara Holm"}),
    "author as text": json.dumps({**ARTICLE, "author": "By Mara Holm"}),
    "author and handle": json.dumps({**ARTICLE, "author": [{"name": "Mara Holm"}, {"name": "@marahlm"}]}),
    "author and address": json.dumps({**ARTICLE, "author": ["Mara Holm", "https://social.example/marahlm"]}),
    "blank author before it": json.dumps({**ARTICLE, "author": [{"name": ""}, {"name": "Mara Holm"}]}),
    "firm beside a person": json.dumps({**ARTICLE, "author": [{"@type": "Organization", "name": "Harbour Media"}, PERSON]}),
    "a broken script before": '{"@type": "Article", "author": </script><script type="application/ld+json">' + WHOLE,
}  # fmt: skip


@pytest.mark.parametrize("source", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_json_ld_of_templates(source):
    document = extract(page(head=script(source)), URL)
    assert (document.title, document.metadata.get("author")) == (TITLE, "Mara Holm")
    assert document.metadata["date"] == "2024-05-03T08:15:00+02:00"


SITE = "<meta property='og:site_name' content='Harbour Courier'>"
OTHER = "https://harbour.example/news/quay"

# Kind, head, what stands under the headline, what is found.
VARIANTS = [
    ("handle beside a byline", "<meta name=twitter:creator content=@marahlm><meta name=author content=@marahlm>", "<p>By Mara Holm</p>", {"author": "Mara Holm"}),
    ("handle alone", "<meta name=author content=@marahlm>", "<p><a href='https://social.example/marahlm'>@marahlm</a></p>", {"author": None}),
    ("rel=author", "", "<p class=meta>By <a rel='nofollow author' href=/a/mara>Mara Holm</a></p>", {"author": "Mara Holm"}),
    ("rel=author of teasers", "", "<aside><a rel=author href=/a/jo>Jo Berg</a></aside><p><a rel=author href=/a/mara>Mara Holm</a></p>", {"author": "Mara Holm"}),
    ("microdata", "", "<div itemprop=author itemscope><link itemprop=url href=/m><span itemprop=name>Mara Holm</span></div>", {"author": "Mara Holm"}),
    ("microdata in a meta", "", "<div itemprop=author itemscope><meta itemprop=name content='Mara Holm'></div>", {"author": "Mara Holm"}),
    ("address of a profile", "<meta property=article:author content='https://social.example/mara'><meta name=author content='Mara Holm'>", "", {"author": "Mara Holm"}),
    ("authors of a paper", "<meta name=citation_author content='Holm, Mara'><meta name=citation_author content='Berg, Jo'><meta name=citation_online_date content=2024/05/03>", "", {"author": "Holm, Mara; Berg, Jo", "date": "2024-05-03"}),
    ("Dublin Core", "<meta name=DC.creator content='Mara Holm'><meta name=DC.creator content='Jo Berg'><meta name=DC.date.issued content=2024-05-03>", "", {"author": "Mara Holm, Jo Berg", "date": "2024-05-03"}),
    ("By in a meta", "<meta name=byl content='BY Mara Holm'>", "", {"author": "Mara Holm"}),
    ("markup in a meta", "<meta name=author content='&lt;a href=/m&gt;Mara Holm&lt;/a&gt;'>", "", {"author": "Mara Holm"}),
    ("account of the system", "<meta name=author content=admin>", "<p>By Mara Holm</p>", {"author": "Mara Holm"}),
    ("the site as author", SITE + "<meta name=author content='Harbour Courier'>", "<p>By Mara Holm</p>", {"author": "Mara Holm"}),
    ("domain as author", "<meta name=author content='harbour.gr | New Age'>", "", {"author": None}),
    ("photographer", "", "<p>Photo by Jo Berg</p><p>By Mara Holm</p>", {"author": "Mara Holm"}),
    ("no author but a sentence", "", "<p>By the time the quay was closed, nobody was left on it.</p>", {"author": None}),
    ("publisher by id", script(json.dumps({"@graph": [{**ARTICLE, "publisher": {"@id": "#o"}}, {"@type": "Organization", "@id": "#o", "name": "Harbour Courier"}]})), "", {"site": "Harbour Courier"}),
    ("entities", script(json.dumps({**ARTICLE, "author": {"name": "Mara &amp; Jo"}})), "", {"author": "Mara & Jo"}),
    ("entities escaped twice", "<meta name=author content='Mara &amp;amp; Jo'>", "", {"author": "Mara & Jo"}),
    ("blank in JSON-LD, stated in a meta", script(json.dumps({**ARTICLE, "author": {"name": " "}, "datePublished": None})) + "<meta name=author content='Mara Holm'><meta property=article:published_time content=2024-05-03>", "", {"author": "Mara Holm", "date": "2024-05-03"}),
    ("microdata of time", "", "<time itemprop='datePublished' datetime='2024-05-03T10:15+03:00'>Friday</time>", {"date": "2024-05-03T10:15:00+03:00"}),
    ("microdata of text", "", "<span itemprop=datePublished>3 May 2024</span>", {"date": "2024-05-03"}),
    ("date of a comment", "", "<div class=comments><p>Well said. <time datetime=2025-12-31>31 Dec</time></p></div>", {"date": None}),
    ("published after modified", "<meta property=article:modified_time content=2024-06-01><meta property=og:updated_time content=2024-06-02><meta property=article:published_time content=2024-05-03>", "", {"date": "2024-05-03", "modified": "2024-06-01"}),
    ("only modified", "<meta property=og:updated_time content=2024-06-01>", "", {"date": "2024-06-01"}),
    ("only modified, in JSON-LD", script('{"@type": "Article", "dateModified": "2024-06-01"}'), "", {"date": "2024-06-01", "modified": "2024-06-01"}),
    ("pubdate", "<meta name=pubdate content='20240503'>", "", {"date": "2024-05-03"}),
    ("RNews", "<meta property=rnews:datePublished content='Fri, 03 May 2024 10:15:00 GMT'>", "", {"date": "2024-05-03T10:15:00Z"}),
    ("date with a zone in letters", "<meta name=date content='2024-05-03 10:15:00 UTC'>", "", {"date": "2024-05-03T10:15:00Z"}),
    ("canonical of the head", "<link rel=canonical href='/news/quay#top'>", "", {"canonical": f"{URL}#top"}),
    ("canonical without scheme", "<link href=//harbour.example/news/quay rel=canonical>", "", {"canonical": OTHER}),
    ("canonical by base", "<base href='https://harbour.example/news/'><link rel=canonical href=quay>", "", {"canonical": OTHER}),
    ("canonical of a comment", "", f"<div class=comment><link rel=canonical href={OTHER}></div>", {"canonical": None}),
    ("canonical of the home page", f"<link rel=canonical href=https://harbour.example/><meta property=og:url content={OTHER}>", "", {"canonical": OTHER}),
    ("two canonicals", f"<link rel=canonical href={OTHER}/2><link rel=canonical href={URL}>", "", {"canonical": URL}),
    ("site by its own object", script('{"@type": "WebSite", "name": "Harbour Courier"}'), "", {"site": "Harbour Courier"}),
    ("site by application", "<meta name=application-name content='Harbour Courier'>", "", {"site": "Harbour Courier"}),
    ("headline as site", f"<meta property=og:site_name content='{TITLE} in the north'><meta property=og:title content='{TITLE} in the north'>", "", {"site": "Port Paper"}),
    ("tags that are signs", "<meta name=keywords content='quay, -, harbour,, quay'>", "", {"tags": ["quay", "harbour"]}),
]  # fmt: skip


@pytest.mark.parametrize(("head", "below", "expected"), [v[1:] for v in VARIANTS], ids=[v[0] for v in VARIANTS])  # fmt: skip
def test_variants(head, below, expected):
    document = extract(page(head=head, below=below), URL)
    found = {**document.metadata, "site": document.site, "title": document.title}
    assert {name: found.get(name) for name in expected} == expected


TITLES = [
    (f"<title>{TITLE}</title><meta property=og:title content='{TITLE} - Harbour Courier'>{SITE}", "", TITLE),
    (f"<title>{TITLE} &ndash; Harbour Courier</title>{SITE}", "", TITLE),
    (f"<title>Harbour Courier &raquo; {TITLE}</title>{SITE}", "", TITLE),
    (f"<title>Harbour Courier: {TITLE}</title>{SITE}", f"<h1>{TITLE}</h1>", TITLE),
    ("<title>Ice jam &middot; Harbour Courier of the North Sea Coast</title>", "<h1>Ice jam</h1>", "Ice jam"),
    (f"<title>Quay repairs: who pays, and when? | Harbour Courier</title>{SITE}", "", "Quay repairs: who pays, and when?"),
    ("<title>Well-known quay - the long-term plan | Harbour Courier</title>" + SITE, "<h1>Well-known quay - the long-term plan</h1>", "Well-known quay - the long-term plan"),
    ("", f"<h1><span>{TITLE}</span></h1>", TITLE),
    ("<title></title>", f"<h1>{TITLE}</h1>", TITLE),
    ("<title>Article</title>", f"<h1>{TITLE}</h1>", TITLE),
    (f"<title>{TITLE}</title>{SITE}<meta property=og:title content='Harbour Courier'>", "", TITLE),
    (f"<title>{TITLE}</title>", f"<svg><title>Menu</title></svg><h1>{TITLE}</h1>", TITLE),
    ("<title>Quay &amp;amp; harbour | Harbour Courier</title>" + SITE, "", "Quay & harbour"),
    (f"<title>{TITLE}</title>", "<h1><img alt='Harbour Courier' src=/l.png></h1>", TITLE),
    ("<title>港の桟橋の工事が延期｜港新聞</title>", "<h1>港の桟橋の工事が延期</h1>", "港の桟橋の工事が延期"),
    ("<title>北码头修复工程再次推迟_港口新闻网</title>", "", "北码头修复工程再次推迟"),
    ("<title>北码头修复工程再次推迟-港口新闻网</title>", "", "北码头修复工程再次推迟"),
    ("<title>Ремонт причала отложен — Портовая газета</title><meta property=og:site_name content='Портовая газета'>", "", "Ремонт причала отложен"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body", "title"), TITLES)
def test_titles(head, body, title):
    assert extract(f"<html><head>{head}</head><body>{body}<p>x</body></html>", URL).title == title


GERMAN = (
    "Der Hafenrat hat am Dienstagabend über den Haushalt des Nordkais beraten, der seit März gesperrt ist."
)


@pytest.mark.parametrize(
    ("html", "head", "expected"),
    [
        ("", "<meta http-equiv=content-language content='de-AT, de'>", "de"),
        ("", "<meta property=og:locale content=de_CH>", "de"),
        (
            "",
            script('{"@type": "Article", "inLanguage": {"@type": "Language", "alternateName": "de"}}'),
            "de",
        ),
        ("", "<meta name=DC.language content=ger>", "de"),
        ("lang=''", "", "de"),
        ("lang=und", "", "de"),
        ("xml:lang=de-DE", "", "de"),
        ("lang=de", "<meta property=og:locale content=en_US>", "de"),
    ],
)
def test_languages(html, head, expected):
    found = extract(
        f"<html {html}><head>{head}</head><body><p>{GERMAN}</p><p>{GERMAN[::-1]}</p></body></html>"
    )
    assert found.lang == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://harbour.example/2024/05/03/quay", "2024-05-03"),
        ("https://harbour.example/news/2024-05-03/quay", "2024-05-03"),
        ("https://harbour.example/news_20240503_quay.html", "2024-05-03"),
        ("https://harbour.example/2024/may/03/quay", "2024-05-03"),
        ("https://harbour.example/quay-2024", None),
        ("https://harbour.example/2024/05/quay", None),
    ],
)
def test_date_of_the_address(address, expected):
    assert extract(page(), address).metadata.get("date") == expected


@pytest.mark.parametrize(
    ("head", "address", "site"),
    [
        ("", "https://www.harbour.example/x", "Port Paper"),
        ("<title>Quay</title>", "https://www.harbour.example/x", "harbour.example"),
        (
            "<title>Quay</title><link rel=canonical href=https://amp.harbour.example/x>",
            None,
            "amp.harbour.example",
        ),
        (
            "<title>Quay repairs | The Daily Harbour</title>",
            "https://dailyharbour.example/x",
            "The Daily Harbour",
        ),
    ],
)
def test_sites(head, address, site):
    source = page() if not head else f"<html><head>{head}</head><body><p>x"
    assert extract(source, address).site == site
