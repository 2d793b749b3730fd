"""Write records as rows: those of a table with every other cell as it was written there.

What is cleaned of a chunk becomes a frame: a line of JSON that says how the rows after it are written, and
the rows. In a file that is written in the same way they follow as they are; in another they are written anew.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import orjson

from cleankit.io.format import Chunk, Joined, Joining
from cleankit.io.formats.csv.dialect import OWN
from cleankit.io.formats.csv.rows import cells_of, raw_cells, split_rows
from cleankit.io.record import Record
from cleankit.io.records import parse_record, write_json

FORMULA_RE = re.compile(r"[=+\-@\t\r]")
NUMBER_RE = re.compile(r"[+-]?[0-9][0-9.,]*(?:[eE][+-]?[0-9]+)?%?")
COLUMN = "the table's first record has no such column"
BOM = "\ufeff"


class Layout(NamedTuple):
    """How a table is written: what parts cells, ends lines and stands before quotes; its columns' names."""

    delimiter: str
    end: str
    names: tuple[str, ...]
    escape: str = ""

    def row(self, cells: Sequence[str]) -> str:
        """Return cells as a row: quoted where they must be."""
        if list(cells) == [""]:
            return '""' + self.end  # an empty line would be no row
        return self.delimiter.join([quoted(cell, self.delimiter, self.escape) for cell in cells]) + self.end

    @classmethod
    def of(cls, header: list[str]) -> "Layout":
        """Return the layout that a file was begun with."""
        return cls(header[0][0], header[1], tuple(header[2:]), header[0][1:])


class Rows:
    """Takes the cleaned records of a chunk; ``changed`` names the fields that cleaning may change or add."""

    def __init__(self, chunk: Chunk, changed: tuple[str, ...]) -> None:
        self._dialect = chunk.data[0] if chunk.data else None
        self._changed = changed
        self._added: list[str] | None = None
        self._rows: list[str] = []

    def add(self, record: Record, fields: dict[str, Any]) -> None:
        """Take a record."""
        context = record.context
        dialect = context.dialect
        parts = dialect.delimiter, dialect.escape
        cells = raw_cells(context.text, *parts)
        was = cells_of(context.text, *parts)
        for name in self._changed:
            if name in dialect.names:
                at = dialect.names.index(name)
                now = as_cell(fields.get(name))
                if now != was[at]:
                    cells[at] = quoted(now, *parts, always=cells[at].startswith('"'))
        if self._added is None:
            self._added = [name for name in fields if name not in dialect.names]
        cells += [quoted(as_cell(fields.get(name)), *parts) for name in self._added]
        row = dialect.delimiter.join(cells) or '""'
        self._rows.append(row + (context.end.decode("ascii") or dialect.end))

    def data(self) -> bytes:
        """Return the rows as a frame."""
        if self._dialect is None:
            return b""
        dialect, added = self._dialect, self._added or []
        header = dialect.delimiter.join([dialect.header, *(quoted(one, dialect.delimiter) for one in added)])
        rows = "".join(self._rows).encode("utf-8")
        about = [
            (BOM if dialect.marked else "") + header + dialect.end,
            [dialect.delimiter + dialect.escape, dialect.end, *dialect.names, *added],
            len(rows),
            len(self._rows),
        ]
        return orjson.dumps(about, option=orjson.OPT_APPEND_NEWLINE) + rows


def join(data: bytes, joining: Joining) -> Joined:
    """Return the rows of a chunk as they follow in a file, which all have the columns of its first record."""
    return _of_frames(data, joining) if joining.own else _of_lines(data, joining)


def _of_frames(data: bytes, joining: Joining) -> Joined:
    pieces: list[bytes] = []
    header, refused = joining.header, list[tuple[int, bytes, str]]()
    before = 0
    for head, own, rows, count in _frames(data):
        source = Layout.of(own)
        first, before = before, before + count
        if not header:
            header = own
            pieces.append(
                _safe_rows(head.encode("utf-8"), source) if joining.csv_safe else head.encode("utf-8")
            )
        layout = Layout.of(header)
        if layout._replace(end="") == source._replace(end=""):
            pieces.append(_safe_rows(rows, source) if joining.csv_safe else rows)
            continue
        for at, (text, _) in enumerate(_split(rows, source), first):
            record = dict(zip(source.names, cells_of(text, source.delimiter, source.escape), strict=True))
            written, why = _written(record, layout, csv_safe=joining.csv_safe)
            pieces.append(written)
            refused += [(at, text.encode("utf-8"), why)] if why else []
    return Joined(b"".join(pieces), header, refused, before)


def _of_lines(data: bytes, joining: Joining) -> Joined:
    pieces: list[bytes] = []
    header, refused = joining.header, list[tuple[int, bytes, str]]()
    lines = data.split(b"\n")[:-1]
    for at, line in enumerate(lines):
        record, _ = parse_record(line)
        if not header:
            header = [OWN[joining.kind], "\n", *record]
            names = [safe_cell(name) for name in record] if joining.csv_safe else list(record)
            pieces.append(Layout.of(header).row(names).encode("utf-8"))
        written, why = _written(record, Layout.of(header), csv_safe=joining.csv_safe)
        pieces.append(written)
        refused += [(at, line, why)] if why else []
    return Joined(b"".join(pieces), header, refused, len(lines))


def _written(record: dict[str, Any], layout: Layout, *, csv_safe: bool) -> tuple[bytes, str]:
    """Return a record as a row, or nothing and why it is none."""
    strange = next((name for name in record if name not in layout.names), None)
    if strange is not None:
        return b"", f"field {strange!r}: {COLUMN}"
    cells = [as_cell(record.get(name)) for name in layout.names]
    return layout.row([safe_cell(cell) for cell in cells] if csv_safe else cells).encode("utf-8"), ""


def _frames(data: bytes) -> Iterator[tuple[str, list[str], bytes, int]]:
    """Yield header, layout, rows and their number of each frame."""
    at = 0
    while at < len(data):
        end = data.index(b"\n", at) + 1
        head, layout, length, count = orjson.loads(data[at:end])
        yield head, layout, data[end : end + length], count
        at = end + length


def _split(rows: bytes, layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield the text and the line end of each row."""
    for row in split_rows(io.BytesIO(rows), layout.delimiter, len(rows), escape=layout.escape):
        yield row.raw.decode("utf-8"), row.end.decode("ascii")


def _safe_rows(rows: bytes, layout: Layout) -> bytes:
    """Return rows with a guard before each cell that a spreadsheet would run; the others as they were."""
    pieces: list[str] = []
    for text, end in _split(rows, layout):
        cells = raw_cells(text, layout.delimiter, layout.escape)
        for at, cell in enumerate(cells_of(text, layout.delimiter, layout.escape)):
            if (safe := safe_cell(cell)) != cell:
                cells[at] = quoted(safe, layout.delimiter, layout.escape, always=cells[at].startswith('"'))
        pieces += (layout.delimiter.join(cells), end)
    return "".join(pieces).encode("utf-8")


def as_cell(value: Any) -> str:
    """Return a value as the text of a cell; one that is no string is written as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else write_json(value).decode()


def quoted(cell: str, delimiter: str, escape: str = "", *, always: bool = False) -> str:
    r"""Return a cell as a row has it, in quotes where it must be.

    Where a backslash escapes, quotes are not needed, and some tables are read without them.

    >>> quoted('say "no", please', ","), quoted("plain", ","), quoted("plain", ",", always=True)
    ('"say ""no"", please"', 'plain', '"plain"')
    >>> print(quoted('say "no", please', ",", "\\"))
    say \"no\"\, please
    """
    if escape:
        if not always:
            return re.sub(rf'[{re.escape(delimiter + escape)}"\r\n]', rf"{re.escape(escape)}\g<0>", cell)
        cell = cell.replace(escape, escape * 2)
    if always or delimiter in cell or '"' in cell or "\n" in cell or "\r" in cell:
        return '"' + cell.replace('"', f'{escape or chr(34)}"') + '"'
    return cell


def safe_cell(cell: str) -> str:
    """Return a cell that no spreadsheet runs.

    >>> safe_cell("=cmd|' /C calc'!A0"), safe_cell("-12.5"), safe_cell("- a list")
    ("'=cmd|' /C calc'!A0", '-12.5', "'- a list")
    """
    return "'" + cell if FORMULA_RE.match(cell) and not NUMBER_RE.fullmatch(cell) else cell
