"""A sample of a run's records for people to look at: the same whatever the number of workers.

Every record has a number made from its place; those with the least numbers are the sample. So a chunk's
sample can be drawn where the chunk is cleaned, and only records that may end in it are audited.
"""

from bisect import insort
from hashlib import blake2b
from typing import NamedTuple

from cleankit.audit.report import Report
from cleankit.audit.shown import Shown
from cleankit.document import Document
from cleankit.fields import field_of
from cleankit.io.record import Record

LONGEST = 4_000  # characters of a refused record that are shown


class Sampled(NamedTuple):
    """A record of the sample: its number, its place in the run, and what was done to it."""

    lot: int
    place: tuple[int, ...]
    shown: Shown


class Sample:
    """The ``size`` records with the least lots of all that were offered.

    >>> sample = Sample(1)
    >>> for line in range(9):
    ...     if sample.takes(lot := lot_of("news.jsonl", line)):
    ...         sample.add(Sampled(lot, (line,), Shown(Report("", []))))
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

    def records(self) -> list[Shown]:
        """Return the records in the order of the run."""
        return [one.shown for one in sorted(self.kept, key=lambda one: one.place)]


def shown_record(record: Record, document: Document, report: Report) -> Shown:
    """Return a record that was cleaned as people look it over."""
    return Shown(report, document.title, document.url, record.place)


def shown_refusal(record: Record, why: str) -> Shown:
    """Return a record that cannot be cleaned as people look it over."""
    fields = record.fields or {}
    known = (field_of(fields, name) for name in ("title", record.reader.options.url_field))
    title, url = (value if isinstance(value, str) else None for value in known)
    raw = record.raw
    text = raw[:LONGEST].decode("utf-8", "backslashreplace")
    more = (record.length or len(raw)) - min(len(raw), LONGEST)
    return Shown(None, title, url, record.place, why, f"{text}\n… {more:,} more bytes" if more > 0 else text)


def lot_of(file: str, number: int) -> int:
    """Return the number of a record, evenly spread and always the same."""
    return int.from_bytes(blake2b(f"{number}\0{file}".encode(), digest_size=8).digest())
