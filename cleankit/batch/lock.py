"""A lock that keeps two runs off one output. It ends with the process, however that ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cleankit.errors import InputError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file as a lock. Raises InputError if another run holds it."""
    import fcntl  # which not every system has

    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        try:
            # Not flock: workers would inherit it and keep it for a moment after a kill of their parent.
            fcntl.lockf(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(fd)
            raise InputError(
                f"{path.with_suffix('')}: another run is writing there (it holds {path.name})"
            ) from error
        if _is_at(fd, path):
            break
        os.close(fd)  # its holder has removed it meanwhile
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(fd)


def _is_at(fd: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(fd), path.stat())
    except FileNotFoundError:
        return False
