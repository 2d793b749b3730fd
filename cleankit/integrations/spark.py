"""Clean columns of Spark DataFrames, by Arrow batches in Python workers. Extra: ``spark``.

from cleankit.integrations.spark import clean, dedup, parted
cleaned = clean(session.read.parquet("articles/"), "text", chain)
kept, dropped, failed = parted(cleaned)
unique = dedup(kept, key="url", lines=True)
"""

import os
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from cleankit import Chain, ConfigError
from cleankit.corpus.spark import Unique
from cleankit.corpus.spark import dedup as find_unique
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
    if field in ADDED:
        raise ConfigError(f"spark: column {field!r} is one that is added; rename it")
    _check_text(frame, field)
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


def dedup(
    frame: Any,
    field: str = "text",
    *,
    key: str,
    documents: Literal["exact"] | None = "exact",
    lines: bool = False,
    max_documents: int | None = None,
    min_chars: int = 40,
) -> Unique:
    """Return the rows that repeat no other, those that do, and the lines that went: three DataFrames.

    ``key`` is a column whose values tell rows apart and put them in order: of rows with equal texts, as
    `cleankit.corpus.dedup` compares them, the one with the least key stays. With ``lines``, paragraphs of
    ``min_chars`` characters go from each row that another one before it has, too; with ``max_documents``
    everywhere, if more rows than that have them. Blank texts and nulls repeat nothing. ``removed`` has the
    columns of the frame, and in ``repeats`` the key of the row that stays; ``lines`` has the key, the number
    of the line from 1, its text, and ``repeats``. With a key that increases in the order of files, the result
    is that of ``cleankit dedup``. Needs cleankit and pyarrow on all workers.

    Each text is moved once between machines for ``documents``, and once more for ``lines``. Raises
    ConfigError for columns that are not there, and options without effect.
    """
    _check_text(frame, field)
    _check_column(frame, key)
    if documents not in ("exact", None):
        raise ConfigError(f"spark: documents: found {documents!r}; accepted: 'exact', None")
    if documents is None and not lines:
        raise ConfigError("spark: nothing to look for; give documents, lines, or both")
    if max_documents is not None and (not lines or max_documents < 1):
        raise ConfigError(
            f"spark: max_documents: found {max_documents}; accepted: 1 or more, with lines=True"
        )
    if reserved := [name for name in frame.columns if name == "repeats" or name.startswith("_cleankit_")]:
        raise ConfigError(f"spark: column {reserved[0]!r} is one that is added; rename it")
    _use_this_python(frame)
    exact = documents is not None
    return find_unique(
        frame, field, key, exact=exact, lines=lines, max_documents=max_documents, min_chars=min_chars
    )


def _check_text(frame: Any, field: str) -> None:
    from pyspark.sql.types import StringType

    _check_column(frame, field)
    kind = frame.schema[field].dataType
    if not isinstance(kind, StringType):
        raise ConfigError(f"spark: column {field!r} is of type {kind.simpleString()}; accepted: string")


def _check_column(frame: Any, name: str) -> None:
    if frame.columns.count(name) != 1:
        raise ConfigError(f"spark: no column {name!r}, or several; {did_you_mean(name, frame.columns)}")


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
