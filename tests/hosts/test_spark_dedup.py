"""Spark: rows and lines that go are those that `cleankit.corpus.dedup` takes from the same texts."""

import json
import os
import random
import sys
from pathlib import Path

import pytest

from cleankit import ConfigError
from cleankit.corpus import dedup as dedup_files

pytest.importorskip("pyspark")
pytest.importorskip("duckdb")

from pyspark.sql import SparkSession

from cleankit.integrations.spark import dedup

WORDS = [
    "ferry",
    "harbour",
    "council",
    "bridge",
    "winter",
    "school",
    "market",
    "river",
    "storm",
    "雪",
    "café",
]
SCHEMA = "n long, url string, text string"


@pytest.fixture(scope="module")
def session():
    os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", False)
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.memory", "1g")
    one = builder.config("spark.sql.shuffle.partitions", 2).getOrCreate()
    one.sparkContext.setLogLevel("OFF")
    yield one
    one.stop()


def made(count):
    """Return texts of paragraphs, of which a third comes from few: some texts are equal, and some blank."""
    chance = random.Random(0)
    few = [" ".join(chance.choices(WORDS, k=12)).capitalize() + "." for _ in range(40)]

    def paragraph():
        return chance.choice(few) if chance.random() < 0.3 else " ".join(chance.choices(WORDS, k=15)) + "."

    texts = ["\n\n".join(paragraph() for _ in range(chance.randint(1, 4))) for _ in range(count)]
    for at in range(0, count, 9):
        texts[at] = chance.choice([texts[at // 2], texts[at // 3].upper() + " ", "", "  \n", few[0]])
    return texts


def by_duckdb(tmp_path, texts, **options):
    """Return what stays, what goes and for which, and the lines that go, as `cleankit dedup` has them."""
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)))
    dedup_files([source], tmp_path / "out.jsonl", **options)
    kept, removed = (
        [json.loads(line) for line in (tmp_path / name).read_text().splitlines()]
        for name in ("out.jsonl", "out.jsonl.removed.jsonl")
    )
    gone = {int(one["id"]): int(one["repeats"]["id"]) for one in removed if one["level"] != "lines"}
    lines = sorted(
        (int(one["id"]), one["text_line"], one["text"], int(one["repeats"]["id"]))
        for one in removed
        if one["level"] == "lines"
    )
    return {one["id"]: one["text"] for one in kept}, gone, lines


def by_spark(session, texts, **options):
    rows = [(n, f"/{n}", text) for n, text in enumerate(texts)]
    random.Random(1).shuffle(rows)
    found = dedup(session.createDataFrame(rows, SCHEMA).coalesce(2), key="n", **options)
    assert found.kept.columns == ["n", "url", "text"]
    kept = found.kept.collect()
    assert all(row.url == f"/{row.n}" for row in kept)
    gone = {row.n: row.repeats for row in found.removed.collect()}
    lines = sorted(tuple(row) for row in found.lines.collect())
    return {row.n: row.text for row in kept}, gone, lines


@pytest.mark.parametrize(
    "options",
    [
        {"documents": "exact", "lines": True},
        {"documents": None, "lines": True, "max_documents": 20, "min_chars": 60},
    ],
    ids=["documents-and-lines", "common-lines"],
)
def test_the_same_as_the_engine_for_one_machine(session, tmp_path, options):
    texts = made(2000)
    found, wanted = by_spark(session, texts, **options), by_duckdb(tmp_path, texts, **options)
    assert found == wanted
    assert found[1] or not options["documents"]
    assert found[2]


def test_nothing_is_lost_where_keys_are_not_unique(session):
    rows = [(1, "/a", "Snow fell."), (1, "/b", "Rain fell."), (1, "/c", "snow fell."), (None, "/d", "Hail.")]
    rows += [(None, "/e", None), (None, "/f", None)]
    found = dedup(session.createDataFrame(rows, SCHEMA), key="n", lines=True, min_chars=1)
    kept, removed = ([row.url for row in one.collect()] for one in (found.kept, found.removed))
    assert sorted(kept + removed) == ["/a", "/b", "/c", "/d", "/e", "/f"]
    assert len(removed) == 1


def test_what_cannot_be_is_refused(session):
    frame = session.createDataFrame([(1, "/a", "Snow.")], SCHEMA)
    for options, message in (
        ({"key": "m"}, "no column 'm'"),
        ({"field": "n"}, "type bigint; accepted: string"),
        ({"documents": "near"}, "accepted: 'exact', None"),
        ({"documents": None}, "nothing to look for"),
        ({"max_documents": 3}, "with lines=True"),
        ({"lines": True, "max_documents": 0}, "found 0; accepted: 1 or more"),
    ):
        with pytest.raises(ConfigError, match=message):
            dedup(frame, **{"key": "n", **options})
    with pytest.raises(ConfigError, match="rename it"):
        dedup(frame.withColumnRenamed("url", "repeats"), key="n")
