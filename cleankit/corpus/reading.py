"""Records of a corpus in input order, numbered, in batches; bad ones keep their number."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from cleankit.errors import InputError, UnreadableError
from cleankit.io.options import ReadOptions
from cleankit.io.reading import read_sources
from cleankit.io.record import Record, SkippedError
from cleankit.io.sources import Source

BATCH = 2_000  # records
HELD = 32 << 20  # bytes of a batch after which it has no further record


class Raw(NamedTuple):
    """A record before it is read: its number in the corpus, its source's, and the record."""

    number: int
    source: int
    record: Record


class Parsed(NamedTuple):
    """A record's fields and text; or the reason why it is none, or that it is no page (of an archive)."""

    fields: dict[str, Any]
    exact: bool
    text: str
    error: str = ""
    skipped: bool = False


def read_raw(sources: Sequence[Source], options: ReadOptions) -> Iterator[Raw]:
    """Yield the records of all sources. Raises UnreadableError for one that breaks off or changes."""
    number = 0
    for index, source in enumerate(sources):
        for record in read_sources([source], options):
            yield Raw(number, index, record)
            number += 1
        refuse_changed([source])


def refuse_changed(sources: Iterable[Source]) -> None:
    """Raise UnreadableError for a file that is not what it was when the run found it."""
    for source in sources:
        if source.changed:
            raise UnreadableError(f"{source.name}: changed while it was read; run again")


def batches(raws: Iterable[Raw]) -> Iterator[list[Raw]]:
    """Yield lists of `BATCH` records, or fewer where they are large."""
    batch: list[Raw] = []
    held = 0
    for raw in raws:
        batch.append(raw)
        held += len(raw.record.data)
        if len(batch) == BATCH or held >= HELD:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def parse(raw: Raw) -> Parsed:
    """Return what a record holds; one that cannot be read says why. Raises UnreadableError for its source."""
    record = raw.record
    try:
        text = record.document().text
    except SkippedError:
        return Parsed({}, False, "", skipped=True)
    except UnreadableError:
        raise
    except InputError as error:
        return Parsed({}, False, "", str(error))
    return Parsed(record.fields or {}, record.exact, text)
