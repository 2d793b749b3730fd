"""Markdown of pages full of marks, read back by a CommonMark parser: shape and text are the page's."""

import random

import pytest
import yaml

from benchmarks.markdown import kept, read_back
from cleankit import Chain
from cleankit.html import extract

PROSE = (
    "The harbour council met on Tuesday to settle the budget for the northern quay, which has been closed.",
    "Engineers told the meeting that the piling had moved by nine centimetres, and repairs would take years.",
    "Local crews, who land most of their catch there, said that nobody had asked them about the plan before.",
)
MARKS = (
    "*", "_", "`", "```", "~~~", "<b>", "&lt;", "&amp;copy;", "[x](y)", "![i](j)", "|", "\\", "1.", "-",
    "#", ">", "---", "===", "$x$", "http://a.b/c_d_e", "**b**", "“q”", "é", "①", "<br>",
    "<code>a`b</code>", "---", "...", "null", "key:", "&quot;&quot;&quot;", "{a}", "@a", "!tag", "%",
)  # fmt: skip
LINKED = (
    "<a href=/x>l|k</a>",
    "<sup><a href=#fn1>1</a></sup>",
    '<img src=/i.png alt="a]b" width=300 height=300>',
)
HOLDERS = (
    "<p>{}</p>", "<ul><li>{}</ul>", "<blockquote>{}</blockquote>", "<h2>{}</h2>", "<pre>{}</pre>",
    "<table><tr><td>a<td>{}</table>", "<dl><dt>t<dd>{}</dl>",
    "<figure><img src=/x.jpg width=400 height=300><figcaption>{}</figure>",
)  # fmt: skip


def hostile_page(seed):
    chance = random.Random(seed)

    def said(text):
        words = text.split()
        for _ in range(chance.randint(0, 5)):
            words.insert(chance.randrange(len(words) + 1), chance.choice((*MARKS, *LINKED)))
        return " ".join(words)

    title = " ".join(chance.choices(MARKS, k=3))
    body = "".join(f"<p>{said(text)}</p>" for text in PROSE)
    held = chance.choice(HOLDERS).format(said(PROSE[0][::-1]))
    notes = "<ol class=footnotes><li id=fn1>Minutes of the council.</ol>"
    return f"<title>{title}</title><article>{body}{held}<p>{said(PROSE[1][::-1])}</p>{notes}</article>"


@pytest.mark.parametrize("seed", range(40))
def test_shape_and_text_come_back(seed):
    document = extract(hostile_page(seed), "https://port.example/x", links=True, images=True)
    for one in (document, Chain("html").apply(document)):
        wanted, found = kept(one), read_back(one.to_markdown(front_matter=False))
        assert (+wanted[0], wanted[1]) == (+found[0], found[1])
        head = one.to_markdown().removesuffix(one.to_markdown(front_matter=False))
        assert yaml.safe_load(head.split("\n---\n")[0]).get("title") == one.title
