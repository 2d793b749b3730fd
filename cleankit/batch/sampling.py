"""A sample of a run's records for people to look at: the same whatever the number of workers.

Every record has a number made from its place; those with the least numbers are the sample. So a block's
sample can be drawn where the block is cleaned, and only records that may end in it are audited.
"""

from bisect import insort
from hashlib import blake2b
from typing import NamedTuple

from cleankit.audit.report import Report


class Sampled(NamedTuple):
    """A record of the sample: its number, its place in the run, and what was done to it."""

    lot: int
    place: tuple[int, ...]
    report: Report


class Sample:
    """The ``size`` records with the least lots of all that were offered.

    >>> sample = Sample(1)
    >>> for line in range(9):
    ...     if sample.takes(lot := lot_of("news.jsonl", line)):
    ...         sample.add(Sampled(lot, (line,), Report("", [])))
    >>> len(sample.kept), sample.kept[0].lot == min(lot_of("news.jsonl", line) for line in range(9))
    (1, True)
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.kept: list[Sampled] = []

    def takes(self, lot: int) -> bool:
        """Say whether a record with that number would be kept."""
        return self.size > 0 and (len(self.kept) < self.size or lot < self.kept[-1].lot)

    def add(self, one: Sampled) -> None:
        """Keep a record, and let go of the one with the greatest number if there are too many."""
        if self.takes(one.lot):
            insort(self.kept, one, key=lambda kept: kept.lot)
            del self.kept[self.size :]

    def reports(self) -> list[Report]:
        """Return the reports in the order of the run."""
        return [one.report for one in sorted(self.kept, key=lambda one: one.place)]


def lot_of(file: str, number: int) -> int:
    """Return the number of a record, evenly spread and always the same."""
    return int.from_bytes(blake2b(f"{number}\0{file}".encode(), digest_size=8).digest())
