"""What a block of a page is, read from the elements around it."""

import pytest

from cleankit.html import extract
from cleankit.html.kinds import kind_of
from cleankit.html.parse import parse
from cleankit.html.walk import walk


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a", [("paragraph", 0)]),
        ("<h1>a</h1><h4><span>b</span></h4>", [("heading", 1), ("heading", 4)]),
        ("<ul><li><h3>a</h3></ul>", [("heading", 3)]),
        ("<ul><li>a<ol><li>b<ul><li>c</ul></ol></ul>", [("item", 1), ("numbered", 2), ("item", 3)]),
        ("<ul><li><p>a</p><p>b</p></ul>", [("item", 1), ("paragraph", 1)]),
        ("<li>a", [("item", 1)]),
        ("<dl><dt>a<dd>b</dl>", [("term", 1), ("definition", 1)]),
        ("<table><thead><tr><td>a<td>b<tbody><tr><td>c<td>d</table>", [("row", 1), ("row", 0)]),
        ("<table><caption>a</caption><tr><td>b</table>", [("caption", 0), ("cell", 0)]),
        ("<pre>a</pre>", [("code", 0)]),
        ("<ul><li>a<pre>b</pre></ul>", [("item", 1), ("code", 1)]),
        ("<blockquote><p>a</p><footer><cite>b</cite></footer></blockquote>", [("quote", 0), ("quote", 0)]),
        ("<figure><figcaption><p>a</figcaption></figure>", [("caption", 0)]),
    ],
)
def test_kind(page, expected):
    blocks = walk(parse(page).root)
    assert [kind_of(block, place) for place, block in enumerate(blocks)] == expected


def test_lines_of_an_article_know_their_kind():
    said = "<p>Ships were late on {}, the harbour master said, since fog lay over the bay until noon.</p>"
    blocks = extract(f"{said.format('Friday')}<h2>Port of Riga</h2>{said.format('Monday')}").blocks
    kinds = [(block.kind, block.level) for block in blocks]
    assert kinds == [("paragraph", 0), ("heading", 2), ("paragraph", 0)]
