"""pandas: the chain's own texts, nulls as they were, gates and errors in columns."""

import numpy as np
import pytest
from articles import CHAIN, CLEAN, DIRTY, FAILING, GATED, LONG, SHORT, TEXTS, is_failure

from cleankit import Chain, ConfigError, FilterError

pd = pytest.importorskip("pandas")

from cleankit.integrations.pandas import clean, clean_series  # noqa: E402

ALSO_NEEDS = ["openpyxl>=3.1", "pyarrow>=15"]  # the recipe writes Excel and Parquet


def test_the_same_as_the_chain():
    series = pd.Series(TEXTS, index=range(7, 7 + len(TEXTS)), name="body")
    found = clean_series(series, CHAIN)
    assert found.tolist() == CLEAN
    assert found.index.equals(series.index)
    assert (found.name, found.dtype) == ("body", series.dtype)
    frame = pd.DataFrame({"n": range(len(TEXTS)), "text": TEXTS})
    assert clean(frame)["text"].tolist() == CLEAN
    assert frame["text"].tolist() == TEXTS


@pytest.mark.parametrize("dtype", [None, "object", "string", "category"])
@pytest.mark.parametrize("null", [None, np.nan, pd.NA])
def test_nulls_stay(dtype, null):
    series = pd.Series([DIRTY, null, DIRTY], dtype=dtype)
    found = clean_series(series, CHAIN)
    assert found.tolist()[::2] == [CHAIN(DIRTY)] * 2
    assert found.isna().tolist() == [False, True, False]
    if dtype == "object":
        assert found[1] is null
    frame = clean(pd.DataFrame({"text": series}), "text", CHAIN)
    assert frame["text"].isna().tolist() == [False, True, False]
    assert frame["dropped"].isna().all()
    assert frame["error"].isna().all()
    assert clean_series(pd.Series([], dtype=dtype), CHAIN).tolist() == []


def test_only_nulls():
    found = clean(pd.DataFrame({"text": [np.nan, np.nan], "n": [1, 2]}))
    assert found["text"].isna().all()
    assert found.columns.tolist() == ["text", "n", "dropped", "error"]


def test_gates_and_errors_are_columns():
    frame = pd.DataFrame({"text": ["Too short.", LONG, None]}, index=list("abc"))
    found = clean(frame, "text", GATED)
    assert found["dropped"].tolist()[0] == SHORT
    assert found["dropped"].isna().tolist() == [False, True, True]
    found = clean(pd.DataFrame({"text": ["rain", "snow", 5]}, dtype=object), "text", FAILING)
    assert found["text"].tolist() == ["rain", "snow", 5]
    assert is_failure(found["error"][1])
    assert "found int" in found["error"][2]
    with pytest.raises(FilterError, match="snow"):
        clean_series(pd.Series(["rain", "snow"]), FAILING)


def test_other_columns_and_duplicated_index_stay():
    frame = pd.DataFrame(
        {"when": pd.to_datetime(["2024-01-01"] * 2), "text": [DIRTY] * 2, "n": [1, 2]}, index=[3, 3]
    )
    found = clean(frame)
    pd.testing.assert_frame_equal(found[["when", "n"]], frame[["when", "n"]])
    assert found["text"].tolist() == [CHAIN(DIRTY)] * 2
    pd.testing.assert_frame_equal(clean(found), found.assign(text=[CHAIN(DIRTY)] * 2))


def test_columns_whose_names_are_no_strings_or_stand_twice():
    assert clean(pd.DataFrame([[DIRTY]]), 0)["dropped"].isna().tolist() == [True]
    twice = pd.DataFrame([[DIRTY, "/1", "/2"]], columns=["text", "url", "url"])
    assert clean(twice)["text"].tolist() == [CHAIN(DIRTY)]


@pytest.mark.parametrize(
    ("frame", "field", "message"),
    [
        (pd.DataFrame({"text": ["a"]}), "txt", "no column 'txt', or several; did you mean 'text'"),
        (pd.DataFrame({"text": [1]}), "text", "of type int64; accepted: strings"),
        (pd.DataFrame([["a", "b"]], columns=["text", "text"]), "text", "or several"),
        (pd.DataFrame({"error": ["a"]}), "error", "rename it"),
        (pd.DataFrame({("a", "text"): ["a"]}), "text", "of several levels; accepted: one level"),
        (pd.Series(["a"]), "text", "found Series; accepted: a DataFrame"),
    ],
)
def test_what_holds_no_texts_is_refused(frame, field, message):
    with pytest.raises(ConfigError, match=message):
        clean(frame, field, Chain("article"))
