"""Clean columns of Spark DataFrames, by Arrow batches in Python workers. Extra: ``spark``.

from cleankit.integrations.spark import clean, dedup, parted
cleaned = clean(session.read.parquet("articles/"), "text", chain)
kept, dropped, failed = parted(cleaned)
unique = dedup(kept, key="url", lines=True)
pack = learn(frame, "text").as_toml()
"""

import os
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from cleankit import Chain, ConfigError
from cleankit.corpus.plan import Keep, Plan, check
from cleankit.corpus.spark import ADDED as REPORTED
from cleankit.corpus.spark import Unique
from cleankit.corpus.spark import dedup as find_unique
from cleankit.errors import did_you_mean
from cleankit.integrations import arrow
from cleankit.integrations.rows import ADDED, check_field, chosen
from cleankit.io.options import ReadOptions
from cleankit.learn import By, Learned
from cleankit.learn.learned import check as check_learning
from cleankit.learn.spark import learn as learn_rows


def clean(frame: Any, field: str = "text", chain: Chain | None = None) -> Any:
    """Return a DataFrame with ``field`` cleaned, and the columns ``dropped`` and ``error``.

    ``dropped`` is a gate's reason. Nulls stay null; a row with an error keeps its text, so that none ends the
    job; all other columns stay. The workers are those of this interpreter, where ``PYSPARK_PYTHON`` does not
    name others; they need cleankit and pyarrow. Raises ConfigError where there is no such column of strings.
    """
    from pyspark.sql.types import StringType, StructField, StructType

    chain = chosen(chain)
    _check_text(frame, field)
    check_field("spark", field, frame.columns)
    if near := [one for one in frame.columns if one not in ADDED and one.lower() in ADDED]:
        raise ConfigError(f"spark: column {near[0]!r} is one that is added, but for its case; rename it")
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
    documents: Literal["exact", "near"] | None = "near",
    lines: bool = False,
    max_documents: int | None = None,
    keep: Keep = "fullest",
    date_field: str | None = None,
    threshold: float = 0.7,
    min_chars: int = 40,
) -> Unique:
    """Return the rows that repeat no other, those that do, and the lines that went: three DataFrames.

    The options are those of `cleankit.corpus.dedup`, and so is the result, where ``key``, a column whose
    values tell rows apart, increases in the order of its documents: of rows with equal texts the one with the
    least key stays, and lines go from each row that another one before it has, too. Blank texts and nulls
    repeat nothing. ``removed`` has the columns of the frame and four more: in ``repeats`` the key of the row
    that stays, ``level`` ("exact" or "near"), ``similarity``, and ``differences``, what each of the two has
    where they differ; ``lines`` has the key, the number of the line from 1, its text, and ``repeats``. All
    workers need cleankit and pyarrow, and for "near" rensa and numpy.

    With "near" jobs run at once, and what they found is cached: a row for each one that goes. Rows that look
    alike are compared in one task, one group after the other, with texts on its disk. Each text is moved
    between machines four times for "near", of which twice where it looks like another, once for "exact", and
    once more for ``lines``. Raises ConfigError for columns that are not there, and for wrong options.
    """
    _check_text(frame, field)
    _check_column(frame, key)
    plan = Plan(documents, lines, max_documents, keep, date_field, threshold, min_chars)
    try:
        check(plan)
    except ConfigError as error:
        raise ConfigError(f"spark: {error}") from error
    if date_field is not None:
        _check_column(frame, date_field)
    if reserved := [one for one in frame.columns if one in REPORTED or one.startswith("_cleankit_")]:
        raise ConfigError(f"spark: column {reserved[0]!r} is one that is added; rename it")
    _use_this_python(frame)
    return find_unique(frame, field, key, plan)


def learn(
    frame: Any,
    field: str = "text",
    *,
    by: By = "site",
    min_docs: int = 5,
    id_field: str = "id",
    url_field: str = "url",
) -> Learned:
    """Return the lines that recur over the documents of a site, as rules; ``as_toml`` of it is the pack.

    The options are those of `cleankit.learn.learn`, and so is the pack for the same documents, where one
    machine has room for all lines. Sites are those of the columns ``site``, or of the address in
    ``url_field``; sources those of ``source``. Workers count, observe and replay; the driver decides, and
    holds two thousand bytes for each line that recurs. Jobs run at once; the repaired texts are cached
    meanwhile. Workers need cleankit and pyarrow. Raises ConfigError for columns that are not there and
    options that cannot be used, InputError if no row can be read.
    """
    _check_text(frame, field)
    check_learning(by, min_docs)
    options = ReadOptions(text_field=field, id_field=id_field, url_field=url_field)
    wanted = {field, id_field, url_field, "site", "title", "lang", "source"}
    names = [name for name in frame.columns if name in wanted]
    for name in names:
        _check_column(frame, name)
    _use_this_python(frame)
    return learn_rows(frame.select(*names), by, min_docs, options)


def _check_text(frame: Any, field: str) -> None:
    from pyspark.sql.types import StringType

    if not hasattr(frame, "mapInArrow"):
        raise ConfigError(f"spark: found {type(frame).__name__}; accepted: a DataFrame of Spark")
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
