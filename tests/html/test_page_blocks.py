"""Which blocks of a page the models are asked about."""

import pytest

from cleankit.html.content import default_model
from cleankit.html.page import PageBlocks
from cleankit.html.parse import parse
from cleankit.html.walk import walk

STORY = (
    "Ships were late on Friday, the harbour master of the old port said in a short statement to the press."
)
LONG_LINK = f"<a href=/>{STORY} {STORY}</a>"


def candidates(html):
    page = PageBlocks(walk(parse(html).root), default_model().vocabulary)
    return [page.texts[i] for i in page.candidates]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Port", ["Port"]),
        ("<p>|", []),
        (f"<p>Port<p>{STORY}", ["Port", STORY]),
        (f"<p>{STORY}" + "<p>Port" * 5, [STORY, "Port", "Port", "Port"]),
        (f"<p>{STORY}<ul><li><a href=/>Port of call</a></ul>", [STORY]),
        (f"<p>{STORY}<h2><a href=/>Port of call</a></h2>", [STORY, "Port of call"]),
        (f"<div>{LONG_LINK}</div>", [f"{STORY} {STORY}"]),
        (f"<nav><p>{STORY}</nav><footer><p>{STORY}</footer>", []),
        (f"<p hidden>{STORY}", [STORY]),
        (f"<body><noscript><p>{STORY}</noscript>", []),
        ("", []),
    ],
    ids=[
        "alone",
        "sign",
        "near",
        "far",
        "link",
        "heading",
        "long-link",
        "nav",
        "hidden",
        "noscript",
        "empty",
    ],
)
def test_candidates(html, expected):
    assert candidates(html) == expected


def test_places_count_the_blocks_that_are_not_judged():
    blocks = walk(parse(f"<p>{STORY}<button>Send</button><p>{STORY}").root)
    page = PageBlocks(blocks, default_model().vocabulary)
    assert page.candidates == [0, 1]
    assert page.places(blocks) == [0, 2]
