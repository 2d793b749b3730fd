"""The ratios that may not sink, in floors.json: reading, comparing, raising and lowering them.

>>> entry = Entry(floor=7.0, measured=10.0, unit="times ftfy's speed", why="the chain calls ftfy less")
>>> book = Book({"chain-vs-ftfy": entry})
>>> [(row.name, row.state) for row in compare(book, {"chain-vs-ftfy": 6.5})]
[('chain-vs-ftfy', 'sunk')]
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

import orjson

PATH = Path(__file__).with_name("floors.json")
MARGIN = 0.72  # a floor is so much of what was measured: noise stays above it, a new loop does not
CREEP = 1.1  # a floor is raised by a tenth or not at all, so that lucky runs do not lift it by and by
ACCURACY = "accuracy"
SLACK = 0.003  # a floor of accuracy, which has no noise, is so much under what was measured
KEPT, KEPT_SLACK = "-kept", 0.0003  # the share of the article that is left: near 1, and worth most

State = Literal["ok", "sunk", "new", "gone"]


class FloorError(Exception):
    """A change of floors that is not allowed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A ratio's floor, what was measured when it was set, what the number means, and why it is watched."""

    floor: float
    measured: float
    unit: str
    why: str


@dataclass(frozen=True, slots=True)
class Book:
    """All floors, each lowering with its reason, and a digest of the data that accuracy was measured on."""

    floors: Mapping[str, Entry] = field(default_factory=dict)
    lowered: tuple[Mapping[str, Any], ...] = ()
    data: str = ""


class Row(NamedTuple):
    """A ratio beside its floor; ``state`` "new" has no floor yet, "gone" was not measured any more."""

    name: str
    measured: float | None
    floor: float | None
    state: State


def compare(book: Book, measured: Mapping[str, float]) -> list[Row]:
    """Return a row for each ratio measured, and for each floor whose ratio should have been.

    A floor is of a text (the part of its name before the slash); a text that was not measured is not
    compared.
    """
    texts = {text_of(name) for name in measured}
    names = [name for name in book.floors if text_of(name) in texts]
    return [_row(name, book.floors.get(name), measured.get(name)) for name in sorted({*names, *measured})]


def updated(
    book: Book,
    measured: Mapping[str, float],
    described: Mapping[str, tuple[str, str]],
    *,
    lower: bool = False,
    reason: str = "",
) -> Book:
    """Return the floors after a run: new ones added, others raised where the run was better.

    ``described`` holds each ratio's unit and why. Sunk floors and those of ratios that are gone are
    changed only with ``lower`` and a ``reason``, which is kept; FloorError says what is missing.
    """
    if lower and not reason.strip():
        raise FloorError("--lower needs --reason: why is it right that this is slower now?")
    floors, lowered = dict(book.floors), list(book.lowered)
    for name, now, floor, state in compare(book, measured):
        if state in ("sunk", "gone"):
            if not lower:
                raise FloorError(f"{name} has {state}: make it fast again, or add --lower and --reason")
            to = now and floor_of(name, now)
            lowered.append({"ratio": name, "from": floor, "to": to, "reason": reason})
        if now is None:
            del floors[name]
        elif floor is None:
            floors[name] = Entry(floor_of(name, now), _rounded(now), *described[name])
        elif state == "sunk" or _is_raised(name, floor, now):
            floors[name] = replace(floors[name], floor=floor_of(name, now), measured=_rounded(now))
    return replace(book, floors=dict(sorted(floors.items())), lowered=tuple(lowered))


def load(path: Path = PATH) -> Book:
    """Read the floors; none if there is no file yet."""
    if not path.exists():
        return Book()
    data = orjson.loads(path.read_bytes())
    floors = {name: Entry(**entry) for name, entry in data["floors"].items()}
    return Book(floors, tuple(data["lowered"]), data["data"])


def save(book: Book, path: Path = PATH) -> None:
    """Write the floors."""
    data = {
        "floors": {name: asdict(entry) for name, entry in book.floors.items()},
        "lowered": list(book.lowered),
        "data": book.data,
    }
    path.write_bytes(orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def text_of(name: str) -> str:
    """Return which text a ratio is of.

    >>> text_of("real/chain-vs-ftfy")
    'real'
    """
    return name.partition("/")[0]


def _row(name: str, entry: Entry | None, measured: float | None) -> Row:
    if entry is None:
        return Row(name, measured, None, "new")
    if measured is None:
        return Row(name, None, entry.floor, "gone")
    return Row(name, measured, entry.floor, "sunk" if measured < entry.floor else "ok")


def floor_of(name: str, measured: float) -> float:
    """Return the floor of what was measured: ratios of speed are noisy, accuracy is not.

    >>> floor_of("real/chain-vs-ftfy", 10.0), floor_of("accuracy/html-news", 0.96)
    (7.2, 0.957)
    >>> floor_of("accuracy/lines-safe-kept", 0.9995)
    0.9992
    """
    if text_of(name) != ACCURACY:
        return _rounded(MARGIN * measured)
    return round(measured - (KEPT_SLACK if name.endswith(KEPT) else SLACK), 5)


def _is_raised(name: str, floor: float, now: float) -> bool:
    if text_of(name) == ACCURACY:
        return floor_of(name, now) > floor
    return floor_of(name, now) > CREEP * floor


def _rounded(number: float) -> float:
    return float(f"{number:.5g}")
