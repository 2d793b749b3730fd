"""Cleaned rows of tables, with every column but the text as it was, as pieces that `write_parquet` joins."""

from typing import Any

from cleankit.errors import InputError
from cleankit.fields import field_of
from cleankit.io.formats.parquet.table import framed, pyarrow_modules
from cleankit.io.formats.parquet.values import Columns, steps_to
from cleankit.io.record import Record

ADDED = ("lang", "cleankit")


class Rows:
    """Takes the cleaned records of a chunk; ``changed`` names the columns that cleaning may change."""

    def __init__(self, changed: tuple[str, ...]) -> None:
        self._changed = changed
        self._parts: list[tuple[Columns, list[int], dict[str, list[Any]]]] = []

    def add(self, record: Record, fields: dict[str, Any]) -> None:
        """Take a record. Raises InputError if its column cannot hold the text."""
        columns, index = record.context
        if not self._parts or self._parts[-1][0] is not columns:
            self._parts.append((columns, [], {name: [] for name in self._changed}))
        _, indices, values = self._parts[-1]
        indices.append(index)
        for name in self._changed:
            values[name].append(field_of(fields, name))

    def data(self) -> bytes:
        """Return the rows."""
        return b"".join(_piece(*part) for part in self._parts)


def _piece(columns: Columns, indices: list[int], changed: dict[str, list[Any]]) -> bytes:
    pyarrow, _ = pyarrow_modules()
    batch = columns.batch
    slices = [batch.slice(first, count) for first, count in _runs(indices)]
    table = pyarrow.Table.from_batches(slices, schema=batch.schema)
    for name, values in changed.items():
        at = columns.names.index(name) if name in columns.names else -1
        if at < 0 and (below := _struct_of(pyarrow, columns, name)) >= 0:
            table = _with_child(pyarrow, table, below, name.partition(".")[2], values)
            continue
        if at < 0 or any(isinstance(one, list) for one in values):
            kind = pyarrow.list_(pyarrow.string()) if isinstance(values[0], list) else None
            column = pyarrow.array(values, type=kind)
            table = table.append_column(name, column) if at < 0 else table.set_column(at, name, column)
            continue
        field = batch.schema.field(at)
        if name in ADDED and not pyarrow.types.is_string(field.type):
            continue  # a column of that name that holds something else
        table = table.set_column(at, field, _column(pyarrow, values, field))
    table = table.replace_schema_metadata(batch.schema.metadata)
    sink = pyarrow.BufferOutputStream()
    alone = pyarrow.ipc.IpcWriteOptions(use_threads=False)  # in a forked worker Arrow's threads are not there
    with pyarrow.ipc.new_stream(sink, table.schema, options=alone) as writer:
        writer.write_table(table)
    return framed(sink.getvalue().to_pybytes())


def _struct_of(pyarrow: Any, columns: Columns, name: str) -> int:
    """Return which column is the struct that a field with a dot in its name is in; -1 for none."""
    head, dot, _ = name.partition(".")
    at = columns.names.index(head) if dot and head in columns.names else -1
    return at if at >= 0 and pyarrow.types.is_struct(columns.batch.schema.field(at).type) else -1


def _with_child(pyarrow: Any, table: Any, at: int, name: str, values: list[Any]) -> Any:
    """Return a table with other values in a child of a struct; its other children are as they were."""
    field = table.schema.field(at)
    whole = table.column(at).combine_chunks()
    if isinstance(whole, pyarrow.ChunkedArray):
        whole = pyarrow.concat_arrays(whole.chunks) if whole.num_chunks else whole
    return table.set_column(at, field, _replaced(pyarrow, whole, steps_to(field.type, name), values))


def _replaced(pyarrow: Any, array: Any, steps: list[str], values: list[Any]) -> Any:
    kind = array.type
    children = [array.field(index) for index in range(kind.num_fields)]
    at = kind.get_field_index(steps[0])
    if len(steps) > 1:
        children[at] = _replaced(pyarrow, children[at], steps[1:], values)
    else:
        children[at] = _column(pyarrow, values, kind.field(at))
    nulls = pyarrow.array([not one.is_valid for one in array]) if array.null_count else None
    fields = [kind.field(index) for index in range(kind.num_fields)]
    return pyarrow.StructArray.from_arrays(children, fields=fields, mask=nulls)


def _column(pyarrow: Any, values: list[Any], field: Any) -> Any:
    kind = field.type
    is_binary = pyarrow.types.is_binary(kind) or pyarrow.types.is_large_binary(kind)
    if is_binary:
        values = [one.encode("utf-8") if isinstance(one, str) else one for one in values]
    try:
        return pyarrow.array(values, type=kind)
    except (pyarrow.ArrowException, TypeError) as error:
        raise InputError(f"column {field.name!r} is {kind}, which cannot hold a text: {error}") from error


def _runs(indices: list[int]) -> list[tuple[int, int]]:
    """Return runs of numbers that follow one another: (first, how many).

    >>> _runs([0, 1, 4, 5, 6])
    [(0, 2), (4, 3)]
    """
    runs: list[tuple[int, int]] = []
    for index in indices:
        if runs and sum(runs[-1]) == index:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((index, 1))
    return runs
