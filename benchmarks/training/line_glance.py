"""Train the glance of the line model: boosted trees that are sums of tables, and written as tables.

Interaction constraints keep each tree to one feature of the line or of one beside it, to one feature
of what is around it and the kind of page, or to features of the page. Trees of one feature add up to a
table; those of the page stay trees.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from benchmarks.training.boosting import BOOSTING
from cleankit.boilerplate.model.facts import MOST_SIZE, Facts
from cleankit.boilerplate.model.features import Page
from cleankit.boilerplate.model.first_stage import AROUND, BESIDE, KINDS, NO_LINE, OWN, PAGE, columns, kind_of

SINGLE = [*OWN, *BESIDE]
KIND = len(SINGLE) + len(AROUND)
ROUNDS = 300
PARAMETERS = BOOSTING | {
    "feature_fraction": 0.5,
    "num_leaves": 6,
    "interaction_constraints": [
        *([i] for i in range(len(SINGLE))),
        *([i, KIND] for i in range(len(SINGLE), KIND)),
        list(range(KIND + 1, KIND + 1 + len(PAGE))),
    ],
}
Array = NDArray[np.float32]


def glance_rows(page: Page, facts: Sequence[Facts]) -> Array:
    """Return the features of all lines: what `boilerplate.model.first_stage` looks up in its tables."""
    codes = [min(one.size, MOST_SIZE) for one in facts]
    starts = [one.start for one in facts]
    own = [codes, *([getattr(one, name) for one in facts] for name in list(OWN)[1:])]
    none, blank = NO_LINE
    beside = [[none, *codes[:-1]], [blank, *starts[:-1]], [*codes[1:], none], [*starts[1:], blank]]
    whole = [[value] * len(facts) for value in (kind_of(page), *page.page)]
    return np.array([*own, *beside, *map(list, columns(page)), *whole], dtype=np.float32).T


def train_glance(rows: Array, labels: Sequence[int], importance: Sequence[float]) -> dict[str, Any]:
    """Return the tables, and the trees of the page."""
    data = lightgbm.Dataset(rows, np.array(labels), weight=np.array(importance))
    trees = [
        tree["tree_structure"] for tree in lightgbm.train(PARAMETERS, data, ROUNDS).dump_model()["tree_info"]
    ]
    used = [sorted(set(_features(tree))) for tree in trees]
    tables: dict[str, Any] = {}
    for i, (name, (least, most)) in enumerate((OWN | BESIDE).items()):
        values = np.arange(least, most + 1)
        tables[name] = steps(
            values, sum(_leaves(tree, {i: values}) for tree, by in zip(trees, used, strict=True) if by == [i])
        )
    for i, (name, (least, most)) in enumerate(AROUND.items(), len(SINGLE)):
        values = np.arange(least, most + 1)
        # A tree of the kind alone is part of the first of these tables.
        mine = [
            tree for tree, by in zip(trees, used, strict=True)
            if i in by or (by in ([KIND], []) and i == len(SINGLE))
        ]  # fmt: skip
        tables[name] = [
            steps(values, sum(_leaves(tree, {i: values, KIND: np.full(len(values), kind)}) for tree in mine))
            for kind in range(KINDS)
        ]
    page = [tree for tree, by in zip(trees, used, strict=True) if by and by[0] > KIND]
    return {"tables": tables, "page": [_plain(tree) for tree in page]}


def steps(values: NDArray[np.int64], heights: NDArray[np.float64] | int) -> list[list[float]]:
    """Return a step function as pairs of the last value of each step and its height.

    >>> steps(np.array([0, 1, 2]), np.array([0.5, 0.5, -1.0]))
    [[1, 0.5], [2, -1.0]]
    """
    rounded = np.round(heights + np.zeros(len(values)), 3).tolist()
    found = groupby(zip(values.tolist(), rounded, strict=True), key=lambda pair: pair[1])
    return [[[value for value, _ in pairs][-1], height] for height, pairs in found]


def _features(node: dict[str, Any]) -> Iterator[int]:
    if "split_feature" in node:
        yield node["split_feature"]
        yield from chain(_features(node["left_child"]), _features(node["right_child"]))


def _leaves(node: dict[str, Any], values: dict[int, NDArray[Any]]) -> NDArray[np.float64]:
    """Return what a tree says for each of the values."""
    length = len(next(iter(values.values())))
    if "leaf_value" in node:
        return np.full(length, node["leaf_value"])
    left, right = _leaves(node["left_child"], values), _leaves(node["right_child"], values)
    return np.where(values[node["split_feature"]] <= node["threshold"], left, right)


def _plain(node: dict[str, Any]) -> Any:
    """Return a tree over the features of PAGE as cleankit.trees wants it."""
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    threshold = float(f"{node['threshold']:.4g}")
    feature = node["split_feature"] - KIND - 1
    return [feature, threshold, _plain(node["left_child"]), _plain(node["right_child"])]
