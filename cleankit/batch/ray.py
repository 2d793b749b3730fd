"""Workers on a Ray cluster: an actor has one worker process, and gives its results to the run in order.

The run itself stays where it was started: it cuts the inputs into chunks of bytes and writes what comes
back, so that outputs, counts, quarantine, audit and `--resume` are those of a run on one machine. An actor
that dies is started again and does its chunks again; nothing of the first try was written. Ranges of plain
JSON lines and of Parquet files are read by the actors; what is compressed, or in a store, goes to them as
bytes.
"""

import signal
import socket
import threading
from collections import deque
from collections.abc import Iterator
from typing import Any

from cleankit.batch.results import Result
from cleankit.batch.supervisor import AHEAD, DEATHS, Supervisor, WorkerError
from cleankit.batch.work import Work
from cleankit.errors import CleankitError, ConfigError
from cleankit.io.format import Chunk
from cleankit.version import __version__

EACH = 2  # chunks that an actor has: one in hand, and the next
ANSWER = 10.0  # seconds in which a cluster must take a connection


class RayWorkers:
    """Hands chunks to actors and yields their results in order, as `Supervisor` does. To be closed."""

    def __init__(self, work: Work) -> None:
        import ray

        self._ray = ray
        self._started = _connect(work.options.address)
        try:
            count = actors(int(ray.cluster_resources().get("CPU", 1)), work.options.workers)
            kind = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=DEATHS)(CleaningActor)
            self._given = ray.put(work)  # held: an actor that is started again needs it again
            known = __version__, work.chain.fingerprint
            self._actors = [kind.remote(self._given, known) for _ in range(count)]
            self.count = count
        except BaseException:
            self.close()
            raise

    @property
    def pids(self) -> list[int]:
        """The processes of this machine that work for the run alone: none, since a cluster's are its own."""
        return []

    def results(self, chunks: Iterator[Chunk]) -> Iterator[tuple[Chunk, Result]]:
        """Yield each chunk with its result."""
        under_way: deque[tuple[Chunk, Any]] = deque()
        held: dict[Any, int] = {}  # which actor has a chunk
        most = EACH * len(self._actors)
        more = True
        while True:
            while more and len(held) < most and len(under_way) < most + AHEAD:
                chunk = next(chunks, None)
                more = chunk is not None
                if chunk is not None:
                    loads = list(held.values())
                    at = min(range(len(self._actors)), key=loads.count)
                    result = self._actors[at].clean.remote(chunk)
                    held[result] = at
                    under_way.append((chunk, result))
            if not under_way:
                return
            chunk, result = under_way[0]
            done, _ = self._ray.wait(list(held), num_returns=1) if result in held else ([], None)
            for one in done:
                del held[one]
            if result not in held:
                under_way.popleft()
                yield chunk, self._taken(chunk, result)

    def close(self) -> None:
        """End the actors, and the cluster if this run started it."""
        for actor in getattr(self, "_actors", ()):
            self._ray.kill(actor)
        if self._started:
            self._ray.shutdown()

    def _taken(self, chunk: Chunk, result: Any) -> Result:
        errors = self._ray.exceptions
        try:
            found: Result = self._ray.get(result)
        except errors.RayActorError as error:
            if "creation task" in str(error):  # it never began: no chunk is to blame
                raise ConfigError(f"engine ray: an actor cannot begin: {_line(error)}") from error
            where = f"{chunk.sources[0].name}, byte {chunk.start:,}"
            raise WorkerError(f"{where}: its actor ended {DEATHS + 1} times: {_line(error)}") from error
        except errors.RayTaskError as error:
            if isinstance(error.cause, CleankitError):
                raise error.cause from error
            raise
        return found


class CleaningActor:
    """An actor: it has a worker process under supervision, so that one record costs at most itself."""

    def __init__(self, work: Work, known: tuple[str, str]) -> None:
        self._own, self._known = (__version__, work.chain.fingerprint), known
        work.warm_up()
        self._supervisor = Supervisor(work, 1, work.options.timeout, work.pack)

    def clean(self, chunk: Chunk) -> Result:
        """Return what became of a chunk. Raises ConfigError where the run has another cleankit or chain."""
        if self._own != self._known:
            (version, chain), (run_version, run_chain) = self._own, self._known
            raise ConfigError(
                f"engine ray: an actor has cleankit {version} and the chain {chain}, the run {run_version} "
                f"and {run_chain}; install the same version and packs on all machines"
            )
        [(_, result)] = self._supervisor.results(iter([chunk]))
        return result


def actors(cpus: int, wanted: int | None) -> int:
    """Return how many actors to start: as many as wanted, fewer than there are processors.

    One processor is left for the run, which reads and writes, and for what else the cluster does.

    >>> actors(8, None), actors(8, 3), actors(1, None)
    (7, 3, 1)
    """
    most = max(1, cpus - 1)
    if wanted is not None and wanted > most:
        raise ConfigError(
            f"workers: found {wanted}; accepted: up to {most}, fewer than the cluster's {cpus} CPUs"
        )
    return wanted or most


def require_ray() -> None:
    """Raise ConfigError where Ray is not installed."""
    from importlib.util import find_spec

    if find_spec("ray") is None:
        raise ConfigError("engine ray: is not installed; try: pip install 'cleankit-articles[ray]'")


def _connect(address: str | None) -> bool:
    """Connect to a cluster, or start one on this machine; return whether that was needed.

    Signals stay with those who had them.
    """
    import ray

    if ray.is_initialized():
        if address is not None:
            raise ConfigError(
                f"address {address}: this process is connected to a cluster already; leave it out"
            )
        return False
    _refuse_silent(address)
    main = threading.current_thread() is threading.main_thread()
    handlers = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)} if main else {}
    try:
        ray.init(address, log_to_driver=False, logging_level="ERROR", include_dashboard=False)
    except Exception as error:  # of many types, where a cluster does not answer or cannot be started
        raise ConfigError(f"address {address}: no cluster: {_line(error)}") from error
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    return True


def _refuse_silent(address: str | None) -> None:
    """Raise ConfigError for a host and port where nobody answers: Ray itself asks for minutes."""
    host, _, port = (address or "").removeprefix("ray://").rpartition(":")
    if not host:  # "auto", or none
        return
    try:
        socket.create_connection((host, int(port)), timeout=ANSWER).close()
    except (OSError, ValueError) as error:
        raise ConfigError(f"address {address}: no cluster answers: {error}; accepted: HOST:PORT") from error


def _line(error: BaseException) -> str:
    """Return the line of a message that says most: of a traceback the last, else the first."""
    lines = str(error).strip().split("\n")
    return lines[-1 if "Traceback" in str(error) else 0].strip()
