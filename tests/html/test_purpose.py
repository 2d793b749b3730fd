# ruff: noqa: E501
"""What a page is for, and that a discussion keeps its answers, a list its entries."""

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
