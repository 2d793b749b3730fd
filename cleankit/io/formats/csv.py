"""CSV and TSV: rows in and out, as records. A CSV reader has one way through a file: quotes span lines.

A cell that a spreadsheet would run as a formula gets an apostrophe before it on the way out.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import orjson

from cleankit.decoding.charsets import codec_of
from cleankit.decoding.utf16 import wide_codec
from cleankit.errors import UnreadableError

DELIMITERS = {"csv": ",", "tsv": "\t"}
FORMULA_RE = re.compile(r"[=+\-@\t\r]")
NUMBER_RE = re.compile(r"[+-]?[0-9][0-9.,]*(?:[eE][+-]?[0-9]+)?%?")
BAD_ROW = "\0row"  # the field of a record that stands for a row that is none


def is_table(kind: str) -> bool:
    """Say whether a format is read by the CSV reader."""
    return kind in DELIMITERS


def csv_lines(blocks: Iterator[bytes], kind: str, encoding: str | None, longest: int) -> Iterator[bytes]:
    r"""Yield every row as a line of JSON, a dict of strings.

    A row that does not fit the header becomes a record that says so, and is refused later.

    >>> list(csv_lines(iter([b"id,text\n1,\"a\nb\"\n"]), "csv", None, 99))
    [b'{"id":"1","text":"a\\nb"}\n']
    """
    limit = csv.field_size_limit(longest)
    try:
        reader = csv.reader(_text_lines(blocks, encoding, longest), delimiter=DELIMITERS[kind], strict=True)
        header = next(reader, None)
        if header is None:
            return
        if len(set(header)) != len(header):
            raise UnreadableError(f"the header names a column twice: {', '.join(header)}")
        for row in _rows(reader):
            yield _line(header, row)
    finally:
        csv.field_size_limit(limit)


def _rows(reader: Any) -> Iterator[list[str] | str]:
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            if "field larger" in str(error) or "unexpected end" in str(error):
                raise UnreadableError(f"breaks off at line {reader.line_num}: {error}") from error
            yield f"line {reader.line_num}: {error}"
            continue
        if row is None:
            return
        if row:
            yield row


def _line(header: list[str], row: list[str] | str) -> bytes:
    if isinstance(row, str):
        return _dump({BAD_ROW: row})
    if len(row) != len(header):
        return _dump({BAD_ROW: f"a row of {len(row)} cells under a header of {len(header)}", "cells": row})
    if any("\udc80" <= char <= "\udcff" for cell in row if not cell.isascii() for char in cell):
        return _dump({BAD_ROW: "not UTF-8; try --encoding cp1252", "cells": row})
    return _dump(dict(zip(header, row, strict=True)))


def _dump(record: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # bytes that are not UTF-8 stand as lone surrogates
        return orjson.dumps({**record, "cells": repr(record["cells"])}, option=orjson.OPT_APPEND_NEWLINE)


def _text_lines(blocks: Iterator[bytes], encoding: str | None, longest: int) -> Iterator[str]:
    first = next(blocks, b"")
    codec = wide_codec(first[:4], encoding) or (codec_of(encoding) if encoding else None) or "utf-8"
    decoder = codecs.getincrementaldecoder("utf-8-sig" if codec == "utf-8" else codec)
    reading = decoder("surrogateescape" if codec == "utf-8" else "strict")
    rest = ""
    block: bytes | None = first
    while block is not None:
        following = next(blocks, None)
        try:
            text = rest + reading.decode(block, following is None)
        except UnicodeError as error:
            raise UnreadableError(f"not {codec}: {error}") from error
        lines = text.split("\n")
        rest = lines.pop()
        yield from (line + "\n" for line in lines)
        if len(rest) > longest:
            raise UnreadableError(f"breaks off: a line is longer than --max-record ({longest:,} bytes)")
        block = following
    if rest:
        yield rest


def csv_header(record: dict[str, Any], kind: str) -> bytes:
    """Return the header line for records with these fields."""
    return _row(list(record), kind)


def csv_row(record: dict[str, Any], header: list[str], kind: str) -> bytes:
    """Return a record as a row; values that are no strings are written as JSON."""
    return _row([_cell(record.get(field)) for field in header], kind)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _row(cells: list[str], kind: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=DELIMITERS[kind], lineterminator="\n").writerow(map(safe_cell, cells))
    return out.getvalue().encode("utf-8")


def safe_cell(cell: str) -> str:
    """Return a cell that no spreadsheet runs.

    >>> safe_cell("=cmd|' /C calc'!A0"), safe_cell("-12.5"), safe_cell("- a list")
    ("'=cmd|' /C calc'!A0", '-12.5', "'- a list")
    """
    return "'" + cell if FORMULA_RE.match(cell) and not NUMBER_RE.fullmatch(cell) else cell
