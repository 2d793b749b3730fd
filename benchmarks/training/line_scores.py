"""Scores of many rows at once, by the tables as they are shipped: what `Tables.scores` gives, in numpy."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.training.line_rows import NAMES

Array = NDArray[np.float32]


def scores_of(model: dict[str, Any], features: Array) -> Array:
    """Return the log-odds of each row."""
    total = np.full(len(features), model["bias"], np.float32)
    for name, steps in (model["lines"] | model["pages"]).items():
        lasts, heights = zip(*steps, strict=True)
        total += np.array(heights, np.float32)[_places(lasts, features[:, NAMES.index(name)])]
    for names, rows in model["with_page"].items():
        line, page = names.split()
        total += _of_two(rows, features[:, NAMES.index(page)], features[:, NAMES.index(line)])
    for names, rows in model["pairs"].items():
        first, second = names.split()
        total += _of_two(rows, features[:, NAMES.index(first)], features[:, NAMES.index(second)])
    return total


def _of_two(rows: list[Any], first: Array, second: Array) -> Array:
    heights = np.array([[height for _, height in steps] for _, steps in rows], np.float32)
    found: Array = heights[
        _places([last for last, _ in rows], first), _places([last for last, _ in rows[0][1]], second)
    ]
    return found


def _places(lasts: Any, values: Array) -> NDArray[np.int64]:
    return np.minimum(np.searchsorted(np.array(lasts), values), len(lasts) - 1)
