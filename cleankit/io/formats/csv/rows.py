r"""Cut a table into rows, each still bytes. A broken row costs itself, and nobody holds more than one.

Rows end at a line feed outside quotes; where backslashes escape, not at one after a backslash if the row is
whole only with what follows. A quote opens a cell only where the cell begins; elsewhere it is a
character, as is a carriage return.

>>> import io
>>> [row.raw for row in split_rows(io.BytesIO(b'id,text\n1,"a\nb"\n2,5" pipe\n'), ",", 99)]
[b'id,text', b'1,"a\nb"', b'2,5" pipe']
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import IO, NamedTuple

from cleankit.errors import UnreadableError

READ = 1 << 20
HEAD = 200  # bytes of a row over the limit that are kept
LOOKED_AT = 20  # lines after a quote that does not close, to see whether they are rows
ESCAPED_RE = re.compile(r"\\(.)", re.DOTALL)
NOT_CLOSED = "a quote is opened and not closed"
IN_QUOTE = "the file breaks off within a quote"
BREAKS_OFF = "the file breaks off in this row"


class Row(NamedTuple):
    """A row: its first line, its bytes without the line end, what is wrong with it, and its line end.

    Of a row over the limit there are only the first bytes, its ``length``, and its ``offset`` in the content.
    The last row may have no line end.
    """

    line: int
    raw: bytes
    error: str | None = None
    length: int = 0
    offset: int = 0
    end: bytes = b""


def split_rows(
    content: IO[bytes],
    delimiter: str,
    longest: int,
    width: int = 0,
    *,
    escape: str = "",
    line: int = 1,
    offset: int = 0,
) -> Iterator[Row]:
    """Yield the rows of a table; empty lines are none. ``width`` is how many cells a row should have.

    ``line`` and ``offset`` are where the content begins. ``escape`` is a backslash where one stands before
    quotes in cells.

    Raises UnreadableError where the content breaks off, after the rows before.
    """
    splitter = _Splitter(content, delimiter.encode(), longest, width, escape.encode())
    splitter.line, splitter.offset = line, offset
    return splitter.rows()


def cells_of(text: str, delimiter: str, escape: str = "") -> list[str]:
    r"""Return the cells of a row.

    >>> cells_of('1,"a ""b""\n",,c"', ",")
    ['1', 'a "b"\n', '', 'c"']
    >>> cells_of('1,"a \\"b\\" \\\\",c\\,d', ",", "\\")
    ['1', 'a "b" \\', 'c,d']
    """
    if escape and escape in text:
        found = _cell_re(delimiter, escape).findall(text + delimiter)
        return [ESCAPED_RE.sub(r"\1", quoted.replace('""', '"') or plain) for quoted, plain in found]
    if '"' not in text:
        return text.split(delimiter)
    found = _cell_re(delimiter).findall(text + delimiter)
    return [quoted.replace('""', '"') or plain for quoted, plain in found]


def raw_cells(text: str, delimiter: str, escape: str = "") -> list[str]:
    r"""Return the cells of a row as they are written.

    >>> raw_cells('1,"a ""b""\n",,c"', ",")
    ['1', '"a ""b""\n"', '', 'c"']
    """
    escape = escape if escape and escape in text else ""
    if '"' not in text and not escape:
        return text.split(delimiter)
    return [whole[0][:-1] for whole in _cell_re(delimiter, escape).finditer(text + delimiter)]


@cache
def _cell_re(delimiter: str, escape: str = "") -> re.Pattern[str]:
    d = re.escape(delimiter)
    if escape:
        quoted = r'"([^"\\]*+(?:(?:""|\\.)[^"\\]*+)*+)"'
        return re.compile(rf'(?:{quoted}|((?!")[^{d}\\]*+(?:\\.[^{d}\\]*+)*+)){d}', re.DOTALL)
    return re.compile(rf'(?:"([^"]*+(?:""[^"]*+)*+)"|((?!")[^{d}]*+)){d}')


@cache
def _row_re(delimiter: bytes, escape: bytes, *, over_lines: bool = False) -> re.Pattern[bytes]:
    d = re.escape(delimiter)
    after = rb"(?s:.)" if over_lines else rb"[^\n]"
    cell = rb'(?:"[^"]*+(?:""[^"]*+)*+"|[^"\n%b][^\n%b]*+)?+' % (d, d)
    if escape:
        quoted = rb'"[^"\\]*+(?:(?:""|\\(?s:.))[^"\\]*+)*+"'
        cell = rb'(?:%b|(?!")[^\n%b\\]*+(?:\\%b[^\n%b\\]*+)*+)?+' % (quoted, d, after, d)
    return re.compile(cell + rb"(?:" + d + cell + rb")*+")


@cache
def _stray_re(delimiter: bytes) -> re.Pattern[bytes]:
    """Return a regex that finds a quote within a cell that does not begin with one."""
    d = re.escape(delimiter)
    return re.compile(rb'(?:^|%b)[^"\n%b][^\n"%b]*+"' % (d, d, d))


class _Splitter:
    """The state of one walk through a table."""

    def __init__(self, content: IO[bytes], delimiter: bytes, longest: int, width: int, escape: bytes) -> None:
        self._content, self._delimiter, self._longest, self._width = content, delimiter, longest, width
        self._escape, self._row_re, self._stray_re = escape, _row_re(delimiter, escape), _stray_re(delimiter)
        self._buffer, self._at, self.line, self.offset = b"", 0, 1, 0
        self._ended = False
        self._broken: UnreadableError | None = None
        self._unsure = False  # after a row that was broken: what follows may be its rest

    def rows(self) -> Iterator[Row]:
        """Yield the rows."""
        while True:
            end = self._buffer.find(b"\n", self._at)
            if end < 0 and not self._ended:
                if len(self._buffer) - self._at > self._longest:
                    yield self._past(rb"\n")
                else:
                    self._more()
                continue
            if end < 0:
                end = len(self._buffer)
                if self._at == end:
                    break
            found = self._row(end)
            if found is None:
                continue
            row = found
            if row.raw or row.length:
                yield row
        if self._broken is not None:
            raise self._broken

    def _row(self, end: int) -> Row | None:
        """Return the row that begins in the line up to ``end``; None where more must be read first."""
        if self._escape and self._buffer.endswith(self._escape, self._at, end):
            stop = self._over_lines()
            if stop is None:
                return None
            if stop:
                return self._taken(stop, stop + 1)
        if self._buffer.find(b'"', self._at, end) < 0:
            return self._taken(end, end + 1)
        return self._with_quotes(end)

    def _over_lines(self) -> int | None:
        """Return the end of a row with escaped line feeds, 0 for none, None where more must be read first."""
        match = _row_re(self._delimiter, self._escape, over_lines=True).match(self._buffer, self._at)
        stop = match.end() if match else self._at
        if stop == len(self._buffer) and not self._ended and stop - self._at <= self._longest:
            self._more()
            return None
        row = self._buffer[self._at : stop].removesuffix(b"\r").decode("latin-1")
        width = len(cells_of(row, self._delimiter.decode(), self._escape.decode()))
        is_whole = self._buffer[stop : stop + 1] in (b"", b"\n")
        return stop if is_whole and self._width in (0, width) else 0

    def _with_quotes(self, end: int) -> Row | None:
        """Return the row that begins in a line with quotes; None where more must be read first."""
        buffer, at = self._buffer, self._at
        match = self._row_re.match(buffer, at)
        stop = match.end() if match else at
        following = buffer[stop : stop + 2]
        if following in (b"", b"\r") and not self._ended:
            self._more()
            return None
        if following in (b"", b"\r", b"\r\n") or following[:1] == b"\n":
            if self._unsure and self._stray_re.search(buffer, at, stop):
                return self._broken_row(end, "a quote within a cell, after a row that is broken")
            return self._taken(stop, stop + (2 if following == b"\r\n" else 1))
        if following[:1] != b'"':
            char = following[:1].decode("utf-8", "replace")
            return self._broken_row(end, f"{char!r} after a quote that closes a cell")
        if len(buffer) - at <= self._longest and not self._ended:
            self._more()
            return None
        if self._rows_follow(end):
            return self._broken_row(end, NOT_CLOSED)
        if self._ended:  # all of the rest is in that cell
            return self._taken(len(buffer), len(buffer), BREAKS_OFF if self._broken else IN_QUOTE)
        return self._past(rb'(?<!")"(?:"")*+(?!")[^\n]*+\n', len(buffer) - at - 1)

    def _broken_row(self, end: int, why: str) -> Row:
        row = self._taken(end, end + 1, why)
        self._unsure = True
        return row

    def _taken(self, end: int, stop: int, error: str | None = None) -> Row:
        """Take the row up to ``end``; what follows begins at ``stop``."""
        buffer, at, line = self._buffer, self._at, self.line
        stop = min(stop, len(buffer))
        raw = buffer[at:end].removesuffix(b"\r")
        if self._broken is not None and stop == len(buffer) and not buffer.endswith(b"\n"):
            error = error or BREAKS_OFF
        length = len(raw) if len(raw) > self._longest else 0
        ended = buffer[at + len(raw) : stop]
        row = Row(line, raw[:HEAD] if length else raw, error, length, self.offset if length else 0, ended)
        self.line += buffer.count(b"\n", at, stop)
        self.offset += stop - at
        self._at = stop
        self._unsure = False
        return row

    def _more(self) -> None:
        """Read on; as much as is held, so that what is looked at again and again is at most doubled."""
        held = len(self._buffer) - self._at
        try:
            read = self._content.read(max(READ, held))
        except UnreadableError as error:
            read, self._broken = b"", error
        self._ended = not read
        self._buffer, self._at = self._buffer[self._at :] + read, 0

    def _rows_follow(self, end: int) -> bool:
        """Say whether the lines after a quote that does not close are rows of the table by themselves."""
        lines = self._buffer[end + 1 : end + 1 + READ].split(b"\n")[:LOOKED_AT]
        lines = [line for line in lines if line.strip()]
        rows = sum(line.count(self._delimiter) + 1 == self._width for line in lines)
        return self._width > 1 and rows > len(lines) // 2

    def _past(self, pattern: bytes, start: int = 0) -> Row:
        """Read past a row over the limit, to the end that a pattern finds from ``start`` on."""
        line, offset = self.line, self.offset
        head, length = self._buffer[self._at : self._at + HEAD], 0
        end_re = re.compile(pattern)
        while True:
            held = self._buffer[self._at :]
            match, start = end_re.search(held, start), 0
            done = match.end() if match else len(held)
            keep = (
                0 if match or self._ended else min(READ, len(held)) // 2
            )  # an end may stand across two reads
            done -= keep
            self.line += held.count(b"\n", 0, done)
            length += done
            self.offset += done
            self._buffer, self._at = held[done:], 0
            if match or self._ended:
                return Row(line, head, None, length, offset)
            self._more()
