"""Train the tables of the line model: boosted trees of one or two features add up to tables.

Interaction constraints keep each tree to one feature of a line or of a page, or to one of the pairs below.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from benchmarks.training.boosting import BOOSTING
from benchmarks.training.line_rows import NAMES
from cleankit.boilerplate.model.features import LINE, PAGE

ROUNDS = 500
PARAMETERS = BOOSTING | {
    "learning_rate": 0.25,
    "feature_fraction": 0.5,
    "num_leaves": 3,  # two splits: two features at most
    "max_bin": 31,
    "min_data_in_leaf": 200,
}
WITH_PAGE = (
    "topic page_weight", "ends_5 page_weight", "words page_weight", "run page_weight", "weight_8 page_short",
    "weight_3 page_short", "ends_5 page_named", "start page_named", "prose_before page_named",
    "size_5 page_lines", "since_named page_lines", "until_named page_lines",
)  # fmt: skip
PAIRS = (
    "run weight_8", "topic ends_5", "prose_before ends_5", "prose_before prose_after", "prose_before topic",
    "topic size_5", "weight_3 ends_5", "prose_before from_first", "words weight_8",
)  # fmt: skip
"""Pairs that gained most where trees of three leaves were free to choose any two features."""
INTERACTIONS = [[i] for i in range(len(NAMES))] + [
    [NAMES.index(name) for name in pair.split()] for pair in (*WITH_PAGE, *PAIRS)
]
Tree = dict[str, Any]


def train_tables(
    features: NDArray[np.float32], labels: NDArray[np.int8], importance: NDArray[np.float32]
) -> dict[str, Any]:
    """Return the tables as `cleankit.boilerplate.model.tables` reads them."""
    data = lightgbm.Dataset(features, labels, weight=importance)
    parameters = PARAMETERS | {"interaction_constraints": INTERACTIONS}
    trees = lightgbm.train(parameters, data, ROUNDS).dump_model()["tree_info"]
    return tables_of([tree["tree_structure"] for tree in trees])


def tables_of(trees: list[Tree]) -> dict[str, Any]:
    """Return the sum of trees of one or two features as tables."""
    grouped: dict[tuple[int, ...], list[Tree]] = defaultdict(list)
    for tree in trees:
        grouped[tuple(sorted(set(_features(tree))))].append(tree)
    found: dict[str, Any] = {"bias": 0.0, "lines": {}, "pages": {}, "with_page": {}, "pairs": {}}
    found["bias"] = round(sum(tree["leaf_value"] for tree in grouped.pop((), [])), 3)
    for used, group in grouped.items():
        names = [NAMES[i] for i in used]
        if len(used) == 1:
            found["lines" if names[0] in LINE else "pages"][names[0]] = steps(group, used[0])
        else:
            kind = "with_page" if names[1] in PAGE else "pairs"
            first, second = used[::-1] if kind == "with_page" else used
            order = f"{names[0]} {names[1]}"
            found[kind][order] = [
                [last, steps(group, second, {first: last})] for last in _lasts(group, first)
            ]
    return found


def steps(trees: list[Tree], feature: int, given: dict[int, int] | None = None) -> list[list[float]]:
    """Return what trees say of the values of a feature: pairs of the last value of a step and its height."""
    lasts = _lasts(trees, feature)
    return [
        [last, round(sum(_value(tree, {feature: last, **(given or {})}) for tree in trees), 3)]
        for last in lasts
    ]


def _lasts(trees: list[Tree], feature: int) -> list[int]:
    """Return the last value of each step of a feature: where trees split, and its largest."""
    most = (LINE | PAGE)[NAMES[feature]][1]
    splits = {
        int(np.floor(node["threshold"])) for tree in trees for node in _nodes(tree)
        if node["split_feature"] == feature
    }  # fmt: skip
    return sorted({split for split in splits if split < most} | {most})


def _nodes(node: Tree) -> Iterator[Tree]:
    if "split_feature" in node:
        yield node
        yield from _nodes(node["left_child"])
        yield from _nodes(node["right_child"])


def _features(node: Tree) -> Iterator[int]:
    return (found["split_feature"] for found in _nodes(node))


def _value(node: Tree, values: dict[int, int]) -> float:
    while "split_feature" in node:
        side = "left_child" if values[node["split_feature"]] <= node["threshold"] else "right_child"
        node = node[side]
    return float(node["leaf_value"])
