"""Repeats across documents, on one machine: ``pip install cleankit[corpus]``."""

from cleankit.corpus.dedup import Deduplicated, Near, dedup, near_duplicates

__all__ = ["Deduplicated", "Near", "dedup", "near_duplicates"]
