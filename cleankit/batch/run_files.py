"""The files that a run writes: unfinished under another name, committed together, named when whole.

A commit makes what was written durable, then notes the lengths in the ledger, then gives finished files
their names. Whatever stops a run, what follows a commit is cut off, and a run goes on from there.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

from cleankit.batch.ledger import Ledger
from cleankit.batch.state import RunState
from cleankit.errors import InputError
from cleankit.io.files import (
    PARTIAL,
    beside,
    create,
    is_stream,
    open_again,
    open_stream,
    partial_of,
    place_of,
    sync_folder,
)
from cleankit.io.formats.parquet.table import write_parquet
from cleankit.io.streams import packed, standard_output


class RunFiles:
    """The files of a run, by the names they will have; None is standard output.

    Of a run that is resumed, what was finished is named, and the other files are cut to what was committed.
    Raises InputError where one of them is gone or too short.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._files: dict[Path, IO[bytes]] = {}
        self._streams: dict[Path, IO[bytes]] = {}  # devices and FIFOs: they have no end to go back to
        self._written: set[Path] = set()
        self._finished: list[Path] = []
        try:
            self._take_up(ledger.state)
        except BaseException:
            self.close()
            raise

    def append(self, path: Path | None, data: bytes) -> None:
        """Write data, which is packed already, at the end of a file."""
        if path is None:
            out = standard_output()
            _write(out, data)
            out.flush()
            return
        file = self._files.get(path) or self._streams.get(path)
        if file is None:
            file = self._opened(path)
        if path in self._files:
            self._written.add(path)
        _write(file, data)

    def _opened(self, path: Path) -> IO[bytes]:
        if is_stream(path):
            file = self._streams[path] = open_stream(path, buffering=0)
            return file
        partial = partial_of(path)
        partial.parent.mkdir(parents=True, exist_ok=True)
        file = self._files[path] = create(partial, buffering=0)
        return file

    def has(self, path: Path) -> bool:
        """Say whether something was written to a file that has no name yet."""
        return path in self._files or path in self._streams

    def finish(self, path: Path) -> None:
        """Give a file its name at the next commit. One that was never written to becomes an empty file."""
        if not self.has(path):
            self.append(path, b"")
        if path in self._streams:
            return
        if self._files[path].tell() == 0:
            self.append(path, packed(path.name, b""))
        self._finished.append(path)

    def commit(self) -> None:
        """Make durable what was written, note the state of the run, and name what is finished."""
        for path in self._written:
            os.fsync(self._files[path].fileno())
        self._written.clear()
        finished, self._finished = self._finished, []
        state = self._ledger.state
        named = set(finished)  # one chunk may finish hundreds of small files
        state.lengths = {str(path): file.tell() for path, file in self._files.items() if path not in named}
        state.finished = [str(path) for path in finished]
        self._ledger.write()
        for path in finished:
            self._files.pop(path).close()
        name(finished, state.headers)

    def close(self) -> None:
        """Close the files as they are."""
        for file in (*self._files.values(), *self._streams.values()):
            file.close()

    def discard(self) -> None:
        """Remove the unfinished files."""
        for path, file in self._files.items():
            file.close()
            partial_of(path).unlink(missing_ok=True)

    def _take_up(self, state: RunState) -> None:
        name([path for path in map(Path, state.finished) if partial_of(path).exists()], state.headers)
        for given, length in state.lengths.items():
            path = Path(given)
            try:
                file = open_again(partial_of(path), buffering=0)
            except FileNotFoundError as error:
                raise InputError(f"{partial_of(path)}: is gone; run again without --resume") from error
            self._files[path] = file
            if file.seek(0, os.SEEK_END) < length:
                raise InputError(f"{partial_of(path)}: is shorter than it was; run again without --resume")
            file.truncate(length)
            file.seek(length)


def name(paths: Iterable[Path], headers: Mapping[str, Sequence[str]]) -> None:
    """Give finished files their names, durably. Lines that are to be a Parquet table become one."""
    folders = set()
    for path in paths:
        if path.suffix.lower() == ".parquet":
            _make_table(path, "".join(headers.get(str(path), ())))
        else:
            partial_of(path).replace(place_of(path))
        folders.add(place_of(path).parent)
    for folder in folders:
        sync_folder(folder)


def _make_table(path: Path, schema: str) -> None:
    place = place_of(path)
    made = beside(place, ".table" + PARTIAL)
    with partial_of(path).open("rb") as lines, create(made, readable=True) as target:
        write_parquet(lines, target, schema)
        target.flush()
        os.fsync(target.fileno())
    made.replace(place)
    partial_of(path).unlink()


def _write(file: IO[bytes], data: bytes) -> None:
    """Write all of it: an unbuffered file, and standard output may be one, takes what it can."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]
