"""Learn from the rows of a Spark DataFrame: workers count, observe and replay, and the driver decides.

What stands below follows `cleankit.learn.run`, step for step. Counts are exact here, so that the result is
that of one machine where it has room for all lines.
"""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from cleankit.boilerplate.rules.rule import Rule
from cleankit.corpus.spark.batches import UNSIGNED, batch_of, signed
from cleankit.errors import CleankitError, InputError
from cleankit.io.options import ReadOptions
from cleankit.learn.documents import document_of, repaired
from cleankit.learn.groups import Group
from cleankit.learn.learned import NAMED, By, Learned, concluded, name_of
from cleankit.learn.observing import hashes_of, observe
from cleankit.learn.replaying import Replay
from cleankit.learn.spool import BITS, MOST, Kept, digest_of

DOCUMENTS = "site string, name string, title string, text string, digest long, zeros int, error string"


def learn(frame: Any, by: By, min_docs: int, options: ReadOptions) -> Learned:
    """Return what a DataFrame teaches: see `cleankit.integrations.spark.learn`."""
    from pyspark.sql import functions as f

    documents = frame.mapInArrow(ReadDocuments(by, options), DOCUMENTS).persist()
    try:
        refused = _refused(documents)
        taken = documents.where(f.col("error").isNull()).drop("error")
        given = taken.groupBy("site").agg(f.count("*").alias("given"))
        groups = {row["site"]: _group(row["site"], row["given"]) for row in given.toLocalIterator()}
        if not groups and refused:
            raise InputError(f"no document could be read; {refused[0]}")
        kept = _sampled(taken, [group for group in groups.values() if group.given > MOST])
        for site, found in _merged(_known(taken, kept, given).mapInArrow(Observe(min_docs), "found binary")):
            groups[site].join(found)
        replayed = partial(_replayed, kept)
        return concluded(
            sorted(groups.values(), key=lambda one: one.name), replayed, by, min_docs, refused, 0
        )
    finally:
        documents.unpersist()


def _refused(documents: Any) -> list[str]:
    """Return why rows were no documents; beyond those that are told one by one, the same word for each."""
    from pyspark.sql import functions as f

    errors = documents.where(f.col("error").isNotNull()).select("error")
    told = [row["error"] for row in errors.limit(NAMED).collect()]
    return told + ["not told one by one"] * (errors.count() - len(told)) if len(told) == NAMED else told


def _group(name: str, given: int) -> Group:
    group = Group(name)
    group.given = given
    return group


def _sampled(taken: Any, large: Sequence[Group]) -> Any:
    """Return the documents that are looked at again: of a site with very many, those with small digests."""
    from pyspark.sql import functions as f

    if not large:
        return taken
    sites = taken.where(f.col("site").isin([group.name for group in large]))
    counts: dict[str, dict[int, int]] = {}
    for row in sites.groupBy("site", "zeros").count().toLocalIterator():
        counts.setdefault(row["site"], {})[row["zeros"]] = row["count"]
    least = [(site, _least(by_zeros)) for site, by_zeros in counts.items()]
    limits = taken.sparkSession.createDataFrame(least, "site string, least int")
    found = taken.join(f.broadcast(limits), "site", "left")
    return found.where(f.col("least").isNull() | (f.col("zeros") >= f.col("least"))).drop("least")


def _least(by_zeros: dict[int, int]) -> int:
    """Return the zeros that a digest needs, so that few enough documents have them."""
    return next(
        least
        for least in range(BITS + 2)
        if sum(count for zeros, count in by_zeros.items() if zeros >= least) <= MOST
    )


def _known(taken: Any, kept: Any, given: Any) -> Any:
    """Return the documents with their hashes that others of their site have, and how many have them."""
    from pyspark.sql import functions as f

    texts = taken.select("site", "digest", "text")
    hashes = texts.mapInArrow(HashLines(), "site string, digest long, hashed long")
    times = hashes.groupBy("site", "hashed").agg(f.count("*").alias("times")).where("times > 1")
    known = hashes.distinct().join(times, ["site", "hashed"]).groupBy("site", "digest")
    known = known.agg(f.collect_list(f.struct("hashed", "times")).alias("known"))
    found = kept.join(known, ["site", "digest"], "left").join(given, "site")
    return found.select("site", "name", "title", "text", "digest", "given", "known")


def _replayed(kept: Any, rules: Sequence[Rule], scope: str | None) -> Replay:
    """Return what rules do to the documents."""
    total = Replay()
    if rules:
        columns = kept.select("site", "name", "title", "text", "digest")
        for _, found in _merged(columns.mapInArrow(ReplayRules(rules, scope), "found binary")):
            total.join(found)
    return total


def _merged(frame: Any) -> Iterator[tuple[str, Any]]:
    for row in frame.toLocalIterator():
        yield pickle.loads(row["found"])  # noqa: S301 - made by our own workers


class ReadDocuments:
    """What is mapped: the documents that rows hold, repaired, or why they hold none."""

    def __init__(self, by: By, options: ReadOptions) -> None:
        self.by, self.options = by, options

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            rows = [self._row(record) for record in batch.to_pylist()]
            kinds = (*[pa.string()] * 4, pa.int64(), pa.int32(), pa.string())
            names = [one.split()[0] for one in DOCUMENTS.split(", ")]
            yield batch_of(rows, names, kinds)

    def _row(self, record: dict[str, Any]) -> tuple[Any, ...]:
        try:
            document = document_of(record, self.options)
            text = repaired(document)
        except CleankitError as error:
            return (None,) * 6 + (str(error),)
        digest = digest_of(text.encode("utf-8"))
        zeros = BITS - digest.bit_length()
        site = name_of(document, self.by)
        return site, document.id or "", document.title or "", text, signed(digest), zeros, None


class HashLines:
    """What is mapped: the hashes of each document, once each."""

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        names = ["site", "digest", "hashed"]
        kinds = (pa.string(), pa.int64(), pa.int64())
        for batch in batches:
            for some in batch.to_pylist():
                hashes = [(some["site"], some["digest"], hashed) for hashed in hashes_of(some["text"])]
                yield batch_of(hashes, names, kinds)


class Observe:
    """What is mapped: what was seen of the lines that recur, of all documents of a task by site."""

    def __init__(self, min_docs: int) -> None:
        self.min_docs = min_docs

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        found: dict[str, Group] = {}
        for row in _rows(batches):
            group = found.setdefault(row["site"], _group(row["site"], row["given"]))
            group.counters = {one["hashed"]: one["times"] for one in row["known"] or ()}
            observe(group, _kept(row), self.min_docs)
            group.counters = {}
        yield from _pickled(found.items())


class ReplayRules:
    """What is mapped: what rules do to the documents of a task."""

    def __init__(self, rules: Sequence[Rule], scope: str | None) -> None:
        self.rules, self.scope = rules, scope

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        done = Replay().run(self.rules, map(_kept, _rows(batches)), self.scope)
        yield from _pickled([("", done)])


def _rows(batches: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for batch in batches:
        yield from batch.to_pylist()


def _kept(row: dict[str, Any]) -> Kept:
    return Kept(row["digest"] & UNSIGNED, row["site"], row["name"], row["title"], row["text"])


def _pickled(found: Iterable[tuple[str, Any]]) -> Iterator[Any]:
    import pyarrow as pa

    for one in found:
        yield batch_of([(pickle.dumps(one),)], ["found"], [pa.binary()])
