"""Boosted decision trees from JSON, scored in plain Python.

A tree is a number (a leaf) or ``[feature, threshold, left, right]``: left if the feature is at most
the threshold. A model file is ``{"about": {...}, "features": [names], "bias": number, "trees": [...]}``.
The trees become one Python function of nested conditional expressions over its arguments, five to eight
times faster than a walk over lists; only numbers from the file enter it. It is fastest where all features
are floats: comparing an integer with a float takes CPython half as long again.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from cleankit.errors import ConfigError

Score = Callable[[Sequence[float]], float]
Tree = float | list[Any]


class Trees(NamedTuple):
    """An ensemble: ``score(row)`` is the sum of its leaves, a log-odds value for a classifier.

    ``of`` takes the features as arguments, so that ``map(trees.of, *columns)`` scores columns.
    """

    features: tuple[str, ...]
    score: Score
    of: Callable[..., float]
    about: dict[str, Any]


def from_data(data: dict[str, Any]) -> Trees:
    """Return the model that ``data`` describes. Raises ConfigError for a tree that is not one.

    With ``"exits": [[count, low, high], ...]`` a score at or outside low and high is final after the first
    ``count`` trees.

    >>> model = from_data({"features": ["chars"], "bias": 0.5, "trees": [[0, 80, -1.0, [0, 200, 1, 2]]]})
    >>> model.score([10]), model.score([100]), model.score([1000])
    (-0.5, 1.5, 2.5)
    """
    names = tuple(data["features"])
    of = compile_trees(data["trees"], float(data["bias"]), len(names), data.get("exits", ()))
    return Trees(names, lambda row: of(*row), of, data.get("about", {}))


def compile_trees(
    trees: Sequence[Tree], bias: float, width: int, exits: Sequence[Sequence[float]] = ()
) -> Callable[..., float]:
    """Return a function of ``width`` features."""
    bounds = {int(count): (float(low), float(high)) for count, low, high in exits}
    lines = [f"def score({', '.join(f'x{i}' for i in range(width))}):", f" s = {bias!r}"]
    for count, tree in enumerate(trees, 1):
        lines.append(f" s += {_expression(tree, width)}")
        if count in bounds:
            low, high = bounds[count]
            lines.append(f" if not {low!r} < s < {high!r}: return s")
    lines.append(" return s")
    made: dict[str, Callable[..., float]] = {}
    exec("\n".join(lines), {"__builtins__": {}}, made)  # noqa: S102 - numbers only
    return made["score"]


def _expression(tree: Tree, width: int) -> str:
    if isinstance(tree, int | float):
        return repr(float(tree))
    if not (isinstance(tree, list) and len(tree) == 4 and isinstance(tree[0], int) and 0 <= tree[0] < width):
        raise ConfigError(
            f"model: found {str(tree)[:60]!r}; a tree is a number or [feature, threshold, left, right]"
        )
    feature, threshold, left, right = tree
    yes, no = _expression(left, width), _expression(right, width)
    return f"({yes} if x{feature} <= {float(threshold)!r} else {no})"
