"""Make tables of what a run has written: lines of JSON, or rows as Arrow.

A Parquet file ends with its index, so one that is being written cannot be gone on with: what a run has
done stands in a file of lines, or of framed Arrow streams, until the end, and then becomes the table.
"""

import base64
import json
from collections.abc import Iterator
from typing import IO, Any

from cleankit.errors import InputError

GROUP = 16 << 20  # bytes of JSON that make a row group
ONE_TABLE = "the records do not make one table; give a .jsonl output"
FRAME = b"ARROW\0\0\0"  # before the length of a stream and the stream
KEPT_GROUP = 64 << 20  # bytes of Arrow in a row group of the input that becomes one of the output
GROUP_KEY = b"cleankit.row_group"  # in the metadata of a piece, until the table is written
NEEDED = "Parquet files need pyarrow; pip install 'cleankit-articles[parquet]'"


def parquet_schema(stored: IO[bytes]) -> str:
    """Return the schema of a file, base64, for `write_parquet`; "" if it cannot be read."""
    pyarrow, parquet = pyarrow_modules()
    try:
        schema = parquet.read_schema(stored)
    except (pyarrow.ArrowException, OSError, ValueError):
        return ""
    return base64.b64encode(schema.serialize().to_pybytes()).decode("ascii")


def write_parquet(lines: IO[bytes], target: IO[bytes], schema: str = "") -> None:
    """Write lines of JSON, or framed rows, as a table.

    Columns of ``schema`` keep their types; those of others are found. Raises InputError where records do not
    make one table.
    """
    if lines.read(len(FRAME)) == FRAME:
        _write_rows(lines, target)
        return
    pyarrow, parquet = pyarrow_modules()
    known = _schema(pyarrow, schema) if schema else pyarrow.schema([])
    if schema and _written(pyarrow, parquet, lines, target, known):
        return
    found = pyarrow.schema([])
    try:
        for rows in _groups(lines):
            names = dict.fromkeys(key for row in rows for key in row if key not in known.names)
            columns = {name: [row.get(name) for row in rows] for name in names}
            found = pyarrow.unify_schemas(
                [found, pyarrow.Table.from_pydict(columns).schema], promote_options="permissive"
            )
    except pyarrow.ArrowException as error:
        raise InputError(f"the records do not make a table: {error}; give a .jsonl output") from error
    for column in found:
        known = known.append(column)
    if not _written(pyarrow, parquet, lines, target, known):
        raise InputError(ONE_TABLE)


def framed(stream: bytes) -> bytes:
    """Return an Arrow stream so that others may follow it in a file."""
    return FRAME + len(stream).to_bytes(8, "little") + stream


def _write_rows(pieces: IO[bytes], target: IO[bytes]) -> None:
    """Write framed rows as a table, in the row groups that they came in; of large ones several are made."""
    pyarrow, parquet = pyarrow_modules()
    writer: Any = None
    held: list[Any] = []
    group = None
    pieces.seek(0)
    try:
        while head := pieces.read(len(FRAME) + 8):
            if not head.startswith(FRAME):
                raise InputError(ONE_TABLE)
            stream = pieces.read(int.from_bytes(head[len(FRAME) :], "little"))
            table, of_group = _of_group(pyarrow.ipc.open_stream(stream).read_all())
            writer = writer or parquet.ParquetWriter(target, table.schema, compression="zstd")
            if held and (of_group != group or sum(one.nbytes for one in held) >= KEPT_GROUP):
                writer.write_table(pyarrow.concat_tables(held))
                held = []
            held.append(table)
            group = of_group
        if held:
            writer.write_table(pyarrow.concat_tables(held))
        writer.close()
    except (pyarrow.ArrowException, ValueError) as error:
        raise InputError(f"{ONE_TABLE}: {error}") from error


def _of_group(table: Any) -> tuple[Any, bytes]:
    """Return rows as they are to be written, and the row group that they came in."""
    metadata = dict(table.schema.metadata or {})
    group = metadata.pop(GROUP_KEY, b"")
    return table.replace_schema_metadata(metadata or None), group


def _written(pyarrow: Any, parquet: Any, lines: IO[bytes], target: IO[bytes], schema: Any) -> bool:
    lines.seek(0)
    target.seek(0)
    target.truncate()
    try:
        with parquet.ParquetWriter(target, schema, compression="zstd") as writer:
            for rows in _groups(lines):
                if any(key not in schema.names for row in rows for key in row):
                    return False
                writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
    except (pyarrow.ArrowException, TypeError):
        return False
    return True


def _groups(lines: IO[bytes]) -> Iterator[list[dict[str, Any]]]:
    lines.seek(0)
    while group := lines.readlines(GROUP):
        yield [json.loads(line) for line in group]


def _schema(pyarrow: Any, schema: str) -> Any:
    return pyarrow.ipc.read_schema(pyarrow.py_buffer(base64.b64decode(schema)))


def pyarrow_modules() -> tuple[Any, Any]:
    """Return pyarrow and its module for Parquet. Raises InputError where it is not installed."""
    try:
        import pyarrow
        import pyarrow.compute  # here, because it hangs where a forked worker is the first to load it
        import pyarrow.ipc
        import pyarrow.parquet
    except ImportError as error:
        raise InputError(NEEDED) from error
    return pyarrow, pyarrow.parquet
