"""What the arguments name: files, folders, patterns and standard input, in a stable order.

A source knows its path relative to what was given, because that becomes its id and its output's path.
"""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from glob import glob, has_magic
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, cast

from cleankit.io.binary import BY_ENDING, SAMPLE, Kind, binary_kind
from cleankit.io.format import renamed
from cleankit.io.formats import FORMATS, SUFFIXES, format_of
from cleankit.io.sniffing import SCRIPTS, ending_of, found_format, holds_fields

STDIN = "-"
INDEX = 1 << 16  # bytes at the end of a zip archive, where it names its parts


class Source(NamedTuple):
    """One input. ``path`` is None for standard input; ``relative`` is how outputs and records name it."""

    path: Path | None
    relative: str
    format: str | None  # None: its beginning shows it
    size: int = 0  # as stored
    stamp: str = ""  # changes when the content does
    url: str | None = None  # of a remote file
    to: str = ""  # the format that its article is written in, where a run says so
    keep_suffix: bool = False  # its output in a folder is a.html.txt, and not a.txt

    @property
    def name(self) -> str:
        """Return the name for messages."""
        if self.path is None:
            return self.url or "standard input"
        return _utf8(self.path)

    @property
    def lasting(self) -> bool:
        """Whether it can be read again: a pipe cannot."""
        return self.url is not None or (self.path is not None and self.path.is_file())

    @property
    def changed(self) -> bool:
        """Whether the file is not what it was when it was found. Pipes change as they are read."""
        if self.path is None or not self.path.is_file():
            return False
        state = self.path.stat()
        return (state.st_size, str(state.st_mtime_ns)) != (self.size, self.stamp)

    @property
    def output_name(self) -> str:
        """Return its name in a folder of outputs: an article out of a page is text, an archive many."""
        kind = FORMATS[self.format] if self.format is not None else None
        becomes = self.to or (kind.becomes if kind is not None else "")
        if kind is None or not becomes:
            return self.relative
        own = () if self.keep_suffix else (*kind.suffixes, *SCRIPTS)
        return renamed(self.relative, own, FORMATS[becomes].suffixes[0])


class Found(NamedTuple):
    """The sources, a message for each input that is not there, and by ending how many files were left out."""

    sources: list[Source]
    missing: list[str]
    others: Counter[str]


Inputs = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def find_sources(
    inputs: Inputs,
    forced: str | None = None,
    endings: Sequence[str] = (),
    fields: Sequence[str] = (),
) -> Found:
    """Return the sources that ``inputs`` name; a folder gives its files of known formats, sorted.

    Where the name leaves it open, files are what they begin as. With ``endings``, such as ".php", a folder
    gives its files with one of them, "." being none. Of its .json files those are left out in which no
    field of ``fields`` is found, such as package.json.

    A single str or Path is one input. Raises TypeError for what is neither.
    """
    sources: list[Source] = []
    missing: list[str] = []
    others: Counter[str] = Counter()
    wanted = tuple("" if ending == "." else ending for ending in endings)
    for given in names_of(inputs):
        path = Path(given)
        if "://" in given:
            _add_remote(given, forced, sources, missing)
        elif given == STDIN:
            sources.append(Source(None, "stdin", forced))
        elif path.is_dir():
            others += _add_files(_files_below(path, missing), path, forced, wanted, fields, sources)
        elif path.exists() or not has_magic(given):
            _add_file(path, path.parent, forced, sources, missing)
        else:
            matches = sorted(Path(match) for match in glob(given, recursive=True))
            if not matches:
                missing.append(f"{given}: no file matches this pattern")
            files = [match for match in matches if not match.is_dir()]
            if matches and not files:
                missing.append(f"{given}: only folders match this pattern; try {given.rstrip('/')}/**/*.*")
            for match in files:
                _add_file(match, _fixed_part(given), forced, sources, missing)
    return Found(sources, missing, others)


def _add_files(
    files: list[Path],
    folder: Path,
    forced: str | None,
    wanted: tuple[str, ...],
    fields: Sequence[str],
    sources: list[Source],
) -> Counter[str]:
    """Add the files of a folder that are read, and return how many are not, by ending."""
    others: Counter[str] = Counter()
    for file in files:
        kind = _format_in_folder(file, forced, wanted)
        if kind == "json" and fields and not (forced or wanted or holds_fields(file, fields)):
            others[f".json without a field {fields[0]!r}"] += 1
        elif kind is not None:
            sources.append(_source(file, folder, kind))
        else:
            others[ending_of(file.name) if file.is_file() else "devices or pipes"] += 1
    return others


def _format_in_folder(file: Path, forced: str | None, wanted: tuple[str, ...]) -> str | None:
    if not file.is_file() or (forced and wanted and ending_of(file.name) not in wanted):
        return None
    return forced or found_format(file, wanted)


def _files_below(folder: Path, missing: list[str]) -> list[Path]:
    """Return all files below a folder, in order; ``missing`` gets what is not followed, or cannot be read."""
    found: list[Path] = []

    def refuse(error: OSError) -> None:
        missing.append(f"{error.filename}: cannot be read: {error.strerror}")

    for place, folders, files in os.walk(folder, onerror=refuse):
        linked = [path for name in folders if (path := Path(place, name)).is_symlink()]
        missing += [f"{path}: a link to a folder is not followed; give it as an input" for path in linked]
        for path in (Path(place, name) for name in files):
            if path.is_symlink() and not path.exists():
                missing.append(f"{path}: a link to nothing")
            else:
                found.append(path)
    return sorted(found)


def names_of(inputs: Inputs) -> list[str]:
    """Return the inputs as names; a single one is a list of one, and not its letters.

    >>> names_of("news.jsonl"), names_of(Path("news")), names_of(["a.txt", Path("b.txt")])
    (['news.jsonl'], ['news'], ['a.txt', 'b.txt'])
    """
    several = isinstance(inputs, Iterable) and not isinstance(inputs, str | bytes)
    given: list[Any] = [*cast("Iterable[Any]", inputs)] if several else [inputs]
    for one in given:
        if not isinstance(one, str | os.PathLike):
            raise TypeError(f"inputs: found {type(one).__name__}; accepted: names of files as str or Path")
    return [os.fsdecode(one) for one in given]


def _add_file(path: Path, root: Path, forced: str | None, sources: list[Source], missing: list[str]) -> None:
    if not path.exists():
        missing.append(f"{path}: no such file or folder")
    elif kind := forced or format_of(path.name)[0] or (found_format(path) if path.is_file() else None):
        sources.append(_source(path, root, kind))
    else:
        kinds = ", ".join(SUFFIXES)
        if known := _binary(path):
            advice = BY_ENDING.get(ending_of(path.name), known.advice)
            missing.append(f"{path}: {known.what}; {advice}")
            return
        missing.append(
            f"{path}: unknown kind of file; accepted: {kinds}, each plain, .gz or .zst; or give --format"
        )


def _binary(path: Path) -> Kind | None:
    """Return what a file of an unknown ending is, where it is no text and can be recognised."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            head, size = file.read(SAMPLE), path.stat().st_size
            file.seek(max(SAMPLE, size - INDEX))
            return binary_kind(head + file.read(INDEX))
    except OSError:  # its ending alone says enough
        return None


def _source(path: Path, root: Path, kind: str) -> Source:
    try:
        state = path.stat()
        size, stamp = state.st_size, str(state.st_mtime_ns)
    except OSError:  # gone meanwhile: reading it will tell
        size, stamp = 0, ""
    relative = _utf8(path.relative_to(root))
    return Source(path, relative, kind, size, stamp)


def _add_remote(url: str, forced: str | None, sources: list[Source], missing: list[str]) -> None:
    """Add the files that a URL, which may be a pattern or a folder, names at a store that fsspec knows."""
    try:
        import fsspec
    except ImportError:
        missing.append(f"{url}: remote files need fsspec; pip install 'cleankit-articles[remote]'")
        return
    try:
        store, path = fsspec.core.url_to_fs(url)
        found = sorted(store.glob(path) if has_magic(path) else store.find(path))
        for name in found:
            known = forced or format_of(name)[0]
            if known:
                about = store.info(name)
                stamp = str(about.get("ETag") or about.get("LastModified") or about.get("mtime") or "")
                relative = _below(name, path)
                sources.append(
                    Source(None, relative, known, about.get("size") or 0, stamp, store.unstrip_protocol(name))
                )
        if not found:
            missing.append(f"{url}: no such file or folder")
    except Exception as error:  # noqa: BLE001 - each store has its own kinds
        missing.append(f"{url}: cannot be read: {type(error).__name__}: {error}")


def _below(name: str, given: str) -> str:
    """Return a remote name relative to the folder that was given; it never leads out of the output."""
    folder = given if name != given and not has_magic(given) else given.rpartition("/")[0]
    folder = (
        folder
        if not has_magic(folder)
        else folder[: min(folder.index(c) for c in "*?[" if c in folder)].rpartition("/")[0]
    )
    parts = PurePosixPath(name.removeprefix(folder)).parts
    return "/".join(part for part in parts if part not in ("/", "..", "."))


def _utf8(path: Path) -> str:
    """Return a path as text that UTF-8 can hold: file names are bytes and need not be UTF-8."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def _fixed_part(pattern: str) -> Path:
    """Return the folder of a pattern above its first part with a wildcard."""
    parts = Path(pattern).parts
    fixed = next(i for i, part in enumerate(parts) if has_magic(part))
    return Path(*parts[: min(fixed, len(parts) - 1)])
