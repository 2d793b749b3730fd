"""What a format is: the contract that each file of `cleankit.io.formats` fulfils.

A source is read in two halves, which may run in two processes. `Format.cut` walks through it in one
process and yields chunks, some records each; `Format.records` yields the records of a chunk, and
`Format.document` makes the document of a record.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any, NamedTuple, Protocol

from cleankit.errors import UnreadableError
from cleankit.io.lines import Span

if TYPE_CHECKING:
    from cleankit.document import Document
    from cleankit.io.options import ReadOptions
    from cleankit.io.reader import Reader
    from cleankit.io.record import Record
    from cleankit.io.sources import Source

COMPRESSED = (".gz", ".zst")


class Position(NamedTuple):
    """Where reading stands: in which source, at which byte of its content, before which record."""

    source: int = 0
    offset: int = 0
    number: int = 1


class Chunk(NamedTuple):
    """Some records: of one source, or whole files. It can be pickled."""

    sources: tuple["Source", ...]
    format: str
    after: Position
    stored: int = 0  # bytes of the input as stored, for the progress
    data: Any = None
    start: int = 0
    stop: int = 0
    first: int = 1  # the number of its first record
    too_long: bool = False
    broken: str | None = None  # why the source cannot be read, or breaks off here


class Opened(NamedTuple):
    """A source that was opened; ``head`` begins its ``content``, and ``stored`` is the file as it is kept."""

    source: "Source"
    head: bytes
    content: IO[bytes]
    stored: IO[bytes]
    options: "ReadOptions"
    size: int  # bytes that a chunk should have

    @property
    def in_place(self) -> bool:
        """Whether workers can read ranges of the file themselves: it is a file, and not compressed."""
        return self.content is self.stored and self.source.path is not None and self.source.lasting


class Joined(NamedTuple):
    """What is written of a chunk: bytes, what the file was begun with, and what does not fit it.

    Of that the index among the records, the record, and why.
    """

    data: bytes
    header: list[str]
    refused: list[tuple[int, bytes, str]]
    total: int  # of the records given


class Joining(NamedTuple):
    """What a chunk's records follow in a file.

    ``header`` is what the file was begun with, empty at its beginning. ``own`` says that the records are what
    `Rows` of this format gave, and no lines of JSON; ``alone``, that the file takes one input.
    """

    kind: str
    header: list[str]
    own: bool
    alone: bool = False
    csv_safe: bool = False


class Rows(Protocol):
    """Takes the cleaned records of a chunk, where a format can keep more of them than their fields."""

    def add(self, record: "Record", fields: dict[str, Any]) -> None:
        """Take a record."""

    def data(self) -> bytes:
        """Return the bytes to write."""


class Format(NamedTuple):
    """A format. ``becomes`` names the one in which its records are written; its own where that is ""."""

    name: str
    suffixes: tuple[str, ...]
    holds: str  # for people: what its records are
    document: Callable[["Record", "Reader"], "Document"]
    cut: Callable[[Opened, Position], Iterator[Span]] | None = None  # None: a file is one record
    records: Callable[[Chunk, "Reader"], Iterator["Record"]] | None = None
    becomes: str = ""
    not_written: str = ""  # why it is only read, and what to give in its place
    # Takes the records of a chunk that are written as they were read; the fields that may have changed.
    rows: Callable[["Chunk", tuple[str, ...]], Rows] | None = None
    join: Callable[[bytes, Joining], Joined] | None = None  # where a file is more than its records
    close: Callable[[list[str]], bytes] | None = None  # what ends a file that was begun with a header
    raw: Callable[["Record"], bytes] | None = None  # the bytes of a record that holds none, for people
    plain: Callable[[dict[str, Any]], dict[str, Any]] | None = None  # fields as JSON has them
    looks: Callable[[bytes], bool] | None = None  # whether what has no name begins as this format does
    pages: bool = False  # its records are pages, whose articles have a shape to keep

    binary: bool = False  # whether its files are no text: the format itself says what is none of its own

    @property
    def single(self) -> bool:
        """Whether a file is one record."""
        return self.cut is None


def renamed(name: str, own: tuple[str, ...], suffix: str) -> str:
    """Return a file's name with another suffix, its compression kept; one too long is cut, told by a digest.

    >>> renamed("a/b.HTM.gz", (".html", ".htm"), ".txt"), renamed("index.php", (".html", ".htm"), ".txt")
    ('a/b.txt.gz', 'index.php.txt')
    """
    folder, slash, file = name.rpartition("/")
    packed = next((file[-len(end) :] for end in COMPRESSED if file.lower().endswith(end)), "")
    file = file.removesuffix(packed)
    known = next((end for end in own if file.lower().endswith(end) and len(file) > len(end)), "")
    return f"{folder}{slash}{_within(file[: len(file) - len(known)], suffix + packed)}"


def _within(stem: str, suffix: str) -> str:
    from cleankit.io.files import LONGEST_NAME, beside

    if len(stem.encode()) + len(suffix) <= LONGEST_NAME:
        return stem + suffix
    return beside(PurePosixPath(stem), suffix).name


def told_apart(labels: Iterable[str]) -> list[str]:
    """Return names of columns; of equal ones the second is called NAME.1, as pandas does.

    >>> told_apart(["id", "id", "text", "id"])
    ['id', 'id.1', 'text', 'id.2']
    """
    given = list(labels)
    names: list[str] = []
    for label in given:
        name, number = label, 0
        while name in names or (number and name in given):
            number += 1
            name = f"{label}.{number}"
        names.append(name)
    return names


def grouped(items: Iterable[Any], size: int, weigh: Callable[[Any], int]) -> Iterator[Span]:
    """Yield items in spans of about ``size`` bytes.

    Where the items break off, the last span before is whole. Raises UnreadableError then.

    >>> [span[:4] for span in grouped(["ab", "c", "de"], 3, len)]
    [(0, 3, 1, ['ab', 'c']), (3, 5, 3, ['de'])]
    """
    start = stop = 0
    first, held = 1, list[Any]()
    broken = None
    try:
        for item in items:
            held.append(item)
            stop += weigh(item)
            if stop - start >= size:
                yield Span(start, stop, first, held, len(held))
                start, first, held = stop, first + len(held), []
    except UnreadableError as error:
        broken = error
    if held:
        yield Span(start, stop, first, held, len(held))
    if broken is not None:
        raise broken
