"""Spark: the chain's own texts, nothing lost or twice when a worker is killed, dropped and failed apart."""

import os
import signal

import pytest
from articles import CHAIN, CLEAN, DIRTY, FAILING, GATED, LONG, SHORT, TEXTS, is_failure

from cleankit import Chain, ConfigError

pytest.importorskip("pyspark")

from pyspark.sql.types import IntegerType, StringType, StructField, StructType

from cleankit.integrations.spark import clean, parted

SCHEMA = StructType([StructField("n", IntegerType(), False), StructField("text", StringType())])

ALSO_NEEDS = ["duckdb>=1.1"]


def framed(session, texts, parts=2):
    return session.createDataFrame(list(enumerate(texts)), SCHEMA).repartition(parts)


def rows_of(frame):
    return sorted((row.asDict() for row in frame.collect()), key=lambda row: row["n"])


def test_the_same_as_the_chain(session):
    frame = clean(framed(session, TEXTS), chain=CHAIN)
    assert frame.columns == ["n", "text", "dropped", "error"]
    found = rows_of(frame)
    assert [row["text"] for row in found] == CLEAN
    assert [row["n"] for row in found] == list(range(len(TEXTS)))


def test_nulls_gates_and_errors(session):
    kept, dropped, failed = map(
        rows_of, parted(clean(framed(session, ["Too short.", LONG, None]), chain=GATED))
    )
    assert [row["text"] for row in kept] == [GATED(LONG), None]
    assert [(row["text"], row["dropped"]) for row in dropped] == [("Too short.", SHORT)]
    assert failed == []
    kept, _, failed = map(rows_of, parted(clean(framed(session, ["rain", "snow"]), chain=FAILING)))
    assert [row["text"] for row in kept] == ["rain"]
    assert failed[0]["text"] == "snow"
    assert is_failure(failed[0]["error"])


def test_functions_of_this_script_go_with_the_chain(session):
    found = rows_of(clean(framed(session, [DIRTY]), chain=Chain("article", lambda text: text.upper())))
    assert [row["text"] for row in found] == [CHAIN(DIRTY).upper()]


def test_a_worker_that_is_killed_loses_nothing(session, tmp_path):
    marker = tmp_path / "killed"

    def die_once(text):
        if "17" in text and not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return text

    texts = [f"Text {n}." for n in range(400)]
    found = rows_of(clean(framed(session, texts, parts=4), chain=Chain(die_once)))
    assert marker.exists()
    assert [row["text"] for row in found] == texts


def test_a_second_pass_replaces_what_the_first_added(session):
    once = clean(framed(session, ["Too short."]), chain=GATED)
    assert rows_of(clean(once, chain=CHAIN))[0]["dropped"] is None


def test_a_name_that_differs_by_its_case_is_refused(session):
    with pytest.raises(ConfigError, match="column 'Error' is one that is added, but for its case"):
        clean(framed(session, ["a"]).withColumnRenamed("n", "Error"))


@pytest.mark.parametrize(
    ("field", "message"), [("txt", "did you mean 'text'"), ("n", "type int; accepted: string")]
)
def test_what_holds_no_texts_is_refused(session, field, message):
    with pytest.raises(ConfigError, match=message):
        clean(framed(session, ["a"]), field)
