"""Parquet files that a run takes: those that it can write back as they were, or turns into another format."""

from collections.abc import Sequence

from cleankit.batch.options import RunOptions
from cleankit.batch.outputs import Outputs
from cleankit.errors import InputError
from cleankit.io.formats.parquet.table import lossy_columns, parquet_schema
from cleankit.io.reading import open_source
from cleankit.io.sources import Source

MIXED = "its columns are not those of the other inputs; give a folder or a .jsonl output"


def refuse_lossy(
    sources: Sequence[Source], outputs: Outputs | None, options: RunOptions
) -> tuple[list[Source], list[str]]:
    """Return the sources without the Parquet files that would lose something, and a message for each.

    A table that goes into one file with others must have their columns. Rows and what a run makes of them
    travel as JSON.
    """
    kept: list[Source] = []
    refused: list[str] = []
    several = outputs is not None and not outputs.folder and len(sources) > 1
    first: str | None = None
    for source in sources:
        if source.format != "parquet":
            kept.append(source)
            continue
        rewritten = outputs is not None and outputs.target("parquet") == "parquet"
        try:
            with open_source(source) as (_, stored):
                why = lossy_columns(stored, options.html_field or options.text_field, rewritten=rewritten)
                if several and rewritten and not why:
                    stored.seek(0)
                    schema = parquet_schema(stored)
                    first = schema if first is None else first
                    mixed = schema != first or any(other.format != "parquet" for other in sources)
                    why = MIXED if mixed else ""
        except (InputError, OSError):
            why = ""  # reading it says what is wrong
        if why:
            refused.append(f"{source.name}: {why}")
        else:
            kept.append(source)
    return kept, refused
