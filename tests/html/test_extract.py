import pickle

import pytest
from courier_page import ARTICLE, COMMENTS, page

from cleankit.errors import ConfigError
from cleankit.html import clean_html, extract, judge_page

TITLE = "Storm closes harbour of Kalmar"


def body(text):
    """Return the lines without the headline, which the judge may take for part of the article."""
    return [line for line in text.split("\n") if line != TITLE]


@pytest.mark.parametrize(
    "data",
    [
        page(),
        page().encode(),
        page().encode("utf-16"),
        page(after=COMMENTS),
        page("".join(f"<div><div class='paragraph'>{text}</div></div>" for text in ARTICLE)),
        page("<br><br>".join(ARTICLE)),
        page("<p>".join(ARTICLE)),
        page(
            "".join(
                f"<section><p>{text}</p></section><div class='ad'>Advertisement</div>" for text in ARTICLE
            )
        ),
    ],
    ids=["str", "utf-8", "utf-16", "comments", "divs", "breaks", "unclosed", "ads between"],
)
def test_article_alone(data):
    assert body(clean_html(data)) == ARTICLE


def test_document():
    document = extract(page())
    assert (document.title, document.site, document.lang) == (TITLE, "Kalmar Courier", "en")
    assert document.url == "https://courier.example/storm"
    assert document.metadata["author"] == "Nils Berg"
    assert document.metadata["date"] == "2024-11-22"
    assert len(document.blocks) == len(document.text.split("\n"))
    assert document.blocks[-1].tag == "p"
    assert document.blocks[-1].xpath == "/html[1]/body[1]/main[1]/article[1]/div[2]/p[5]"
    assert pickle.loads(pickle.dumps(document)) == document


def test_url_given_wins():
    assert extract(page(), "https://other.example/1").url == "https://other.example/1"


def test_preformatted_text_has_a_block_for_each_line():
    document = extract("<pre>one\n\n  two</pre>")
    assert document.text == "one\n\n  two"
    assert [block.tag for block in document.blocks] == ["pre"] * 3


def test_every_block_is_accounted_for():
    judged = judge_page(page(after=COMMENTS)).blocks
    assert all(bool(b.rule) is not b.kept for b in judged)
    assert {b.rule for b in judged if not b.kept} >= {
        "html:form-control",
        "html:hidden",
        "html:link-density",
    }
    (comment,) = [b for b in judged if b.text.startswith("I saw the cranes")]
    assert (comment.kept, comment.rule) == (False, "html:comments")
    assert 0 <= float(comment.note) <= 0.5
    assert comment.xpath == "/html[1]/body[1]/section[1]/div[1]/p[1]"


def test_comments_are_kept_if_wanted():
    text = extract(page(after=COMMENTS), comments="keep").text
    assert [line for line in body(text) if line not in ARTICLE] == [
        "I saw the cranes fall from my window, it was as loud as thunder and went on for a minute.",
        "They should have replaced them ten years ago, when the money for it was there.",
    ]


@pytest.mark.parametrize(("headline", "count"), [("keep", 1), ("drop", 0)])
def test_headline(headline, count):
    doubled = page(f"<h2>{TITLE.upper()}</h2>" + "".join(f"<p>{text}</p>" for text in ARTICLE))
    for data in (page(), doubled):
        lines = extract(data, headline=headline).text.lower().split("\n")
        assert lines.count(TITLE.lower()) == count


def test_a_headline_may_have_marks_that_the_title_has_not():
    again = page(f"<h2>“{TITLE}”!</h2>" + "".join(f"<p>{text}</p>" for text in ARTICLE))
    assert TITLE not in extract(again, headline="drop").text
    assert TITLE in extract(again, headline="keep").text


def test_headline_once_by_default():
    doubled = page(f"<p>{TITLE}</p>" * 2 + "".join(f"<p>{text}</p>" for text in ARTICLE))
    assert clean_html(doubled).split("\n").count(TITLE) <= 1


def test_favor_moves_the_threshold():
    kept = {
        favor: len(extract(page(after=COMMENTS), favor=favor).text)
        for favor in ("precision", "balanced", "recall")
    }
    assert kept["precision"] <= kept["balanced"] <= kept["recall"]


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("<p>Ships were late on Friday.</p>", "Ships were late on Friday."),
        ("just text", "just text"),
        ("", ""),
        ("<!-- nothing -->", ""),
        ("<nav><a href=/>Home</a></nav>", ""),
    ],
)
def test_fragments(fragment, expected):
    assert clean_html(fragment) == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"favor": "recal"}, "did you mean 'recall'"),
        ({"comments": True}, "accepted: drop, keep"),
        ({"headline": "twice"}, "accepted: drop, keep, once"),
    ],
)
def test_unknown_options(options, message):
    with pytest.raises(ConfigError, match=message):
        extract("<p>x</p>", **options)


@pytest.mark.parametrize("tag", ["h2", "h4"])
@pytest.mark.parametrize(
    ("heading", "text"),
    [
        (
            "Pumps",
            "The swimming hall stays closed until the end of March, because the pumps that heat the large "
            "pool have to be replaced.",
        ),
        (
            "Sulku",
            "Uimahalli on suljettu maaliskuun loppuun asti, koska suurta allasta lämmittävät pumput on "
            "vaihdettava uusiin.",
        ),
        (
            "休館のお知らせ",
            "大きなプールを温めるポンプを交換しなければならないため、市民プールは三月末まで休館となります。",
        ),
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "<main>{heading}{text}</main>",
        "<article>{heading}<div>{text}</div></article>",
        "<section><header>{heading}</header>{text}</section>",
    ],
)
def test_heading_above_the_only_paragraph_stays(form, heading, text, tag):
    body = form.format(heading=f"<{tag}>{heading}</{tag}>", text=f"<p>{text}</p>")
    menu = "<nav><a href=/>Home</a> <a href=/news>News</a></nav>"
    assert clean_html(f"<body>{menu}{body}<footer>Contact</footer>") == f"{heading}\n{text}"
