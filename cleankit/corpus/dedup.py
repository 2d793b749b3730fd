"""Remove what a corpus says twice: whole documents, near-equal documents, paragraphs.

from cleankit.corpus import dedup

summary = dedup(["news/"], "unique.jsonl", documents="near", lines=True)
"""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple

from cleankit.batch.lock import locked
from cleankit.corpus import candidates, choosing, steps
from cleankit.corpus.order import place_documents
from cleankit.corpus.plan import Keep, Plan, check
from cleankit.corpus.store import Store, StoreError
from cleankit.corpus.texts import store_texts
from cleankit.corpus.workplace import RECORDS, refuse_foreign, remove
from cleankit.corpus.writing import Deduplicated, write
from cleankit.errors import ConfigError, InputError, wrong_type
from cleankit.io.files import beside, refuse_clashes
from cleankit.io.formats import format_of
from cleankit.io.options import ReadOptions, StepProgress, options_of
from cleankit.io.records import dump_record
from cleankit.io.sources import Source, find_sources
from cleankit.io.streams import open_output
from cleankit.version import __version__

Inputs = Iterable[str | Path | Mapping[str, Any]]


class Near(NamedTuple):
    """A document that repeats another: both by number in input order, counted from 0.

    ``kept`` is the one that stays for it; ``similarity`` is theirs, 1 for equal ones.
    """

    number: int
    kept: int
    similarity: float


def dedup(
    inputs: Inputs,
    output: str | Path,
    *,
    documents: Literal["exact", "near"] | None = "near",
    lines: bool = False,
    max_documents: int | None = None,
    keep: Keep = "fullest",
    date_field: str | None = None,
    threshold: float = 0.7,
    min_chars: int = 40,
    memory: str = "1GB",
    workers: int = 1,
    removed: str | Path | None = None,
    quarantine: str | Path | None = None,
    clusters: str | Path | None = None,
    options: ReadOptions | None = None,
    progress: StepProgress | None = None,
    **given: Any,
) -> Deduplicated:
    """Write the records of ``inputs`` that repeat no other to ``output``, JSONL, in input order.

    ``inputs`` are files, folders, patterns, or records; they are read as `cleankit.io.read` does, with
    ``options`` or options given by name, as ``text_field="body"``: see `ReadOptions`.
    ``documents="exact"`` removes documents that are equal when folded to one that stays; "near" also those
    that say nothing beside one that stays: their sets of five-word groups have a Jaccard of at least
    ``threshold``, and where they differ there is no number, date, name, rare word or sentence of their own
    (`cleankit.corpus.differences`). Of documents that say the same the ``keep`` one stays: the "fullest", the
    "newest" by ``date_field`` (without it, a field of a usual name), or the "first". ``lines`` removes
    paragraphs of ``min_chars`` characters that another kept document has before, or, with ``max_documents``,
    everywhere, if more documents than that have them. Every removal is a line of ``removed``
    (OUTPUT.removed.jsonl); ``clusters`` is a file for what was near, whether it went or not; records that
    cannot be read are in ``quarantine``.

    Memory: ``memory`` for the engine, about 150 MB beside it, and 300 bytes for each document that looks like
    another. Disk: beside ``output``, about 200 bytes a document for "exact", 900 for "near", and the text of
    documents that look like another. Time: linear in the text; the input is read two or three times.
    A run that was stopped goes on when it is called again in the same way.
    """
    reading = options_of(dedup, ReadOptions, options, given)
    plan = Plan(documents, lines, max_documents, keep, date_field, threshold, min_chars, reading)
    _check(plan, workers)
    target = Path(output)
    if format_of(target.name)[0] != "jsonl":
        raise InputError(f"{target}: the output is JSON lines; give a .jsonl file, also .gz or .zst")
    sides = {
        what: Path(name) if name else beside(target, f".{what}.jsonl")
        for what, name in (("removed", removed), ("quarantine", quarantine))
    }
    if clusters is not None:
        sides["clusters"] = Path(clusters)
    work = beside(target, ".work")
    with locked(beside(target, ".lock")):
        refuse_foreign(work)
        sources = _sources(inputs, work, reading)
        refuse_clashes(
            [("input", source.path) for source in sources if source.path is not None],
            [("output", target), *sides.items()],
        )
        try:
            with _opened(sources, plan, work, memory, workers) as store:
                _find(store, sources, plan, workers, progress or _silent)
                result = write(store, sources, plan, target, sides)
        except InputError:
            if any(source.changed for source in sources):
                remove(work)  # what was read is no longer there: nothing can go on from it
            raise
        remove(work)
    return result


def near_duplicates(
    inputs: Inputs,
    *,
    threshold: float = 0.7,
    keep: Keep = "fullest",
    date_field: str | None = None,
    memory: str = "1GB",
    workers: int = 1,
    options: ReadOptions | None = None,
    progress: StepProgress | None = None,
    **given: Any,
) -> list[Near]:
    """Return the documents that repeat another, equal or near, in input order; nothing is written.

    Memory, disk (in the folder for temporary files) and time are those of `dedup`, and the result; so are
    inputs and options.
    """
    reading = options_of(near_duplicates, ReadOptions, options, given)
    plan = Plan("near", keep=keep, date_field=date_field, threshold=threshold, reading=reading)
    _check(plan, workers)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work"
        sources = _sources(inputs, work, reading)
        with _opened(sources, plan, work, memory, workers) as store:
            _find(store, sources, plan, workers, progress or _silent)
            found = store.rows("SELECT n, kept, similarity FROM removed ORDER BY n")
            return [Near(*row) for row in found]


def _check(plan: Plan, workers: int) -> None:
    if not isinstance(workers, int) or workers < 1:
        raise ConfigError(f"workers: found {workers!r}; accepted: 1 or more")
    check(plan)


def _silent(_stage: str, _count: int) -> None:
    """Tell nobody."""


@contextmanager
def _opened(sources: list[Source], plan: Plan, work: Path, memory: str, workers: int) -> Iterator[Store]:
    """Open the store in its folder; a folder of another run is refused."""
    import duckdb

    store = None
    try:
        store = Store(work, memory, workers)
        run = "run " + _identity(sources, plan)
        stages = {name for (name,) in store.rows("SELECT name FROM stage")}
        if len(stages) > 1 and run not in stages:
            raise InputError(
                f"{work}: was left by a run with other inputs or options; delete it, or repeat that run"
            )
        if run not in stages:
            store.begin_anew(run)
        yield store
    except duckdb.Error as error:
        raise StoreError(f"{work}: {error}; try again with more memory or more room on the disk") from error
    finally:
        if store is not None:
            store.close()


def _sources(inputs: Inputs, work: Path, reading: ReadOptions) -> list[Source]:
    given = [inputs] if isinstance(inputs, str | Path) else inputs
    paths: list[str] = []
    records = _records(given, paths)
    first = next(records, None)
    if first is not None:
        work.mkdir(parents=True, exist_ok=True)
        with open_output(work / RECORDS) as spool:
            for record in (first, *records):
                spool.write(dump_record(record, exact=True))
    found = find_sources(paths, reading.format, fields=reading.keys)
    if found.missing:
        raise InputError("; ".join(found.missing))
    if any(source.path is None for source in found.sources):
        raise InputError("standard input can be read only once; give files")
    if first is not None:
        found.sources.extend(find_sources([work / RECORDS]).sources)
    return found.sources


def _records(given: Inputs, paths: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the records among the inputs, and add the paths to ``paths``."""
    if not isinstance(given, Iterable):
        raise wrong_type("dedup: inputs", given, "files, folders, patterns or records")
    for one in given:
        if isinstance(one, str | Path):
            paths.append(str(one))
        elif not isinstance(one, Mapping):
            raise wrong_type("dedup: inputs", one, "files, folders, patterns or records")
        else:
            yield dict(one)


def _identity(sources: list[Source], plan: Plan) -> str:
    """Return a hash of the inputs and options: what a run must have in common with the one it goes on."""
    known = [_mark(source.path) for source in sources if source.path is not None]
    return hashlib.sha256(repr((__version__, known, plan)).encode("utf-8", "surrogateescape")).hexdigest()


def _mark(path: Path) -> tuple[str, int, int | str]:
    """Return path, size and time of a file; records that were given are known by their content."""
    stat = path.stat()
    if path.name != RECORDS:
        return str(path), stat.st_size, stat.st_mtime_ns
    with path.open("rb") as file:
        return str(path), stat.st_size, hashlib.file_digest(file, "sha256").hexdigest()


def _find(store: Store, sources: list[Source], plan: Plan, workers: int, progress: StepProgress) -> None:
    steps.read(store, sources, plan, workers, progress)
    place_documents(store, plan.keep)
    if plan.documents is not None:
        steps.find_equal(store)
    if plan.documents == "near":
        candidates.find_candidates(store, progress)
        candidates.group_candidates(store)
        store_texts(store, sources, plan, progress)
        choosing.find_common(store, "common")
        choosing.choose(store, plan.threshold, progress)
        choosing.find_common(store, "common again")
        choosing.choose_again(store, plan.threshold, progress)
    if plan.lines:
        steps.remove_lines(store, plan.max_documents)
