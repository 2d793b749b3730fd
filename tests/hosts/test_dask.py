"""Dask: each partition as pandas gives it, on threads and on processes."""

import threading

import pytest
from articles import (
    CHAIN,
    CLEAN,
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

from cleankit import Chain, ConfigError

dd = pytest.importorskip("dask.dataframe")
import pandas as pd  # noqa: E402

from cleankit.integrations.dask import clean  # noqa: E402


def framed(texts, parts=3, **columns):
    return dd.from_pandas(pd.DataFrame({"text": texts, **columns}), npartitions=parts)


@pytest.mark.parametrize("scheduler", ["synchronous", "threads", "processes"])
def test_the_same_as_the_chain(scheduler):
    frame = clean(framed(TEXTS, n=range(len(TEXTS))), chain=CHAIN)
    assert frame.columns.tolist() == ["text", "n", "dropped", "error"]
    found = frame.compute(scheduler=scheduler)
    assert found["text"].tolist() == CLEAN
    assert found["n"].tolist() == list(range(len(TEXTS)))
    assert found.dtypes.tolist() == frame.dtypes.tolist()


def test_nulls_gates_and_errors_are_columns():
    found = clean(framed(["Too short.", LONG, None]), chain=GATED).compute(scheduler="synchronous")
    assert found["dropped"].tolist()[0] == SHORT
    assert found["dropped"].isna().tolist() == [False, True, True]
    assert found["text"].isna().tolist() == [False, False, True]
    found = clean(framed(["rain", "snow"]), chain=FAILING).compute(scheduler="synchronous")
    assert found["text"].tolist() == ["rain", "snow"]
    assert is_failure(found["error"].tolist()[1])


@pytest.mark.parametrize(("field", "message"), WRONG_FIELDS)
def test_a_wrong_column_is_refused(field, message):
    with pytest.raises(ConfigError, match=f"pandas: {message}"):
        clean(framed(["a"], 1), field)


@pytest.mark.parametrize(("chain", "message"), WRONG_CHAINS)
def test_what_is_no_chain_is_refused(chain, message):
    with pytest.raises(ConfigError, match=message):
        clean(framed(["a"], 1), chain=chain)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pd.DataFrame({"text": ["a"]}), "found DataFrame; accepted: a DataFrame of Dask"),
        (["a"], "found list; accepted: a DataFrame of Dask"),
        (framed([1, 2], 1), "of type int64; accepted: strings"),
        (framed(["a"], 1)["text"], "found Series; accepted: a DataFrame"),
        (dd.concat([framed(["a"], 1), framed(["b"], 1)], axis=1), "no column 'text', or several"),
    ],
)
@pytest.mark.filterwarnings("ignore:Concatenating dataframes")
def test_what_holds_no_texts_is_refused(frame, message):
    with pytest.raises(ConfigError, match=message):
        clean(frame).compute(scheduler="synchronous")


def test_a_function_that_cannot_be_pickled_is_refused():
    lock = threading.Lock()
    with pytest.raises(ConfigError, match="cannot be sent to workers; use functions of a module"):
        clean(framed(["a"]), chain=Chain(lambda text: lock and text))


def test_no_rows_and_a_huge_text():
    frame = framed([HUGE, "Snow.", None], 2)
    found = clean(frame, chain=Chain("newlines")).compute(scheduler="synchronous")
    assert found["text"].tolist()[:2] == [HUGE, "Snow."]
    assert found["text"].isna().tolist() == [False, False, True]
    assert len(clean(frame[frame["text"] == "none"]).compute(scheduler="synchronous")) == 0
