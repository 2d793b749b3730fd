"""Records of JSONL: bytes to a dict and back, with nothing changed on the way.

orjson does the work. It refuses lone surrogates, which JSON may hold, writes numbers in a form of its own,
turns integers over 64 bits into floats in silence, and reads deeper nesting than it writes: such lines take
the standard library's slower route. An object that has a key twice is refused: one of the values would be
lost.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from json.encoder import encode_basestring, encode_basestring_ascii
from math import isinf
from typing import Any

import orjson

from cleankit.document import kind_of
from cleankit.errors import InputError

SURROGATE = b"\\ud"
ESCAPED_QUOTE = b"\\u0022"
LONG_LIST = 16  # values that are not looked at one by one
BLANKS = b" \t\r\n"
BOM = b"\xef\xbb\xbf"
NUMBER_RE = re.compile(rb"(-?[0-9][0-9.eE+-]*+)")
WHOLE_RE = re.compile(r"-?[1-9][0-9]*+|0")


class Number(float):
    """A number of JSON that is written again as it was: ``str`` gives its characters.

    >>> number = Number("1.50")
    >>> number == 1.5, str(number), write_json({"price": number})
    (True, '1.50', b'{"price":1.50}')
    """

    __slots__ = ("_written",)

    def __new__(cls, written: str) -> "Number":
        """Make the number that these characters are."""
        number = super().__new__(cls, written)
        number._written = written
        return number

    _written: str

    def __repr__(self) -> str:
        """Return the number as it was written."""
        return self._written

    def __reduce__(self) -> tuple[type["Number"], tuple[str]]:
        """Say how it is made again, for pickle and copy."""
        return Number, (self._written,)


def parse_record(line: bytes) -> tuple[dict[str, Any], bool]:
    """Return a line's record, and whether it needs `dump_record`'s exact route.

    Raises InputError with the reason and place.
    """
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        if SURROGATE not in line.lower():
            raise InputError(_reason(line, error)) from error
        return _object(_loads_exact(line)), True
    try:
        written = orjson.dumps(_object(record))
    except TypeError:  # orjson reads 1,024 levels of nesting, and writes 254
        return _object(_loads_exact(line)), True
    # Where lines are the same but for blanks no number is another, and no key stands twice.
    if line == written:
        return record, False
    if not _may_change_numbers(line, record) and line.find(ESCAPED_QUOTE) < 0:
        if line.count(b'"') != written.count(b'"'):  # a key stands twice
            _loads_exact(line)
        return record, False
    found, ours = _without_strings(line), _without_strings(written)
    if found == ours:
        return record, False
    pieces, others = NUMBER_RE.split(found), NUMBER_RE.split(ours)
    if pieces[::2] == others[::2]:
        try:
            _take_numbers(record, zip(pieces[1::2], others[1::2], strict=True))
        except ValueError:  # an integer with more digits than Python takes
            return _object(_loads_exact(line)), True
        return record, True
    return _object(_loads_exact(line)), True


def dump_record(record: dict[str, Any], exact: bool) -> bytes:
    """Return a record as a line."""
    if exact:
        return write_json(record) + b"\n"
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def write_json(value: Any) -> bytes:
    r"""Return a value of `parse_record` as JSON: numbers as they were, integers and nesting of any size.

    >>> write_json([2**70, Number("-0"), "\\ud800"])
    b'[1180591620717411303424,-0,"\\\\ud800"]'
    """
    try:
        return orjson.dumps(value, default=_as_written)
    except TypeError:  # a lone surrogate, which UTF-8 cannot hold, an integer over 64 bits, deep nesting
        try:
            return "".join(_pieces(value, encode_basestring)).encode("utf-8")
        except UnicodeEncodeError:
            return "".join(_pieces(value, encode_basestring_ascii)).encode("ascii")


def _as_written(value: Any) -> Any:
    if isinstance(value, Number):
        return orjson.Fragment(repr(value))
    raise TypeError


class _Raw(str):
    """JSON, and no string."""

    __slots__ = ()


def _pieces(value: Any, quoted: Callable[[str], str]) -> list[str]:
    """Return a value's JSON in pieces, without a call per level: nesting has no limit."""
    pieces: list[str] = []
    ahead: list[Any] = [value]
    while ahead:
        one = ahead.pop()
        if isinstance(one, _Raw):
            pieces.append(one)
        elif isinstance(one, dict):
            ahead.append(_Raw("}"))
            for key, below in reversed(one.items()):
                ahead += (_Raw(","), below, _Raw(f"{quoted(key)}:"))
            pieces.append("{")
            if one:
                ahead.pop(-3 * len(one))  # the comma after the last
        elif isinstance(one, list | tuple):
            ahead.append(_Raw("]"))
            for below in reversed(one):
                ahead += (_Raw(","), below)
            pieces.append("[")
            if one:
                ahead.pop(-2 * len(one))
        elif isinstance(one, str):
            pieces.append(quoted(one))
        else:
            pieces.append(repr(one) if isinstance(one, Number) else json.dumps(one))
    return pieces


def _object(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise InputError(f"a JSON {kind_of(value)}, not an object; accepted: one object a line")


def _may_change_numbers(line: bytes, record: dict[str, Any]) -> bool:
    """Say whether orjson could write a number of the record in another form: a float, or -0.

    An integer over 64 bits is a float for orjson.
    """
    zeros = False
    ahead: list[Any] = [record]
    while ahead:
        one = ahead.pop()
        if type(one) is dict:
            one = one.values()
        elif len(one) > LONG_LIST and type(one[0]) is not str:
            return True
        kinds = set(map(type, one))
        if float in kinds:
            return True
        zeros = zeros or (int in kinds and not all(one))
        if dict in kinds or list in kinds:
            ahead += [below for below in one if type(below) is dict or type(below) is list]
    return zeros and line.find(b"-0") >= 0


def _without_strings(line: bytes) -> bytes:
    r"""Return JSON with nothing in its strings and without blanks: what is left are numbers and structure.

    >>> _without_strings(b'{"a \\"b": 1.50, "c": [-0, "\\\\"]}')
    b'{":1.50,":[-0,"]}'
    """
    if line.find(b"\\") >= 0:
        line = line.replace(b"\\\\", b"").replace(b'\\"', b"")
    return b'"'.join(line.split(b'"')[::2]).translate(None, BLANKS)


def _take_numbers(value: Any, tokens: Iterator[tuple[bytes, bytes]]) -> None:
    """Put numbers into a value as they are written; ``tokens`` are theirs and what orjson makes of each."""
    for key, below in value.items() if type(value) is dict else enumerate(value):
        kind = type(below)
        if kind is float or kind is int:
            token, ours = next(tokens)
            if token != ours:
                written = token.decode("ascii")
                value[key] = Number(written) if WHOLE_RE.fullmatch(written) is None else int(written)
        elif kind is dict or kind is list:
            _take_numbers(below, tokens)


def _loads_exact(line: bytes) -> Any:
    try:
        return json.loads(
            line.decode("utf-8"),
            parse_constant=_refuse,
            parse_float=_finite,
            parse_int=_integer,
            object_pairs_hook=_once,
        )
    except UnicodeDecodeError as error:
        raise InputError(_reason(line, error)) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from error


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _finite(number: str) -> Number:
    value = Number(number)
    if isinf(value):
        raise ValueError(f"{number[:40]} is too large for a number")
    return value


def _integer(number: str) -> int | Number:
    return Number(number) if number == "-0" else int(number)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise ValueError(f"key {twice!r} stands twice in an object")
    return record


def _reason(line: bytes, error: ValueError) -> str:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as bad:
        return (
            f"not UTF-8 at byte {bad.start + 1} of the line (0x{line[bad.start]:02x}); try --encoding cp1252"
        )
    return f"not JSON: {error}"
