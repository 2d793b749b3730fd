"""The stages of a run: read, find what is equal, find what is near, verify, choose what goes.

Every stage leaves rows in the store; none depends on the order in which the engine works.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any, Literal, NamedTuple

from cleankit.corpus.clusters import clusters
from cleankit.corpus.reading import Raw, batches, parse, read_raw, refuse_changed
from cleankit.corpus.signatures import BANDS, band_hashes, line_hashes, shingle_hashes, text_hash
from cleankit.corpus.store import Store
from cleankit.fields import field_of
from cleankit.io.options import ReadOptions
from cleankit.io.sources import Source
from cleankit.processes import end_with

Keep = Literal["longest", "first"]
Progress = Callable[[str, int], None]
MANY = 50_000  # rows inserted at once


class Plan(NamedTuple):
    """What a run looks for; it is part of the run's identity."""

    documents: Literal["exact", "near"] | None = "near"
    lines: bool = False
    max_documents: int | None = None
    keep: Keep = "longest"
    threshold: float = 0.7
    min_chars: int = 40
    reading: ReadOptions = ReadOptions()


class Digest(NamedTuple):
    """What is stored of a batch: columns of the tables document, band and paragraph."""

    document: list[Any]
    band: list[Any] | None
    paragraph: list[Any] | None


def digest(batch: Sequence[Raw], plan: Plan) -> Digest:
    """Return what is stored of a batch of records. Records that cannot be read have no row."""
    import numpy as np

    read_ones = ((raw, parse(raw)) for raw in batch)
    parsed = [(raw, one) for raw, one in read_ones if not (one.error or one.skipped)]
    texts = [one.text for _, one in parsed]
    numbers = np.array([raw.number for raw, _ in parsed], dtype=np.int64)
    hashes = np.array([text_hash(text) for text in texts], dtype=np.uint64).reshape(-1, 2)
    document = [
        numbers,
        np.array([raw.source for raw, _ in parsed], dtype=np.int32),
        np.array([raw.record.number for raw, _ in parsed], dtype=np.int64),
        [_id_of(field_of(one.fields, plan.reading.id_field)) for _, one in parsed],
        np.array([0 if text.isspace() else len(text) for text in texts], dtype=np.int64),
        hashes[:, 0],
        hashes[:, 1],
    ]
    band = _bands(numbers, texts) if plan.documents == "near" else None
    return Digest(document, band, _paragraphs(numbers, texts, plan.min_chars) if plan.lines else None)


def read(store: Store, sources: Sequence[Source], plan: Plan, workers: int, progress: Progress) -> None:
    """Store what is needed of every record; batches stored by an earlier run are passed over."""
    done = {name for (name,) in store.rows("SELECT name FROM stage")}
    if "read" in done:
        return
    numbered = enumerate(batches(read_raw(sources, plan.reading)))
    todo = ((k, batch) for k, batch in numbered if f"batch {k}" not in done)
    total = store.count("document")
    for k, found in _mapped(todo, plan, workers):
        store.begin()
        for table, columns in zip(Digest._fields, found, strict=True):
            if columns is not None and len(columns[0]):
                store.insert(table, columns)
        store.finish(f"batch {k}")
        total += len(found.document[0])
        progress("read", total)
    store.begin()
    store.finish("read")


def find_equal(store: Store) -> None:
    """Remove each document that is equal to one before it."""
    if store.has("exact"):
        return
    store.begin()
    store.run("""
        INSERT INTO removed
        SELECT d.n, 'exact', f.first, f.first, 1.0
        FROM document d JOIN (
            SELECT hi, lo, min(n) AS first FROM document WHERE chars > 0 GROUP BY hi, lo HAVING count(*) > 1
        ) f ON d.hi = f.hi AND d.lo = f.lo
        WHERE d.n > f.first AND d.chars > 0
    """)
    store.finish("exact")


def find_candidates(store: Store, progress: Progress) -> None:
    """Pair each document with the first, and with the one before it, that share a band with it.

    So a band that a million documents share gives two million pairs, not 500 billion.
    """
    if store.has("pairs"):
        return
    store.begin()
    store.run("CREATE OR REPLACE TABLE found (a BIGINT, b BIGINT)")
    for band in range(BANDS):
        store.run(
            """
            INSERT INTO found
            WITH ours AS (
                SELECT n, hash FROM band WHERE band = ? AND n NOT IN (SELECT n FROM removed)
            ), shared AS (
                SELECT hash, min(n) AS first FROM ours GROUP BY hash HAVING count(*) > 1
            ), placed AS (
                SELECT o.n, s.first, lag(o.n) OVER (PARTITION BY o.hash ORDER BY o.n) AS before
                FROM ours o JOIN shared s ON o.hash = s.hash
            )
            SELECT first, n FROM placed WHERE n > first
            UNION SELECT before, n FROM placed WHERE before IS NOT NULL
            """,
            [band],
        )
        progress("candidates", band + 1)
    store.run("CREATE OR REPLACE TABLE pair AS SELECT DISTINCT a, b FROM found")
    store.run("DROP TABLE found")
    store.run("DROP TABLE band")
    store.finish("pairs")


def store_shingles(store: Store, sources: Sequence[Source], plan: Plan, progress: Progress) -> None:
    """Read the input again and store the shingles of the candidates."""
    import numpy as np

    if store.has("shingles"):
        return
    wanted = (n for (n,) in store.rows("SELECT a AS n FROM pair UNION SELECT b FROM pair ORDER BY n"))
    total = 0
    store.begin()
    for batch in batches(_only(read_raw(sources, plan.reading), wanted)):
        hashed = shingle_hashes([parse(raw).text for raw in batch])
        blobs = [np.unique(np.array(one, dtype=np.uint64)).tobytes() for one in hashed]
        store.insert("shingle", [np.array([raw.number for raw in batch], dtype=np.int64), blobs])
        total += len(batch)
        progress("shingles", total)
    refuse_changed(sources)
    store.finish("shingles")


def verify(store: Store, threshold: float, progress: Progress) -> None:
    """Keep the pairs whose true Jaccard is at least ``threshold``."""
    import numpy as np

    if store.has("verified"):
        return
    joined = store.rows("""
        SELECT p.a, p.b, x.hashes, y.hashes FROM pair p
        JOIN shingle x ON x.n = p.a JOIN shingle y ON y.n = p.b
    """)
    total = 0
    store.begin()
    for some in iter(lambda: list(islice(joined, MANY)), []):
        edges = []
        for a, b, one, other in some:
            left, right = np.frombuffer(one, dtype=np.uint64), np.frombuffer(other, dtype=np.uint64)
            least, most = sorted((len(left), len(right)))
            if least < threshold * most:
                continue  # the sizes alone rule it out
            shared = len(np.intersect1d(left, right, assume_unique=True))
            similarity = shared / (least + most - shared)
            if similarity >= threshold:
                edges.append((a, b, similarity))
        if edges:
            store.insert("edge", list(map(np.array, zip(*edges, strict=True))))
        total += len(some)
        progress("verified", total)
    store.run("DROP TABLE shingle")
    store.finish("verified")


def remove_near(store: Store, keep: Keep) -> None:
    """Cluster the verified pairs; one member of each cluster stays."""
    import numpy as np

    if store.has("near"):
        return
    best: dict[int, tuple[float, int]] = {}
    pairs = []
    for a, b, similarity in store.rows("SELECT a, b, similarity FROM edge ORDER BY a, b"):
        pairs.append((a, b))
        for one, other in ((a, b), (b, a)):
            best[one] = max(best.get(one, (0.0, 0)), (similarity, -other))
    chars = dict(
        store.rows("SELECT n, chars FROM document WHERE n IN (SELECT a FROM edge UNION SELECT b FROM edge)")
    )
    gone = []
    for members in clusters(pairs):
        kept = members[0] if keep == "first" else max(members, key=lambda n: (chars[n], -n))
        gone += [(n, kept, -best[n][1], best[n][0]) for n in members if n != kept]
    store.begin()
    for some in (gone[i : i + MANY] for i in range(0, len(gone), MANY)):
        numbers, kepts, alikes, similarities = map(np.array, zip(*some, strict=True))
        store.insert("removed", [numbers, ["near"] * len(some), kepts, alikes, similarities])
    # What an equal document repeats may itself have gone for a longer one.
    store.run("""
        UPDATE removed AS e SET kept = r.kept FROM removed AS r
        WHERE e.level = 'exact' AND r.level = 'near' AND r.n = e.kept
    """)
    store.finish("near")


def remove_lines(store: Store, max_documents: int | None) -> None:
    """Remove paragraphs that another kept document has before, or that too many documents have."""
    if store.has("lines"):
        return
    store.begin()
    which = "p.n > s.first" if max_documents is None else f"s.documents > {max_documents:d}"
    store.run(f"""
        INSERT INTO removed_line
        WITH ours AS (SELECT * FROM paragraph WHERE n NOT IN (SELECT n FROM removed)), shared AS (
            SELECT hi, lo, min(n) AS first, count(DISTINCT n) AS documents
            FROM ours GROUP BY hi, lo HAVING count(DISTINCT n) > 1
        )
        SELECT p.n, p.line, s.first FROM ours p JOIN shared s ON p.hi = s.hi AND p.lo = s.lo WHERE {which}
    """)  # noqa: S608 - a number and our own names
    store.finish("lines")


def _only(raws: Iterable[Raw], wanted: Iterator[int]) -> Iterator[Raw]:
    """Yield the records whose numbers are wanted; both are in order."""
    number = next(wanted, None)
    for raw in raws:
        if number is None:
            return
        if raw.number == number:
            yield raw
            number = next(wanted, None)


def _mapped(todo: Iterable[tuple[int, list[Raw]]], plan: Plan, workers: int) -> Iterator[tuple[int, Digest]]:
    """Yield the digests of batches in order, with at most two batches a worker under way."""
    if workers < 2:
        for k, batch in todo:
            yield k, digest(batch, plan)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), end_with, (os.getpid(),)) as pool:
        waiting: deque[tuple[int, Future[Digest]]] = deque()
        for k, batch in todo:
            waiting.append((k, pool.submit(digest, batch, plan)))
            if len(waiting) > 2 * workers:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()


def _id_of(value: Any) -> str | None:
    return value if value is None else str(value).encode("utf-8", "replace").decode("utf-8")


def _bands(numbers: Any, texts: Sequence[str]) -> list[Any] | None:
    import numpy as np

    hashed = shingle_hashes(texts)
    has = [i for i, one in enumerate(hashed) if one]
    if not has:
        return None
    matrix = band_hashes([hashed[i] for i in has])
    return [
        np.repeat(numbers[has], BANDS),
        np.tile(np.arange(BANDS, dtype=np.uint8), len(has)),
        matrix.reshape(-1),
    ]


def _paragraphs(numbers: Any, texts: Sequence[str], min_chars: int) -> list[Any]:
    import numpy as np

    found = [
        (n, line, *key)
        for n, text in zip(numbers, texts, strict=True)
        for line, key in line_hashes(text, min_chars)
    ]
    n, line, hi, lo = zip(*found, strict=True) if found else ((), (), (), ())
    return [
        np.array(n, dtype=np.int64),
        np.array(line, dtype=np.int32),
        np.array(hi, dtype=np.uint64),
        np.array(lo, dtype=np.uint64),
    ]
