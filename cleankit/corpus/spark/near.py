"""Rows that say nothing beside another one: found, grouped and compared as one machine does it.

Rows are those that are left where texts are equal, so a text's hash tells one from the others. What stands
below follows `cleankit.corpus.candidates` and `cleankit.corpus.choosing`, step for step.
"""

from typing import Any, NamedTuple

from cleankit.corpus.candidates import RARE
from cleankit.corpus.choosing import COMMON
from cleankit.corpus.spark.choices import Choose, CountWords, Facts
from cleankit.corpus.spark.components import cut, grouped
from cleankit.corpus.texts import LEAST_COMMON, least_common


class Near(NamedTuple):
    """Which rows are compared, and by what: the column with a text and with its hash, and their order."""

    field: str
    hash: str
    order: Any
    threshold: float


def near(unique: Any, what: Near) -> Any:
    """Return the rows that go, cached: (gone, kept, similarity, spans), the first two by hash."""
    from pyspark.sql import functions as f

    plain = unique.select(f.col(what.hash).alias("node"), f.col(what.field).alias("text"), what.order)
    facts = plain.mapInArrow(Facts(), _facts_schema(plain)).persist()
    sentences = facts.select("node", "place", f.explode("sentences").alias("same"))
    pairs = _by_bands(facts).union(_by_sentences(sentences)).distinct().persist()
    members = grouped(pairs)
    beside = facts.select(f.col("node").alias("a"), "place").join(pairs, "a").groupBy("b")
    ordered = f.sort_array(f.collect_list(f.struct("place", "a")))
    beside = beside.agg(ordered.getField("a").alias("beside")).select(f.col("b").alias("node"), "beside")
    texts = plain.join(members, "node").join(beside, "node", "left").persist()
    words = _common_words(texts)

    first = cut(_chosen(texts, _common(sentences, members), Choose(words, what.threshold)))
    went = first.where("goes").select("node", f.col("kept").alias("gone_for"))
    left = sentences.join(went, "node", "left_anti")
    again = texts.join(went, "node", "left")
    common = _common(left, members, sentences)
    second = _chosen(again, common, Choose(words, what.threshold, again=True)).persist()

    stays_gone = first.where("goes").join(second, "node", "left_anti")
    columns = (f.col("node").alias("gone"), "kept", "similarity", "spans")
    found = cut(stays_gone.union(second).select(*columns))
    for one in (facts, pairs, texts, second):
        one.unpersist()
    return found


def _facts_schema(plain: Any) -> Any:
    from pyspark.sql import types as t

    longs = t.ArrayType(t.LongType())
    kept = [one for one in plain.schema.fields if one.name != "text"]
    return t.StructType([*kept, t.StructField("bands", longs), t.StructField("sentences", longs)])


def _neighbours(rows: Any, *by: str) -> Any:
    """Return pairs of each row with the first, and with the one before it, that share something."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    same = Window.partitionBy(*by).orderBy("place")
    found = rows.withColumn("first", f.first("node").over(same)).withColumn("a", f.lag("node").over(same))
    found = found.where(f.col("a").isNotNull()).withColumn(
        "a", f.explode(f.array_distinct(f.array("first", "a")))
    )
    return found.withColumnRenamed("node", "b").drop("first", "place")


def _by_bands(facts: Any) -> Any:
    from pyspark.sql import functions as f

    bands = facts.select("node", "place", f.posexplode("bands").alias("band", "value"))
    return _neighbours(bands, "band", "value").select("a", "b")


def _by_sentences(sentences: Any) -> Any:
    """Return pairs that share two sentences or more that few have, if those are half of one of the two."""
    from pyspark.sql import functions as f

    weights = sentences.groupBy("same").agg(f.count("*").alias("documents"))
    weights = weights.withColumn("weight", f.expr("1000000 div documents"))
    weighed = sentences.join(weights, "same")
    sizes = weighed.groupBy("node").agg(f.sum("weight").alias("size"))
    rare = weighed.where(f.col("documents").between(2, RARE)).drop("documents")
    found = _neighbours(rare, "same").groupBy("a", "b")
    found = found.agg(f.count("*").alias("shared"), f.sum("weight").alias("weight"))
    for one in ("a", "b"):
        found = found.join(sizes.select(f.col("node").alias(one), f.col("size").alias(f"size_{one}")), one)
    enough = 2 * f.col("weight") >= f.least("size_a", "size_b")
    return found.where((f.col("shared") >= 2) & enough).select("a", "b")


def _common_words(texts: Any) -> frozenset[str]:
    from pyspark.sql import functions as f

    counted = texts.select("text").mapInArrow(CountWords(), "word string, documents long")
    counted = counted.groupBy("word").agg(f.sum("documents").alias("documents")).persist()
    row = counted.where("word = ''").first()
    least = least_common(float(row["documents"]) if row else 0.0)
    needed = f.when(f.col("word").startswith(" "), LEAST_COMMON).otherwise(least)
    found = frozenset(row["word"] for row in counted.where(f.col("documents") >= needed).toLocalIterator())
    counted.unpersist()
    return found


def _common(counted: Any, members: Any, sentences: Any = None) -> Any:
    """Return of each member its sentences that many rows have, and how many: a row that went has none."""
    from pyspark.sql import functions as f

    spread = counted.groupBy("same").agg(f.count("*").alias("documents")).where(f.col("documents") >= COMMON)
    found = (counted if sentences is None else sentences).join(members, "node").join(spread, "same")
    return found.groupBy("node").agg(f.collect_list(f.struct("same", "documents")).alias("common"))


def _chosen(texts: Any, common: Any, choose: Choose) -> Any:
    """Return what becomes of the members of groups; a task has a group's texts one after the other."""
    from pyspark.sql import functions as f

    given = texts.join(common, "node", "left")
    if "gone_for" not in given.columns:
        given = given.withColumn("gone_for", f.lit(None).cast("binary"))
    given = given.repartition("grp").sortWithinPartitions("grp", "place")
    given = given.select("grp", "node", "text", "beside", "common", "gone_for")
    schema = "node binary, kept binary, goes boolean, similarity double, spans string"
    return given.mapInArrow(choose, schema)
