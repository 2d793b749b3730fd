r"""Clean pandas columns. Extra: ``pandas``.

>>> import pandas as pd
>>> from cleankit import Chain
>>> frame = pd.DataFrame({"url": ["/1", "/2"], "text": ["Advertisement\nSnow fell.", None]})
>>> clean(frame, "text", Chain("article"))[["text", "dropped", "error"]].to_dict("list")["text"][0]
'Snow fell.'
"""

from typing import Any

from cleankit import Chain, ConfigError
from cleankit.integrations.rows import ADDED, KNOWN, check_field, chosen, clean_rows


def clean(frame: Any, field: str = "text", chain: Chain | None = None) -> Any:
    """Return a DataFrame with the column ``field`` cleaned, and the columns ``dropped`` and ``error``.

    ``dropped`` is a gate's reason. Nulls (None, NaN, NA) stay what they are; a row with an error keeps its
    text. Index and all other columns are those of ``frame``, which is left alone. The column keeps its type,
    but categories become strings. Raises ConfigError where there is no such column.
    """
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        raise ConfigError(f"pandas: found {type(frame).__name__}; accepted: a DataFrame")
    if frame.columns.nlevels > 1:
        raise ConfigError("pandas: found column names of several levels; accepted: one level; flatten them")
    names = list(frame.columns)
    if isinstance(field, str) or names.count(field) != 1:  # a column may have a number for its name
        check_field("pandas", field, names)
    about = {name: _values(frame[name]) for name in KNOWN if name != field and names.count(name) == 1}
    column = frame[field]
    rows = clean_rows(_values(column), chosen(chain), about)
    texts = _series(column, rows.texts)
    found = frame.copy(deep=False)
    found[field] = texts
    for name, values in zip(ADDED, rows[1:], strict=True):
        found[name] = pd.Series(values, index=frame.index, dtype=_string_type())
    return found


def clean_series(series: Any, chain: Chain | None = None) -> Any:
    """Return a Series with each text as ``chain(text)`` gives it; nulls, index, name and type stay.

    Raises CleankitError at the first that cannot be cleaned; gates are not applied.
    """
    chain = chosen(chain)
    return _series(series, [None if value is None else chain(value) for value in _values(series)])


def _values(series: Any) -> list[Any]:
    """Return the values, None for each null."""
    return [None if null else value for value, null in zip(series.tolist(), series.isna(), strict=True)]


def _series(like: Any, values: list[Any]) -> Any:
    """Return the values as a Series like another one; what was null is the same null."""
    import pandas as pd

    kind = like.dtype.categories.dtype if isinstance(like.dtype, pd.CategoricalDtype) else like.dtype
    if pd.api.types.is_object_dtype(kind):
        values = [old if new is None else new for new, old in zip(values, like.tolist(), strict=True)]
    elif not pd.api.types.is_string_dtype(kind):
        if any(value is not None for value in values):
            raise ConfigError(f"pandas: column {like.name!r} is of type {kind}; accepted: strings")
        return like
    return pd.Series(values, index=like.index, dtype=kind, name=like.name)


def _string_type() -> Any:
    """Return the type of strings that this pandas makes of a list of them."""
    import pandas as pd

    return pd.Series(["a"]).dtype
