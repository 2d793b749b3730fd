"""A lock that keeps two runs off one file. It ends with the process, however that ends."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from cleankit.errors import InputError

PATIENCE = 1.0  # seconds: the locks of a process that was killed end when its memory is given back
_held: set[str] = set()  # by this process, whose own locks the system does not keep apart
_holding = Lock()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file as a lock. Raises InputError if another run holds it, in this process or another."""
    path.parent.mkdir(parents=True, exist_ok=True)
    name = os.path.realpath(path)
    with _holding:
        if name in _held:
            raise _taken(path)
        fd = _lock(path)
        _held.add(name)
    try:
        yield
    finally:
        with _holding:
            path.unlink(missing_ok=True)
            os.close(fd)
            _held.discard(name)


def _lock(path: Path) -> int:
    import fcntl  # which not every system has

    patience = time.monotonic() + PATIENCE
    while True:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        try:
            # Not flock: workers would inherit it and keep it for a moment after a kill of their parent.
            fcntl.lockf(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(fd)
            if time.monotonic() > patience:
                raise _taken(path) from error
            time.sleep(0.05)
            continue
        if _is_at(fd, path):
            return fd
        os.close(fd)  # its holder has removed it meanwhile


def _taken(path: Path) -> InputError:
    return InputError(f"{path.with_suffix('')}: another run is writing there (it holds {path.name})")


def _is_at(fd: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(fd), path.stat())
    except FileNotFoundError:
        return False
