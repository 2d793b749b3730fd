# ruff: noqa: E501 - pages are easier to read unbroken
"""Links, images, footnotes and languages of code of a page, as its Markdown has them."""

import pytest
from markdown_it import MarkdownIt

from cleankit import Chain, ConfigError, PageOptions, batch
from cleankit.html import clean_html, extract, judge_page

URL = "https://port.example/news/quay"
PROSE = [
    "The harbour council met on Tuesday evening to settle the budget for the northern quay, which is closed since March.",
    "Its members heard the engineer first, who said that the wall would not stand another winter without new piles.",
    "After that the mayor asked for a vote, and nobody was against it, though three of them had written letters.",
    "The work begins in April and ends, if the weather is kind, before the first ferries of the summer arrive there.",
]
PARSER = MarkdownIt("commonmark").enable("table")


def page(*parts, head=""):
    text = "".join(f"<p>{prose}</p>" for prose in PROSE)
    return f"<html lang=en><title>Quay</title>{head}<body><article>{text}{''.join(parts)}{text.replace('council', 'board')}</article>"


def body(*parts, head="", links=True, images=True):
    document = extract(page(*parts, head=head), URL, links=links, images=images)
    return document.to_markdown(front_matter=False)


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        (f'<p>{PROSE[0]} <a href="/plan">The plan</a> says so.</p>', " [The plan](https://port.example/plan) says so."),
        (f'<p>{PROSE[0]} <a href="next?a=1#b">The plan</a>.</p>', " [The plan](https://port.example/news/next?a=1#b)."),
        (f'<p>{PROSE[0]} <a href="//cdn.example/x"><b>The</b> <i>plan</i></a>.</p>', " [The plan](https://cdn.example/x)."),
        (f'<p><a href="/a">The</a> <a href="/b">The</a> {PROSE[0]}</p>', "[The](https://port.example/a) [The](https://port.example/b) The harbour"),
        (f'<p>{PROSE[0]} <a href="javascript:go()">The plan</a> <a href="#top">up</a>.</p>', " The plan up."),
        (f'<p>{PROSE[0]} <a>The plan</a> <a href="">none</a>.</p>', " The plan none."),
        (f'<a href="/whole"><p>{PROSE[0]} That is all.</p></a>', f"[{PROSE[0]} That is all.](https://port.example/whole)"),
        (f'<p>{PROSE[0]}<br>{PROSE[1]} The <a href="/plan">plan</a> is there.</p>', " The [plan](https://port.example/plan) is there."),
        (f'<p>{PROSE[0]} Write <a href="mailto:a@port.example">us</a>.</p>', " Write [us](mailto:a@port.example)."),
    ],
)  # fmt: skip
def test_links(markup, written):
    assert written in body(markup)
    assert "](" not in body(markup, links=False)


def test_base_and_no_address():
    part = f'<p>{PROSE[0]} <a href="plan">The plan</a>.</p>'
    assert "(https://files.example/d/plan)" in body(part, head='<base href="https://files.example/d/">')
    assert "[The plan](plan)" in extract(page(part), links=True).to_markdown()


def test_a_table_keeps_links_in_its_cells():
    rows = "".join(
        f"<tr><td>{year}</td><td>A long <a href='/{year}'>report|{year}</a> of what was built then</td></tr>"
        for year in range(2019, 2024)
    )
    written = body(f"<table><tr><th>Year</th><th>Report</th></tr>{rows}</table>")
    assert "| 2020 | A long [report\\|2020](https://port.example/2020) of what was built then |" in written


IMAGE = '<img src="/quay.jpg" alt="The quay">'


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        (f"<figure>{IMAGE}<figcaption>{PROSE[1]}</figcaption></figure>", f"![The quay](https://port.example/quay.jpg)\n\n*{PROSE[1]}*"),
        (f"<p>{IMAGE}</p><p>{PROSE[0]} Then.</p>", f"![The quay](https://port.example/quay.jpg)\n\n{PROSE[0]} Then."),
        ('<figure><img src="data:image/gif;base64,R0" data-src="/real.jpg"></figure>', "![](https://port.example/real.jpg)"),
        ('<figure><img srcset="/a-300.jpg 300w, /a-600.jpg 600w"></figure>', "![](https://port.example/a-300.jpg)"),
        (f"<ul><li>{PROSE[0]} One.{IMAGE}</li><li>{PROSE[1]} Two.</li></ul>", "One. ![The quay](https://port.example/quay.jpg)\n- "),
        (f'<p><img src="/k.jpg" width=49 alt="A key"></p><p>{PROSE[0]} Then.</p>', "![A key](https://port.example/k.jpg)"),
    ],
)  # fmt: skip
def test_images(markup, written):
    assert written in body(markup)
    assert "![" not in body(markup, images=False)


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/pixel.gif" width=1 height=1 alt="x">',
        '<img src="/key.gif" width=48 alt="x">',
        '<img src="/deco.png">',
        '<img src="/i.png" alt="share" class="icon">',
        '<aside><img src="/ad.jpg" alt="Buy now"></aside>',
        '<div class="related"><a href="/x"><img src="/r.jpg" alt="Other"> Choir looks for basses</a></div>',
        '<figure><img src="data:image/png;base64,AAAA" alt="x"></figure>',
    ],
)
def test_what_is_no_image_of_the_article(markup):
    assert "![" not in body(markup)


def test_images_of_the_page_around_the_article_stay_out():
    text = page().replace("<article>", '<header><img src="/logo.png" alt="Port Paper"></header><article>')
    text += '<footer><img src="/map.png" alt="Our map"></footer>'
    assert "![" not in extract(text, URL, images=True).to_markdown()


def test_footnotes():
    cited = f'<p>{PROSE[0]} It said so.<sup><a href="#fn-1" id="ref-1">[1]</a></sup> And again.<sup><a href="#fn-2">2</a></sup></p>'
    notes = f'<ol><li id="fn-1"><p>{PROSE[1]} Since 1990. <a href="#ref-1">↩</a></p></li><li><p id="fn-2">{PROSE[2]} Since 1991.</p></li></ol>'
    written = body(cited, notes, links=False, images=False)
    assert "It said so.[^1] And again.[^2]" in written
    assert f"[^1]: {PROSE[1]} Since 1990.\n" in written
    assert f"[^2]: {PROSE[2]} Since 1991.\n" in written
    assert "↩" not in written
    plain = extract(page(cited, notes), URL).text
    assert "It said so.[1]" in plain
    assert "↩" in plain


def test_a_note_that_names_a_note_above_it_refers_to_none():
    cited = (
        f'<p>{PROSE[0]} It said so.<sup><a href="#n1">1</a></sup> Again.<sup><a href="#n2">2</a></sup></p>'
    )
    notes = f'<ol><li id="n1">{PROSE[1]} Since 1990.</li><li id="n2">{PROSE[2]} As in note <a href="#n1">1</a>.</li></ol>'
    written = body(cited, notes, links=False, images=False)
    assert "It said so.[^1] Again.[^2]" in written
    assert "As in note 1." in written


def test_a_number_that_leads_nowhere_stays_text():
    written = body(
        f'<p>{PROSE[0]} See<sup><a href="#gone">1</a></sup> and <a href="/x">2</a>.</p>', links=False
    )
    assert "See1 and 2." in written


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        ('<pre><code class="language-python">{}</code></pre>', "python"),
        ('<pre><code class="hljs language-c++">{}</code></pre>', "c++"),
        ('<div class="highlight highlight-source-shell"><pre>{}</pre></div>', "shell"),
        ('<pre class="brush: js; gutter: true">{}</pre>', "js"),
        ('<pre data-lang="rust"><code>{}</code></pre>', "rust"),
        ('<pre class="language-plaintext">{}</pre>', ""),
        ("<pre>{}</pre>", ""),
    ],
)
def test_languages_of_code(markup, language):
    code = "def open(quay):\n    for pile in quay:\n        pile.drive()\n\n    return len(quay)"
    assert f"```{language}\n{code}\n```\n" in body(markup.format(code))
    cleaned = clean_html(page(markup.format(code)), URL, chain=Chain("html"), format="markdown")
    assert f"```{language}\n{code}\n```\n" in cleaned


def test_quotes_keep_their_source():
    written = body(
        f"<blockquote><p>{PROSE[1]} Not at all.</p><cite>Jo Berg, engineer of the harbour</cite></blockquote>"
    )
    assert f"> {PROSE[1]} Not at all.\n>\n> Jo Berg, engineer of the harbour\n" in written


def test_the_chain_says_what_is_kept(tmp_path):
    part = f"<p>{PROSE[0]} <a href='/plan'>The “plan”</a>.</p><figure>{IMAGE}</figure>"
    chain = Chain("html", page=PageOptions(links=True, images=True))
    written = clean_html(page(part), URL, chain=chain, format="markdown")
    assert '[The "plan"](https://port.example/plan)' in written
    assert "![The quay]" in written
    assert clean_html(page(part), URL, chain=chain) == clean_html(page(part), URL, chain=Chain("html"))
    assert Chain.from_toml(chain.to_toml()) == chain
    assert chain.fingerprint != Chain("html").fingerprint
    (tmp_path / "a.html").write_text(page(part, head=f'<link rel=canonical href="{URL}">'))
    batch.run(tmp_path / "a.html", tmp_path / "a.md", chain=chain)
    assert (tmp_path / "a.md").read_text() == clean_html(
        (tmp_path / "a.html").read_text(), chain=chain, format="markdown"
    )


def test_blocks_pay_only_for_what_is_asked():
    plain = judge_page(page(f"<p>{PROSE[0]} <a href='/x'>Plan</a> of 1990.</p>{IMAGE}"), URL)
    assert plain.marks == {}
    with pytest.raises(ConfigError, match="html: links: found 'yes'"):
        extract("", links="yes")


def test_links_of_odd_pages_are_read_in_linear_time_and_whole():
    many = "".join(f'<p>{PROSE[0]} <a href="/{n}">Plan {n}</a>.</p>' for n in range(300))
    written = body(many)
    assert written.count("](https://port.example/") == 300
    nested = "<div>" * 300 + f'<p>{PROSE[0]} <a href="/x">deep</a>.</p>' + "</div>" * 300
    assert "deep" in body(nested)
    assert PARSER.parse(body('<p><a href="/a"><a href="/b">x</a></a>' + PROSE[0]))
