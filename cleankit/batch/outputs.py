"""Where records go: which file a source's records are written to, and in which form."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from cleankit.errors import InputError
from cleankit.io.files import is_stream
from cleankit.io.format import Format
from cleankit.io.formats import FORMATS, SUFFIXES, format_of
from cleankit.io.sources import STDIN, Source

ENDING_RE = re.compile("[a-z][a-z0-9]{0,9}|7z")


class Outputs:
    """One file, standard output, or a folder with one file a source.

    ``to`` is what articles of pages are written as (`RunOptions`). Raises InputError for a name with an
    ending of no format, where two sources would be written into one text, and for Markdown in a file that is
    named as text.
    """

    def __init__(self, output: str, sources: Sequence[Source], to: str | None = None) -> None:
        self._to = to
        self._several = len(sources) > 1
        self.stdout = output == STDIN
        self._path = Path(output)
        self._format, _ = format_of(output)
        self.stream = self.stdout or is_stream(self._path)
        self.folder = not self.stream and (
            self._path.is_dir() or output.endswith("/") or self._format is None
        )
        if self._format is not None and not self.folder:
            _refuse_unwritable(output, FORMATS[self._format], len(sources), to)
        if self._format == "parquet" and self.stream:
            raise InputError(f"{output}: a Parquet file is made at the end of a run; give a file, no device")
        if self.folder and not (self._path.is_dir() or output.endswith("/")):
            _refuse_unknown(self._path)
        for source in sources:
            if source.format is not None:
                self.target(source.format)

    @property
    def is_alone(self) -> bool:
        """Whether each file takes the records of one source."""
        return self.folder or not self._several

    def target(self, found: str) -> str:
        """Return the form in which records are written; ``found`` is the form they have."""
        own = self._article if FORMATS[found].becomes == "text" else FORMATS[found].becomes or found
        if self.folder:
            return own
        if self.stdout or (self.stream and self._format is None):
            return "jsonl" if self._several else own
        if self._format is not None and FORMATS[self._format].single and not FORMATS[found].single:
            raise InputError(f"{self._path}: many records into one text file; give a folder or a .jsonl file")
        return self._format or own

    @property
    def _article(self) -> str:
        return self._to or "text"

    def keeps_shape(self, found: str, *, of_pages: bool = False) -> bool:
        """Say whether articles are written as Markdown; ``of_pages``: records of any format hold pages."""
        if self._to == "text" or not (of_pages or FORMATS[found].pages):
            return False
        return self._to == "markdown" or self.target(found) == "markdown"

    def path_of(self, source: Source) -> Path | None:
        """Return the file that a source's records go to; None is standard output."""
        if self.stdout:
            return None
        return self._path / source.output_name if self.folder else self._path

    def paths(self, sources: Sequence[Source]) -> list[Path]:
        """Return all files that are written to, each once."""
        if self.stdout:
            return []
        return [self._path / source.output_name for source in sources] if self.folder else [self._path]


def refuse_clashing(sources: Sequence[Source], outputs: Outputs | None) -> tuple[list[Source], list[str]]:
    """Return the sources without those whose file in a folder is another's, and why they are left out."""
    if outputs is None or not outputs.folder:
        return list(sources), []
    taken: dict[str, Source] = {}
    kept: list[Source] = []
    refused: list[str] = []
    for source in sources:
        other = taken.setdefault(source.output_name, source)
        if other is source:
            kept.append(source)
            continue
        path = outputs.path_of(source)
        advice = "rename one" if source.relative == other.relative else "rename one, or give --keep-suffix"
        refused.append(f"{source.name}: not cleaned: {path} is written from {other.name}; {advice}")
    return kept, refused


def _refuse_unwritable(output: str, kind: Format, inputs: int, to: str | None) -> None:
    if kind.not_written:
        raise InputError(f"{output}: {kind.not_written}")
    if kind.single and inputs > 1:
        raise InputError(f"{output}: {inputs} inputs into one text file; give a folder or a .jsonl file")
    if kind.name == "text" and to == "markdown":
        raise InputError(f"{output}: named as text; Markdown goes to a .md or .jsonl file, or a folder")


def _refuse_unknown(path: Path) -> None:
    """Raise InputError for a new folder whose name ends as a file of a format that we do not write.

    Ends that begin with a digit, as those of dates and versions, are part of a folder's name.
    """
    stem, dot, ending = path.name.lower().rpartition(".")
    if not (stem and ENDING_RE.fullmatch(ending)):
        return
    written = [suffix for suffix, kind in SUFFIXES.items() if not FORMATS[kind].not_written]
    near = get_close_matches(dot + ending, written, n=1)
    meant = f"did you mean {path.stem}{near[0]}? " if near else ""
    raise InputError(
        f"{path.name}: {dot + ending} is no format that is written; {meant}accepted: {', '.join(written)}, "
        f"each plain, .gz or .zst; for a folder give {path.name}/"
    )
