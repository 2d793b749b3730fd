"""Write a run's output again with other texts: tables and JSON, each as it is written."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cleankit.errors import InputError
from cleankit.fields import put_text
from cleankit.io.format import Format, Joining, Position
from cleankit.io.formats import FORMATS
from cleankit.io.formats.parquet.table import parquet_schema, write_parquet
from cleankit.io.options import ReadOptions
from cleankit.io.reader import Reader
from cleankit.io.reading import read_chunks
from cleankit.io.record import Record
from cleankit.io.sources import find_sources

LONGEST = 1 << 40  # bytes of a record: it was written by us, so it is taken
Restore = Callable[[str], str]


@contextmanager
def placed(record: Record) -> Iterator[None]:
    """Name the record's place in an InputError that is raised inside."""
    try:
        yield
    except InputError as error:
        raise InputError(f"{record.place}: {error}") from error


def restore_records(output: Path, kind: str, target: IO[bytes], text_field: str, restore: Restore) -> int:
    """Write the records of ``output`` with what ``restore`` makes of their texts; return how many.

    Every other field is as it was. Raises InputError where a record cannot be read or written.
    """
    options = ReadOptions(text_field=text_field, format=kind, max_record=LONGEST)
    source = find_sources([output], kind).sources[0]
    form, reader = FORMATS[kind], Reader(options)
    assert form.rows is not None  # noqa: S101 - for the type checker
    count, header = 0, list[str]()
    with tempfile.TemporaryFile() as held:
        for chunk in read_chunks([source], options, Position()):
            if chunk.broken is not None:
                raise InputError(chunk.broken)
            rows = form.rows(chunk, (text_field,))
            for record in reader.records(chunk):
                with placed(record):
                    text = restore(record.document().text)
                fields = record.fields or {}
                put_text(fields, text_field, text)
                record.exact = True
                rows.add(record, fields)
                count += 1
            try:
                data = rows.data()
            except UnicodeEncodeError as error:
                raise InputError(
                    f"{output}: a source has a lone surrogate, which {kind} cannot hold"
                ) from error
            if form.join is not None:
                joined = form.join(data, Joining(kind, header, own=True, alone=True))
                data, header = joined.data, joined.header
            (held if form.join is None else target).write(data)
        _end(form, output, header, held, target)
    return count


def _end(form: Format, output: Path, header: list[str], held: IO[bytes], target: IO[bytes]) -> None:
    if form.close is not None:
        target.write(form.close(header))
    if form.join is None:
        held.seek(0, os.SEEK_SET)
        with output.open("rb") as stored:
            write_parquet(held, target, parquet_schema(stored))
