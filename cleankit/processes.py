"""Processes that end with their parent, however that ends."""

import os
import signal
import sys
import threading
import time

from cleankit.errors import CleankitError

PR_SET_PDEATHSIG = 1
LOOK = 0.5  # seconds between two looks at the parent, where the system does not report its end


def fill_standard_streams() -> None:
    """Open /dev/null where standard input, output or error are closed, as daemons have them.

    The next file that is opened would get the number of one, and what is printed there would go into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # which takes the least number that is free


def can_fork() -> bool:
    """Say whether processes can be forked, limited and kept apart."""
    try:
        import fcntl  # noqa: F401
        import resource  # noqa: F401
    except ImportError:
        return False
    return hasattr(os, "fork")


def require_fork() -> None:
    """Raise CleankitError where processes cannot be forked, limited and kept apart as a run needs it.

    Chains need none of that, and work everywhere.
    """
    if not can_fork():
        raise CleankitError(
            f"runs over files need a POSIX system, for fork, fcntl and resource; on {sys.platform}, clean "
            "records one by one with cleankit.Chain"
        )


def end_with(parent: int) -> None:
    """From now on, let this process end when the process ``parent``, which started it, does.

    On Linux the kernel kills it, at once and whatever it does; elsewhere a thread looks.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    os._exit(1)
