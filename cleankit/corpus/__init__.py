"""Repeats across documents, on one machine: ``pip install cleankit-articles[corpus]``."""

from cleankit.corpus.dedup import Near, dedup, near_duplicates
from cleankit.corpus.writing import Deduplicated

__all__ = ["Deduplicated", "Near", "dedup", "near_duplicates"]
