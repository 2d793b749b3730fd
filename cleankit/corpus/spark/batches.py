"""What Python workers give back to Spark: rows as an Arrow batch, and hashes as numbers with a sign."""

from collections.abc import Sequence
from typing import Any

BITS = 64
UNSIGNED = (1 << BITS) - 1  # what takes the sign away again: Spark has signed numbers alone


def batch_of(rows: Sequence[Sequence[Any]], names: Sequence[str], kinds: Sequence[Any]) -> Any:
    """Return rows as an Arrow batch whose columns have these names and types."""
    import pyarrow as pa

    columns = [pa.array([row[at] for row in rows], kind) for at, kind in enumerate(kinds)]
    return pa.RecordBatch.from_arrays(columns, list(names))


def signed(number: int) -> int:
    """Return a number of 64 bits as one with a sign.

    >>> signed(UNSIGNED), signed(7), signed(UNSIGNED) & UNSIGNED == UNSIGNED
    (-1, 7, True)
    """
    return number - (1 << BITS) if number >> (BITS - 1) else number
