"""Where records go: which file a source's records are written to, and in which form."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from cleankit.batch.inputs import STDIN, Format, Source, format_of, refuse_overlap
from cleankit.batch.streams import open_output
from cleankit.errors import InputError


class Outputs:
    """One file, standard output, or a folder with one file a source.

    Raises InputError where two sources would be written to one text file, or an input overwritten.
    """

    def __init__(self, output: str, sources: Sequence[Source], stack: ExitStack) -> None:
        self._stack = stack
        self._several = len(sources) > 1
        self._stdout = output == STDIN
        self._path = Path(output)
        self._format, _ = format_of(output)
        self._folder = not self._stdout and (self._path.is_dir() or output.endswith("/") or self._format is None)
        if self._format == "text" and self._several and not self._folder:
            raise InputError(f"{output}: {len(sources)} inputs into one text file; give a folder or a .jsonl file")
        self._refuse_clashes(sources)
        self._open: dict[Path | None, IO[bytes]] = {}

    def target(self, found: Format) -> Format:
        """Return the form in which records of an input of that format are written."""
        if self._folder:
            return found
        if self._stdout:
            return "jsonl" if self._several else found
        if self._format == "text" and found == "jsonl":
            raise InputError(f"{self._path}: many records into one text file; give a folder or a .jsonl file")
        return self._format or found

    def write(self, source: Source, data: bytes) -> None:
        """Write records of a source, in the order given."""
        path = None if self._stdout else self._path_of(source)
        if path not in self._open:
            self._open[path] = self._stack.enter_context(open_output(path))
        self._open[path].write(data)

    def _path_of(self, source: Source) -> Path:
        return self._path / source.relative if self._folder else self._path

    def _refuse_clashes(self, sources: Sequence[Source]) -> None:
        if self._stdout:
            return
        taken: dict[Path, Source] = {}
        for source in sources:
            path = self._path_of(source)
            refuse_overlap(sources, path)
            other = taken.setdefault(path, source)
            if self._folder and other is not source:
                raise InputError(f"{path}: both {other.name} and {source.name} would be written there; rename one")


class SideFile:
    """A file that is made only if a line is written to it, or always."""

    def __init__(self, path: Path | None, stack: ExitStack, *, always: bool = False) -> None:
        self._path, self._stack = path, stack
        self._file: IO[bytes] | None = None
        if always and path is not None:
            self._file = stack.enter_context(open_output(path))

    def write(self, lines: Sequence[bytes]) -> None:
        """Write lines, opening the file for the first."""
        if lines and self._file is None and self._path is not None:
            self._file = self._stack.enter_context(open_output(self._path))
        if self._file is not None:
            self._file.write(b"".join(lines))
