"""Golden pages, tests/cases/html/*.toml: what of a page must be kept, and what must not.

A case has a ``name`` and a page: ``between`` is put in the middle of an article of four paragraphs,
``article`` is the article, ``page`` all of the page. {1} to {4} are the paragraphs, {ARTICLE} is all of them.
``keep`` are parts of the text (lines, where they have a line end), ``whole`` wants all four paragraphs, once,
``drop`` must not be there. ``head`` and ``title`` are the page's.
"""

import tomllib
from pathlib import Path

import pytest

from cleankit.html import extract

FOLDER = Path(__file__).parents[1] / "cases" / "html"
PARAGRAPHS = (
    "The lighthouse keeper wrote every evening in the log that the town library has kept since the year of "
    "the great flood.",
    "Historians who read the pages last winter found that the lamp had been out for eleven nights, which "
    "nobody had ever reported.",
    "A small museum beside the old signal station will show the log from May, together with the tools that "
    "the keepers used.",
    "The director said that school classes could visit for free, and that two rooms would be heated even in "
    "the coldest months.",
)
TITLE = "Log of the lighthouse found"
CASES = [
    pytest.param(case, id=f"{file.stem}-{case['name']}")
    for file in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


def page_of(case):
    """Return the page of a case."""
    title = case.get("title", TITLE)
    if "page" in case:
        return filled(case["page"])
    body = case.get("article") or f"<p>{{1}}</p><p>{{2}}</p>{case['between']}<p>{{3}}</p><p>{{4}}</p>"
    return filled(
        f"<!doctype html><html lang=en><head><title>{title} | Coast Gazette</title>{case.get('head', '')}"
        "</head><body><header><a href=/>Coast Gazette</a><nav><ul><li><a href=/n>News</a><li><a href=/s>Sport"
        f"</a></ul></nav></header><main><article><h1>{title}</h1>{body}</article></main>"
        "<footer><p>© Coast Gazette. All rights reserved.</p><a href=/p>Privacy</a></footer></body></html>"
    )


def filled(text):
    text = text.replace("{ARTICLE}", "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS))
    for number, paragraph in enumerate(PARAGRAPHS, 1):
        text = text.replace(f"{{{number}}}", paragraph)
    return text


@pytest.mark.parametrize("case", CASES)
def test_page(case):
    text = extract(page_of(case)).text
    flat = " ".join(text.split())
    for part in map(filled, case.get("keep", ())):
        assert part in (text if "\n" in part else flat)
    for part in case.get("drop", ()):
        assert part not in text
    if case.get("whole") or "between" in case:
        assert [text.count(paragraph) for paragraph in PARAGRAPHS] == [1] * len(PARAGRAPHS)
