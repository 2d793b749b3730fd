"""Rows and lines of a Spark DataFrame that repeat others, by the hashes of `cleankit.corpus.dedup`."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from cleankit.corpus.order import DATE_FIELDS, when
from cleankit.corpus.plan import Plan
from cleankit.corpus.signatures import Hash128, folded_sentences, key_hash, line_hashes, text_key
from cleankit.corpus.spark.batches import batch_of
from cleankit.corpus.spark.near import Near, near
from cleankit.corpus.writing import without_lines

ADDED = ("repeats", "level", "similarity", "differences")  # columns of rows that go
HASH, CHARS, DATED, LINES, FIRST, RANK, KEPT, GONE = (
    f"_cleankit_{one}" for one in ("hash", "chars", "dated", "lines", "first", "rank", "kept", "gone")
)


class Unique(NamedTuple):
    """DataFrames: rows that stay, rows that repeat one of those, and the lines that went from rows that stay.

    Each reads the source anew: cache that, or write and read it, where it is not a file.
    """

    kept: Any
    removed: Any
    lines: Any


def dedup(frame: Any, field: str, key: str, plan: Plan) -> Unique:
    """Return what stays of a DataFrame and what goes: see `cleankit.integrations.spark.dedup`."""
    from pyspark.sql import functions as f

    ranked = _ranked(_digested(frame, field, plan), field, key, plan)
    ranked = _with_near(ranked, field, key, plan)
    stays = (f.col(RANK) == 1) & f.col(KEPT).isNull()
    kept = _with_repeated_lines(ranked.where(stays).drop(*ADDED, KEPT), key, plan.max_documents)
    told = kept.where(f.col(GONE).isNotNull()).mapInArrow(CutLines(field, key), _told(frame, key))
    left = kept.mapInArrow(KeptLines(field), kept.schema)
    removed = ranked.where(~stays).select(*frame.columns, *ADDED)
    return Unique(left.select(*frame.columns), removed, told)


def _digested(frame: Any, field: str, plan: Plan) -> Any:
    """Return the rows with the hash of their text, null where it is blank, and those of its long lines."""
    from pyspark.sql import types as t

    line = t.StructType([t.StructField("line", t.IntegerType()), t.StructField("same", t.BinaryType())])
    added = [t.StructField(HASH, t.BinaryType()), t.StructField(CHARS, t.LongType())]
    added += [t.StructField(DATED, t.DoubleType()), t.StructField(LINES, t.ArrayType(line))]
    return frame.mapInArrow(Digest(field, plan), t.StructType([*frame.schema.fields, *added]))


def _ranked(frame: Any, field: str, key: str, plan: Plan) -> Any:
    """Return the rows with their rank among those of equal texts, and the first one's key."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    if plan.documents is None:
        return frame.withColumn(FIRST, f.col(key)).withColumn(RANK, f.lit(1))
    # Blank texts repeat nothing: all of them in one partition would not fit.
    blank = f.col(HASH).isNull()
    dated = [f.col(DATED).desc_nulls_last()] if plan.keep == "newest" else []
    # What two rows with one key differ in decides: each way to read the rows has to rank them alike.
    tied = f.xxhash64(*(one.name for one in frame.schema.fields if _has_hash(one.dataType)))
    equal = Window.partitionBy(HASH, f.when(blank, tied)).orderBy(
        *dated, f.col(key).asc_nulls_last(), field, tied
    )
    rank = f.when(blank, 1).otherwise(f.row_number().over(equal))
    return frame.withColumn(FIRST, f.first(key).over(equal)).withColumn(RANK, rank)


def _has_hash(kind: Any) -> bool:
    """Say whether Spark hashes values of a type: no map, and none that holds one."""
    return not any(one in kind.simpleString() for one in ("map<", "variant"))


def _with_near(ranked: Any, field: str, key: str, plan: Plan) -> Any:
    """Return the rows with the hash of the text they are near to, and what is reported of those that go."""
    from pyspark.sql import functions as f

    differences = "array<struct<kept: string, this: string>>"
    if plan.documents != "near":
        none = f.lit(None)
        found = ranked.withColumn(KEPT, none.cast("binary")).withColumn("repeats", f.col(FIRST))
        found = found.withColumn("level", f.lit("exact")).withColumn("similarity", f.lit(1.0))
        return found.withColumn("differences", f.array().cast(differences))
    unique = ranked.where((f.col(RANK) == 1) & f.col(HASH).isNotNull())
    gone = near(unique, Near(field, HASH, _order(key, plan).alias("place"), plan.threshold))
    keys = unique.select(f.col(HASH).alias("kept"), f.col(key).alias("repeats"))
    gone = gone.join(keys, "kept").withColumn("spans", f.from_json("spans", differences))
    gone = gone.withColumnRenamed("kept", KEPT).withColumnRenamed("similarity", "_cleankit_similarity")
    gone = gone.withColumnRenamed("repeats", "_cleankit_repeats")
    found = ranked.join(gone, ranked[HASH] == gone["gone"], "left").drop("gone")
    is_near = f.col(KEPT).isNotNull()
    found = found.withColumn("repeats", f.when(is_near, f.col("_cleankit_repeats")).otherwise(f.col(FIRST)))
    equal = f.col(RANK) > 1
    found = found.withColumn("level", f.when(equal, "exact").otherwise("near"))
    similarity = f.when(equal, 1.0).otherwise(f.col("_cleankit_similarity"))
    found = found.withColumn("similarity", similarity)
    spans = f.when(equal, f.array().cast(differences)).otherwise(f.col("spans"))
    return found.withColumn("differences", spans).drop("spans", "_cleankit_similarity", "_cleankit_repeats")


def _order(key: str, plan: Plan) -> Any:
    """Return what rows are sorted by: of several that say the same, the first stays (`corpus.order`)."""
    from pyspark.sql import functions as f

    if plan.keep == "first":
        return f.struct(f.col(key).isNull(), key, HASH)
    fullest = [(-f.col(CHARS)).alias("chars"), f.col(HASH)]
    newest = (-f.coalesce(f.col(DATED), f.lit(float("-inf")))).alias("dated")
    return f.struct(newest, *fullest) if plan.keep == "newest" else f.struct(*fullest)


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
    """What is mapped over Arrow batches: it adds the hashes of each row, and what it is sorted by."""

    def __init__(self, field: str, plan: Plan) -> None:
        self.field, self.plan = field, plan

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        line = pa.struct([("line", pa.int32()), ("same", pa.binary())])
        kinds = (pa.binary(), pa.int64(), pa.float64(), pa.list_(line))
        for batch in batches:
            texts = [text or "" for text in batch.column(self.field).to_pylist()]
            keys = [text_key(folded_sentences(text)) for text in texts]
            hashes = [_bytes(key_hash(key)) if key else None for key in keys]
            added = (hashes, list(map(len, keys)), self._dated(batch), list(map(self._lines, texts)))
            arrays = [pa.array(one, kind) for one, kind in zip(added, kinds, strict=True)]
            names = [*batch.schema.names, HASH, CHARS, DATED, LINES]
            yield pa.RecordBatch.from_arrays([*batch.columns, *arrays], names)

    def _dated(self, batch: Any) -> list[float | None]:
        if self.plan.keep != "newest":
            return [None] * len(batch)
        wanted = (self.plan.date_field,) if self.plan.date_field else DATE_FIELDS
        rows = batch.select([name for name in wanted if name in batch.schema.names]).to_pylist()
        return [when(row, self.plan.date_field) for row in rows]

    def _lines(self, text: str) -> list[dict[str, Any]]:
        if not self.plan.lines:
            return []
        found = line_hashes(text, self.plan.min_chars)
        return [{"line": number, "same": _bytes(one)} for number, one in found]


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
            yield batch_of(rows, [self.key, "text_line", "text", "repeats"], kinds)


def _bytes(key: Hash128) -> bytes:
    return b"".join(part.to_bytes(8, "big") for part in key)
