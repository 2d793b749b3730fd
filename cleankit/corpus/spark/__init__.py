"""Repeats across the rows of a Spark DataFrame, by the functions that `cleankit.corpus.dedup` goes by."""

from cleankit.corpus.spark.rows import ADDED, Unique, dedup

__all__ = ["ADDED", "Unique", "dedup"]
