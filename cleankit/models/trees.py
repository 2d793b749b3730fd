"""Boosted decision trees from JSON, scored in plain Python.

A tree is a number (a leaf) or ``[feature, threshold, left, right]``: left if the feature is at most
the threshold. A model file is ``{"about": {...}, "features": [names], "bias": number, "trees": [...]}``.
The trees become one Python function of nested conditional expressions, three to five times faster
than a walk over lists; only numbers from the file enter it.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from cleankit.errors import ConfigError

FOLDER = Path(__file__).parent
GROUP = 25  # trees a function: CPython's compiler recurses over a long sum

Score = Callable[[Sequence[float]], float]
Tree = float | list[Any]


class Trees(NamedTuple):
    """An ensemble: ``score(x)`` is the sum of its leaves, a log-odds value for a classifier."""

    features: tuple[str, ...]
    score: Score
    about: dict[str, Any]


@cache
def load(name: str) -> Trees:
    """Return the model in ``models/<name>.json``; compiled once a process (about .1 s)."""
    return from_data(orjson.loads((FOLDER / f"{name}.json").read_bytes()))


def from_data(data: dict[str, Any]) -> Trees:
    """Return the model that ``data`` describes. Raises ConfigError for a tree that is not one.

    >>> model = from_data({"features": ["chars"], "bias": 0.5, "trees": [[0, 80, -1.0, [0, 200, 1, 2]]]})
    >>> model.score([10]), model.score([100]), model.score([1000])
    (-0.5, 1.5, 2.5)
    """
    names = tuple(data["features"])
    return Trees(names, compile_trees(data["trees"], float(data["bias"]), len(names)), data.get("about", {}))


def compile_trees(trees: Sequence[Tree], bias: float, width: int) -> Score:
    """Return a function of a feature row, its items tested in place."""
    groups = tuple(
        _function(" + ".join(_expression(tree, width) for tree in trees[start : start + GROUP]))
        for start in range(0, len(trees), GROUP)
    )
    if len(groups) == 1 and not bias:
        return groups[0]

    def score(row: Sequence[float]) -> float:
        total = bias
        for group in groups:
            total += group(row)
        return total

    return score


def _function(expression: str) -> Score:
    function: Score = eval(f"lambda x: {expression}", {"__builtins__": {}})  # noqa: S307 - numbers only
    return function


def _expression(tree: Tree, width: int) -> str:
    if isinstance(tree, int | float):
        return repr(float(tree))
    if not (isinstance(tree, list) and len(tree) == 4 and isinstance(tree[0], int) and 0 <= tree[0] < width):
        raise ConfigError(
            f"model: found {str(tree)[:60]!r}; a tree is a number or [feature, threshold, left, right]"
        )
    feature, threshold, left, right = tree
    yes, no = _expression(left, width), _expression(right, width)
    return f"({yes} if x[{feature}] <= {float(threshold)!r} else {no})"
