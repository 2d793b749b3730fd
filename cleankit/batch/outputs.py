"""Where records go: which file a source's records are written to, and in which form."""

from collections.abc import Sequence
from pathlib import Path

from cleankit.errors import InputError
from cleankit.io.files import is_stream
from cleankit.io.sources import STDIN, Format, Source, format_of

TEXT = ("text", "html")
OWN: dict[Format, Format] = {"html": "text", "warc": "jsonl"}  # what nobody writes becomes this


class Outputs:
    """One file, standard output, or a folder with one file a source.

    Raises InputError where two sources would be written to one file of a folder, or into one text.
    """

    def __init__(self, output: str, sources: Sequence[Source]) -> None:
        self._several = len(sources) > 1
        self.stdout = output == STDIN
        self._path = Path(output)
        self._format, _ = format_of(output)
        self.stream = self.stdout or is_stream(self._path)
        self.folder = not self.stream and (
            self._path.is_dir() or output.endswith("/") or self._format is None
        )
        if self._format in TEXT and self._several and not self.folder:
            raise InputError(
                f"{output}: {len(sources)} inputs into one text file; give a folder or a .jsonl file"
            )
        if self._format == "html" and not self.folder:
            raise InputError(f"{output}: articles are text; give a .txt, .md or .jsonl file, or a folder")
        if self._format == "warc" and not self.folder:
            raise InputError(f"{output}: web archives are only read; give a .jsonl file, or a folder")
        if self._format == "parquet" and self.stream:
            raise InputError(f"{output}: a Parquet file is made at the end of a run; give a file, no device")
        self._refuse_clashes(sources)
        for source in sources:
            if source.format is not None:
                self.target(source.format)

    def target(self, found: Format) -> Format:
        """Return the form in which records are written; ``found`` is the form they have."""
        own = OWN.get(found, found)
        if self.folder:
            return own
        if self.stdout or (self.stream and self._format is None):
            return "jsonl" if self._several else own
        if self._format == "text" and found not in TEXT:
            raise InputError(f"{self._path}: many records into one text file; give a folder or a .jsonl file")
        return self._format or own

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

    def _refuse_clashes(self, sources: Sequence[Source]) -> None:
        taken: dict[str, Source] = {}
        for source in sources if self.folder else ():
            other = taken.setdefault(source.output_name, source)
            if other is not source:
                path = self._path / source.output_name
                raise InputError(
                    f"{path}: both {other.name} and {source.name} would be written there; rename one"
                )
