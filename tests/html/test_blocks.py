import pytest

from cleankit.html.parse import parse
from cleankit.html.walk import walk


def texts(page):
    return [block.text for block in walk(parse(page).root) if not block.reason]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("", []),
        ("<!-- only this -->", []),
        ("plain text", ["plain text"]),
        ("<p>one<p>two", ["one", "two"]),
        ("<p>a  b\n c&nbsp;d</p>", ["a b c d"]),
        ("<p>half<b>way</b> there</p>", ["halfway there"]),
        ("first<br>second<br/><br>third", ["first", "second", "third"]),
        ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
        ("<p>&lt;b&gt; &amp;amp; &#8217;&#10;x</p>", ["<b> &amp; ’ x"]),
        ("<ul><li>one<li>two<ul><li>three</ul></ul>", ["one", "two", "three"]),
        ("<ol><li><p>one</p><p>more</p></li></ol>", ["one", "more"]),
        ("<dl><dt>Term<dd>Meaning</dl>", ["Term", "Meaning"]),
        ("<blockquote>Said <q>so</q></blockquote>", ["Said so"]),
        ("<table><tr><th>Port<th>Tons<tr><td>Riga<td>12</table>", ["Port | Tons", "Riga | 12"]),
        ("<table><tr><td><p>menu</p><p>more</p><td>body</table>", ["menu", "more", "body"]),
        ("<table><tr><td>" + "long " * 100 + "<td>x</table>", [("long " * 100).strip(), "x"]),
        ("<pre>if a &lt; b:\n    go()\n\nend</pre>", ["if a < b:\n    go()\n\nend"]),
        ("<pre>\n\n    x = f(1)\n  y = 2\n\n</pre>", ["    x = f(1)\n  y = 2"]),
        ("<pre>a<br>b</pre>", ["a\nb"]),
        ("<p>run <code>a &lt; b</code> now</p>", ["run a < b now"]),
        ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字</ruby>です</p>", ["漢字です"]),
        ("<p>a</p><script>var b = '<p>c</p>';</script><style>p{}</style><p>d</p>", ["a", "d"]),
        ("<p>x<span>y</span><svg><text>z</text></svg></p>", ["xy"]),
        ("<a href=/><div>card</div></a>", ["card"]),
        ("<p>nul\x00l</p>", ["null"]),
    ],
)
def test_lines(page, expected):
    assert texts(page) == expected


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<p hidden>x</p>", "html:hidden"),
        ("<div style='color: red; DISPLAY : none'><p>x</p></div>", "html:hidden"),
        ("<p><span style='visibility:hidden'>x</span></p>", "html:hidden"),
        ("<button>x</button>", "html:form-control"),
        ("<select><option>x</select>", "html:form-control"),
        ("<body><noscript><p>x</p></noscript>", "html:noscript"),
        ("<p hidden=until-found>x</p>", ""),
        ("<p style='display: block'>x</p>", ""),
        ("<body style='display:none'><p>x</p></body>", ""),
    ],
)
def test_reason_not_seen(page, reason):
    (block,) = walk(parse(page).root)
    assert (block.text, block.reason) == ("x", reason)


@pytest.mark.parametrize(
    ("attributes", "label"),
    [
        ("", ""),
        ("class=' lead  big '", "lead  big"),
        ("class id=main", "main"),
        ("class=lead id=main", "lead main"),
        ("data-x=1 class=lead", "lead"),
        ("class=lead role=note itemprop=name", "lead role-note prop-name"),
        (f"class={'x' * 400}", "x" * 300),
        ("href=/ style='color: red'", ""),
    ],
)
def test_label(attributes, label):
    (block,) = walk(parse(f"<div {attributes}>x</div>").root)
    assert block.element.label == label


def test_labels_of_inline_elements_before_the_text():
    (block,) = walk(
        parse("<p><a class=u href=/><span class=v><em id=w><time class=y>x</time> <q id=z>z</q></p>").root
    )
    assert block.label == "v y"


def test_text_of_links_in_preformatted_text():
    (block,) = walk(parse("<pre><a href=/>one\n\n  two</a></pre>").root)
    assert (block.text, block.link_chars) == ("one\n\n  two", 7)


def test_hidden_part_is_a_block_of_its_own():
    blocks = walk(parse("<p>seen <span hidden>unseen</span> again</p>").root)
    assert [(b.text, b.reason) for b in blocks] == [("unseen", "html:hidden"), ("seen again", "")]


def test_link_density():
    link, half, none = walk(parse("<p><a href=/>four</a></p><p>four<a href=/>four</a></p><p>four</p>").root)
    assert (link.link_density, half.link_density, none.link_density) == (1.0, 0.5, 0.0)


def test_xpath_finds_the_block():
    page = "<div></div><div><a><span>x</span><section><p>a</p><p>b</p></section></a></div><p>c"
    paths = [block.element.path for block in walk(parse(page).root)]
    body = "/html[1]/body[1]"
    assert paths == [
        f"{body}/div[2]",
        f"{body}/div[2]/a[1]/section[1]/p[1]",
        f"{body}/div[2]/a[1]/section[1]/p[2]",
        f"{body}/p[1]",
    ]


def test_deep_xpath_stays_short():
    (block,) = walk(parse("<div>" * 1000 + "x").root)
    assert block.element.path.endswith("//div")
    assert len(block.element.path) < 1000


def test_elements_know_their_blocks():
    blocks = walk(parse("<main><p>a</p><section><p>b</p><p>c</p></section></main><p>d").root)
    section = blocks[1].element.parent
    assert (section.tag, section.start, section.end) == ("section", 1, 3)
    assert (section.parent.start, section.parent.end) == (0, 3)
