"""The stages of a run that read and compare hashes: read, find what is equal, remove lines.

Every stage leaves rows in the store; none depends on the order in which the engine works.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from typing import Any, NamedTuple

from cleankit.corpus.order import when
from cleankit.corpus.plan import Plan
from cleankit.corpus.reading import Raw, batches, parse, read_raw
from cleankit.corpus.signatures import (
    BANDS,
    band_hashes,
    folded_sentences,
    groups_of,
    hash_sets,
    key_hash,
    line_hashes,
    sentence_hashes,
    text_key,
    words_of,
)
from cleankit.corpus.store import Store
from cleankit.fields import field_of
from cleankit.io.options import StepProgress
from cleankit.io.sources import Source
from cleankit.processes import end_with


class Digest(NamedTuple):
    """What is stored of a batch: columns of the tables of these names."""

    document: list[Any]
    band: list[Any] | None
    sentence: list[Any] | None
    paragraph: list[Any] | None


def digest(batch: Sequence[Raw], plan: Plan) -> Digest:
    """Return what is stored of a batch of records. Records that cannot be read have no row."""
    import numpy as np

    read_ones = ((raw, parse(raw)) for raw in batch)
    parsed = [(raw, one) for raw, one in read_ones if not (one.error or one.skipped)]
    texts = [one.text for _, one in parsed]
    numbers = np.array([raw.number for raw, _ in parsed], dtype=np.int64)
    folded = list(map(folded_sentences, texts))
    keys = list(map(text_key, folded))
    hashes = np.array(list(map(key_hash, keys)), dtype=np.uint64).reshape(-1, 2)
    dated = [when(one.fields, plan.date_field) if plan.keep == "newest" else None for _, one in parsed]
    document = [
        numbers,
        np.array([raw.source for raw, _ in parsed], dtype=np.int32),
        np.array([raw.record.number for raw, _ in parsed], dtype=np.int64),
        [_id_of(field_of(one.fields, plan.reading.id_field)) for _, one in parsed],
        np.array(list(map(len, keys)), dtype=np.int64),
        np.array(dated, dtype=np.float64),
        hashes[:, 0],
        hashes[:, 1],
    ]
    band = sentence = None
    if plan.documents == "near":
        band, sentence = _bands(numbers, folded), _sentences(numbers, folded)
    paragraph = _paragraphs(numbers, texts, plan.min_chars) if plan.lines else None
    return Digest(document, band, sentence, paragraph)


def read(store: Store, sources: Sequence[Source], plan: Plan, workers: int, progress: StepProgress) -> None:
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
    """Remove each document that is equal to one that may stay before it."""
    if store.has("exact"):
        return
    store.begin()
    store.run("""
        INSERT INTO removed
        SELECT d.n, 'exact', f.first, 1.0, '[]', '[]'
        FROM document d JOIN (
            SELECT d.hi, d.lo, arg_min(d.n, p.place) AS first FROM document d JOIN placed p ON p.n = d.n
            WHERE d.chars > 0 GROUP BY d.hi, d.lo HAVING count(*) > 1
        ) f ON d.hi = f.hi AND d.lo = f.lo
        WHERE d.n <> f.first
    """)
    store.finish("exact")


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


def _bands(numbers: Any, folded: Sequence[list[str]]) -> list[Any] | None:
    import numpy as np

    hashed = hash_sets([groups_of(words_of(one)) for one in folded])
    has = [i for i, one in enumerate(hashed) if one]
    if not has:
        return None
    matrix = band_hashes([hashed[i] for i in has])
    return [
        np.repeat(numbers[has], BANDS),
        np.tile(np.arange(BANDS, dtype=np.uint8), len(has)),
        matrix.reshape(-1),
    ]


def _sentences(numbers: Any, folded: Sequence[list[str]]) -> list[Any]:
    import numpy as np

    hashed = sentence_hashes(folded)
    return [
        np.repeat(numbers, list(map(len, hashed))),
        np.array(list(chain.from_iterable(hashed)), dtype=np.uint64),
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
