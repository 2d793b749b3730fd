"""Read tables: spans of record batches, their rows as records, and the documents of these."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

from cleankit.document import Document
from cleankit.errors import InputError, UnreadableError
from cleankit.fields import field_of, put_field
from cleankit.io.format import Chunk, Opened, Position, grouped
from cleankit.io.formats.parquet.table import GROUP_KEY, pyarrow_modules
from cleankit.io.formats.parquet.values import Columns
from cleankit.io.lines import Span
from cleankit.io.reader import Reader
from cleankit.io.record import Record

ROWS = 1000  # in a record batch, fewer where they are large
HEAD = 200  # characters of a text over the limit that are kept


def cut(opened: Opened, place: Position) -> Iterator[Span]:
    """Yield spans of record batches, each an Arrow stream. Raises UnreadableError where it is broken."""
    del place  # there is one way through a table: from its beginning
    with tempfile.TemporaryFile() if opened.content is not opened.stored else nullcontext() as whole:
        if whole is not None:  # compressed, or a pipe: a table is read from its end
            shutil.copyfileobj(opened.content, whole)
            opened = opened._replace(stored=whole)
        opened.stored.seek(0)
        yield from _spans(opened)


def _spans(opened: Opened) -> Iterator[Span]:
    number = 1
    for span in grouped(_batches(opened), opened.size, lambda one: len(one[0])):
        rows = sum(count for _, count in span.data)
        yield span._replace(data=[data for data, _ in span.data], first_line=number, lines=rows)
        number += rows


def records(chunk: Chunk, reader: Reader) -> Iterator[Record]:
    """Yield the rows of a chunk."""
    pyarrow, _ = pyarrow_modules()
    alone = pyarrow.ipc.IpcReadOptions(use_threads=False)  # in a forked worker Arrow's threads are not there
    number = chunk.first
    for data in chunk.data:
        for batch in pyarrow.ipc.open_stream(data, options=alone):
            columns = Columns(batch)
            for index in range(batch.num_rows):
                yield Record(reader, chunk.format, chunk.sources[0], number, context=(columns, index))
                number += 1


def document(record: Record, reader: Reader) -> Document:
    """Return the document of a row; a text in bytes is decoded. Raises InputError if there is none."""
    columns, index = record.context
    fields = columns.row(index)
    field = reader.options.html_field or reader.options.text_field
    if isinstance(text := field_of(fields, field), bytes):
        kind = columns.type_of(field)
        if "fixed" in str(kind):
            raise InputError(f"column {field!r} is {kind}, which cannot hold another text")
        text = reader.decoded(record, text).text
        put_field(fields, field, text)
    if isinstance(text, str) and len(text) > reader.options.max_record:
        reader.refuse_long(record, text[:HEAD].encode("utf-8"), len(text.encode("utf-8")))
    record.fields = fields
    return reader.of_fields(record)


def raw(record: Record) -> bytes:
    """Return a row as JSON, for people."""
    columns, index = record.context
    return json.dumps(columns.held(index), default=_shown, ensure_ascii=False).encode("utf-8", "replace")


def _batches(opened: Opened) -> Iterator[tuple[bytes, int]]:
    pyarrow, parquet = pyarrow_modules()
    try:
        table = parquet.ParquetFile(opened.stored)
        rows = _rows_at_once(table.metadata, opened.size)
        for number in range(table.num_row_groups):
            group = {GROUP_KEY: f"{number} {opened.source.name}".encode()}
            for batch in table.iter_batches(rows, row_groups=[number], use_threads=False):
                marked = batch.replace_schema_metadata((batch.schema.metadata or {}) | group)
                yield _as_stream(pyarrow, marked), batch.num_rows
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UnreadableError(f"broken Parquet: {str(error).splitlines()[0]}") from error


def _rows_at_once(metadata: Any, size: int) -> int:
    """Return how many rows a batch should have: those of about a chunk, however large they are."""
    stored: int = sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    rows: int = metadata.num_rows
    return max(1, min(ROWS, size * max(1, rows) // max(1, stored)))


def _as_stream(pyarrow: Any, batch: Any) -> bytes:
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue().to_pybytes())


def _shown(value: Any) -> str:
    if isinstance(value, UnicodeDecodeError):
        return value.object.decode("utf-8", "backslashreplace")
    return str(value)
