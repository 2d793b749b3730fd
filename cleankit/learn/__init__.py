"""Boilerplate learned from a corpus: a rule pack that a person can read and edit.

`learn(["news/"], "site.toml")` writes one, and `batch-clean --learned site.toml` uses it.
"""

from cleankit.learn.learned import By, Learned
from cleankit.learn.run import learn

__all__ = ["By", "Learned", "learn"]
