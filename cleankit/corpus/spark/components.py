"""Number the groups that pairs connect, by turns of large and small stars.

In each turn everything points at the least of its neighbours, until all of a group point at its least member
(Kiveris and others, "Connected Components in MapReduce and Beyond", 2014). No task holds a group. Edges stand
once in what a turn is made of, since Spark plans all turns together.
"""

from typing import Any


def grouped(pairs: Any) -> Any:
    """Return the members of the groups that ``pairs`` (a, b) connect: (node, grp), their least node."""
    from pyspark.sql import functions as f

    edges = _pointed(pairs, [("a", "b")]).persist()
    seen = None
    while (now := _mark(edges)) != seen:
        turned = _small_stars(_large_stars(edges)).persist()
        seen, before, edges = now, edges, turned
        _mark(edges)
        before.unpersist()
    members = edges.select(f.explode(f.array("u", "v")).alias("node"), f.col("v").alias("grp")).distinct()
    found = cut(members)
    edges.unpersist()
    return found


def cut(frame: Any) -> Any:
    """Return the rows without how they came to be: they are cached, and made again if they are lost.

    Where frames are made of frames, Spark's plans grow until planning is all it does.
    """
    rows = frame.rdd.persist(_storage())
    rows.count()
    return frame.sparkSession.createDataFrame(rows, frame.schema, verifySchema=False)


def _storage() -> Any:
    from pyspark import StorageLevel

    return StorageLevel.MEMORY_AND_DISK


def _pointed(edges: Any, which: list[tuple[str, str]]) -> Any:
    """Return edges between pairs of columns, once each, from the greater node to the lesser."""
    from pyspark.sql import functions as f

    pairs = [f.struct(f.greatest(*pair).alias("u"), f.least(*pair).alias("v")) for pair in which]
    found = edges.select(f.explode(f.array(*pairs)).alias("edge")).select("edge.u", "edge.v")
    return found.where(f.col("u") != f.col("v")).distinct()


def _large_stars(edges: Any) -> Any:
    """Let each node's greater neighbours point at the least of all its neighbours and itself."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    ways = f.array(f.struct("u", "v"), f.struct(f.col("v").alias("u"), f.col("u").alias("v")))
    both = edges.select(f.explode(ways).alias("edge")).select("edge.u", "edge.v")
    least = f.least(f.col("u"), f.min("v").over(Window.partitionBy("u")))
    found = both.withColumn("least", least).where(f.col("v") > f.col("u"))
    return _pointed(found, [("v", "least")])


def _small_stars(edges: Any) -> Any:
    """Let each node and its lesser neighbours point at the least of those."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    found = edges.withColumn("least", f.min("v").over(Window.partitionBy("u")))
    return _pointed(found, [("u", "least"), ("v", "least")])


def _mark(edges: Any) -> Any:
    """Return what tells edges from others: their number, and a sum of their hashes."""
    from pyspark.sql import functions as f

    hashed = f.sum(f.xxhash64("u", "v").cast("decimal(38,0)"))
    return tuple(edges.agg(f.count("*"), hashed).first())
