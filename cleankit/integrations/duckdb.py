r"""Clean texts in DuckDB queries, as a function of SQL. Extra: ``duckdb``.

>>> import duckdb
>>> from cleankit import Chain
>>> connection = register(duckdb.connect(), Chain("article"))
>>> query = "SELECT clean(text).text FROM (VALUES ('Advertisement\n' || 'Snow fell.'), (NULL)) AS t(text)"
>>> connection.sql(query).fetchall()
[('Snow fell.',), (None,)]
"""

from contextlib import suppress
from typing import Any

from cleankit import Chain, ConfigError
from cleankit.integrations.arrow import clean
from cleankit.integrations.rows import ADDED, chosen


def register(connection: Any, chain: Chain | None = None, name: str = "clean") -> Any:
    """Make a chain a function of SQL, ``name(VARCHAR) -> STRUCT(text, dropped, error)``.

    ``dropped`` is a gate's reason. NULL gives NULLs. A text that cannot be cleaned stays what it was, with
    the reason in ``error``: no row ends the query. A function of that name is replaced. Returns the
    connection.
    """
    import duckdb

    found = chosen(chain)
    if not isinstance(connection, duckdb.DuckDBPyConnection):
        raise ConfigError(f"duckdb: found {type(connection).__name__}; accepted: a connection")
    if not isinstance(name, str) or not name.isidentifier():
        raise ConfigError(f"duckdb: name: found {name!r}; accepted: letters, digits and underscores")
    kind = connection.struct_type(dict.fromkeys(("text", *ADDED), "VARCHAR"))

    def clean_chunk(texts: Any) -> Any:
        import pyarrow as pa

        batch = clean(texts, chain=found)
        table = pa.table(batch) if isinstance(batch, pa.RecordBatch) else batch
        return pa.chunked_array(table.to_struct_array().chunks, pa.struct(table.schema))

    with suppress(duckdb.InvalidInputException):  # there was none
        connection.remove_function(name)
    create: Any = connection.create_function
    try:
        create(name, clean_chunk, ["VARCHAR"], kind, type="arrow", null_handling="special")
    except duckdb.CatalogException as error:
        raise ConfigError(f"duckdb: name: {name!r} is a function of DuckDB's own; take another") from error
    return connection
