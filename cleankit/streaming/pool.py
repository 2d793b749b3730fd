"""Worker processes that have a chain, and the batches of items that they are given."""

import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_all_start_methods, get_context
from typing import Any, Literal, NamedTuple

from cleankit.chain import Chain
from cleankit.chosen import chosen
from cleankit.document import Cleaned, Document, Errors, Item, Streamed, document_of
from cleankit.errors import CleankitError, ConfigError

StartMethod = Literal["fork", "spawn", "forkserver"]

BATCH_CHARS = 1 << 18  # of texts in a batch: some 0.1 s of work, against 1 ms to hand it over
BATCH_ITEMS = 256
AHEAD = 2  # batches beyond one per worker that are under way, or wait for their turn

UNPICKLABLE = (
    pickle.PicklingError,
    AttributeError,
    TypeError,
)  # also what is said of a lambda, and of a file

_chain: Chain | None = None  # of a worker: set once when it starts


class StreamError(CleankitError):
    """Workers that cannot be started, or that die."""


class Done(NamedTuple):
    """What a worker sends back of a document."""

    text: str
    dropped: str | None
    fingerprint: str


Answer = Done | CleankitError


class End(NamedTuple):
    """Says that an asynchronous source has ended, and what it raised if it broke off."""

    failure: Exception | None = None


class Batch:
    """Items that go to a worker together, and in which order they came."""

    def __init__(self) -> None:
        self.entries: list[Document | CleankitError | None] = []
        self.chars = 0
        self.failure: Exception | None = None  # of the source: it has its turn behind the items before it

    def add(self, item: Item) -> None:
        """Take an item in; of one that holds no text, the error."""
        entry: Document | CleankitError | None = None
        if item is not None:
            try:
                entry = document_of(item)
                self.chars += len(entry.text)
            except CleankitError as error:
                entry = error
        self.entries.append(entry)

    def take(self, item: "Item | End") -> bool:
        """Take an item in, or the end of the source, and return whether it was that."""
        if isinstance(item, End):
            self.failure = item.failure
            return True
        self.add(item)
        return False

    @property
    def empty(self) -> bool:
        return not self.entries and self.failure is None

    @property
    def full(self) -> bool:
        return self.chars >= BATCH_CHARS or len(self.entries) >= BATCH_ITEMS

    def documents(self) -> list[Document]:
        """Return what a worker needs of the documents."""
        return [replace(one, layers=()) for one in self.entries if isinstance(one, Document)]

    def results(self, done: Iterable[Answer], errors: Errors) -> Iterator[Streamed]:
        """Yield what became of each item, in order; then raise what the source raised."""
        answers = iter(done)
        for entry in self.entries:
            answer = next(answers) if isinstance(entry, Document) else entry
            if isinstance(answer, CleankitError) and errors == "raise":
                raise answer
            if isinstance(answer, Done) and isinstance(entry, Document):
                yield Cleaned(answer.text, entry, answer.dropped, answer.fingerprint)
            else:
                yield answer if isinstance(answer, CleankitError) else None
        if self.failure is not None:
            raise self.failure


class Pool:
    """Worker processes with the chain."""

    def __init__(self, chain: Chain, workers: int, start_method: StartMethod | None) -> None:
        self.chain = chain
        self.room = workers + AHEAD
        self._executor = ProcessPoolExecutor(workers, context_of(start_method), _start, (chain,))

    def submit(self, batch: Batch) -> "Future[list[Answer]]":
        try:
            return self._executor.submit(_cleaned, batch.documents())
        except BrokenProcessPool as error:  # in its turn: batches before it may be done
            broken: Future[list[Answer]] = Future()
            broken.set_exception(error)
            return broken
        except UNPICKLABLE as error:
            raise ConfigError(
                f"stream: the chain cannot be sent to workers: {error}; "
                "use functions of a module in it, or workers=1"
            ) from error
        except AssertionError as error:  # multiprocessing, of a daemonic process
            raise StreamError(f"stream: no workers here: {error}; use workers=1") from error

    def answer(self, batch: Batch, result: Callable[[], list[Answer]]) -> list[Answer]:
        """Return what became of a batch; one that cannot be sent, for a lock in it, say, is cleaned here."""
        try:
            return result()
        except BrokenProcessPool as error:
            raise _died(error) from error
        except UNPICKLABLE:
            return cleaned_by(self.chain, batch.documents())

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


def checked(items: Any, chain: Chain | None, workers: int | None, errors: Errors) -> Chain:
    if workers is not None and (not isinstance(workers, int) or workers < 1):
        raise ConfigError(f"stream: workers: found {workers!r}; accepted: 1 or more")
    found = chosen("stream", chain)
    found.stream(items, errors=errors)  # refuses what is one item, and other errors
    return found


def context_of(start_method: StartMethod | None) -> Any:
    try:
        return get_context(start_method)
    except ValueError as error:
        raise ConfigError(
            f"stream: start_method: {error}; accepted: {', '.join(get_all_start_methods())}"
        ) from error


def _died(error: BrokenProcessPool) -> StreamError:
    return StreamError(
        f"stream: a worker died: {error}; where processes are not forked, a script needs "
        'if __name__ == "__main__": around what starts them; else look at memory, or use batch-clean, '
        "which takes such records out"
    )


def _start(chain: Chain) -> None:
    """Make this process a worker: without the terminal's interrupts, and gone when its parent is."""
    import signal
    from threading import Thread

    global _chain  # noqa: PLW0603 - a worker has one chain, and tasks should not carry it
    _chain = chain
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    if (parent := parent_process()) is not None:
        wait([parent.sentinel])
        os._exit(1)


def _cleaned(documents: Sequence[Document]) -> list[Answer]:
    if _chain is None:
        raise StreamError("stream: a worker has no chain")
    return cleaned_by(_chain, documents)


def cleaned_by(chain: Chain, documents: Sequence[Document]) -> list[Answer]:
    """Return what ``chain`` makes of each document: the text and the gate's reason, or the error."""
    found: list[Answer] = []
    for cleaned in chain.stream(documents, errors="value"):
        if isinstance(cleaned, Cleaned):
            found.append(Done(cleaned.text, cleaned.dropped, cleaned.fingerprint))
        elif cleaned is not None:
            found.append(cleaned)
    return found
