import random

import pytest

from cleankit.errors import ConfigError
from cleankit.trees import from_data

SMALL = [0, 1.5, [1, 0.25, -1.0, 2.0], 3]


def walked(tree, row):
    while isinstance(tree, list):
        tree = tree[2] if row[tree[0]] <= tree[1] else tree[3]
    return tree


def random_tree(draw, depth):
    if depth == 0 or draw.random() < 0.2:
        return draw.uniform(-1, 1)
    return [
        draw.randrange(5),
        draw.uniform(-2, 2),
        random_tree(draw, depth - 1),
        random_tree(draw, depth - 1),
    ]


def test_compiled_trees_score_as_walked_ones():
    draw = random.Random(1)
    trees = [random_tree(draw, 7) for _ in range(200)]
    model = from_data({"features": list("abcde"), "bias": 0.5, "trees": trees})
    for _ in range(50):
        row = [draw.uniform(-2, 2) for _ in range(5)]
        assert model.score(row) == pytest.approx(0.5 + sum(walked(tree, row) for tree in trees))


def test_columns_are_scored_by_map():
    model = from_data({"features": ["a", "b"], "bias": 0, "trees": [SMALL, SMALL]})
    assert list(map(model.of, [1.5, 1.5, 1.6], [0.25, 0.3, 0])) == [-2.0, 4.0, 6.0]


def test_a_score_beyond_an_exit_is_final():
    model = from_data({"features": ["a", "b"], "bias": 0, "trees": [SMALL, 1, 1], "exits": [[1, -1, 3]]})
    assert [model.score(row) for row in ([1.5, 0.25], [1.5, 0.3], [1.6, 0])] == [-1.0, 4.0, 3.0]


def test_threshold_goes_left():
    model = from_data({"features": ["a", "b"], "bias": 0, "trees": [SMALL]})
    assert [model.score(row) for row in ([1.5, 0.25], [1.5, 0.3], [1.6, 0])] == [-1.0, 2.0, 3.0]


def test_no_trees_score_the_bias():
    assert from_data({"features": [], "bias": 2, "trees": []}).score([]) == 2


@pytest.mark.parametrize(
    "tree", ["x", [0, 1, 2], [2, 1.0, 0, 0], [-1, 1.0, 0, 0], [True, "__import__('os')", 0, 0], None]
)
def test_what_is_no_tree(tree):
    with pytest.raises((ConfigError, ValueError)):
        from_data({"features": ["a", "b"], "bias": 0, "trees": [tree]})
