"""The version: part of every fingerprint, because rules change with it."""

__version__ = "0.1.0"
