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
    """All floors, and each lowering with its reason."""

    floors: Mapping[str, Entry] = field(default_factory=dict)
    lowered: tuple[Mapping[str, Any], ...] = ()


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
            lowered.append({"ratio": name, "from": floor, "to": now and _floor(now), "reason": reason})
        if now is None:
            del floors[name]
        elif floor is None:
            floors[name] = Entry(_floor(now), _rounded(now), *described[name])
        elif state == "sunk" or _floor(now) > CREEP * floor:
            floors[name] = replace(floors[name], floor=_floor(now), measured=_rounded(now))
    return Book(dict(sorted(floors.items())), tuple(lowered))


def load(path: Path = PATH) -> Book:
    """Read the floors; none if there is no file yet."""
    if not path.exists():
        return Book()
    data = orjson.loads(path.read_bytes())
    return Book({name: Entry(**entry) for name, entry in data["floors"].items()}, tuple(data["lowered"]))


def save(book: Book, path: Path = PATH) -> None:
    """Write the floors."""
    data = {
        "floors": {name: asdict(entry) for name, entry in book.floors.items()},
        "lowered": list(book.lowered),
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


def _floor(measured: float) -> float:
    return _rounded(MARGIN * measured)


def _rounded(number: float) -> float:
    return float(f"{number:.3g}")
