"""Features are floats, finite and bounded, whatever the page."""

import math
import random

import pytest
from courier_page import COMMENTS, page

from cleankit.html.content import default_model
from cleankit.html.features import describe
from cleankit.html.page import PageBlocks
from cleankit.html.parse import parse
from cleankit.html.second_look import look_again, towards_siblings
from cleankit.html.vocabulary import title_tokens
from cleankit.html.walk import walk

ODD = [
    "<p>port</p>" * 500,
    f"<p>{'word ' * 100_000}",
    "<div>" * 3000 + "港口" * 60,
    "<ul>" * 300 + "<li>Port of call",
]


def both(html):
    vocabulary = default_model().vocabulary
    judged = PageBlocks(walk(parse(html).root), vocabulary)
    described = describe(judged, vocabulary)
    draw = random.Random(1)
    scores = [draw.uniform(-6, 6) for _ in judged.candidates]
    asked = [score > -1 or not i for i, score in enumerate(scores)]
    return (
        judged,
        described.columns,
        look_again(judged, described, title_tokens(["Storm"]), scores, asked),
        asked,
    )


@pytest.mark.parametrize(
    "html", [page(), page(after=COMMENTS), *ODD], ids=["story", "comments", "short", "long", "deep", "lists"]
)
def test_columns_are_floats_for_each_candidate(html):
    judged, first, second, asked = both(html)
    assert {len(column) for column in first.values()} == {len(judged.candidates)}
    assert {len(column) for column in second.values()} == {sum(asked)}
    for name, column in (first | second).items():
        assert all(type(value) is float and math.isfinite(value) and abs(value) < 100 for value in column), (
            name
        )


def test_models_name_features_that_are_there():
    _, first, second, _ = both(page())
    model = default_model()
    assert set(model.first.features) <= set(first)
    assert set(model.second.features) <= set(second)


def test_scores_move_towards_siblings_that_are_marked_up_alike():
    line = "The pilots of the inner harbour wrote down every ship that passed."
    html = (
        f"<div><p>{line}</p><p>{line} Twice.</p><p>All of them.</p><p class=note>{line} No.</p>"
        f"</div><div><p>{line} Alone.</p></div>"
    )
    judged = PageBlocks(walk(parse(html).root), default_model().vocabulary)
    assert len(judged.candidates) == 5
    moved = towards_siblings(judged, [2.0, 2.0, -1.0, -3.0, -2.0])
    assert moved == pytest.approx([1.7, 1.7, -0.4, -3.0, -2.0])
