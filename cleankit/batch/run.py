"""Clean inputs into an output: blocks to workers, results to files, a ledger of it all."""

import os
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from cleankit.batch.inputs import STDIN, Format, find_sources
from cleankit.batch.ledger import Ledger, identity
from cleankit.batch.lock import locked
from cleankit.batch.options import Options
from cleankit.batch.outputs import Outputs, refuse_shared
from cleankit.batch.packing import Packing
from cleankit.batch.process import Cleaner, Result
from cleankit.batch.reading import Block, Place, Reading, read_blocks
from cleankit.batch.sampling import Sample
from cleankit.batch.store import Store, write_whole
from cleankit.batch.summary import Summary
from cleankit.batch.supervisor import Supervisor, Task
from cleankit.batch.tally import Tally
from cleankit.batch.worker import BETWEEN, Mark
from cleankit.chain import Chain
from cleankit.errors import InputError, UnreadableError
from cleankit.version import __version__

CHECK_EXAMPLES = 3


class Progress(Protocol):
    """Who wants to know how far a run is."""

    def __call__(self, bytes_read: int, summary: Summary) -> None:
        """Take the bytes read since the last call and the counts so far."""


def run(
    inputs: Iterable[str],
    output: str | None,
    *,
    chain: Chain | None = None,
    options: Options | None = None,
    format: Format | None = None,
    quarantine: str | None = None,
    dropped: str | None = None,
    audit: str | None = None,
    report: str | None = None,
    resume: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Clean every record of ``inputs`` into ``output`` and return the counts.

    ``inputs`` are files, folders, glob patterns, URLs or "-"; ``output`` is a file, a folder, "-", or None
    to write nothing (a dry run). Records that cannot be read or cleaned go to ``quarantine``, those a gate
    refused to ``dropped``: by default OUTPUT.quarantine.jsonl and OUTPUT.dropped.jsonl, made when needed.
    ``audit`` gets every edit, a line for each record of the output (`cleankit.batch.undo_run` goes back),
    and ``report`` the counts. With ``resume``, go on where a run with the same arguments stopped.
    Raises InputError or ConfigError for arguments that cannot be used, OSError where an output cannot be
    written; an input that is missing or breaks off is listed in the summary, and the others still run.
    """
    options = options or Options()
    options = replace(options, audit=audit is not None and output is not None)
    options = replace(options, examples=CHECK_EXAMPLES if output is None else options.examples)
    chain = chain or Chain("article")
    found = find_sources(inputs, format)
    outputs = None if output is None else Outputs(output, found.sources)
    sides = {
        "quarantine": _side_path(output, quarantine, "quarantine"),
        "dropped": _side_path(output, dropped, "dropped") if chain.gates else None,
        "audit": Path(audit) if audit is not None and output is not None else None,
    }
    main = Path(output) if output not in (None, STDIN) and outputs and not outputs.folder else None
    refuse_shared({"output": main, **sides, "report": Path(report) if report else None}, found.sources)
    resumable = output not in (None, STDIN) and all(source.lasting for source in found.sources)
    if resume and not resumable:
        raise InputError("--resume: standard input and output cannot be gone back to; give files")
    same = {
        "inputs": identity(found.sources),
        "version": __version__,
        "chain": chain.fingerprint,
        "options": repr(options.as_written()),
        "outputs": repr([output, *(str(side) for side in sides.values())]),
    }
    with ExitStack() as stack:
        if output not in (None, STDIN):
            stack.enter_context(locked(_beside(output, "")))
        ledger = Ledger(_beside(output, ".ledger"), same, resume=resume) if resumable else None
        store = Store(ledger)
        job = _Job(found.sources, chain, options, outputs, sides, store, ledger, progress)
        job.summary.failed_inputs[:0] = [] if ledger and ledger.state else found.missing
        job.summary.skipped_files = found.skipped
        try:
            job.run()
            for fate, side, given in (
                ("quarantined", "quarantine", quarantine),
                ("dropped", "dropped", dropped),
            ):
                stale = sides[side]
                if stale is not None and given is None and not job.summary.tally.records[fate]:
                    stale.unlink(missing_ok=True)  # of an earlier run into this output
            if report is not None:
                write_report(Path(report), job.summary)
        except BaseException:
            store.close()
            if ledger is None or not ledger.written:
                store.discard()
                if ledger is not None:
                    ledger.remove()
            raise
        if ledger is not None:
            ledger.remove()
    return job.summary


def can_resume(output: str | None) -> bool:
    """Say whether a run into ``output`` stopped in a state from which another can go on."""
    return output not in (None, STDIN) and _beside(output, ".ledger").exists()


def write_report(path: Path, summary: Summary) -> None:
    """Write the counts as JSON."""
    import orjson

    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, orjson.dumps(summary.as_dict(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


class _Job:
    """A run under way: what it has counted, and where it stands."""

    def __init__(
        self,
        sources: list[Any],
        chain: Chain,
        options: Options,
        outputs: Outputs | None,
        sides: dict[str, Path | None],
        store: Store,
        ledger: Ledger | None,
        progress: Progress | None,
    ) -> None:
        self._sources, self._options, self._outputs, self._sides = sources, options, outputs, sides
        self._store, self._progress = store, progress
        self._cleaner = Cleaner(chain, options, outputs.target if outputs else lambda found: found)
        self._packing = Packing(outputs, sides)
        self._drawn = Sample(options.sample)
        self._blocks = 0
        self._started = monotonic()
        self._sampled = 0.0
        state = ledger.state if ledger else None
        self._place = Place(*state["place"]) if state else Place()
        self._whole = bool(state and state["whole"])
        self.summary = Summary(
            Tally(options.examples), fingerprint=chain.fingerprint, fail_over=options.fail_over
        )
        self._earlier = 0.0
        if state:
            self.summary.tally = Tally.from_json(state["tally"], options.examples)
            self.summary.failed_inputs = state["failed"]
            self.summary.bytes_read, self._earlier = state["bytes_read"], state["seconds"]
            self._packing.headers = state["headers"]
        self.summary.workers = options.processes
        if all(source.lasting for source in sources):
            self.summary.bytes_total = sum(source.size for source in sources)

    def run(self) -> None:
        """Clean from where it stands to the end."""
        if not self._whole:
            how = Reading(self._options.encoding, self._options.max_record)
            supervisor = Supervisor(
                self._work, self._options.processes, self._options.timeout, self._packing.pack
            )
            try:
                for block, result in supervisor.results(read_blocks(self._sources, how, self._place)):
                    self._take(block, result)
                    self._sample([os.getpid(), *supervisor.pids])
            finally:
                supervisor.close()
            self._finish()
        self.summary.seconds = self._seconds
        self.summary.sample = self._drawn.reports()

    def _work(self, task: Task, mark: Mark) -> Result:
        block = task.block
        try:
            result = self._cleaner.clean(block, task.part, mark)
        except UnreadableError as error:
            result = Result(failed=[f"{block.sources[0].name}: {error}"])
        except OSError as error:
            result = Result(failed=[f"{block.sources[0].name}: cannot be read: {error.strerror or error}"])
        mark(BETWEEN)
        return result if task.split else self._packing.pack(block, result)

    def _take(self, block: Block, result: Result) -> None:
        """Write what became of a block."""
        result = self._packing.finish(block, result)
        self.summary.tally.add(result.tally)
        self._blocks += 1
        for one in result.sampled:
            self._drawn.add(one._replace(place=(self._blocks, *one.place)))
        self.summary.failed_inputs += result.failed
        self.summary.bytes_read += block.stored
        self._place = block.after
        ended = block.after.source > self._index(block)
        if self._outputs is not None:
            for source, data in result.outputs:
                self._store.append(self._outputs.path_of(source), data)
            for side, data in (
                ("quarantine", result.quarantined),
                ("dropped", result.dropped),
                ("audit", result.audited),
            ):
                path = self._sides[side]
                if data and path is not None:
                    self._store.append(path, data)
            if self._outputs.folder and ended:
                written = (
                    [source for source, _ in result.outputs] if block.sources[0].whole else block.sources
                )
                for source in written:
                    path = self._outputs.path_of(source)
                    if path is not None and (self._store.has(path) or not (block.broken or result.failed)):
                        self._store.finish(path)
            self._store.commit(self._state())
        if self._progress is not None:
            self._progress(block.stored, self.summary)

    def _index(self, block: Block) -> int:
        return block.after.source - (len(block.sources) if block.after.offset == 0 else 0)

    def _finish(self) -> None:
        if self._outputs is None:
            return
        path = self._outputs.path_of(self._sources[0]) if self._sources and not self._outputs.folder else None
        if path is not None and (self._store.has(path) or not self.summary.failed_inputs):
            self._store.finish(path)
        for side, side_path in self._sides.items():
            if side_path is not None and (side == "audit" or self._store.has(side_path)):
                self._store.finish(side_path)
        self._whole = True
        self._store.commit(self._state())

    @property
    def _seconds(self) -> float:
        return self._earlier + monotonic() - self._started

    def _state(self) -> dict[str, Any]:
        return {
            "place": self._place,
            "whole": self._whole,
            "tally": self.summary.tally.as_json(),
            "failed": self.summary.failed_inputs,
            "bytes_read": self.summary.bytes_read,
            "seconds": self._seconds,
            "headers": self._packing.headers,
        }

    def _sample(self, pids: list[int]) -> None:
        now = monotonic()
        if now - self._sampled >= 1:
            self._sampled = now
            self.summary.peak_memory = max(self.summary.peak_memory, sum(map(_memory, pids)))


def _memory(pid: int) -> int:
    """Return the memory of a process in bytes, pages shared with others in part; 0 where nobody tells."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_bytes().split(b"\n")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(b"Pss:")), 0)


def _beside(output: str | None, suffix: str) -> Path:
    return Path(f"{(output or '').rstrip('/')}{suffix}")


def _side_path(output: str | None, given: str | None, kind: str) -> Path | None:
    """Return where records that are not output go; None in a dry run.

    Raises InputError where there is no name to put the file beside: a record would be lost.
    """
    if given is not None or output is None:
        return Path(given) if given is not None and output is not None else None
    if output == STDIN:
        raise InputError(f"with standard output as output, say where {kind} records go: --{kind} FILE")
    return _beside(output, f".{kind}.jsonl")
