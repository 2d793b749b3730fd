# ruff: noqa: E501 - pages are easier to read unbroken
import pytest
from metadata_page import hints, page, script

from cleankit.html.metadata.bylines import name_in_byline
from cleankit.html.metadata.names import clean_name, looks_like_name

BYLINES = [
    ("en", "By Mara Holm", "Mara Holm"),
    ("en", "Written by Mara Holm, Staff Writer", "Mara Holm"),
    ("en", "May 3, 2024 | By Mara Holm and Jo Berg | 5 min read", "Mara Holm and Jo Berg"),
    ("de", "Von Mara Holm und Jo Berg", "Mara Holm und Jo Berg"),
    ("de", "Ein Artikel von Mara Holm", "Mara Holm"),
    ("fr", "Par Mara Holm, à Lorient", "Mara Holm"),
    ("fr", "Publié par Mara Holm le 3 mai 2024", "Mara Holm"),
    ("es", "Por Mara de la Holm", "Mara de la Holm"),
    ("pt", "Escrito por Mara dos Santos", "Mara dos Santos"),
    ("it", "di Mara Holm", "Mara Holm"),
    ("nl", "Door Mara van der Holm", "Mara van der Holm"),
    ("sv", "Av Mara Holm", "Mara Holm"),
    ("da", "Af Mara Holm", "Mara Holm"),
    ("fi", "Teksti: Mara Holm", "Mara Holm"),
    ("pl", "Autor: Mara Holm", "Mara Holm"),
    ("hu", "Szerző: Holm Mara", "Holm Mara"),
    ("ru", "Автор: Мара Хольм", "Мара Хольм"),
    ("el", "Του Νίκου Παππά", "Νίκου Παππά"),
    ("tr", "Yazar: Mara Holm", "Mara Holm"),
    ("id", "Oleh Mara Holm", "Mara Holm"),
    ("vi", "Tác giả: Mara Holm", "Mara Holm"),
    ("zh", "作者：王小明", "王小明"),
    ("ja", "著者：山田花子", "山田花子"),
    ("ko", "홍길동 기자", "홍길동"),
    ("ar", "بقلم: مارا هولم", "مارا هولم"),
    ("he", "מאת מרה הולם", "מרה הולם"),
]


@pytest.mark.parametrize(("lang", "text", "expected"), BYLINES)
def test_byline_below_the_headline(lang, text, expected):
    found = hints(page(below=f"<p>{text}</p>", lang=lang))
    assert (found.author, found.sources["author"]) == (expected, "byline")


@pytest.mark.parametrize(
    "text",
    [
        "By the time the quay was closed, nobody was left.",
        "By Monday",
        "Von der Werft kam keine Antwort.",
        "Photo by Mara Holm",
        "Par ailleurs, le quai est fermé.",
        "Di solito il molo è aperto",
        "By",
        "Updated by 3 p.m.",
        "",
    ],
)
def test_no_byline(text):
    assert name_in_byline(text) is None


@pytest.mark.parametrize(
    "value",
    [
        "@marahlm",
        "https://social.example/mara",
        "admin",
        "mara@port.example",
        "  ",
        "123",
        None,
        7,
        "www.port.example",
    ],
)
def test_no_name(value):
    assert clean_name(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("By Mara Holm", "Mara Holm"),
        ("Mara Holm (@marahlm)", "Mara Holm"),
        ("Mara &amp;amp; Jo", "Mara & Jo"),
        ("<a href='/mara'>Mara Holm</a>", "Mara Holm"),
        ("raoul", "raoul"),
        ("Byron Holm", "Byron Holm"),
    ],
)
def test_name(value, expected):
    assert clean_name(value) == expected


def test_forms_of_names():
    assert looks_like_name("Mara Holm, Jo Berg & Li Wei")
    assert looks_like_name("A. J. O'Neal")
    assert not looks_like_name("Read more")
    assert not looks_like_name("the Port Paper team")


@pytest.mark.parametrize(
    ("markup", "expected", "source"),
    [
        ("<a rel='author nofollow' href='/a/mara'>Mara Holm</a>", "Mara Holm", "rel author"),
        ("<a class='post-author-name' href='/u/1'>Mara Holm</a>", "Mara Holm", "author link"),
        ("<a href='/authors/mara'>Mara Holm</a>", "Mara Holm", "author link"),
        ("<span itemprop=author>Mara Holm</span>", "Mara Holm", "itemprop"),
        (
            "<div><b itemprop=author itemscope><i itemprop=name>Mara Holm</i></b>"
            "<b itemprop=author itemscope><meta itemprop=name content='Jo Berg'></b></div>",
            "Mara Holm, Jo Berg",
            "itemprop",
        ),
        ("<div class=author-name>Mara Holm</div>", "Mara Holm", "byline"),
        ("<p>Written by</p><p>Mara Holm</p>", "Mara Holm", "byline"),
        ("<p>Discussion started by pelex99, May 26, 2025</p>", "pelex99", "byline"),
    ],
)
def test_markup(markup, expected, source):
    found = hints(page(below=markup))
    assert (found.author, found.sources["author"]) == (expected, source)


@pytest.mark.parametrize(
    "after",
    [
        "<div class=comments><div class=comment><span itemprop=author>Reader One</span><p>Well said.</p></div></div>",
        "<aside><p>By Jo Berg</p></aside>",
        "<div class=related><a rel=author href='/jo'>Jo Berg</a></div>",
        "<div class=author-name>Jo Berg</div><div class=author-name>Li Wei</div>",  # of two teasers
        "<div itemprop=review><span itemprop=author>Happy Buyer</span></div>",
    ],
)
def test_author_of_something_else(after):
    assert hints(page(after=after)).author is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<meta name=author content='portpaper'>", "Mara Holm"),
        ("<meta name=author content='Port Paper'>", "Mara Holm"),
        (
            script('{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Port Media Ltd"}}'),
            "Mara Holm",
        ),
        ("<meta name=author content='Jo Berg'>", "Jo Berg"),
    ],
)
def test_byline_knows_better_than_an_account_or_a_firm(head, expected):
    site = "<meta property=og:site_name content='Port Paper'>"
    assert hints(page(head=site + head, below="<p>By Mara Holm</p>")).author == expected


def test_several_metas_and_a_comma_in_names():
    head = "<meta name=citation_author content='Holm, Mara'><meta name=citation_author content='Berg, Jo'>"
    assert hints(page(head=head)).author == "Holm, Mara; Berg, Jo"


def test_box_at_the_end_where_it_is_the_only_author():
    filler = "<p>Nobody on the quay had anything to add to what the council had said.</p>" * 30
    assert (
        hints(page(below=filler, after="<h3>Written by Mara Holm</h3><p>She covers ports.</p>")).author
        == "Mara Holm"
    )
