# ruff: noqa: E501
"""What a page is for, and that a discussion keeps its answers, a list its entries."""

import json

import pytest

from cleankit.html import extract
from cleankit.html.purpose import purpose_of

POST = [
    "How do you keep a sourdough starter alive over the holidays, when nobody is at home for three weeks?",
    "Last year mine was grey when we came back, and it took me a month to raise another one from nothing.",
    "The baker at our corner says that his has been fed every day since 1962, which is no help to me at all.",
    "So I should like to hear from people who have done it: dried, frozen, or left in the cold with more flour.",
]
ANSWERS = [
    "Dry it: spread it thin on baking paper, let it dry for two days, and crumble it into a jar that closes well.",
    "I put mine into the fridge with twice the flour, and it has always come back within two feedings after that.",
]
NAMES = ["Lamp of brass", "Table of oak", "Chair of ash", "Shelf of pine", "Stool of beech", "Desk of elm"]


@pytest.mark.parametrize(
    ("kind", "url", "purpose"),
    [
        (None, None, "article"),
        (None, "", "article"),
        (None, "no address", "article"),
        (None, "https://[", "article"),
        ("NewsArticle", "https://courier.example/", "article"),
        ("article", "https://courier.example/news/storm", "article"),
        (None, "https://courier.example/2024/05/storm", "article"),
        (None, "https://courier.example/storm-closes-harbour-for-two-days", "article"),
        (None, "https://courier.example/a/1234567", "article"),
        ("DiscussionForumPosting", "https://courier.example/x", "discussion"),
        ("Question", None, "discussion"),
        (None, "https://forum.courier.example/x", "discussion"),
        (None, "https://community.courier.example/x", "discussion"),
        (None, "https://courier.example/threads/late-ships.7/", "discussion"),
        (None, "https://courier.example/viewtopic.php?t=7", "discussion"),
        (None, "https://courier.example/questions/7/late", "discussion"),
        (None, "https://courier.example/the-forum-of-trajan", "overview"),
        (None, "https://courier.example/", "list"),
        (None, "https://shop.example/collections/lamps", "list"),
        (None, "https://shop.example/category/lamps/", "list"),
        (None, "https://shop.example/search?q=lamp", "list"),
        ("BlogPosting", "https://shop.example/shop/we-moved", "article"),
        ("Product", "https://shop.example/lamp-of-brass", "overview"),
        (None, "https://cloud.example/docs/start", "overview"),
    ],
)
def test_purpose(kind, url, purpose):
    assert purpose_of(kind, url) == purpose


def thread() -> str:
    post = "".join(f"<p>{text}</p>" for text in POST)
    answers = "".join(
        f'<li class="comment"><a href="/u{i}">kim{i}</a><div class="comment-text">{text}</div><a href="/r">Reply</a></li>'
        for i, text in enumerate(ANSWERS)
    )
    comments = f'<div id="comments"><h3>2 comments</h3><ol class="comment-list">{answers}</ol></div>'
    return f"<title>Starter</title><main><h1>Starter</h1>{post}</main>{comments}"


@pytest.mark.parametrize(
    ("path", "found"), [("forum/starter", [*POST, *ANSWERS]), ("2024/05/starter", POST), ("starter", POST)]
)
def test_answers_stay_on_a_discussion_only(path, found):
    text = extract(thread(), f"https://bakers.example/{path}").text
    assert [each for each in (*POST, *ANSWERS) if each in text] == found


def catalogue() -> str:
    entries = "".join(f'<li><a href="/p{i}">{name}</a></li>' for i, name in enumerate(NAMES * 4))
    menu = "".join(
        f'<li><a href="/m{i}">{name}</a></li>' for i, name in enumerate(("Home", "Basket", "Account"))
    )
    intro = "<p>Everything in this room is made by hand in our own workshop, to order, within four weeks.</p>"
    return f"<title>Rooms</title><nav><ul>{menu}</ul></nav><main>{intro}<ul>{entries}</ul></main>"


def test_entries_of_a_list_stay():
    text = extract(catalogue(), "https://shop.example/collections/rooms").text.split("\n")
    assert [name for name in NAMES if name not in text] == []
    assert "Basket" not in text


def test_links_around_an_article_go():
    text = extract(catalogue(), "https://shop.example/2024/05/rooms").text.split("\n")
    assert [name for name in NAMES if name in text] == []


def shelf(intro: str, entry: str, byline: str = "") -> str:
    entries = "".join(
        f'<li><a href="/p{i}">{name} {i}</a><div>{entry}</div><div>{i}4 €</div></li>'
        for i, name in enumerate(NAMES * 2)
    )
    return (
        f"<title>Rooms</title><nav><a href='/m'>Basket</a></nav><main><h1>Rooms</h1>{byline}{intro}"
        f"<ul>{entries}</ul></main>"
    )


INTRO = "<p>Everything in this room is made by hand in our own workshop, to order, within four weeks.</p>"


@pytest.mark.parametrize(
    "entry", ["oiled, for four", "aus Kernholz", "刷了油的橡木", "из дуба", "خشب البلوط"]
)
@pytest.mark.parametrize("url", ["https://shop.example/collections/rooms", "https://shop.example/rooms"])
def test_entries_alike_stay_by_the_address_or_their_looks(entry, url):
    lines = extract(shelf(INTRO, entry), url).text.split("\n")
    assert [i for i, name in enumerate(NAMES * 2) if not any(f"{name} {i}" in line for line in lines)] == []
    assert sum(entry in line for line in lines) == 12
    assert not any("Basket" in line for line in lines)


@pytest.mark.parametrize("path", ["starter", "", "category/bread/starter", "shop/starter", "2024/05/starter"])
def test_entries_below_an_article_go(path):
    story = "".join(f"<p>{text}</p>" for text in POST * 2)
    cards = "".join(
        f'<div class="card"><a href="/s{i}"><h3>Story {i} of this week</h3></a><div>A teaser.</div></div>'
        for i in range(14)
    )
    page = f"<title>Starter</title><main><h1>Starter</h1><article>{story}</article>{cards}</main>"
    assert extract(page, f"https://baker.example/{path}").text.split("\n")[-1] == POST[-1]


def test_what_has_an_author_is_no_list_by_its_looks():
    byline = '<p class="byline">By <a rel="author" href="/a">Mara Holm</a></p>'
    found = extract(shelf(INTRO, "", byline), "https://shop.example/rooms")
    assert found.metadata["author"] == "Mara Holm"
    assert "Lamp of brass 0" not in found.text


def test_entries_go_before_what_scripts_state():
    state = {"props": {"about": "<p>" + "</p><p>".join(POST * 3) + "</p>"}}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    page = shelf("", "oiled and waxed twice, of a tree that stood in our own forest") + script
    assert "Lamp of brass 0" in extract(page, "https://shop.example/collections/rooms").text
    assert POST[0] not in extract(page, "https://shop.example/collections/rooms").text
    assert (
        POST[0] in extract(f"<title>Rooms</title><main></main>{script}", "https://shop.example/search").text
    )
    menu = "".join(f'<li><a href="/m{i}">Section {i} of the shop</a></li>' for i in range(12))
    assert (
        POST[0]
        in extract(f"<title>Rooms</title><div><ul>{menu}</ul></div>{script}", "https://shop.example/").text
    )
