"""Write records as rows.

A cell that a spreadsheet would run as a formula gets an apostrophe before it on the way out.
"""

import csv
import io
import re
from typing import Any

from cleankit.io.records import write_json

DELIMITERS = {"csv": ",", "tsv": "\t"}
FORMULA_RE = re.compile(r"[=+\-@\t\r]")
NUMBER_RE = re.compile(r"[+-]?[0-9][0-9.,]*(?:[eE][+-]?[0-9]+)?%?")


def is_table(kind: str) -> bool:
    """Say whether a format is read by the CSV reader."""
    return kind in DELIMITERS


def csv_header(record: dict[str, Any], kind: str) -> bytes:
    """Return the header line for records with these fields."""
    return _row(list(record), kind)


def csv_row(record: dict[str, Any], header: list[str], kind: str) -> bytes:
    """Return a record as a row; values that are no strings are written as JSON."""
    return _row([_cell(record.get(field)) for field in header], kind)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else write_json(value).decode()


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
