"""The files of a run: none of them is another, and each gets its name when it is whole.

A name may be a link: then the file that it points to is written. A device, a FIFO, or an open file as
/dev/stdout names it, is written to as it is. Nothing of that is ever replaced.
"""

import errno
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import IO, TypeGuard, TypeVar

from cleankit.errors import InputError

PARTIAL = ".partial"
LONGEST_NAME = 255  # bytes, in every file system of today
MOST_LINKS = 40  # as the kernel has it
OPEN_FILES_RE = re.compile(r"/proc/[0-9]+(/task/[0-9]+)?/fd")
NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

P = TypeVar("P", bound=PurePath)
Named = tuple[str, Path | int]
"""What a file is to a run ("input", "report"), and its path or its descriptor."""


@dataclass(slots=True)
class Files:
    """What a run reads and writes; ``own`` are files that the run alone makes, such as its ledger."""

    reads: list[Named] = field(default_factory=list)
    writes: list[Named] = field(default_factory=list)
    own: list[tuple[str, Path]] = field(default_factory=list)

    def refuse_clashes(self) -> None:
        """Raise InputError if a regular file is two of these, whatever links lead to it.

        Unfinished files count too. To be called before anything is opened: what is opened to write is lost.
        """
        taken = _Taken()
        for what, path in self.writes:
            if isinstance(path, Path) and path.is_dir():
                raise InputError(f"{path}: is a folder; give a file as {what}")
            taken.take(what, path)
        unfinished = ((what, partial_of(path)) for what, path in self.writes if _is_new(path))
        for what, path in (*((f"unfinished {what}", path) for what, path in unfinished), *self.own):
            _refuse_foreign(what, path)
            taken.take(what, path)
        for what, path in self.reads:
            if (other := taken.by(path)) is not None:
                shown = "standard input" if isinstance(path, int) else path
                raise InputError(f"{shown}: is {what} and {other} at once; give another {other}")


class _Taken:
    """The files that are written, by what tells one from another whatever it is called."""

    def __init__(self) -> None:
        self._known: dict[object, str] = {}
        self._real = cache(os.path.realpath)  # of a folder with 100,000 outputs, once

    def take(self, what: str, path: Path | int) -> None:
        """Enter a file. Raises InputError if it is there."""
        if (other := self.by(path)) is not None:
            raise InputError(f"{path}: is {other} and {what} at once; give another {what}")
        self._known[self._key(path)] = what

    def by(self, path: Path | int) -> str | None:
        """Return what a file is; None for one that is not there, and for what can be two things."""
        key = self._key(path) if self._known else None
        return None if key is None else self._known.get(key)

    def _key(self, path: Path | int) -> object:
        try:
            state = os.stat(path)
        except OSError:
            if isinstance(path, int):
                return None
            place = place_of(path)
            return self._real(place.parent), place.name
        return (state.st_dev, state.st_ino) if stat.S_ISREG(state.st_mode) else None


def refuse_clashes(reads: Iterable[Named], writes: Iterable[Named]) -> None:
    """Raise InputError if one regular file is two of a run's files (`Files.refuse_clashes`)."""
    Files(list(reads), list(writes)).refuse_clashes()


def standard_stream(number: int) -> list[Path | int]:
    """Return standard input (0) or output (1) as a list of one where the system knows it, else of none."""
    try:
        os.fstat(number)
    except OSError:  # closed
        return []
    return [number]


def is_stream(path: Path) -> bool:
    """Say whether what stands there is written to as it is: a device, a FIFO, an open file."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) or _names_open_file(path)


def place_of(path: Path) -> Path:
    """Return where a file of that name is written: where a link points to, though nothing be there."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def partial_of(path: Path) -> Path:
    """Return the name that a file has until it is whole."""
    return beside(place_of(path), PARTIAL)


def beside(path: P, suffix: str) -> P:
    """Return a path with a suffix to its name; a name that grows too long is cut, and told by a digest.

    >>> beside(Path("out.jsonl"), ".partial").name, len(beside(Path("x" * 255), ".partial").name)
    ('out.jsonl.partial', 255)
    """
    name = os.fsencode(path.name)
    if len(name) + len(suffix) <= LONGEST_NAME:
        return path.with_name(path.name + suffix)
    digest = blake2b(name, digest_size=4).hexdigest()
    cut = name[: LONGEST_NAME - len(suffix) - len(digest) - 1].decode("utf-8", "ignore")
    return path.with_name(f"{cut}.{digest}{suffix}")


def open_stream(path: Path, buffering: int = -1) -> IO[bytes]:
    """Open a stream to write: nothing is created, and nothing is cut off."""
    fd = os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_CLOEXEC", 0))
    return open(fd, "wb", buffering)


def create(path: Path, buffering: int = -1, *, readable: bool = False) -> IO[bytes]:
    """Open an unfinished file anew, through no link. Raises OSError where something else has its name."""
    try:
        _refuse_foreign("unfinished file", path)
    except InputError as error:
        raise OSError(errno.EEXIST, "a link or device has that name; remove it", str(path)) from error
    path.unlink(missing_ok=True)  # of a run that was killed
    mode = os.O_RDWR if readable else os.O_WRONLY
    fd = os.open(path, mode | os.O_CREAT | os.O_EXCL | NO_LINK, 0o666)
    return open(fd, "w+b" if readable else "wb", buffering)


def open_again(path: Path, buffering: int = -1) -> IO[bytes]:
    """Open an unfinished file to go on with it, through no link. Raises OSError if it is none."""
    return open(os.open(path, os.O_RDWR | NO_LINK), "r+b", buffering)


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _is_new(path: Path | int) -> TypeGuard[Path]:
    return isinstance(path, Path) and not is_stream(path)


def _refuse_foreign(what: str, path: Path) -> None:
    """Raise InputError if what stands where only a run of ours puts a file is no such file."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return
    if not stat.S_ISREG(mode):
        kind = "link" if stat.S_ISLNK(mode) else "folder" if stat.S_ISDIR(mode) else "device or FIFO"
        raise InputError(f"{path}: a {kind} stands where the {what} goes; remove it, or give another name")


def _names_open_file(path: Path) -> bool:
    for _ in range(MOST_LINKS):
        if not path.is_symlink():
            return False
        folder = os.path.realpath(path.parent)
        if OPEN_FILES_RE.fullmatch(folder):
            return True
        path = Path(folder, os.readlink(path))
    return False
