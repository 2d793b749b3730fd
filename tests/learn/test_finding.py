"""Which recurring lines become rules, and which stay the article's."""

import pytest
from stories import SITE, WORDS, article, articles, cleaned, lines_of, sentence, sentences

from cleankit import Chain, Document
from cleankit import filter as cleankit_filter
from cleankit.learn import learn

FOOTER = "Write to the island desk: desk@skerry.example, or find Skerry Today on Facebook."
END = "// انتهى //"


@pytest.mark.parametrize(
    "junk",
    [
        {"tail": ["Share this story", "All island news"]},
        {"tail": [FOOTER]},
        {"tail": [END]},
        {"tail": ["#####", "All island news", "×", "12 views", "The island wire", "Harbour letters", "|"]},
        {"tail": ["关注我们的公众号", "版权所有"]},
        {"head": ["Skip to content", "Home"], "tail": ["Home"]},
        {"inside": ["Get the island letter every Friday morning, with the tides and all ferry times"]},
    ],
)
def test_found(junk):
    """What the shipped packs drop already is no rule of its own, but may be a line of a run."""
    left = set(cleaned(learn(articles(12, **junk)), article(99, **junk)).split("\n"))
    assert left == set(article(99)["text"].split("\n"))


@pytest.mark.parametrize(
    "own",
    [
        {"inside": ["Conclusion"]},
        {"inside": ["## What happens next"]},
        {"inside": ["Q:"]},
        {"inside": ["Pos", "Team", "Points"]},
        {"inside": ["Row, row, row your boat", sentence("verse"), "Row, row, row your boat"]},
        {"inside": ["And yet."]},
        {"inside": ["***"]},
        {"tail": ["Amen."]},
        {"tail": ["Nobody was hurt."]},
        {"head": ["## Summary"]},
        {"tail": ["12"]},
        {"inside": ["```", "import os", "```"]},
    ],
)
def test_stays(own):
    assert lines_of(learn(articles(12, **own) + articles(60)[12:])) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "What advice would you give to your younger self, if you could send a letter back in time?",
        "Preheat the oven to 180 degrees and line a baking tray with a sheet of baking paper.",
        "اذكر لنا أهم ما تعلمته من تجربتك في العمل الصحفي، وما الذي تنصح به من يبدأ اليوم؟",
    ],
)
def test_sentences_amid_every_article_stay(sentence):
    """An address in it tells what publishers add."""
    found = learn(articles(12, inside=[sentence]))
    assert (lines_of(found), lines_of(found, on=False)) == (set(), {sentence})
    assert lines_of(learn(articles(12, inside=[f"Mail desk@skerry.example. {sentence}"])))


def test_headlines_that_repeat_stay():
    series = [
        {**one, "text": "The week in pictures\n" + one["text"].partition("\n")[2]} for one in articles(12)
    ]
    titled = [{**one, "title": "The week in pictures"} for one in series]
    others = articles(60)[12:]
    assert lines_of(learn([*series, *others])) == set()
    assert lines_of(learn(titled)) == set()
    assert lines_of(learn(titled), on=False) == {"The week in pictures"}


def test_stock_sentences_and_shared_passages_stay():
    """A few articles of many end with the same words."""
    passage = sentence("background passage that a dozen articles on one subject share word by word")
    for line in ("The investigation is going on.", passage):
        assert lines_of(learn([*articles(6, tail=[line]), *articles(300)[6:]])) == set()


def test_articles_published_again_teach_nothing():
    versions = [{"url": f"https://{SITE}/v{i}", "text": article(0)["text"]} for i in range(8)]
    updated = [
        {"url": f"https://{SITE}/u{i}", "text": "\n".join([*sentences("same", 9), *sentences(i, 1)])}
        for i in range(8)
    ]
    found = learn([*versions, *updated, *articles(20)[1:]])
    assert lines_of(found) == set()
    assert found.repeats == 7 + 7


@pytest.mark.parametrize("others", [0, 5, 60])
def test_copies_with_a_word_changed_count_once(others):
    def copy(i):
        lines = sentences("same")
        lines[i % 3] = lines[i % 3].replace(" ", f" {WORDS[i % len(WORDS)]}{i} ", 1)
        return {"url": f"https://{SITE}/c{i}", "text": "\n".join([*lines, "All island news"])}

    more = [article(i, tail=["All island news"]) for i in range(others)]
    found = learn([*map(copy, range(30)), *more])
    assert lines_of(found) == ({"All island news"} if others >= 5 else set())
    assert others + 1 <= found.documents <= others + 2


def test_lines_that_differ_in_numbers_are_one_rule():
    """Applied only with a mark of what publishers add: else the numbers may be the article's."""
    for line, applied in (("Desk {}: desk@skerry.example", True), ("{} readers were at the pier", False)):
        records = [article(i, tail=[line.format(i + 2000)]) for i in range(12)]
        (entry,) = learn(records).rules
        assert entry.table["match"] == "pattern" if applied else "line"
        assert bool(entry.off) != applied


def test_tables_stay():
    rows = ["Pos Team P W D L", "Hawks United 12 5 3", "Doves Albion 12 4 4"]
    cells = ["Team", "Won", "Hawks United", "12", "Doves Albion", "11"]
    for table in (rows, cells[1:], ["| Team | Won |", "| --- | --- |", "| Hawks | 12 |"]):
        records = [article(i, tail=[line.replace("12", str(i)) for line in table]) for i in range(12)]
        assert lines_of(learn(records)) == set(), table


@pytest.mark.parametrize(
    "end", [". No media source is available now", " // انتهى //", " | Skerry Evening Courier"]
)
def test_what_ends_a_line_is_cut_off(tmp_path, end):
    def text(i):
        return " ".join(sentences(i)).rstrip(".") + end

    records = [{"id": str(i), "url": f"https://{SITE}/{i}", "text": text(i)} for i in range(12)]
    (entry,) = learn(records, tmp_path / "site.toml").on
    assert entry.table["match"] == "suffix"
    chain = Chain(cleankit_filter("boilerplate", packs=[str(tmp_path / "site.toml")], strength="rules"))
    left = chain.run(Document(text(99), url=f"https://{SITE}/99")).text
    assert left == text(99).removesuffix(end.lstrip(".")).rstrip()


def test_counts_are_of_documents():
    records = articles(8, tail=["All island news", "All island news"])
    (entry,) = learn(records).on
    assert entry.members[0].count == 8
    assert lines_of(learn(records, min_docs=9)) == set()


def test_articles_of_one_form_are_no_copies():
    """Results and tables of tides: every sentence of one begins and ends as those of the others."""

    def text(i):
        lines = [
            f"The club of {WORDS[(i + j) % len(WORDS)]}{i} won at {WORDS[j]}{i} again today."
            for j in range(5)
        ]
        return {"url": f"https://{SITE}/{i}", "text": "\n".join([*lines, "All island news"])}

    found = learn(map(text, range(30)))
    assert (found.documents, lines_of(found)) == (30, {"All island news"})


def test_an_address_alone_may_be_its_author_s():
    for address in ("anna@skerry.example", "E-mail: anna.b@skerry.example"):
        found = learn([*articles(12, tail=[address]), *articles(60)[12:]])
        assert lines_of(found) == set()


def test_the_day_and_hour_of_an_article_stay():
    pages = [
        article(i, tail=[f"https://www.example.org/ 1{i % 3} May 2024, {10 + i}:30 the island desk"])
        for i in range(10)
    ]
    assert lines_of(learn(pages)) == set()


def test_a_source_that_ends_lines_stays():
    pages = articles(10)
    for page in pages:
        page["text"] += " Source: The Skerry Morning Gazette"
    assert lines_of(learn(pages)) == set()
