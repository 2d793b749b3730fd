"""Boilerplate learned from a corpus: a rule pack that a person can read and edit.

from cleankit.learn import learn

learned = learn(["news/"], "site.toml")
"""

from cleankit.learn.run import By, Learned, learn

__all__ = ["By", "Learned", "learn"]
