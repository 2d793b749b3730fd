"""Quotation marks: which way each must face, which a text uses, which are surely wrong."""

from cleankit.quotation.repair import repair_quotes

__all__ = ["repair_quotes"]
