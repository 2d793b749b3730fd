r"""Clean columns of Arrow data: what the adapters for Polars, DuckDB, Ray and Spark share. Extra: ``arrow``.

>>> import pyarrow as pa
>>> from cleankit import Chain
>>> table = pa.table({"url": ["/1", "/2"], "text": ["Advertisement\nSnow fell.", None]})
>>> clean(table, "text", Chain("article")).to_pylist()
[{'url': '/1', 'text': 'Snow fell.', 'dropped': None, 'error': None},
 {'url': '/2', 'text': None, 'dropped': None, 'error': None}]
"""

from collections.abc import Sequence
from typing import Any

from cleankit import Chain, ConfigError
from cleankit.integrations.rows import ADDED, KNOWN, check_field, chosen, clean_rows


def clean(data: Any, field: str = "text", chain: Chain | None = None) -> Any:
    """Return Arrow data with its texts cleaned by ``chain`` (by default the preset ``article``).

    Of a Table or RecordBatch the column ``field`` is replaced in its place, and ``dropped`` (a gate's reason)
    and ``error`` are added, or replaced where they are; all other columns are the same buffers. Of an
    Array or ChunkedArray of strings the result is a RecordBatch or Table with text, dropped and error.
    Nulls stay null. Where a row has an error, its text stays what it was.

    Raises ConfigError where there is no such column, or it holds no strings.
    """
    import pyarrow as pa

    chain = chosen(chain)
    if isinstance(data, pa.ChunkedArray):
        batches = [clean(chunk, field, chain) for chunk in data.chunks]
        return pa.Table.from_batches(batches, _schema(_string_type(data.type, field)))
    if isinstance(data, pa.Array):
        columns = _columns(data, {}, field, chain)
        return pa.RecordBatch.from_arrays(columns, schema=_schema(columns[0].type))
    if isinstance(data, pa.Table):
        return _cleaned_table(data, field, chain)
    if isinstance(data, pa.RecordBatch):
        arrays = _columns(_column(data, field), _known(data, field), field, chain)
        return _with(data, field, arrays)
    raise ConfigError(
        f"arrow: found {type(data).__name__}; accepted: a pyarrow Array, ChunkedArray, RecordBatch or Table"
    )


def cleaned(array: Any, chain: Chain) -> Any:
    """Return an Array of strings, each as ``chain(text)`` gives it; nulls stay.

    Raises FilterError at the first that fails.
    """
    texts = [None if text is None else chain(text) for text in _strings(array, "text")]
    return _string_array(texts, array.type)


def _cleaned_table(table: Any, field: str, chain: Chain) -> Any:
    import pyarrow as pa

    column = _column(table, field)
    parts: list[Any] = []
    first = 0
    for chunk in column.chunks:
        known = _known(table.slice(first, len(chunk)), field)
        parts.append(_columns(chunk, known, field, chain))
        first += len(chunk)
    types = _string_type(column.type, field), pa.string(), pa.string()
    columns = [pa.chunked_array([part[at] for part in parts], one) for at, one in enumerate(types)]
    return _with(table, field, columns)


def _with(data: Any, field: str, columns: Sequence[Any]) -> Any:
    """Return a table or batch with the columns put in; the text's keeps its place and what is said of it."""
    import pyarrow as pa

    at = data.schema.get_field_index(field)
    old = data.schema.field(at)
    data = data.set_column(at, pa.field(field, columns[0].type, old.nullable, old.metadata), columns[0])
    for name, column in zip(ADDED, columns[1:], strict=True):
        found = data.schema.get_field_index(name)
        data = data.append_column(name, column) if found < 0 else data.set_column(found, name, column)
    return data


def _columns(array: Any, known: dict[str, list[Any]], field: str, chain: Chain) -> list[Any]:
    """Return the three columns: text, dropped, error."""
    import pyarrow as pa

    rows = clean_rows(_strings(array, field), chain, known)
    reasons = (pa.array(column, pa.string()) for column in (rows.dropped, rows.errors))
    return [_string_array(rows.texts, array.type), *reasons]


def _known(data: Any, field: str) -> dict[str, list[Any]]:
    names = [name for name in KNOWN if name != field and data.schema.get_field_index(name) >= 0]
    return {name: data.column(name).to_pylist() for name in names}


def _column(data: Any, field: str) -> Any:
    names = data.schema.names
    check_field("arrow", field, names)
    if several := next((name for name in ADDED if names.count(name) > 1), None):
        raise ConfigError(f"arrow: several columns {several!r}; one of that name is added: rename them")
    return data.column(field)


def _strings(array: Any, field: str) -> list[str | None]:
    _string_type(array.type, field)
    found: list[str | None] = array.to_pylist()
    return found


def _string_array(texts: list[str | None], wanted: Any) -> Any:
    import pyarrow as pa

    return pa.array(texts, _string_type(wanted, "text"))


def _string_type(found: Any, field: str) -> Any:
    """Return the type of the cleaned column: that of the source, a dictionary's values, or plain strings."""
    import pyarrow as pa

    if pa.types.is_dictionary(found):
        found = found.value_type
    if pa.types.is_null(found):
        return pa.string()
    if not (pa.types.is_string(found) or pa.types.is_large_string(found) or pa.types.is_string_view(found)):
        raise ConfigError(
            f"arrow: column {field!r} is of type {found}; accepted: strings; decode bytes first"
        )
    return found


def _schema(text: Any) -> Any:
    import pyarrow as pa

    return pa.schema([("text", text), *((name, pa.string()) for name in ADDED)])
