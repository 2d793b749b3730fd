"""Marks follow the text that they stand around, whatever becomes of it, and read back as what they are."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleankit import Chain, Document
from cleankit.document import Block
from cleankit.text.marks import Mark, Marks, image, marked, moved

TEXTS = ("text", "text_special")
PARSER = MarkdownIt("commonmark").enable("table")
URL = "https://port.example/a"


def links_in(text):
    """Return the links that a reader of Markdown sees: label and address."""
    found, is_open = [], False
    for token in PARSER.parse(text):
        for child in token.children or ():
            if child.type == "link_open":
                found.append(["", child.attrs["href"]])
            is_open = child.type == "link_open" or (is_open and child.type != "link_close")
            if is_open and child.type in TEXTS:
                found[-1][0] += child.content
    return [tuple(link) for link in found]


def shown(text):
    """Return the text that a reader of Markdown sees."""
    children = (child for token in PARSER.parse(text) for child in token.children or ())
    return "".join(child.content for child in children if child.type in TEXTS)


def link(text, label, target=URL):
    start = text.index(label)
    return Marks(text, (Mark(start, start + len(label), "link", target),))


@pytest.mark.parametrize(
    ("before", "after", "label", "left"),
    [
        ("See “the plan” now.", 'See "the plan" now.', "“the plan”", '"the plan"'),
        ("See  the   plan now.", "See the plan now.", "the   plan", "the plan"),
        ("Itâ€™s the plan.", "It's the plan.", "the plan", "the plan"),
        ("Ships were late. Read more", "Ships were late.", "Read more", None),
        ("Late. the plan Read more", "Late. the plan", "the plan Read more", "the plan"),
        ("Go to the plan.", "something else", "the plan", None),
        ("Is it? the plan.", "Is it? the plan.", "the plan", "the plan"),
    ],
)
def test_marks_follow_what_is_left_of_their_text(before, after, label, left):
    found = [after[mark.start : mark.end] for mark in moved(after, link(before, label))]
    assert found in ([left] if left else [], [left])
    if left is None:
        assert links_in(marked(after, link(before, label))) == []


@pytest.mark.parametrize(
    "target",
    [
        "https://port.example/a(1).html?x=1&y=[2]#c",
        "https://port.example/a b",
        "https://port.example/<a>\"'`*_\\",
        "https://port.example/?a=1&copy;=2",
        "https://port.example/ü/日本",
        "mailto:a@b.example",
        "../a.html",
    ],
)
def test_any_address_is_read_back(target):
    text = "See [the] *plan* now."
    ((label, href),) = links_in(marked(text, link(text, "[the] *plan*", target)))
    assert label == "[the] *plan*"
    plain = href.replace("%20", " ").replace("%28", "(").replace("%29", ")")
    assert plain.startswith(target[:20])
    assert PARSER.validateLink(href)


@given(
    st.text('ab *_[]()<>!`\\#&;1.|"“ü\n', max_size=40).map(lambda text: text.replace("\n", " ")),
    st.integers(0, 40),
    st.integers(0, 40),
)
@example("  1 1", 0, 1)
@example(" 1 ", 0, 2)
def test_a_mark_changes_no_text(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    marks = Marks(text, (Mark(start, end, "link", URL),))
    assert shown("x " + marked(text, marks)).split() == ["x", *text.split()]
    label = " ".join(text[start:end].split())
    assert [found for found, _ in links_in("x " + marked(text, marks))] == ([label] if label else [])


def test_two_links_and_a_note():
    text = "Wow!the plan,the list2."
    marks = Marks(
        text,
        (Mark(4, 12, "link", URL), Mark(13, 21, "link", f"{URL}/2"), Mark(21, 22, "note", "2")),
    )
    assert marked(text, marks) == f"Wow\\![the plan]({URL}),[the list]({URL}/2)[^2]."


def test_what_leads_back_is_not_written():
    text = "The budget was kept. ↩"
    assert marked(text, Marks(text, (Mark(21, 22, "back"),), note="1")) == "The budget was kept."


def test_images_are_read_back():
    written = image(Mark(0, 0, "image", "https://port.example/a b.jpg", "A [new] *quay* ]("))
    (token,) = [child for part in PARSER.parse(written) for child in part.children or ()]
    label = "".join(child.content for child in token.children)
    assert (token.type, label) == ("image", "A [new] *quay* ](")
    assert token.attrs["src"] == "https://port.example/a%20b.jpg"


def block(kind, level=0, marks=None):
    return Block("p", 0.0, "/p[1]", kind, level, marks)


def test_images_stand_apart_or_in_their_item():
    picture = Mark(0, 0, "image", "/a.jpg", "A quay")
    document = Document(
        "Ships.\nOne\nTwo\nYear | Cost",
        blocks=[
            block("paragraph", 0, Marks("Ships.", images=(picture,))),
            block("item", 1, Marks("One", after=(picture,))),
            block("item", 1),
            block("row", 1, Marks("Year | Cost", images=(picture,))),
        ],
    )
    assert document.to_markdown() == (
        "![A quay](/a.jpg)\n\nShips.\n\n- One ![A quay](/a.jpg)\n- Two\n\n"
        "| ![A quay](/a.jpg) Year | Cost |\n| --- | --- |\n"
    )


def test_footnotes_hold_the_paragraphs_of_their_item():
    document = Document(
        "It was 1.\nKept.\nAnd more.\nAfter.",
        blocks=[
            block("paragraph", 0, Marks("It was 1.", (Mark(7, 8, "note", "1"),))),
            block("numbered", 1, Marks("Kept.", note="1")),
            block("paragraph", 1),
            block("paragraph"),
        ],
    )
    assert document.to_markdown() == "It was [^1].\n\n[^1]: Kept.\n\n    And more.\n\nAfter.\n"


def test_a_line_that_a_filter_drops_takes_its_marks():
    text = "Ships were late on Friday, the port said.\nRead more"
    blocks = [block("paragraph"), block("paragraph", 0, link("Read more", "Read more"))]
    cleaned = Chain("html").apply(Document(text, blocks=blocks))
    assert cleaned.to_markdown() == "Ships were late on Friday, the port said.\n"


def test_code_keeps_its_blanks():
    text = "def quay():\n    return  1\nShips  were late."
    blocks = [block("code", 0, Marks(code="python"))] * 2 + [block("paragraph")]
    document = Document(text, blocks=blocks)
    cleaned = Chain("html").apply(document)
    assert cleaned.to_markdown() == "```python\ndef quay():\n    return  1\n```\n\nShips were late.\n"
    report = Chain("html").audit(document)
    assert (report.text, report.source) == (cleaned.text, text)


PIECES = st.sampled_from(
    ["“plan”", "Read more", "Ads", "It’s  late", "Advertisement", "*", "[x](y)", "â€œhi", "1."]
)


@settings(deadline=None)
@given(st.lists(st.lists(PIECES, min_size=1, max_size=5), min_size=1, max_size=6), st.data())
def test_no_filter_breaks_a_mark(lines, data):
    """Whatever the whole preset does: each link that is left is whole, and the text is that of the lines."""
    texts, blocks = [], []
    for pieces in lines:
        text = " ".join(pieces)
        at = data.draw(st.integers(0, len(pieces) - 1))
        start = len(" ".join(pieces[:at])) + (at > 0)
        marks = Marks(text, (Mark(start, start + len(pieces[at]), "link", URL),))
        texts.append(text)
        blocks.append(block(data.draw(st.sampled_from(["paragraph", "item", "quote", "heading"])), 1, marks))
    document = Document("\n".join(texts), blocks=blocks)
    for chain in (Chain("html"), Chain("article")):
        cleaned = chain.apply(document)
        report = chain.audit(document)
        assert report.text == cleaned.text
        assert report.source == document.text
        written = cleaned.to_markdown()
        found = links_in(written)
        assert all(href == URL and label.strip() for label, href in found)
        assert written.count(f"]({URL})") == len(found)
        assert "".join(shown(written).split()) == "".join(cleaned.text.split())
