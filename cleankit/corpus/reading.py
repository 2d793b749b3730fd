"""Records of a corpus in input order, numbered, in batches; bad ones keep their number."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from cleankit.decoding.evidence import decode
from cleankit.document import text_of
from cleankit.errors import InputError, UnreadableError
from cleankit.io.formats.jsonl import BOM
from cleankit.io.records import dump_record, parse_record
from cleankit.io.sources import Source
from cleankit.io.streams import open_input

BATCH = 2_000  # records
BLOCK = 1 << 20


class Raw(NamedTuple):
    """A line of JSONL before it is parsed: its number in the corpus, its source and its line there."""

    number: int
    source: int
    line: int
    data: bytes


class Fields(NamedTuple):
    """The names of a record's fields."""

    text: str = "text"
    id: str = "id"


class Parsed(NamedTuple):
    """A record, or the reason why it is none."""

    record: dict[str, Any]
    exact: bool
    text: str
    error: str = ""


def read_raw(sources: Sequence[Source], fields: Fields) -> Iterator[Raw]:
    """Yield the lines of all sources in order; blank lines are no records, a text file is one."""
    number = 0
    for index, source in enumerate(sources):
        for line, data in _whole(source, fields) if source.format == "text" else _lines_of(source):
            yield Raw(number, index, line, data)
            number += 1
        refuse_changed([source])


def refuse_changed(sources: Iterable[Source]) -> None:
    """Raise UnreadableError for a file that is not what it was when the run found it."""
    for source in sources:
        if source.changed:
            raise UnreadableError(f"{source.name}: changed while it was read; run again")


def batches(raws: Iterable[Raw]) -> Iterator[list[Raw]]:
    """Yield lists of `BATCH` records, the last one shorter."""
    batch: list[Raw] = []
    for raw in raws:
        batch.append(raw)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def parse(raw: Raw, fields: Fields) -> Parsed:
    """Return the record of a line; a record that cannot be read says why."""
    try:
        record, exact = parse_record(raw.data)
        return Parsed(record, exact, text_of(record, fields.text))
    except InputError as error:
        return Parsed({}, False, "", str(error))


def _whole(source: Source, fields: Fields) -> Iterator[tuple[int, bytes]]:
    try:
        with open_input(source.path) as (content, _):
            text = decode(content.read()).text
    except OSError as error:
        raise UnreadableError(f"{source.name}: cannot be read: {error.strerror or error}") from error
    yield 1, dump_record({fields.id: source.relative, fields.text: text}, exact=False).rstrip(b"\n")


def _lines_of(source: Source) -> Iterator[tuple[int, bytes]]:
    try:
        with open_input(source.path) as (content, _):
            line, rest = 0, b""
            while block := content.read(BLOCK):
                parts = (rest + block).split(b"\n") if b"\n" in block else [rest + block]
                rest = parts.pop()
                for part in parts:
                    line += 1
                    data = part.removeprefix(BOM) if line == 1 else part
                    if data and not data.isspace():
                        yield line, data
            data = rest.removeprefix(BOM) if line == 0 else rest
            if data and not data.isspace():
                yield line + 1, data
    except OSError as error:
        raise UnreadableError(f"{source.name}: cannot be read: {error.strerror or error}") from error
