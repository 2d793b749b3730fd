"""Clean columns of Spark DataFrames, by Arrow batches in Python workers. Extra: ``spark``.

from cleankit.integrations.spark import clean
cleaned = clean(session.read.parquet("articles/"), "text", chain)
kept, dropped, failed = parted(cleaned)
"""

import os
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from cleankit import Chain, ConfigError
from cleankit.errors import did_you_mean
from cleankit.integrations import arrow
from cleankit.integrations.rows import ADDED, chosen


def clean(frame: Any, field: str = "text", chain: Chain | None = None) -> Any:
    """Return a DataFrame with ``field`` cleaned, and the columns ``dropped`` and ``error``.

    ``dropped`` is a gate's reason. Nulls stay null; a row with an error keeps its text, so that none ends the
    job; all other columns stay. The workers are those of this interpreter, where ``PYSPARK_PYTHON`` does not
    name others; they need cleankit and pyarrow. Raises ConfigError where there is no such column of strings.
    """
    from pyspark.sql.types import StringType, StructField, StructType

    chain = chosen(chain)
    names = frame.columns
    if field in ADDED:
        raise ConfigError(f"spark: column {field!r} is one that is added; rename it")
    if names.count(field) != 1:
        raise ConfigError(f"spark: no column {field!r}, or several; {did_you_mean(field, names)}")
    kind = frame.schema[field].dataType
    if not isinstance(kind, StringType):
        raise ConfigError(f"spark: column {field!r} is of type {kind.simpleString()}; accepted: string")
    schema = StructType([one for one in frame.schema.fields if one.name not in ADDED])
    for name in ADDED:
        schema.add(StructField(name, StringType()))
    _use_this_python(frame)
    return frame.drop(*ADDED).mapInArrow(CleanBatches(chain, field), schema)


def parted(cleaned: Any) -> tuple[Any, Any, Any]:
    """Return what `clean` gave as three DataFrames: rows kept, dropped by a gate, and with an error.

    Each reads the one that is given anew: cache or write that first.
    """
    dropped, error = cleaned["dropped"], cleaned["error"]
    kept = cleaned.where(dropped.isNull() & error.isNull()).drop(*ADDED)
    return kept, cleaned.where(dropped.isNotNull()), cleaned.where(error.isNotNull())


class CleanBatches:
    """What a worker maps over Arrow batches; a chain is made once per worker, whatever the tasks."""

    def __init__(self, chain: Chain, field: str) -> None:
        self.field = field
        self.pickled = _dumped(chain)

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        chain = _loaded(self.pickled)
        for batch in batches:
            yield arrow.clean(batch, self.field, chain)


def _dumped(chain: Chain) -> bytes:
    from pyspark import cloudpickle  # functions of a notebook go with it

    found: bytes = cloudpickle.dumps(chain)
    return found


@cache
def _loaded(pickled: bytes) -> Chain:
    from pyspark import cloudpickle

    found: Chain = cloudpickle.loads(pickled)
    return found


def _use_this_python(frame: Any) -> None:
    """Let workers on this machine be of this interpreter: by default they are what PATH has first."""
    if "PYSPARK_PYTHON" in os.environ:
        return
    context = getattr(frame.sparkSession, "_sc", None)  # none where Spark Connect leads to a cluster
    if context is not None and context.master.startswith("local") and context.pythonExec != sys.executable:
        context.pythonExec = sys.executable
