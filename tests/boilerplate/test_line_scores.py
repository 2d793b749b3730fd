"""What training scores with is what is shipped: the same tables, looked up for many rows at once."""

import json

import pytest

from benchmarks.training.line_rows import features_of
from benchmarks.training.line_scores import scores_of
from cleankit.boilerplate.model.judging import SHIPPED, shipped_model
from cleankit.document import Document, Lines

LINES = [
    "Home", "Sport", "12 Comments", "Share",
    "The mayor opened the new bridge on Monday, after two years of work.",
    "Sign up for our newsletter", "© 2024 News", "•",
    "The old one had been taken by the flood, she said; it was late.",
]  # fmt: skip


def test_both_give_the_same_scores():
    model, lines = shipped_model(), LINES * 4
    keys, named = Lines(list(lines)).keys, [i % 7 == 0 for i in range(len(lines))]
    page = model.page(list(lines), keys, named, Document("", title="New bridge"))
    every = range(len(lines))
    shipped = model.tables.scores(page, page.columns(every))
    trained = scores_of(json.loads(SHIPPED.read_text("utf-8")), features_of(page, every))
    assert trained.tolist() == pytest.approx(shipped, abs=1e-4)
