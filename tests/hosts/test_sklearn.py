"""scikit-learn: a transformer that keeps samples and shapes, clones, and is searched over."""

import pickle

import numpy as np
import pytest
from articles import CHAIN, CLEAN, DIRTY, FAILING, TEXTS

from cleankit import Chain, ConfigError, FilterError

pytest.importorskip("sklearn")

from sklearn.base import clone
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import Pipeline

from cleankit.integrations.sklearn import CleanText

ALSO_NEEDS = ["pandas>=2.2"]


def test_the_same_as_the_chain():
    assert CleanText(CHAIN).fit_transform(TEXTS) == CLEAN
    assert CleanText(CHAIN).transform(tuple(TEXTS)) == CLEAN
    array = CleanText(CHAIN).transform(np.array(TEXTS, dtype=object))
    assert isinstance(array, np.ndarray)
    assert array.tolist() == CLEAN


def test_a_series_stays_one():
    pd = pytest.importorskip("pandas")
    found = CleanText(CHAIN).transform(pd.Series([DIRTY, None], index=[7, 8], name="body"))
    assert found.tolist() == [CHAIN(DIRTY), None]
    assert (found.index.tolist(), found.name) == ([7, 8], "body")


def test_nulls_stay_and_errors_are_raised():
    assert CleanText(CHAIN).transform([None, float("nan"), DIRTY]) == [None, None, CHAIN(DIRTY)]
    with pytest.raises(FilterError, match="snow"):
        CleanText(FAILING).transform(["snow"])
    with pytest.raises(TypeError, match="a chain cleans str, not int"):
        CleanText(CHAIN).transform([5])


def test_clones_and_pickles():
    one = CleanText(Chain("article", "length"))
    for copy in (clone(one), pickle.loads(pickle.dumps(one))):
        assert copy.get_params() == one.get_params()
        assert copy.transform([DIRTY]) == one.transform([DIRTY])
    assert one.set_params(chain=CHAIN).chain is CHAIN


def test_in_a_pipeline_that_is_searched():
    steps = [("clean", CleanText()), ("count", CountVectorizer()), ("model", LogisticRegression())]
    grid = GridSearchCV(Pipeline(steps), {"clean__chain": [CHAIN, Chain("minimal")]}, cv=2)
    texts = [f"{DIRTY} ships" if n % 2 else f"{DIRTY} bread" for n in range(20)]
    grid.fit(texts, [n % 2 for n in range(20)])
    assert grid.predict(["the ships"]).tolist() == [1]
    assert "advertisement" not in Pipeline(steps[:2]).fit(texts)["count"].vocabulary_


@pytest.mark.parametrize("given", ["one text", b"one", np.array([["a"]])])
def test_what_is_no_column_of_texts_is_refused(given):
    with pytest.raises(ConfigError, match="accepted: a list, array or Series"):
        CleanText().transform(given)
