"""Records of JSONL: bytes to a dict and back, with nothing changed on the way.

orjson does the work. It refuses lone surrogates, which JSON may hold, turns integers over 64 bits into
floats in silence, and reads deeper nesting than it writes: such lines take the standard library's slower
route. An object that has a key twice is refused: one of the values would be lost.
"""

import json
from collections import Counter
from math import isinf
from typing import Any

import orjson

from cleankit.document import kind_of
from cleankit.errors import InputError

# A table that makes all digits one: a run of them is then found ten times faster than by a pattern.
ONE_DIGIT = bytes(48 if 48 <= byte <= 57 else 32 for byte in range(256))
LONG_NUMBER = b"0" * 19
SURROGATE = b"\\ud"
ESCAPED_QUOTE = b"\\u0022"
BOM = b"\xef\xbb\xbf"


def parse_record(line: bytes) -> tuple[dict[str, Any], bool]:
    """Return a line's record, and whether it needs `dump_record`'s exact route.

    Raises InputError with the reason and place.
    """
    # `find`, because `in` first asks whether a sequence of bytes is a number, at twice the price.
    exact = line.translate(ONE_DIGIT).find(LONG_NUMBER) >= 0
    try:
        record = _loads_exact(line) if exact else orjson.loads(line)
    except orjson.JSONDecodeError as error:
        if SURROGATE not in line.lower():
            raise InputError(_reason(line, error)) from error
        record, exact = _loads_exact(line), True
    if not isinstance(record, dict):
        raise InputError(f"a JSON {kind_of(record)}, not an object; accepted: one object a line")
    try:
        if not exact and _may_repeat_keys(line, record):
            _loads_exact(line)
    except TypeError:  # orjson reads 1,024 levels of nesting, and writes 254
        record, exact = _loads_exact(line), True
    return record, exact


def _may_repeat_keys(line: bytes, record: dict[str, Any]) -> bool:
    """Say whether a key may stand twice: then the line has more quotes than what was read of it.

    Costs a hundredth of cleaning; only a quote that was written as an escape confuses the count.
    """
    return line.count(b'"') != orjson.dumps(record).count(b'"') or line.find(ESCAPED_QUOTE) >= 0


def dump_record(record: dict[str, Any], exact: bool) -> bytes:
    """Return a record as a line."""
    if exact:
        # Escaped, because a lone surrogate in another field cannot be written as UTF-8.
        return json.dumps(record, separators=(",", ":")).encode("ascii") + b"\n"
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def _loads_exact(line: bytes) -> Any:
    try:
        return json.loads(
            line.decode("utf-8"), parse_constant=_refuse, parse_float=_finite, object_pairs_hook=_once
        )
    except UnicodeDecodeError as error:
        raise InputError(_reason(line, error)) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from error


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _finite(number: str) -> float:
    value = float(number)
    if isinf(value):
        raise ValueError(f"{number[:40]} is too large for a number")
    return value


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
