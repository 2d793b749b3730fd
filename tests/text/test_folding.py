"""Folding: one key for what differs only in look, line by line, in linear time."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleankit.testing import check_linear_time, cpu_seconds
from cleankit.text.folding import LONG_RUN, QUOTES, fold, normalize

MARKS = "\u0301\u0323\u0315\U0001d165\uff9e"
texts = st.text(st.sampled_from("aA \t\n\r\x1c\x85\u2028\u1680\u00a0\u3000…“«’éﬁΣςß½ﾊ" + MARKS))
runs = st.text(st.sampled_from(MARKS), min_size=LONG_RUN - 2, max_size=LONG_RUN + 40)


def plainly(text):
    """Fold as the definition says, without a shortcut."""
    for curly, straight in QUOTES.items():
        text = text.replace(curly, straight)
    folded = re.sub(r"[^\S\n]+", " ", unicodedata.normalize("NFKC", text).casefold())
    return re.sub(r"^ +| +$", "", folded, flags=re.MULTILINE)


@given(texts)
def test_fold_is_what_the_definition_says(text):
    assert fold(text) == plainly(text)
    assert fold(text).split("\n") == [fold(line) for line in text.split("\n")]


@given(texts, runs, texts, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_normalize_is_what_unicodedata_does(before, run, after, form):
    text = before + run + after
    assert normalize(form, text) == unicodedata.normalize(form, text)


@pytest.mark.clock
@pytest.mark.parametrize(
    "piece", ["\u0301\u0323", "a" + "\u0323" * (LONG_RUN - 1), "\u0301" + "a" * (LONG_RUN - 1), "… "]
)
def test_time_is_linear(piece):
    check_linear_time(lambda times: cpu_seconds(fold, piece * times), 200_000 // len(piece), least=0.004)
