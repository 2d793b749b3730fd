"""One worker process: forked, limited, watched from outside, and gone when its parent is.

Requests and results go through two pipes, each a length and a pickle; what is read and written are
chunks of bytes, never records. In shared memory stands which record is in hand, and since when.
"""

import contextlib
import gc
import mmap
import os
import pickle
import signal
import struct
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cleankit.processes import end_with

InHand = Callable[[int], None]
Work = Callable[[Any, InHand], Any]

LENGTH = struct.Struct("<Q")
MARKED = 16  # bytes: the record in hand, and since when in nanoseconds; each is stored in one instruction
BETWEEN, WAITING = -1, -2  # no record in hand: reading or packing; nothing to do, or handing over
MEMORY = 1 << 30  # bytes that a worker may take beyond what its parent had
PIPE = 1 << 20


class Worker:
    """A worker as its parent sees it."""

    def __init__(self, work: Work, others: list[int]) -> None:
        self._shared = memoryview(mmap.mmap(-1, MARKED)).cast("q")
        self._shared[0] = WAITING
        request_out, self.requests = _wide_pipe()
        self.results, result_in = _wide_pipe()
        parent = os.getpid()
        if sys.stderr is not None:  # closed, as daemons have it
            sys.stderr.flush()
        with warnings.catch_warnings():
            # Python 3.12 warns where there are threads; a worker takes no lock that another could hold.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if self.pid == 0:
            code = 1
            try:
                for fd in (self.requests, self.results, *others):
                    os.close(fd)
                _serve(work, request_out, result_in, self._shared, parent)
                code = 0
            finally:
                os._exit(code)  # whatever happens, no handler or buffer of the parent's runs here
        os.close(request_out)
        os.close(result_in)
        for fd in (self.requests, self.results):
            os.set_blocking(fd, False)
        self.outgoing = memoryview(b"")
        self.task: Any = None
        self.excused = time.monotonic()  # deadlines do not count from before
        self.overdue: tuple[int, float] | None = None  # what was in hand when a look found it overdue
        self._incoming = bytearray()

    @property
    def in_hand(self) -> tuple[int, float]:
        """The record in hand and since when; BETWEEN or WAITING if there is none."""
        record, since = self._shared
        return record, since / 1e9

    def give(self, task: Any) -> None:
        """Start to hand a task over; `send` goes on with it."""
        self.task = task
        self._shared[0] = WAITING
        self.outgoing = memoryview(_framed(task))
        self.send()

    def send(self) -> None:
        """Write what the pipe takes. A worker that is gone is found by `receive`."""
        try:
            while self.outgoing:
                self.outgoing = self.outgoing[os.write(self.requests, self.outgoing[:PIPE]) :]
        except BlockingIOError:
            pass
        except BrokenPipeError:
            self.outgoing = memoryview(b"")

    def receive(self) -> tuple[bool, Any]:
        """Read what the pipe has: (alive, result or None)."""
        try:
            while data := os.read(self.results, PIPE):
                self._incoming += data
                if len(self._incoming) >= LENGTH.size:
                    length = LENGTH.unpack_from(self._incoming)[0]
                    if len(self._incoming) == LENGTH.size + length:
                        result = pickle.loads(memoryview(self._incoming)[LENGTH.size :])  # noqa: S301 - our own
                        self._incoming = bytearray()
                        return True, result
        except BlockingIOError:
            return True, None
        return False, None

    def kill(self) -> None:
        """Kill the process."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def bury(self) -> str:
        """Wait for the end of a process that is ending, close its pipes, and return what ended it."""
        try:
            _, status = os.waitpid(self.pid, 0)
        except ChildProcessError:  # somebody else has waited for it
            status = 0
        os.close(self.requests)
        os.close(self.results)
        code = os.waitstatus_to_exitcode(status)
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit with code {code}"


def _wide_pipe() -> tuple[int, int]:
    """Return a pipe that holds as much as the system lets it: who writes a chunk then waits less often."""
    import fcntl  # which not every system has

    ends = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):  # more than this user may have
            fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, PIPE)
    return ends


def _serve(work: Work, requests: int, results: int, shared: memoryview, parent: int) -> None:
    _become_worker(parent)

    def mark(record: int) -> None:
        shared[1] = time.monotonic_ns()
        shared[0] = record

    with open(requests, "rb", buffering=PIPE) as tasks, open(results, "wb", buffering=0) as done:
        while head := tasks.read(LENGTH.size):
            task = pickle.loads(tasks.read(LENGTH.unpack(head)[0]))  # noqa: S301 - our own
            mark(BETWEEN)
            answer = memoryview(_framed(work(task, mark)))
            mark(WAITING)
            while answer:
                answer = answer[done.write(answer) :]


def _become_worker(parent: int) -> None:
    """Leave the parent's signals, terminal and garbage alone, and end with it."""
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)
    end_with(parent)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)
    gc.freeze()
    if (taken := _address_space()) is not None:
        # Below what `ulimit -v` allows: a hard limit can be raised by nobody but root.
        given = resource.getrlimit(resource.RLIMIT_AS)
        limits = [limit for limit in (taken + MEMORY, *given) if limit != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_AS, (min(limits), given[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space() -> int | None:
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * mmap.PAGESIZE
    except OSError:
        return None


def _framed(message: Any) -> bytes:
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body
