"""Row groups in as lines of JSON, and records out as a table.

A Parquet file ends with its index, so one that is being written cannot be gone on with: what a run has
done stands in a file of JSON lines until the end, and then becomes the table.
"""

import base64
import json
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any

from cleankit.errors import InputError, UnreadableError

ROWS = 1000  # read at once
GROUP = 16 << 20  # bytes of JSON that make a row group
MOST_NAMED = 4  # columns in a message
NEEDED = "Parquet files need pyarrow; pip install 'cleankit[parquet]'"


def parquet_lines(stored: IO[bytes]) -> Iterator[bytes]:
    """Yield the rows as lines of JSON. Times become ISO 8601, decimals strings, bytes base64."""
    pyarrow, parquet = _pyarrow()
    try:
        table = parquet.ParquetFile(stored)
        if twice := _twice(table.schema_arrow):
            raise UnreadableError(f"two columns have the name {twice!r}; rename one")
        for batch in table.iter_batches(ROWS):
            for row in batch.to_pylist():
                yield json.dumps(row, default=_value, separators=(",", ":")).encode("ascii")
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UnreadableError(f"broken Parquet: {str(error).splitlines()[0]}") from error


def lossy_columns(stored: IO[bytes], text_field: str, *, rewritten: bool) -> str:
    """Say why a table cannot be read, or (``rewritten``) written back, as it is; "" if it can.

    JSON has no times, bytes, decimals and maps, so none of these come back with their type and value.
    """
    pyarrow, parquet = _pyarrow()
    try:
        schema = parquet.read_schema(stored)
    except (pyarrow.ArrowException, OSError, ValueError):
        return ""  # broken: reading it says where
    types = pyarrow.types
    if text_field in schema.names and _is_binary(types, schema.field(text_field).type):
        return f"column {text_field!r} holds bytes, not text; decode it first"
    if not rewritten:
        return ""
    lost = [f"{one.name} ({one.type})" for one in schema if not _is_exact(types, one.type)]
    more = f" and {len(lost) - MOST_NAMED} more" if len(lost) > MOST_NAMED else ""
    if not lost:
        return ""
    named = ", ".join(lost[:MOST_NAMED])
    return f"columns would not come back as they were: {named}{more}; give a .jsonl output, or leave them out"


def parquet_schema(stored: IO[bytes]) -> str:
    """Return the schema of a file, base64, for `write_parquet`; "" if it cannot be read."""
    pyarrow, parquet = _pyarrow()
    try:
        schema = parquet.read_schema(stored)
    except (pyarrow.ArrowException, OSError, ValueError):
        return ""
    return base64.b64encode(schema.serialize().to_pybytes()).decode("ascii")


def write_parquet(lines: IO[bytes], target: IO[bytes], schema: str = "") -> None:
    """Write lines of JSON as a table. Columns of ``schema`` keep their types; those of others are found.

    Raises InputError where records do not make one table.
    """
    pyarrow, parquet = _pyarrow()
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
        raise InputError("the records do not make one table; give a .jsonl output")


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


def _twice(schema: Any) -> str:
    names = list(schema.names)
    return next((name for name in names if names.count(name) > 1), "")


def _is_binary(types: Any, kind: Any) -> bool:
    return any(is_it(kind) for is_it in (types.is_binary, types.is_large_binary, types.is_fixed_size_binary))


def _is_exact(types: Any, kind: Any) -> bool:
    """Say whether JSON holds every value of a type, so that it comes back as it was."""
    if types.is_struct(kind):
        fields = [kind.field(i) for i in range(kind.num_fields)]
        return len({one.name for one in fields}) == len(fields) and all(
            _is_exact(types, one.type) for one in fields
        )
    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        return _is_exact(types, kind.value_type)
    if types.is_dictionary(kind):
        return _is_exact(types, kind.value_type)
    plain = (types.is_boolean, types.is_integer, types.is_floating, types.is_null)
    texts = (types.is_string, types.is_large_string, getattr(types, "is_string_view", types.is_string))
    return any(is_it(kind) for is_it in (*plain, *texts))


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
