"""Parquet files that go into one table: they must have the same columns."""

from collections.abc import Sequence

from cleankit.batch.outputs import Outputs
from cleankit.errors import InputError
from cleankit.io.formats.parquet.table import parquet_schema
from cleankit.io.reading import open_source
from cleankit.io.sources import Source

MIXED = "its columns are not those of the other inputs; give a folder or a .jsonl output"


def refuse_mixed(sources: Sequence[Source], outputs: Outputs | None) -> tuple[list[Source], list[str]]:
    """Return the sources without the Parquet files that do not fit into the one output, and why they do not.

    Rows of a table keep its types, so tables of other columns, or records of other formats, cannot follow.
    """
    into_one = outputs is not None and not outputs.folder and len(sources) > 1
    if outputs is None or not into_one or outputs.target("parquet") != "parquet":
        return list(sources), []
    kept: list[Source] = []
    refused: list[str] = []
    first: str | None = None
    for source in sources:
        if source.format == "parquet":
            schema = _schema_of(source)
            first = schema if first is None else first
            if schema and (schema != first or any(other.format != "parquet" for other in sources)):
                refused.append(f"{source.name}: {MIXED}")
                continue
        kept.append(source)
    return kept, refused


def _schema_of(source: Source) -> str:
    try:
        with open_source(source) as (_, stored):
            return parquet_schema(stored)
    except (InputError, OSError):
        return ""  # reading it says what is wrong
