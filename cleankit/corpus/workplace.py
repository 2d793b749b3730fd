"""The folder in which a run keeps what it knows: what may stand there, and how it goes.

A run may be killed while the folder is made or deleted, too: whatever is left, the same run begins there.
"""

import shutil
from pathlib import Path

from cleankit.corpus.store import SPILL, STORE
from cleankit.corpus.texts import TEXTS
from cleankit.errors import InputError
from cleankit.io.files import partial_of

RECORDS = "records.jsonl"


def refuse_foreign(work: Path) -> None:
    """Raise InputError for a folder that holds what no run of ours has made: it is deleted at the end."""
    if work.is_symlink() or (work.exists() and not work.is_dir()):
        raise InputError(
            f"{work}: stands where the run keeps what it knows; remove it, or give another output"
        )
    if work.is_dir() and not all(map(_is_ours, work.iterdir())):
        raise InputError(f"{work}: is a folder of other files; give another output")


def remove(work: Path) -> None:
    """Delete the folder, and the store last: without it nothing says how far the run was."""
    for path in work.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != STORE:
            path.unlink()
    shutil.rmtree(work)


def _is_ours(path: Path) -> bool:
    if path.name == SPILL:
        return path.is_dir()
    names = (RECORDS, partial_of(Path(RECORDS)).name, TEXTS)
    return path.is_file() and (path.name in names or path.name.startswith(STORE))
