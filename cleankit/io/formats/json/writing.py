"""Write records as JSON: an array with a line per record, or a line per record where the input was no array.

What is cleaned of a chunk becomes lines under one that says what they were in.
"""

from typing import Any

from cleankit.io.format import Chunk, Joined, Joining
from cleankit.io.record import Record
from cleankit.io.records import dump_record

ARRAY, LINES = b"array", b"lines"


class Rows:
    """Takes the cleaned records of a chunk."""

    def __init__(self, chunk: Chunk) -> None:
        self._lines = [] if not chunk.data else [(ARRAY if chunk.data[0] else LINES) + b"\n"]

    def add(self, record: Record, fields: dict[str, Any]) -> None:
        """Take a record."""
        self._lines.append(dump_record(fields, record.exact))

    def data(self) -> bytes:
        """Return the records."""
        return b"".join(self._lines)


def join(data: bytes, joining: Joining) -> Joined:
    """Return the records of a chunk as they follow in a file.

    Its header is "array" or "lines", and "items" once an array has one.
    """
    lines = data.split(b"\n")[:-1]
    kept = [line for line in lines if line not in (ARRAY, LINES)]
    header = joining.header
    pieces: list[bytes] = []
    if not header:
        header = ["lines" if joining.alone and joining.own and lines[:1] == [LINES] else "array"]
        pieces.append(b"[" if header == ["array"] else b"")
    if header == ["lines"]:
        pieces += [line + b"\n" for line in kept]
    elif kept:
        pieces += [b"\n" if len(header) == 1 else b",\n", b",\n".join(kept)]
        header = ["array", "items"]
    return Joined(b"".join(pieces), header, [], len(kept))


def close(header: list[str]) -> bytes:
    r"""Return what ends a file that was begun so.

    >>> close([]), close(["array"]), close(["array", "items"]), close(["lines"])
    (b'[]\n', b']\n', b'\n]\n', b'')
    """
    if header == ["lines"]:
        return b""
    return b"\n]\n" if len(header) > 1 else b"]\n" if header else b"[]\n"
