r"""Clean Polars columns, eager, lazy and streaming. Extra: ``polars``.

>>> import polars as pl
>>> from cleankit import Chain
>>> frame = pl.DataFrame({"url": ["/1", "/2"], "text": ["Advertisement\nSnow fell.", None]})
>>> clean(frame, "text", Chain("article")).rows()
[('/1', 'Snow fell.', None, None), ('/2', None, None, None)]
"""

from typing import Any

from cleankit import Chain, ConfigError
from cleankit.integrations.rows import ADDED, KNOWN, check_field, chosen, clean_rows

CLEANED = "cleankit: cleaned"  # a column that is there for a moment: else each field would clean anew


def clean(frame: Any, field: str = "text", chain: Chain | None = None) -> Any:
    """Return a DataFrame or LazyFrame with ``field`` cleaned, and the columns ``dropped`` and ``error``.

    ``dropped`` is a gate's reason. Nulls stay null; a row with an error keeps its text, so that no row ends
    the query. All other columns stay. Raises ConfigError where there is no such column of strings.
    """
    import polars as pl

    if not isinstance(frame, pl.DataFrame | pl.LazyFrame):
        raise ConfigError(f"polars: found {type(frame).__name__}; accepted: a DataFrame or LazyFrame")
    schema = frame.collect_schema()
    check_field("polars", field, schema.names())
    if schema[field] not in (pl.String, pl.Categorical, pl.Enum, pl.Null):
        raise ConfigError(f"polars: column {field!r} is of type {schema[field]}; accepted: strings")
    about = [name for name in KNOWN if name != field and name in schema]
    found = cleaned(pl.col(field), chain, about=about)
    fields = {field: "text", **{name: name for name in ADDED}}
    columns = {name: pl.col(CLEANED).struct.field(key) for name, key in fields.items()}
    return frame.with_columns(found.alias(CLEANED)).with_columns(**columns).drop(CLEANED)


def cleaned(expr: Any, chain: Chain | None = None, *, about: Any = ()) -> Any:
    """Return an expression that cleans a column of strings, or its name: a struct of text, dropped and error.

    >>> import polars as pl
    >>> pl.DataFrame({"body": ["“Snow”"]}).select(cleaned(pl.col("body")).struct.field("text")).item()
    '"Snow"'

    ``about`` names columns that filters may read: id, url, site, title, lang, source.
    """
    import polars as pl

    chain, kind = chosen(chain), pl.Struct(dict.fromkeys(("text", *ADDED), pl.String))
    about, expr = list(about), pl.col(expr) if isinstance(expr, str) else expr

    def clean_batch(columns: Any) -> Any:
        texts, *known = (column.to_list() for column in columns)
        rows = clean_rows(texts, chain, dict(zip(about, known, strict=True)))
        named = zip(("text", *ADDED), rows, strict=True)
        return pl.DataFrame({name: pl.Series(values, dtype=pl.String) for name, values in named}).to_struct()

    if about:
        inputs = [expr.cast(pl.String), *map(pl.col, about)]
        return pl.map_batches(inputs, clean_batch, return_dtype=kind, is_elementwise=True)
    return expr.cast(pl.String).map_batches(
        lambda column: clean_batch([column]), return_dtype=kind, is_elementwise=True
    )
