# ruff: noqa: E501 - pages are easier to read unbroken
"""Markdown is read back by a CommonMark parser: what is rendered is what stood there."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleankit import Chain, Document
from cleankit.document import Block
from cleankit.errors import ConfigError, InputError
from cleankit.html import clean_html, extract
from cleankit.text.markdown import Line, front_matter, markdown
from cleankit.text.marks import marked as escaped

PARSER = MarkdownIt("commonmark").enable("table")
PROSE = (
    "The harbour council met on Tuesday evening to settle the budget for the northern quay, which is closed."
)
PAGE = f"""<title>Quay: "again" # late | Port Paper</title><html lang=en><article><h1>Quay</h1><p>{PROSE}</p>
<h2>What it costs</h2><p>{PROSE} It costs 5 * 3 = 15 and <b>more</b>.</p>
<ul><li>The first pontoon stays where it is until the spring</li><li>The second one moves to the south
<ol><li>towed by day</li><li>moored by night</li></ol></li></ul>
<table><thead><tr><th>Year</th><th>Cost</th></tr></thead><tr><td>2023</td><td>5 | 6</td></tr></table>
<blockquote><p>{PROSE} Nobody asked us.</p></blockquote>
<pre>def quay():\n    return "```"\n\n# end</pre><p>{PROSE} That was all.</p></article>"""


def kinds(text):
    """Return how many there are of what a reader of Markdown sees."""
    tokens = PARSER.parse(re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL))
    names = ("heading_open", "list_item_open", "tr_open", "fence", "blockquote_open", "code_block")
    return {name: sum(token.type == name for token in tokens) for name in names}


def shown(text):
    """Return the text that a reader of Markdown sees."""
    tokens = (token for token in PARSER.parse(text) if token.type in ("inline", "fence"))
    return [
        token.content if token.type == "fence" else "".join(c.content for c in token.children or ())
        for token in tokens
    ]


def test_a_page_keeps_its_shape():
    kept = [block.kind for block in extract(PAGE).blocks]
    assert {"heading", "item", "numbered", "row", "code", "quote"} < set(kept)
    assert kinds(clean_html(PAGE, format="markdown")) == {
        "heading_open": kept.count("heading"),
        "list_item_open": kept.count("item") + kept.count("numbered"),
        "tr_open": kept.count("row"),
        "fence": 1,
        "blockquote_open": 1,
        "code_block": 0,
    }


def test_front_matter_says_what_is_known():
    head = clean_html(PAGE, "https://port.example/quay", format="markdown").split("---\n")[1]
    known = yaml.safe_load(head)
    assert (known["title"], known["site"], known["lang"]) == (extract(PAGE).title, "Port Paper", "en")
    assert known["url"] == "https://port.example/quay"
    assert not extract(PAGE).to_markdown(front_matter=False).startswith("---")


def test_the_chain_comes_before_the_marks():
    page = PAGE.replace("<blockquote>", "<p>Advertisement</p><blockquote>").replace("Nobody", "“Nobody”")
    text = clean_html(page, chain=Chain("html"), format="markdown")
    assert "Advertisement" not in text
    assert '"Nobody"' in text
    assert kinds(text) == kinds(clean_html(PAGE, format="markdown"))
    report = Chain("html").audit(extract(page))
    assert report.text == Chain("html").apply(extract(page)).text


@pytest.mark.parametrize(
    "text",
    [
        "# no heading", "1. no item", "12) no item", "- no item", "* no item", "+ no item", "> no quote", "--- no rule",
        "*stars* and **more**", "_x_ __y__ snake_case_name", "`code`", "[a](b) ![c](d) [e]", "<b>bold</b> <!-- x -->",
        "&amp; &#38; AT&T", "a\\b \\* c", "~~~ no fence", "``` no fence", "===", "---", "#", "-", "1.", "2024. It was late.",
        "trailing \\", "C#", "a | b", "https://a.example/x_y_z", "a  b", "***", "+", "=", "####### seven",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["paragraph", "heading", "item", "numbered", "quote", "row"])
def test_text_reads_as_it_stood(text, kind):
    line = Line(text, kind, 1, "/table[1]/tr[1]")
    found = shown(markdown([line, Line("after", "paragraph")]))
    expected = [text] if kind != "row" else text.split(" | ")
    assert [t for t in found if t] == [" ".join(t.split()) for t in expected] + ["after"]


@given(st.lists(st.tuples(st.text(max_size=20), st.sampled_from(["paragraph", "item", "numbered", "quote", "heading"]),
                          st.integers(0, 4)), max_size=8))  # fmt: skip
def test_any_lines(made):
    lines = [Line(" ".join(text.split()), kind, level) for text, kind, level in made]
    lines = [line for line in lines if line.text and line.text.isprintable()]
    assert shown(markdown(lines)) == [line.text for line in lines]


def test_code_is_never_closed_by_itself():
    code = ["```", "~~~", "    deep", "", "`````"]
    text = markdown([Line(part, "code", 0, "/pre[1]") for part in code])
    assert shown(text) == ["\n".join(code) + "\n"]


def test_two_tables_and_two_quotes_stay_two():
    rows = [Line("a | b", "row", 0, "/table[1]/tr[1]"), Line("c | d", "row", 1, "/table[2]/tr[1]")]
    quotes = [Line("a", "quote", 0, "/blockquote[1]/p[1]"), Line("b", "quote", 0, "/blockquote[2]")]
    text = markdown(rows + quotes)
    assert sum(token.type == "table_open" for token in PARSER.parse(text)) == 2
    assert kinds(text)["blockquote_open"] == 2


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=10), max_size=3))
def test_front_matter_is_yaml_for_any_title(title, tags):
    head = front_matter({"title": title, "tags": tags})
    known = yaml.safe_load(head.strip("-\n").join(("", "\n"))) if head else {}
    assert known.get("title", "") == title
    assert known.get("tags", []) == tags


def test_blocks_do_not_fit():
    with pytest.raises(InputError, match="2 blocks for 1 lines"):
        Document("x", blocks=[Block("p"), None]).to_markdown()


def test_format_that_does_not_exist():
    with pytest.raises(ConfigError, match="did you mean 'markdown'"):
        clean_html("<p>x", format="markdwn")


def test_no_article():
    assert clean_html("", format="markdown") == ""
    assert escaped("") == ""
