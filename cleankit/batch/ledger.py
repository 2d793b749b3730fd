"""The ledger of a run, OUTPUT.ledger: what is committed, so that another run can go on from there.

One JSON object, replaced as a whole at each commit: the `RunState`, what must be the same for a run to go
on (inputs, chain, options, outputs, version), and a digest of both.
"""

import json
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from cleankit.batch.state import RunState
from cleankit.errors import InputError
from cleankit.io.files import partial_of
from cleankit.io.sources import Source
from cleankit.io.streams import open_output

SCHEMA = 2
ANEW = "run again without --resume"


class Ledger:
    """A file with the state of a run, and that state; ``path`` is None for a run that cannot be resumed.

    With ``resume`` the state is the one that another run left there, if any, and ``resumed`` says so.
    ``same`` is what the two must have in common. Raises InputError for a file that is no ledger of this run.
    """

    def __init__(self, path: Path | None, same: dict[str, str], *, resume: bool, examples: int = 1) -> None:
        self.path, self._same = path, same
        self.state = RunState()
        self.state.tally.keep = examples
        self.resumed = bool(resume and path is not None and path.exists())
        if path is not None and self.resumed:
            self.state = self._read(path, examples)
        elif path is not None:
            path.unlink(missing_ok=True)  # of a run that is not gone on with: its files are overwritten

    @property
    def written(self) -> bool:
        """Whether there is something to go on from."""
        return self.path is not None and self.path.exists()

    def write(self) -> None:
        """Replace what the file says by the state as it is now."""
        if self.path is None:
            return
        content = {"schema": SCHEMA, "same": self._same, **self.state.as_json()}
        with open_output(self.path) as out:
            out.write(_dumped({**content, "check": _check(content)}))

    def remove(self) -> None:
        """Remove the file: the run is whole, or nothing of it is."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)
            partial_of(self.path).unlink(missing_ok=True)

    def refuse_others(self, sources: int, files: Iterable[Path]) -> None:
        """Raise InputError if the state speaks of more sources, or of other files, than the run has."""
        own = set(map(str, files))
        strange = next((one for one in (*self.state.lengths, *self.state.finished) if one not in own), None)
        if strange is not None:
            raise InputError(f"{self.path}: not of this run: it names {strange}; {ANEW}")
        if self.state.place.source > sources:
            raise InputError(f"{self.path}: not of this run: it has more inputs; {ANEW}")

    def _read(self, path: Path, examples: int) -> RunState:
        try:
            content = json.loads(path.read_bytes())
            found, known, check = content["same"], content["schema"] == SCHEMA, content.pop("check", None)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise InputError(f"{path}: not a ledger: {type(error).__name__}: {error}; {ANEW}") from error
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror}; {ANEW}") from error
        if not known:
            raise InputError(f"{path}: made by another version; {ANEW}")
        if check != _check(content) or not isinstance(found, dict):
            raise InputError(f"{path}: not a ledger: it was changed since it was written; {ANEW}")
        for what, value in self._same.items():
            if found.get(what) != value:
                changed = f"{what} changed since the run began ({found.get(what)!r}, now {value!r})"
                raise InputError(f"cannot resume: {changed}; {ANEW}")
        try:
            return RunState.from_json(content, examples)
        except InputError as error:
            raise InputError(f"{path}: not a ledger: {error}; {ANEW}") from error


def identity(sources: list[Source]) -> str:
    """Return a digest that changes when an input is added, gone, longer, shorter or written to."""
    digest = blake2b(digest_size=8)
    for source in sources:
        digest.update(repr((source.name, source.relative, source.format, source.size, source.stamp)).encode())
    return digest.hexdigest()


def _dumped(content: dict[str, Any]) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode("ascii")


def _check(content: dict[str, Any]) -> str:
    """Return a digest of a ledger's content: a place or a length that was changed would give wrong output."""
    return blake2b(_dumped(content), digest_size=8).hexdigest()
