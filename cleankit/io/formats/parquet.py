"""Parquet: row groups in as lines of JSON, and records out as a table. Needs the extra `parquet`.

A Parquet file ends with its index, so one that is being written cannot be gone on with: what a run has
done stands in a file of JSON lines until the end, and then becomes the table.
"""

import base64
import json
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from cleankit.errors import InputError, UnreadableError

ROWS = 1000  # read at once
GROUP = 16 << 20  # bytes of JSON that make a row group
NEEDED = "Parquet files need pyarrow; pip install 'cleankit[parquet]'"


def parquet_lines(stored: IO[bytes]) -> Iterator[bytes]:
    """Yield the rows as lines of JSON. Times become ISO 8601, decimals strings, bytes base64."""
    pyarrow, parquet = _pyarrow()
    try:
        for batch in parquet.ParquetFile(stored).iter_batches(ROWS):
            for row in batch.to_pylist():
                yield json.dumps(row, default=_value, separators=(",", ":")).encode("ascii") + b"\n"
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UnreadableError(f"broken Parquet: {str(error).splitlines()[0]}") from error


def parquet_schema(path: Path) -> str:
    """Return the schema of a file, base64, for `write_parquet`; "" if it cannot be read."""
    pyarrow, parquet = _pyarrow()
    try:
        schema = parquet.read_schema(path)
    except (pyarrow.ArrowException, OSError, ValueError):
        return ""
    return base64.b64encode(schema.serialize().to_pybytes()).decode("ascii")


def write_parquet(lines: IO[bytes], target: IO[bytes], schema: str = "") -> None:
    """Write lines of JSON as a table, with a schema if they fit it, else with the one they show.

    Raises InputError where records do not make one table.
    """
    pyarrow, parquet = _pyarrow()
    if schema and _written(pyarrow, parquet, lines, target, _schema(pyarrow, schema)):
        return
    found = pyarrow.schema([])
    try:
        for rows in _groups(lines):
            found = pyarrow.unify_schemas(
                [found, pyarrow.Table.from_pylist(rows).schema], promote_options="permissive"
            )
    except pyarrow.ArrowException as error:
        raise InputError(f"the records do not make a table: {error}; give a .jsonl output") from error
    if not _written(pyarrow, parquet, lines, target, found):
        raise InputError("the records do not make a table; give a .jsonl output")


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


def _value(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value) if isinstance(value, Decimal) else repr(value)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.ipc
        import pyarrow.parquet
    except ImportError as error:
        raise InputError(NEEDED) from error
    return pyarrow, pyarrow.parquet
