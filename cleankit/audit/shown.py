"""A record as people look it over: what was done to it, and how it is found again."""

from typing import NamedTuple

from cleankit.audit.report import Report


class Shown(NamedTuple):
    """The audit of a record, its title and address if it has them, and its place in the input.

    A record that could not be cleaned has no audit (None): ``refused`` says why, ``text`` is its beginning.
    """

    report: Report | None
    title: str | None = None
    url: str | None = None
    place: str | None = None
    refused: str | None = None
    text: str = ""
