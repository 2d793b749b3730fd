"""A run under way: chunks to workers, results to files, what was done to the ledger."""

import os
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol

import orjson

from cleankit.batch.ledger import Ledger
from cleankit.batch.packing import Packing
from cleankit.batch.plan import Plan
from cleankit.batch.results import Result
from cleankit.batch.run_files import RunFiles
from cleankit.batch.sampling import Sample
from cleankit.batch.summary import Summary
from cleankit.batch.supervisor import Supervisor
from cleankit.batch.work import Work
from cleankit.errors import InputError
from cleankit.io.format import Chunk
from cleankit.io.formats import FORMATS
from cleankit.io.reading import CHUNK, read_chunks

if TYPE_CHECKING:
    from cleankit.batch.ray import RayWorkers


class Progress(Protocol):
    """Who wants to know how far a run is."""

    def __call__(self, bytes_read: int, summary: Summary) -> None:
        """Take the bytes read since the last call and the counts so far."""


class Job:
    """What a run has counted, and where it stands."""

    def __init__(self, plan: Plan, files: RunFiles, ledger: Ledger, progress: Progress | None) -> None:
        self._sources, self._options, self._outputs = plan.sources, plan.options, plan.outputs
        self._sides = plan.sides.of_records
        self._files, self._state, self._progress = files, ledger.state, progress
        audit = plan.sides.audit is not None
        self._work = Work(
            plan.chain, plan.options, plan.outputs, self._sides, audit=audit, examples=plan.examples
        )
        headers, safe = self._state.headers, plan.options.csv_safe
        self._packing = Packing(plan.outputs, self._sides, headers, csv_safe=safe)
        self._drawn = Sample(plan.options.sample)
        self._chunks = 0
        self._format: str | None = None  # of the last chunk
        self._started, self._earlier = monotonic(), self._state.seconds
        self._sampled = 0.0
        if not ledger.resumed:
            self._state.failed += plan.found.missing
        self.summary = Summary(
            self._state.tally,
            bytes_read=self._state.bytes_read,
            fingerprint=plan.chain.fingerprint,
            failed_inputs=self._state.failed,
            other_files=plan.found.others,
            workers=plan.options.processes,
            fail_over=plan.options.fail_over,
            side_files={side: str(path) for side, path in self._sides.items() if path is not None},
        )
        if all(source.lasting for source in plan.sources):
            self.summary.bytes_total = sum(source.size for source in plan.sources)

    def run(self) -> None:
        """Clean from where it stands to the end."""
        if not self._state.whole:
            workers = self._workers()
            try:
                chunks = read_chunks(self._sources, self._options, self._state.place)
                for chunk, result in workers.results(chunks):
                    self._take(chunk, result)
                    self._sample([os.getpid(), *workers.pids])
            finally:
                workers.close()
            self._finish()
            self._state.seconds = self._elapsed()
        self.summary.seconds = self._state.seconds
        self.summary.sample = self._drawn.records()

    def _workers(self) -> "Supervisor[Result] | RayWorkers":
        """Return who cleans chunks: they yield results in order, and are to be closed."""
        if self._options.engine == "ray":
            from cleankit.batch.ray import RayWorkers

            workers = RayWorkers(self._work)
            self.summary.workers = workers.count
            return workers
        if sum(source.size for source in self._sources) > CHUNK:  # for less, a worker may never need it
            self._work.warm_up()
        return Supervisor(self._work, self._options.processes, self._options.timeout, self._work.pack)

    def _take(self, chunk: Chunk, result: Result) -> None:
        """Write what became of a chunk."""
        result = self._packing.finish(chunk, result)
        state = self._state
        state.tally.add(result.tally)
        state.failed += result.failed
        state.bytes_read += chunk.stored
        state.place = chunk.after
        self.summary.bytes_read = state.bytes_read
        self._chunks, self._format = self._chunks + 1, chunk.format
        for one in result.sampled:
            self._drawn.add(one._replace(place=(self._chunks, *one.place)))
        ended = chunk.after.source > self._index(chunk)
        if self._outputs is not None:
            for source, data in result.outputs:
                self._files.append(self._outputs.path_of(source), data)
            self._append_sides(result)
            if self._outputs.folder and ended:
                written = (
                    [source for source, _ in result.outputs]
                    if FORMATS[chunk.format].single
                    else chunk.sources
                )
                for source in written:
                    path = self._outputs.path_of(source)
                    if path is not None and (self._files.has(path) or not (chunk.broken or result.failed)):
                        self._files.append(path, self._packing.ending(source, chunk.format))
                        self._files.finish(path)
            self._commit()
        if self._progress is not None:
            self._progress(chunk.stored, self.summary)

    def _append_sides(self, result: Result) -> None:
        """Write what is no output. Raises InputError for a refused record that there is no file for."""
        for side, data in (
            ("quarantine", result.quarantined),
            ("dropped", result.dropped),
            ("audit", result.audited),
        ):
            path = self._sides[side]
            if data and path is None:
                raise _homeless(data)
            if data and path is not None:
                self._files.append(path, data)

    def _index(self, chunk: Chunk) -> int:
        return chunk.after.source - (len(chunk.sources) if chunk.after.offset == 0 else 0)

    def _finish(self) -> None:
        if self._outputs is None:
            return
        source = self._sources[0] if self._sources and not self._outputs.folder else None
        path = self._outputs.path_of(source) if source is not None else None
        if source is not None and (self._outputs.stdout or not path or self._is_begun(path)):
            self._files.append(path, self._packing.ending(source, self._format or source.format or "jsonl"))
        if path is not None and self._is_begun(path):
            self._files.finish(path)
        for side, side_path in self._sides.items():
            if side_path is not None and (side == "audit" or self._files.has(side_path)):
                self._files.finish(side_path)
        self._state.whole = True
        self._commit()

    def _is_begun(self, path: Path) -> bool:
        """Say whether there is an output: not where no input could be read."""
        return self._files.has(path) or not self.summary.failed_inputs

    def _commit(self) -> None:
        self._state.seconds = self._elapsed()
        self._files.commit()

    def _elapsed(self) -> float:
        return self._earlier + monotonic() - self._started

    def _sample(self, pids: list[int]) -> None:
        now = monotonic()
        if now - self._sampled >= 1:
            self._sampled = now
            self.summary.peak_memory = max(self.summary.peak_memory, sum(map(_memory, pids)))


def _homeless(refused: bytes) -> InputError:
    """Return the error that ends a run which has no file for a record that it cannot clean."""
    first = orjson.loads(refused.split(b"\n", 1)[0])
    return InputError(
        f"{first['file']}: line {first.get('line', '?')}: {first['error']}; the output is not whole: give "
        "--quarantine FILE for records that cannot be cleaned"
    )


def _memory(pid: int) -> int:
    """Return the memory of a process in bytes, pages shared with others in part; 0 where nobody tells."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_bytes().split(b"\n")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(b"Pss:")), 0)
