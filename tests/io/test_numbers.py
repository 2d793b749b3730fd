"""Numbers of JSON come back with every character, and a key that stands twice is refused, however written."""

import json
import random

import pytest

from cleankit.errors import InputError
from cleankit.io.records import dump_record, parse_record

NUMBERS = ["0", "-0", "1", "-7", "1.5", "1.50", "2.0", "1e5", "1E5", "1e-400", "0.1", "-0.0", "1.0e+2"]
NUMBERS += [
    "3.14159265358979323846",
    "12345678901234567890",
    str(2**70),
    "0.30000000000000004",
    "123456789012",
]
STRINGS = [
    '"a"',
    '""',
    '"say \\"1.50\\", 2"',
    '"\\\\"',
    '"\\\\\\" 1.50"',
    '"\\u0022: 1.50"',
    '"é -0"',
    '"\\u00e9"',
]
STRINGS += ['"\\n, [1.50]"', '"a  b"', '"\\/"', '"\\ud83d\\ude00"']
WORDS = ["true", "false", "null", "[]", "{}"]


def some_value(made, depth=0):
    blank = made.choice(["", " ", "  ", "\t"])
    kind = made.randrange(8 if depth < 3 else 6)
    if kind < 6:
        return blank + made.choice([NUMBERS, NUMBERS, STRINGS, WORDS][made.randrange(4)]) + blank
    if kind == 6:
        return "[" + ",".join(some_value(made, depth + 1) for _ in range(made.choice([1, 3, 30]))) + "]"
    return some_object(made, depth + 1)


def some_object(made, depth=0):
    keys = made.sample(["a", "b", "c", "1.50", "\\u0061b", 'q\\"', "\\\\"], made.randrange(1, 5))
    if made.random() < 0.1:
        keys.append(made.choice([*keys, "\\u0061"]))
    return "{" + ", ".join(f'"{key}":{some_value(made, depth)}' for key in keys) + "}"


def as_written(line):
    """Return what a line holds with its numbers as strings; None where a key stands twice."""

    def once(pairs):
        if len(dict(pairs)) < len(pairs):
            raise KeyError
        return dict(pairs)

    try:
        return json.loads(
            line, parse_float=lambda n: ("n", n), parse_int=lambda n: ("n", n), object_pairs_hook=once
        )
    except KeyError:
        return None


def test_every_character_of_a_number_comes_back():
    made = random.Random(11)
    refused = 0
    for _ in range(6000):
        line = some_object(made).encode()
        wanted = as_written(line)
        if wanted is None:
            refused += 1
            with pytest.raises(InputError, match="twice"):
                parse_record(line)
        else:
            assert as_written(dump_record(*parse_record(line))) == wanted, line
    assert refused > 100


@pytest.mark.parametrize("number", ["1e400", "-1e999", "9" * 5000, "NaN", "Infinity"])
@pytest.mark.parametrize("around", ['{"a": %s}', '{"a":[0, {"b": %s}]}', '{"s":"\\"", "a":%s}'])
def test_numbers_that_python_does_not_hold_are_refused(number, around):
    with pytest.raises(InputError):
        parse_record((around % number).encode())
