"""Polars: eager, lazy and streaming give the chain's own texts; gates and errors are fields."""

import threading
from datetime import date

import pytest
from articles import (
    CHAIN,
    CLEAN,
    DIRTY,
    FAILING,
    GATED,
    HUGE,
    LONG,
    SHORT,
    TEXTS,
    WRONG_CHAINS,
    WRONG_FIELDS,
    is_failure,
)

from cleankit import ConfigError, Document, Verdict
from cleankit.chain import Chain

pl = pytest.importorskip("polars")

from cleankit.integrations.polars import clean, cleaned  # noqa: E402


def at_home(lines):
    """Drop the first line at one site."""
    if lines.document.site == "example.org":
        yield Verdict(0, "test:home")


at_home.kind, at_home.name = "line", "at-home"


def test_the_same_as_the_chain_in_each_engine(tmp_path):
    frame = pl.DataFrame({"n": range(len(TEXTS)), "text": TEXTS})
    assert clean(frame, chain=CHAIN)["text"].to_list() == CLEAN
    lazy = clean(frame.lazy(), chain=CHAIN)
    assert lazy.collect()["text"].to_list() == CLEAN
    assert lazy.collect(engine="streaming").sort("n")["text"].to_list() == CLEAN
    lazy.sink_parquet(tmp_path / "out.parquet")
    assert pl.read_parquet(tmp_path / "out.parquet").sort("n")["text"].to_list() == CLEAN
    assert lazy.collect_schema().names() == ["n", "text", "dropped", "error"]


def test_the_chain_is_called_once_per_row():
    calls = []

    def count(text):
        calls.append(text)
        return text

    clean(pl.DataFrame({"text": ["a", "b"]}), chain=Chain(count))
    clean(pl.LazyFrame({"text": ["a", "b"]}), chain=Chain(count)).collect()
    assert sorted(calls) == ["a", "a", "b", "b"]


def test_nulls_kinds_and_other_columns():
    frame = pl.DataFrame({"when": [date(2024, 1, 1)] * 2, "text": [DIRTY, None], "list": [[1], []]})
    for one in (frame, frame.with_columns(pl.col("text").cast(pl.Categorical))):
        found = clean(one, chain=CHAIN)
        assert found["text"].to_list() == [CHAIN(DIRTY), None]
        assert found.select("when", "list").equals(frame.select("when", "list"))
        assert found["dropped"].null_count() == found["error"].null_count() == 2
    assert clean(pl.DataFrame({"text": [None, None]})).schema["text"] == pl.String
    assert clean(pl.DataFrame(schema={"text": pl.String})).is_empty()


def test_gates_and_errors_do_not_end_the_query():
    found = clean(pl.LazyFrame({"text": ["Too short.", LONG]}), chain=GATED).collect()
    assert found["dropped"].to_list() == [SHORT, None]
    found = clean(pl.LazyFrame({"text": ["rain", "snow"]}), chain=FAILING).collect()
    assert found["text"].to_list() == ["rain", "snow"]
    assert found["error"][0] is None
    assert is_failure(found["error"][1])


def test_as_an_expression():
    frame = pl.DataFrame({"body": [DIRTY, None], "site": ["example.org", None]})
    found = frame.select(cleaned(pl.col("body"), CHAIN).alias("c")).unnest("c")
    assert found.rows() == [(CHAIN(DIRTY), None, None), (None, None, None)]
    grouped = frame.group_by("site").agg(
        cleaned(pl.col("body").first(), CHAIN).struct.field("text").alias("t")
    )
    assert set(grouped["t"].to_list()) == {CHAIN(DIRTY), None}


def test_columns_that_filters_know_are_read():
    frame = pl.DataFrame({"text": ["Head\nBody"] * 2, "site": ["example.org", None]})
    chain = Chain(at_home)
    assert clean(frame, chain=chain)["text"].to_list() == ["Body", "Head\nBody"]
    assert chain.run(Document("Head\nBody", site="example.org")).text == "Body"


@pytest.mark.parametrize(
    ("frame", "field", "message"),
    [
        (pl.LazyFrame({"text": [1]}), "text", "of type Int64; accepted: strings"),
        (pl.DataFrame({"text": [["a"]]}), "text", r"of type List\(String\); accepted: strings"),
        (pl.DataFrame(), "text", "no column 'text'"),
        (pl.Series(["a"]), "text", "found Series; accepted: a DataFrame or LazyFrame"),
        (["a"], "text", "found list; accepted: a DataFrame or LazyFrame"),
        (pl.DataFrame({"text": ["a"]}), pl.col("text"), "field: found Expr; accepted: the name of a column"),
    ],
)
def test_what_holds_no_texts_is_refused(frame, field, message):
    with pytest.raises(ConfigError, match=message):
        clean(frame, field)


@pytest.mark.parametrize(("field", "message"), WRONG_FIELDS)
def test_a_wrong_column_is_refused(field, message):
    with pytest.raises(ConfigError, match=f"polars: {message}"):
        clean(pl.DataFrame({"text": ["a"]}), field)


@pytest.mark.parametrize(("chain", "message"), WRONG_CHAINS)
def test_what_is_no_chain_is_refused(chain, message):
    with pytest.raises(ConfigError, match=message):
        clean(pl.DataFrame({"text": ["a"]}), chain=chain)


def test_no_rows_a_huge_text_and_a_function_that_cannot_be_pickled():
    lock = threading.Lock()
    chain = Chain("newlines", lambda text: lock and text)
    assert clean(pl.DataFrame({"text": []}), chain=chain).rows() == []
    assert clean(pl.LazyFrame({"text": [HUGE, None]}), chain=chain).collect()["text"].to_list() == [
        HUGE,
        None,
    ]


def test_an_expression_of_a_name():
    assert pl.DataFrame({"body": [DIRTY]}).select(
        cleaned("body", CHAIN).struct.field("text")
    ).item() == CHAIN(DIRTY)
