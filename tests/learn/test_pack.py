"""The pack: read, checked, applied, undone, and the same each time."""

import os
import subprocess
import sys
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import article, articles, lines_of, write

import cleankit
from cleankit.boilerplate.rules.check import check_pack
from cleankit.learn import learn
from cleankit.testing import check_linear_time, cpu_seconds

TAIL = "All island news"
HOSTILE = [
    "Say \"more\" \\ and 'less' to us",
    "Tab\there and\x7f there and \x1b[31m red",
    "Follow us 👍🏽 #islands {a} [b] (c) $d ^e",
    "Folge uns – „täglich“ neu · ﬁnden",
    "تابعنا على فيسبوك وتويتر كل يوم",
    '"""',
    "'''triple quotes for everybody'''",
]


def switched_on(pack):
    lines = [
        line[2:] if line.startswith(("# [[", *(f"# {key} = " for key in KEYS))) else line
        for line in pack.split("\n")
    ]
    return "\n".join(lines)


KEYS = ("id", "match", "where", "site", "source", "cut", "phrases", "pattern", "guard", "keeps", "drops")


def chain_with(path):
    return cleankit.Chain(cleankit.filter("boilerplate", packs=[str(path)], strength="rules"))


def test_a_pack_is_sound_and_works(tmp_path):
    path = tmp_path / "site.toml"
    inside = ["Story continues on the next page", *[line for line in HOSTILE if "\x1b" not in line]]
    records = articles(12, tail=[TAIL, *HOSTILE], inside=inside)
    learn(records, path)
    assert check_pack(path) == []
    record = article(99, tail=[TAIL])
    document = cleankit.Document(record["text"], url=record["url"])
    report = chain_with(path).audit(document)
    assert report.text == article(99)["text"]
    (edit,) = report.layers[0].edits
    assert edit.rule.startswith("site:learned-example-org-")
    assert report.undo(rule=edit.rule) == record["text"]


def test_what_is_switched_off_can_be_switched_on(tmp_path):
    path = tmp_path / "site.toml"
    found = learn(articles(12, inside=["Conclusion", 'It\'s "said" \\ here'], tail=[TAIL]))
    assert lines_of(found, on=False)
    assert "Conclusion" not in str(tomllib.loads(found.as_toml()))
    path.write_text(switched_on(found.as_toml()), encoding="utf-8")
    assert len(tomllib.loads(path.read_text())["rule"]) == len(found.rules)
    assert check_pack(path) == []


def test_rules_hold_for_their_site_alone(tmp_path):
    path = tmp_path / "sites.toml"
    found = learn([*articles(12, tail=[TAIL]), *articles(12, site="other.example")], path)
    assert [entry.table["site"] for entry in found.on] == ["example.org"]
    chain = chain_with(path)
    for url, gone in (
        ("https://example.org/a", True),
        ("https://other.example/a", False),
        ("http://[", False),
        (None, False),
    ):
        text = article(77, tail=[TAIL])["text"]
        assert (TAIL not in chain.run(cleankit.Document(text, url=url)).text) == gone


def test_by_source_and_all(tmp_path):
    records = [
        *({**one, "source": "Wire"} for one in articles(12, tail=[TAIL])),
        *({**one, "source": "desk"} for one in articles(2, site="b.example")),
    ]
    (entry,) = learn(records, tmp_path / "by.toml", by="source").on
    assert entry.table["source"] == "wire"
    text = article(77, tail=[TAIL])["text"]
    chain = chain_with(tmp_path / "by.toml")
    assert TAIL not in chain.run(cleankit.Document(text, metadata={"source": "Wire"})).text
    assert TAIL in chain.run(cleankit.Document(text, metadata={"source": "desk"})).text
    (entry,) = learn(records, by="all").on
    assert not {"site", "source"} & set(entry.table)


def test_documents_without_a_site():
    unnamed = [{"text": one["text"]} for one in articles(12, tail=[TAIL])]
    (entry,) = learn(unnamed).on
    assert "site" not in entry.table  # nobody has one: the rule is for all
    (entry,) = learn([*unnamed, *articles(12)]).on
    assert entry.table["site"] == ""


def test_each_rule_says_why_and_where():
    told = learn(articles(12, tail=[TAIL], inside=["Conclusion"])).as_toml()
    assert "# 12 of 12 documents (100.0 %); tail 12\n" in told
    assert "# fires in 12 of 12 documents, on 12 lines\n" in told
    assert "# OFF: a new sentence follows: it may be a heading\n# [[rule]]\n" in told
    assert told.count("[...] (the end)\n") == 1
    assert "\n#     example.org 12\n" in told


def test_the_same_corpus_gives_the_same_pack(tmp_path):
    corpus = write(
        tmp_path / "in.jsonl", articles(40, tail=[TAIL], head=["Home"], inside=["Conclusion", "Note"])
    )
    code = f"from cleankit.learn import learn; print(learn([{str(corpus)!r}]).as_toml(), end='')"
    packs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(packs) == 1


def test_numbered_headlines_and_lone_surrogates(tmp_path):
    lines = {"tail": ["More \ud800 news of the islands"]}
    records = [
        {**one, "text": f"Bulletin number {i}\n{one['text']}"} for i, one in enumerate(articles(12, **lines))
    ]
    found = learn(records, tmp_path / "site.toml")
    assert lines_of(found) == {"More \ufffd news of the islands"}
    assert check_pack(tmp_path / "site.toml") == []


@pytest.mark.clock
@pytest.mark.parametrize(
    "make", [lambda n: "word. " * n, lambda n: "a\n" * n, lambda n: "1 " * n + "\n" + "!" * n]
)
def test_any_text_takes_linear_time(make):
    check_linear_time(lambda times: cpu_seconds(learn, [{"text": make(times)}] * 2), 20_000)


BITS = [
    "©",
    "(c) ",
    "@",
    "://",
    "www.",
    " // ",
    " | ",
    "3",
    "12 ",
    "ß",
    "ﬁ",
    "İ",
    "é",
    "е́",
    "ا",
    "中文。",
    "👍🏽",
    "a",
    "bc ",
    "...",
    "#",
    ":",
    '"',
    "\\",
    "\t",
    "\x7f",
    "\u200d",
    "\ud800",
    "Word ",
    ". ",
]
LINE = st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=4)), min_size=1, max_size=30).map(
    lambda bits: "".join(bits).replace("\n", " ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINE, max_size=3), st.lists(LINE, max_size=3), LINE)
def test_whatever_recurs_the_pack_is_sound(tmp_path_factory, tail, inside, end):
    path = tmp_path_factory.mktemp("learned") / "site.toml"
    records = [
        {**one, "text": f"{one['text']} {end.replace('1', str(i))}"}
        for i, one in enumerate(articles(6, inside=inside, tail=tail))
    ]
    found = learn(records, path, min_docs=2)
    assert check_pack(path) == []
    path.write_text(switched_on(found.as_toml()), encoding="utf-8")
    assert check_pack(path) == []
