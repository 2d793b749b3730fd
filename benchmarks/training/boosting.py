"""What the boosted trees of all models have in common, for LightGBM."""

from typing import Any

BOOSTING: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.1,
    "min_data_in_leaf": 60,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "verbose": -1,
}
