"""Dask: each partition as pandas gives it, on threads and on processes."""

import pytest
from articles import CHAIN, CLEAN, FAILING, GATED, LONG, SHORT, TEXTS, is_failure

from cleankit import ConfigError

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


def test_what_holds_no_texts_is_refused():
    with pytest.raises(ConfigError, match="did you mean 'text'"):
        clean(framed(["a"]), "txt")
