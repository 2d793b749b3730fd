"""The values of Arrow columns in Python, and in JSON."""

import math
from base64 import b64encode
from datetime import date, datetime, time, timedelta
from typing import Any

from cleankit.errors import InputError
from cleankit.io.format import told_apart


class Columns:
    """A record batch whose columns become Python values when a row is first asked for."""

    def __init__(self, batch: Any) -> None:
        self.batch = batch
        self.names = told_apart(batch.schema.names)
        self._values: list[list[Any]] | None = None

    def type_of(self, field: str) -> Any:
        """Return the type of a field's column, or of its child in a struct."""
        if field in self.names:
            return self.batch.schema.field(self.names.index(field)).type
        head, _, rest = field.partition(".")
        kind = self.batch.schema.field(self.names.index(head)).type
        for name in steps_to(kind, rest):
            kind = kind.field(kind.get_field_index(name)).type
        return kind

    def row(self, index: int) -> dict[str, Any]:
        """Return a row; of two columns of one name the second is called NAME.1.

        Raises InputError where a text in it is no UTF-8.
        """
        row = self.held(index)
        for name, value in row.items():
            if isinstance(value, UnicodeDecodeError):
                raise InputError(f"column {name!r} is no UTF-8: {value}; the file is damaged")
        return row

    def held(self, index: int) -> dict[str, Any]:
        """Return a row as it is: in place of a text that is no UTF-8 stands the error."""
        if self._values is None:
            self._values = [_values(column) for column in self.batch.columns]
        return {name: values[index] for name, values in zip(self.names, self._values, strict=True)}


def steps_to(kind: Any, name: str) -> list[str]:
    """Return the names of the children of a struct, each of the one before, that lead to a field."""
    if kind.get_field_index(name) >= 0:
        return [name]
    head, _, rest = name.partition(".")
    return [head, *steps_to(kind.field(kind.get_field_index(head)).type, rest)]


def plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Return a row's fields as JSON has them: times in ISO 8601, decimals as strings, bytes in base64.

    Raises InputError for a value that JSON cannot hold.

    >>> from decimal import Decimal
    >>> plain({"day": date(2024, 5, 1), "price": Decimal("1.50"), "tags": [("a", 1)]})
    {'day': '2024-05-01', 'price': '1.50', 'tags': [['a', 1]]}
    """
    return {name: _plain(value, name) for name, value in fields.items()}


def _plain(value: Any, name: str) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        raise InputError(f"column {name!r} holds {value}, which is no JSON; give a .parquet output")
    if isinstance(value, list | tuple):
        return [_plain(one, name) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one, name) for key, one in value.items()}
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    return f"{value.total_seconds():f} s" if isinstance(value, timedelta) else str(value)


def _values(column: Any) -> list[Any]:
    """Return the values of a column; those that Python has no type for as text.

    No compute function of Arrow is called: in a forked worker they wait for threads that are not there.
    """
    try:
        found: list[Any] = column.to_pylist()
    except (ValueError, OverflowError, TypeError):  # nanoseconds, years after 9999
        return [_value_or_error(one) for one in column]
    return found


def _value_or_error(scalar: Any) -> Any:
    """Return a value, or the error where its bytes are no text: that costs its row alone."""
    try:
        return _value(scalar)
    except UnicodeDecodeError as error:
        return error


def _value(scalar: Any) -> Any:
    if not scalar.is_valid:
        return None
    try:
        return scalar.as_py()
    except (ValueError, OverflowError, TypeError):
        if isinstance(ticks := getattr(scalar, "value", None), int):
            return _moment(ticks, scalar.type)
        if (values := getattr(scalar, "values", None)) is not None and not callable(values):
            return [_value(one) for one in values]
        if not hasattr(scalar, "items"):
            raise
        return {name: _value(one) for name, one in scalar.items()}


def _moment(ticks: int, kind: Any) -> str:
    """Return a time in ISO 8601 with all its digits, a duration in seconds."""
    digits = {"s": 0, "ms": 3, "us": 6, "ns": 9}[kind.unit]
    seconds, rest = divmod(ticks, 10**digits)
    fraction = f".{rest:0{digits}d}" if rest else ""
    if "duration" in str(kind):
        return f"{seconds}{fraction} s"
    try:
        moment = (datetime(1970, 1, 1) + timedelta(seconds=seconds)).isoformat() + fraction
    except OverflowError:
        return f"{ticks} {kind.unit}"
    if "time64" in str(kind):
        return moment.partition("T")[2]
    return moment + ("Z" if kind.tz else "")
