import pytest

from cleankit.html.parse import MAX_ATTRIBUTES, MAX_OPEN, limit_tags, parse
from cleankit.html.walk import walk
from cleankit.testing import check_linear_time, cpu_seconds


@pytest.mark.parametrize(
    "page",
    [
        "",
        "a < b and c > d",
        "<div>" * MAX_OPEN + "x",
        "<p>one<p>two" * 5000,
        "<ul>" + "<li>item" * 5000,
        "<div>x</div>" * 5000,
        "<table>" + "<tr><td>x" * 3000,
        "<script>" + "'<div>';" * 5000 + "</script><p>x",
        "<!-- " + "<div>" * 5000 + " --><p>x",
        '<p title="' + "<b>" * 5000 + '">x',
        "<script>for(i=0;i<n.length;i++){" + "a b=c;" * 2000 + "}</script><p>x",
        "<a " + " ".join(f"a{i}=1" for i in range(MAX_ATTRIBUTES)) + ">x",
    ],
)
def test_stays(page):
    assert limit_tags(page) == page


def test_excess_tags_go_and_text_stays():
    page = "<div>" * 100_000 + "deep text" + "</div>" * 100_000 + "<p>after"
    limited = limit_tags(page)
    assert limited.count("<div>") == limited.count("</div>") == MAX_OPEN
    assert [block.text for block in walk(parse(page).root)] == ["deep text", "after"]


def test_excess_attributes_go():
    page = "<p " + " ".join(f"a{i}='>'" for i in range(20_000)) + " hidden>text"
    (block,) = walk(parse(page).root)
    assert block.text == "text"
    assert limit_tags(page).count("=") == MAX_ATTRIBUTES


def test_unclosed_formatting_is_capped():
    page = "".join(f"<font color={i}><p>line {i}" for i in range(3000))
    assert limit_tags(page).count("<font") == 32
    assert len(walk(parse(page).root)) == 3000


@pytest.mark.parametrize(
    "attributes",
    [
        "".join(f" a{i}" for i in range(2000)),
        "".join(f" a{i}='>'" for i in range(2000)),
        "".join(f" a{i}='<'" for i in range(2000)),
    ],
    ids=["bare", "quoted >", "quoted <"],
)
@pytest.mark.parametrize("before", [0, 1, 1000, 5000])
def test_excess_attributes_are_found_anywhere(attributes, before):
    page = f"{'x' * before}<p{attributes}>text"
    assert limit_tags(page).count("a") == MAX_ATTRIBUTES


def test_bytes_are_utf_8():
    text = "<p>Größe <b>漢</b>"
    assert parse(text.encode()).root.html == parse(text).root.html


def test_lone_surrogates_become_replacement_characters():
    assert walk(parse("a\ud800b \U0001f600").root)[0].text == "a\ufffdb \U0001f600"


WORST = {
    "nested": "<div>",
    "nested and closed": "<div></b>",
    "formatting": "<font a=b><p>",
    "unclosed everything": "<div><p><b><a href=x><table><tr><td><ul><li><span>x",
    "lists": "<ul><li>",
    "foreign": "<svg><g>",
    "less-than": "<",
    "open tags": "<a ",
    "half tags": "<a",
    "comments": "<!--",
    "scripts": "<script>",
    "open quotes": '<a b="',
    "equal signs": "<a = ",
    "titles": "<title>",
    "ends": "</b></div>",
    "entities": "&#x110000;&am",
    "tags in runs": "<a" * 50 + ">",
}


@pytest.mark.slow
@pytest.mark.clock
@pytest.mark.parametrize("name", WORST)
def test_linear_time(name):
    def seconds(times):
        page = WORST[name] * times
        return cpu_seconds(lambda: walk(parse(page).root))

    check_linear_time(seconds, 100_000 // len(WORST[name]))


@pytest.mark.slow
@pytest.mark.clock
def test_linear_time_of_attributes():
    def seconds(times):
        return cpu_seconds(parse, "<b" + "".join(f" a{i}" for i in range(times)) + ">")

    check_linear_time(seconds, 15_000)
