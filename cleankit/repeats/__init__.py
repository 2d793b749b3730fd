"""Repeats within a document: when lines are near, which may repeat on purpose, which copy stays."""

from cleankit.repeats.search import Repeat, find_repeats

__all__ = ["Repeat", "find_repeats"]
