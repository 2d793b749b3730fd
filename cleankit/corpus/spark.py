"""Repeats across the rows of a Spark DataFrame, by the hashes that `cleankit.corpus.dedup` goes by."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from cleankit.corpus.signatures import Hash128, folded_sentences, key_hash, line_hashes, text_key
from cleankit.corpus.writing import without_lines

HASH, LINES, FIRST, RANK, GONE = (f"_cleankit_{one}" for one in ("hash", "lines", "first", "rank", "gone"))


class Unique(NamedTuple):
    """DataFrames: rows that stay, rows that repeat one of those, and the lines that went from rows that stay.

    Each reads the source anew: cache that, or write and read it, where it is not a file.
    """

    kept: Any
    removed: Any
    lines: Any


def dedup(
    frame: Any, field: str, key: str, *, exact: bool, lines: bool, max_documents: int | None, min_chars: int
) -> Unique:
    """Return what stays of a DataFrame and what goes: see `cleankit.integrations.spark.dedup`."""
    from pyspark.sql import functions as f

    ranked = _ranked(_digested(frame, field, min_chars if lines else None), key, exact=exact)
    kept = _with_repeated_lines(ranked.where(f.col(RANK) == 1), key, max_documents)
    removed = ranked.where(f.col(RANK) > 1).withColumn("repeats", f.col(FIRST))
    told = kept.where(f.col(GONE).isNotNull()).mapInArrow(CutLines(field, key), _told(frame, key))
    left = kept.mapInArrow(KeptLines(field), kept.schema)
    return Unique(left.select(*frame.columns), removed.select(*frame.columns, "repeats"), told)


def _digested(frame: Any, field: str, min_chars: int | None) -> Any:
    """Return the rows with the hash of their text, null where it is blank, and those of its long lines."""
    from pyspark.sql import types as t

    line = t.StructType([t.StructField("line", t.IntegerType()), t.StructField("same", t.BinaryType())])
    added = [t.StructField(HASH, t.BinaryType()), t.StructField(LINES, t.ArrayType(line))]
    return frame.mapInArrow(Digest(field, min_chars), t.StructType([*frame.schema.fields, *added]))


def _ranked(frame: Any, key: str, *, exact: bool) -> Any:
    """Return the rows with their rank among those of equal texts, by key, and the first one's key."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    if not exact:
        return frame.withColumn(FIRST, f.col(key)).withColumn(RANK, f.lit(1))
    # Blank texts repeat nothing: all of them in one partition would not fit.
    alone = f.when(f.col(HASH).isNull(), f.col(key))
    blank = f.col(HASH).isNull()
    equal = Window.partitionBy(HASH, alone).orderBy(f.col(key).asc_nulls_last())
    rank = f.when(blank, 1).otherwise(f.row_number().over(equal))
    return frame.withColumn(FIRST, f.first(key).over(equal)).withColumn(RANK, rank)


def _with_repeated_lines(kept: Any, key: str, max_documents: int | None) -> Any:
    """Return the rows with the lines that go: their number, and the key of the first row that has them.

    Rows are told apart by key and text: those of one key, if there are, keep their own lines.
    """
    from pyspark.sql import functions as f

    found = kept.select(key, HASH, f.explode(LINES).alias("one")).select(key, HASH, "one.line", "one.same")
    shared = found.groupBy("same").agg(f.min(key).alias("first"), f.countDistinct(key).alias("documents"))
    shared = shared.where(f.col("documents") > 1)
    goes = f.col(key) > f.col("first") if max_documents is None else f.col("documents") > max_documents
    hits = found.join(shared, "same").where(goes)
    gone = hits.groupBy(f.col(key).alias("_cleankit_key"), f.col(HASH).alias("_cleankit_of")).agg(
        f.sort_array(f.collect_list(f.struct("line", "first"))).alias(GONE)
    )
    same_row = kept[key].eqNullSafe(gone["_cleankit_key"]) & (kept[HASH] == gone["_cleankit_of"])
    return kept.join(gone, same_row, "left").drop("_cleankit_key", "_cleankit_of")


def _told(frame: Any, key: str) -> Any:
    from pyspark.sql import types as t

    kind = frame.schema[key].dataType
    columns = ((key, kind), ("text_line", t.IntegerType()), ("text", t.StringType()), ("repeats", kind))
    return t.StructType([t.StructField(name, one) for name, one in columns])


class Digest:
    """What is mapped over Arrow batches: it adds the hashes of each row."""

    def __init__(self, field: str, min_chars: int | None) -> None:
        self.field, self.min_chars = field, min_chars

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        line = pa.struct([("line", pa.int32()), ("same", pa.binary())])
        for batch in batches:
            texts = [text or "" for text in batch.column(self.field).to_pylist()]
            hashes = pa.array(list(map(_hash_of, texts)), pa.binary())
            lines = pa.array(list(map(self._lines, texts)), pa.list_(line))
            yield pa.RecordBatch.from_arrays(
                [*batch.columns, hashes, lines], [*batch.schema.names, HASH, LINES]
            )

    def _lines(self, text: str) -> list[dict[str, Any]]:
        if self.min_chars is None:
            return []
        return [{"line": number, "same": _bytes(one)} for number, one in line_hashes(text, self.min_chars)]


class KeptLines:
    """What is mapped over Arrow batches: it takes the lines that go out of each text."""

    def __init__(self, field: str) -> None:
        self.field = field

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            at = batch.schema.get_field_index(self.field)
            texts = zip(batch.column(at).to_pylist(), batch.column(GONE).to_pylist(), strict=True)
            left = [
                text if gone is None else without_lines(text, {one["line"] for one in gone})
                for text, gone in texts
            ]
            yield batch.set_column(at, batch.schema.field(at), pa.array(left, batch.schema.field(at).type))


class CutLines:
    """What is mapped over Arrow batches: it gives a row for each line that goes."""

    def __init__(self, field: str, key: str) -> None:
        self.field, self.key = field, key

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            columns = (batch.column(name).to_pylist() for name in (self.key, self.field, GONE))
            rows = [
                (key, one["line"] + 1, text.split("\n")[one["line"]], one["first"])
                for key, text, gone in zip(*columns, strict=True)
                for one in gone
            ]
            kind = batch.schema.field(self.key).type
            kinds = (kind, pa.int32(), pa.string(), kind)
            arrays = [pa.array([row[at] for row in rows], one) for at, one in enumerate(kinds)]
            yield pa.RecordBatch.from_arrays(arrays, [self.key, "text_line", "text", "repeats"])


def _hash_of(text: str) -> bytes | None:
    """Return a text's hash; None where there is nothing to compare."""
    key = text_key(folded_sentences(text))
    return _bytes(key_hash(key)) if key else None


def _bytes(key: Hash128) -> bytes:
    return b"".join(part.to_bytes(8, "big") for part in key)
