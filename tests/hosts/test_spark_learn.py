"""Spark: the pack is the one that `cleankit.learn.learn` writes for the same documents."""

import random

import pytest

from cleankit import ConfigError, InputError
from cleankit.learn import learn as learn_here
from cleankit.learn import spark as engine
from cleankit.learn import spool

pytest.importorskip("pyspark")

from cleankit.integrations.spark import learn

WORDS = ["ferry", "harbour", "council", "bridge", "winter", "school", "market", "river", "storm", "boat"]
SCHEMA = "id string, url string, title string, source string, text string"


def corpus(count=120):
    """Return articles of three sites with menus, footers, counters, cut-off sentences and copies."""
    chance = random.Random(3)

    def sentence(n):
        return f"{' '.join(chance.choices(WORDS, k=9)).capitalize()} {n}x{chance.randrange(1000)}."

    rows = []
    for n in range(count):
        site = ("north.example", "south.example", "west.example")[n % 3]
        body = [sentence(n) for _ in range(chance.randint(4, 7))]
        if n % 4:
            body[-1] += f" Follow us on www.{site} for more"
        if n % 10 == 9:
            body = [*rows[n - 9][4].split("\n")[4:-3], sentence(n)]
        menu = ["Home", "News of the islands", "Sport", f"{chance.randrange(90)} comments"]
        foot = ["Read more stories", f"© 2024 {site} All rights reserved", "Contact the newsroom"]
        body.insert(2, "What to know" if n % 2 else "“Blow, wind, blow”, they sang.")
        lines = [*menu[: 3 + n % 2], *body, *foot]
        rows.append((f"{n}", f"https://{site}/{n}", sentence(n), f"wire {n % 2}", "\n".join(lines)))
    rows += [("a", None, None, None, "No site has it."), ("b", "https://west.example/b", None, None, None)]
    return rows


def records(rows):
    names = [one.split()[0] for one in SCHEMA.split(", ")]
    return [dict(zip(names, row, strict=True)) for row in rows]


BY_SOURCE = pytest.param({"by": "source", "min_docs": 3}, marks=pytest.mark.long)
BY_ALL = pytest.param({"by": "all"}, marks=pytest.mark.long)


@pytest.mark.parametrize("options", [{}, BY_SOURCE, BY_ALL], ids=str)
def test_the_pack_is_that_of_one_machine(session, options):
    rows = corpus()
    wanted = learn_here(records(rows), **options)
    random.Random(1).shuffle(rows)
    found = learn(session.createDataFrame(rows, SCHEMA).repartition(3), **options)
    assert wanted.on
    assert found.as_toml() == wanted.as_toml()
    assert found.as_side() == wanted.as_side()


@pytest.mark.long
def test_of_a_large_site_the_same_documents_are_looked_at(session, monkeypatch):
    monkeypatch.setattr(engine, "MOST", 20)
    monkeypatch.setattr(spool.Spool.__init__, "__defaults__", (20,))
    rows = corpus()
    wanted = learn_here(records(rows))
    found = learn(session.createDataFrame(rows, SCHEMA))
    assert found.as_toml() == wanted.as_toml()
    assert any(group.looked_at < group.given for group in found.groups)


def test_what_cannot_be_is_refused(session):
    frame = session.createDataFrame(corpus(2), SCHEMA)
    for options, message in (
        ({"field": "txt"}, "did you mean 'text'"),
        ({"by": "sites"}, "did you mean 'site'"),
        ({"min_docs": 1}, "accepted: 2 or more"),
    ):
        with pytest.raises(ConfigError, match=message):
            learn(frame, **options)
    empty = learn(frame.limit(0))
    assert (empty.documents, list(empty.rules)) == (0, [])


def test_rows_that_cannot_be_read_are_counted(session, monkeypatch):
    frame = session.createDataFrame([("a", None, None, None, "Snow fell.")], SCHEMA)
    documents = frame.selectExpr("'boom' AS error").unionAll(frame.selectExpr("'boom' AS error"))
    monkeypatch.setattr(engine, "NAMED", 1)
    assert engine._refused(documents) == ["boom", "not told one by one"]
    monkeypatch.setattr(engine, "_refused", lambda _: ["boom"])
    with pytest.raises(InputError, match="no document could be read; boom"):
        learn(frame.limit(0))
