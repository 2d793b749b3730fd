"""The ledger of a run, OUTPUT.ledger: what is committed, so that another run can go on from there.

One JSON object, replaced as a whole at each commit: the place in the inputs, the lengths of the outputs,
the counts, and what must be the same for a run to go on: inputs, chain, options, version.
"""

import json
from hashlib import blake2b
from pathlib import Path
from typing import Any

from cleankit.errors import InputError
from cleankit.io.files import partial_of
from cleankit.io.sources import Source
from cleankit.io.streams import open_output

SCHEMA = 1


class Ledger:
    """A file with the state of a run; ``state`` is what another run left there, if this one resumes it."""

    def __init__(self, path: Path, same: dict[str, str], *, resume: bool) -> None:
        self.path, self._same = path, same
        self.state: dict[str, Any] | None = None
        if resume and path.exists():
            self.state = self._read()
        else:
            path.unlink(missing_ok=True)  # of a run that is not gone on with: its files are overwritten

    @property
    def written(self) -> bool:
        """Whether there is something to go on from."""
        return self.path.exists()

    def write(self, state: dict[str, Any]) -> None:
        """Replace what the file says."""
        data = json.dumps({"schema": SCHEMA, "same": self._same, **state}, separators=(",", ":")).encode(
            "ascii"
        )
        with open_output(self.path) as out:
            out.write(data)

    def remove(self) -> None:
        """Remove the file: the run is whole, or nothing of it is."""
        self.path.unlink(missing_ok=True)
        partial_of(self.path).unlink(missing_ok=True)

    def _read(self) -> dict[str, Any]:
        try:
            state = json.loads(self.path.read_bytes())
            found: dict[str, str] = state["same"]
            known = state["schema"] == SCHEMA
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{self.path}: not a ledger: {error}; run again without --resume") from error
        if not known:
            raise InputError(f"{self.path}: made by another version; run again without --resume")
        for what, value in self._same.items():
            if found.get(what) != value:
                changed = f"{what} changed since the run began ({found.get(what)!r}, now {value!r})"
                raise InputError(f"cannot resume: {changed}; run again without --resume")
        return dict(state)


def identity(sources: list[Source]) -> str:
    """Return a digest that changes when an input is added, gone, longer, shorter or written to."""
    digest = blake2b(digest_size=8)
    for source in sources:
        digest.update(repr((source.name, source.relative, source.format, source.size, source.stamp)).encode())
    return digest.hexdigest()
