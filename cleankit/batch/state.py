"""What a run has done so far: all that another run needs to go on from there, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from math import isfinite
from typing import Any

from cleankit.batch.tally import Tally
from cleankit.errors import InputError
from cleankit.io.format import Position


@dataclass(slots=True)
class RunState:
    """The state of a run as its ledger holds it, from the last commit on.

    ``place`` is where reading stands, ``whole`` says that everything was read and written. ``lengths`` are
    the bytes of unfinished files that count, by the name that a file will have; ``finished`` are files to
    be named; ``headers`` the columns or schemas of tables that were begun. ``seconds`` is wall time.
    """

    place: Position = field(default_factory=Position)
    whole: bool = False
    tally: Tally = field(default_factory=Tally)
    failed: list[str] = field(default_factory=list)
    bytes_read: int = 0
    seconds: float = 0.0
    headers: dict[str, list[str]] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    finished: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the state as JSON values."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**values, "tally": self.tally.as_json()}

    @classmethod
    def from_json(cls, data: dict[str, Any], keep: int = 1) -> "RunState":
        """Return the state that `as_json` gave; ``keep`` is how many examples of a rule its tally takes.

        Raises InputError that names the field whose value cannot be one.
        """
        for name, (fits, wanted) in SHAPES.items():
            if name not in data or not fits(data[name]):
                found = repr(data[name])[:60] if name in data else "nothing"
                raise InputError(f"{name}: found {found}; accepted: {wanted}")
        values = {name: data[name] for name in SHAPES}
        try:
            tally = Tally.from_json(data["tally"], keep)
        except ValueError as error:
            raise InputError(f"tally: {error}") from error
        return cls(**{**values, "place": Position(*data["place"]), "tally": tally})


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_place(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 3 and all(map(_is_count, value)) and value[2] >= 1


def _is_time(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and value >= 0


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _by_name(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, dict) and all(map(fits, value.values()))


SHAPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "place": (_is_place, "source, byte and line, the line from 1"),
    "whole": (lambda value: isinstance(value, bool), "true or false"),
    "tally": (lambda value: isinstance(value, dict), "the counts"),
    "failed": (_are_texts, "a list of messages"),
    "bytes_read": (_is_count, "a number of bytes"),
    "seconds": (_is_time, "seconds"),
    "headers": (_by_name(_are_texts), "columns by file"),
    "lengths": (_by_name(_is_count), "bytes by file"),
    "finished": (_are_texts, "a list of files"),
}
