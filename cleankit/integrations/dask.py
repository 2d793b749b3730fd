r"""Clean columns of Dask DataFrames, partition by partition. Extra: ``dask``.

>>> import dask.dataframe as dd
>>> import pandas as pd
>>> frame = dd.from_pandas(pd.DataFrame({"text": ["Advertisement\nSnow fell."]}), npartitions=1)
>>> clean(frame).compute(scheduler="synchronous")["text"].tolist()
['Snow fell.']
"""

from typing import Any

from cleankit import Chain, ConfigError
from cleankit.integrations import pandas
from cleankit.integrations.rows import chosen


def clean(frame: Any, field: str = "text", chain: Chain | None = None) -> Any:
    """Return a Dask DataFrame with ``field`` cleaned, and the columns ``dropped`` and ``error``.

    Each partition is cleaned as `cleankit.integrations.pandas.clean` does, when it is computed. Threads share
    one interpreter lock: take ``scheduler="processes"``, or a cluster, where cleaning is most of the work.
    Raises ConfigError where there is no such column; where it holds no strings, when it is computed.
    """
    from dask.tokenize import TokenizationError

    chain = chosen(chain)
    if not hasattr(frame, "map_partitions"):
        raise ConfigError(f"dask: found {type(frame).__name__}; accepted: a DataFrame of Dask")
    meta = pandas.clean(frame._meta, field, chain)  # noqa: SLF001 - an empty frame, as Dask has its own checks
    try:
        return frame.map_partitions(pandas.clean, field, chain, meta=meta)
    except TokenizationError as error:
        raise ConfigError(
            "dask: the chain holds what cannot be sent to workers; use functions of a module in it"
        ) from error
