"""What must never raise, and must take time in proportion to its size."""

import random

import pytest
from courier_page import ARTICLE, page

from cleankit.html import clean_html, extract
from cleankit.testing import check_linear_time, cpu_seconds

TAGS = "a p b div table tr td ul li pre br h1 nav form select svg math ruby rt template noscript"
SIGNS = "< > </ /> <! <!-- --> <? & &# &#x ; = \" ' text 漢 é"
PIECES = [
    *SIGNS.split(),
    *(f"<{tag}>" for tag in TAGS.split()),
    *(f"</{tag}>" for tag in TAGS.split()),
    *(" ", "\n", "\0", "\x1b", "\ufffd", "\ud800", "\udfff"),
    *("<p hidden", " class=x", "<script>", "</script>", "<style>", "<![CDATA[", "]]>"),
]


@pytest.mark.parametrize("seed", range(200))
def test_any_soup(seed):
    draw = random.Random(seed)
    soup = "".join(draw.choices(PIECES, k=draw.randrange(1, 120)))
    text = clean_html(soup)
    text.encode()
    assert clean_html(soup) == text
    clean_html(soup.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-32", "cp1252", "gb18030", "shift_jis", "koi8-r"]
)
@pytest.mark.parametrize(
    "declared", ["", "<meta charset=utf-8>", "<meta charset=latin-9000>", "<meta charset=utf-16>"]
)
def test_any_charset(encoding, declared):
    clean_html(page(head=declared).encode(encoding, "replace"))


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"\x00" * 100, b"\xff" * 1000, b"\xef\xbb\xbf<p>x", bytes(range(256)) * 4]
)
def test_any_bytes(data):
    clean_html(data)


def test_missing_charset():
    text = clean_html(page().encode("cp1252"))
    assert "“We have food for four days,” said Maria Lind" in text


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["<div>", "<section><p>", "<ul><li>", "<table><tr><td>", "<b><i><u>", "<span>"]
)
def test_text_of_a_deep_page_is_kept(unit):
    deep = unit * (100_000 // unit.count("<")) + ARTICLE[0]
    assert clean_html(deep) == ARTICLE[0]


UNITS = {
    "paragraphs": f"<p>{ARTICLE[0]}</p>",
    "links": "<li><a href=/>one link</a></li>",
    "short blocks": "<div class=a1><p>word</p></div>",
    "nested": "<div>word ",
    "unclosed": "<div><p><b><a href=x><table><tr><td><ul><li><span>x",
    "breaks": "word<br>",
    "rows": "<table><tr><td>a<td>b</table>",
    "less-than": "<",
    "one word": "x" * 50,
    "classes": "<p class='" + "aB" * 50 + "'>x",
    "articles": "<article><h1>Head line</h1><p>Some words, in a sentence.</p></article>",
    "hidden": "<p hidden>x</p>",
    "hidden, nested": "<div hidden id=a><a href=#a>x</a>",
    "sheets": "<style>.a{display:none}.b.c{color:red}display:none</style><p class=a>x",
    "sheet without braces": "<style>" + "display:none " * 40,
    "formulas": "<math><mi>x</mi></math> word <x-a>word</x-a> <img class=tex alt=x>",
    "unknown, nested": "<x-a>word",
    "code, nested": "<pre><div>x",
    "media, nested": "<object><video>x",
    "buttons": "<button class=faq>one two three<div>word</div>",
    "rows, nested": "<table><tr><th>a<td>b",
    "lists with links": "<ul><li>one<li><a href=/>two</a><ul>",
    "titles": "<title>x",
    "comments": "<!-- x",
    "shadows": "<x-a><template shadowrootmode=open>word</template>",
    "states": '<script type=application/json>{"a":[["'
    + "some words of a state, and more of it " * 3
    + '"]]}</script>',
    "states, unclosed": "<script>window.a={[",
    "tops": f"<article><h1>x</h1><p>{ARTICLE[0]}</p>",
    "escaped": "<p>&lt;p&gt;&lt;b&gt;x&lt;/p&gt;",
}


@pytest.mark.slow
@pytest.mark.clock
@pytest.mark.parametrize("name", UNITS)
def test_linear_time(name):
    unit = UNITS[name]
    check_linear_time(lambda times: cpu_seconds(extract, unit * times), 50_000 // len(unit))


@pytest.mark.slow
@pytest.mark.clock
@pytest.mark.parametrize("piece", ["a ", "漢", "9", ", ", "|", "x."])
def test_one_long_line(piece):
    check_linear_time(lambda times: cpu_seconds(clean_html, f"<p>{piece * times}"), 100_000)


@pytest.mark.slow
def test_memory_is_flat():
    import psutil

    process = psutil.Process()
    for number in range(100):
        clean_html(page(f"<p class='b{number}'>{number} " + "<p>".join(ARTICLE)))
    before = process.memory_info().rss
    for number in range(1500):
        clean_html(page(f"<p class='c{number} d{number * 7}'>{number} " + "<p>".join(ARTICLE)))
    assert process.memory_info().rss - before < 8_000_000
