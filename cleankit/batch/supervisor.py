"""Workers under supervision: results in order, a deadline for each record, nothing hangs.

A worker that dies costs at most the record in hand: what it did not finish is done again by another, in
parts. A record over its deadline is refused at once; one in hand when a worker died is tried once more,
alone, because something else may have killed the worker.
"""

import selectors
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from cleankit.batch.process import InHand, Part
from cleankit.batch.worker import BETWEEN, WAITING, Worker
from cleankit.errors import CleankitError
from cleankit.io.format import Chunk

AHEAD = 2  # chunks beyond one a worker that may be under way or wait for their turn
TICK = 0.2  # seconds between two looks at the deadlines
STALLED = 5.0  # a longer pause between looks says that we ourselves were stopped, or waited for the input
OUT_OF_RECORD = 600.0  # seconds that reading, packing and writing of a chunk may take
DEATHS = 5  # of workers without a record in hand, on one chunk


class WorkerError(CleankitError):
    """Workers die again and again where no record is to blame."""


class Task(NamedTuple):
    """What a worker is given: some records of a chunk. A split chunk is packed when it is whole again."""

    number: int
    chunk: Chunk
    part: Part = Part()
    split: bool = False
    suspect: bool = False  # the part is one record, in hand when a worker died


class Mergeable(Protocol):
    """What workers return: it can take in what became of the records that follow."""

    def extend(self, other: Any, /) -> None:
        """Take in what became of the records that follow."""


R = TypeVar("R", bound=Mergeable)


@dataclass(slots=True)
class _Assembly(Generic[R]):
    """The parts of a chunk that was split, in order, and those that are done."""

    parts: list[Part]
    done: dict[Part, R] = field(default_factory=dict)
    deaths: int = 0


class Supervisor(Generic[R]):
    """Hands chunks to workers and yields their results in order. To be closed."""

    def __init__(
        self, work: Callable[[Task, InHand], R], workers: int, timeout: float, pack: Callable[[Chunk, R], R]
    ) -> None:
        self._work, self._most, self._timeout, self._pack = work, workers, timeout, pack
        self._workers: list[Worker] = []
        self._tasks: deque[Task] = deque()
        self._done: dict[int, R] = {}
        self._split: dict[int, _Assembly[R]] = {}
        self._looked = time.monotonic()

    @property
    def pids(self) -> list[int]:
        """The processes at work."""
        return [worker.pid for worker in self._workers]

    def results(self, chunks: Iterator[Chunk]) -> Iterator[tuple[Chunk, R]]:
        """Yield each chunk with its result."""
        under_way: deque[Chunk] = deque()
        taken = given = 0
        more = True
        while True:
            while more and taken - given < self._most + AHEAD and (len(self._tasks) < self._most):
                chunk = next(chunks, None)
                more = chunk is not None
                if chunk is not None:
                    under_way.append(chunk)
                    self._tasks.append(Task(taken, chunk))
                    taken += 1
                    self._hand_out()
            self._hand_out()
            if given in self._done:
                yield under_way.popleft(), self._done.pop(given)
                given += 1
            elif given < taken:
                self._look()
            else:
                return

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.bury()
        self._workers.clear()

    def _hand_out(self) -> None:
        while self._tasks:
            idle = next((worker for worker in self._workers if worker.task is None), None)
            if idle is None:
                if len(self._workers) >= self._most:
                    return
                fds = [fd for worker in self._workers for fd in (worker.requests, worker.results)]
                idle = Worker(self._work, fds)
                self._workers.append(idle)
            idle.give(self._tasks.popleft())

    def _look(self) -> None:
        """Wait for something to happen and deal with it."""
        with selectors.DefaultSelector() as selector:
            for worker in self._workers:
                selector.register(worker.results, selectors.EVENT_READ, worker)
                if worker.outgoing:
                    selector.register(worker.requests, selectors.EVENT_WRITE, worker)
            ready = selector.select(TICK)
        now = time.monotonic()
        if now - self._looked > STALLED:
            for worker in self._workers:
                worker.excused = now
        self._looked = now
        for key, _ in ready:
            worker = key.data
            if key.fd == worker.requests:
                worker.send()
                continue
            alive, result = worker.receive()
            if not alive:
                self._bury(worker, None)
            elif result is not None:
                task, worker.task = worker.task, None
                self._take(task, result)
        self._enforce_deadlines(now)

    def _enforce_deadlines(self, now: float) -> None:
        for worker in list(self._workers):
            record, since = worker.in_hand
            limit = OUT_OF_RECORD if record == BETWEEN else self._timeout
            late = worker.task is not None and record != WAITING and now - max(since, worker.excused) > limit
            twice, worker.overdue = worker.overdue == (record, since), (record, since) if late else None
            if late and twice:  # one look may fall between two marks
                worker.kill()
                self._bury(worker, f"took longer than --timeout ({self._timeout:g} s)")

    def _bury(self, worker: Worker, overdue: str | None) -> None:
        record, _ = worker.in_hand
        self._workers.remove(worker)
        ended = worker.bury()
        task = worker.task
        if task is None:
            return
        if record >= 0 and (overdue or task.suspect):
            self._divide(
                task, record, Part(record, record + 1, overdue or f"its worker ended twice: {ended}")
            )
            return
        assembly = self._assembly(task)
        if record >= 0:
            self._divide(task, record, Part(record, record + 1))
            return
        assembly.deaths += 1
        if assembly.deaths >= DEATHS:
            where = f"{task.chunk.sources[0].name}, byte {task.chunk.start:,}"
            raise WorkerError(f"{where}: workers ended {DEATHS} times with no record in hand ({ended})")
        self._tasks.appendleft(task)

    def _assembly(self, task: Task) -> _Assembly[R]:
        return self._split.setdefault(task.number, _Assembly([task.part]))

    def _divide(self, task: Task, record: int, alone: Part) -> None:
        """Put three parts in the place of one: before the record, the record alone, after it."""
        assembly = self._assembly(task)
        first, stop, refusal = task.part
        parts = [alone]
        if first < record:
            parts.insert(0, Part(first, record, refusal))
        if stop is None or record + 1 < stop:
            parts.append(Part(record + 1, stop, refusal))
        at = assembly.parts.index(task.part)
        assembly.parts[at : at + 1] = parts
        tasks = [Task(task.number, task.chunk, part, split=True, suspect=part is alone) for part in parts]
        self._tasks.extendleft(reversed(tasks))

    def _take(self, task: Task, result: R) -> None:
        assembly = self._split.get(task.number)
        if assembly is None:
            self._done[task.number] = result
            return
        assembly.done[task.part] = result
        if len(assembly.done) < len(assembly.parts):
            return
        del self._split[task.number]
        first, *rest = (assembly.done[part] for part in assembly.parts)
        for following in rest:
            first.extend(following)
        self._done[task.number] = self._pack(task.chunk, first) if task.split else first
