"""Outputs at a URL of any store that fsspec knows: written in a folder here, handed over when they are whole.

Stores have no renaming and no appending that a run could rely on. So the run writes as it always does, into
NAME.HASH.upload in the working directory, with its ledger; at the end the files go to the store, each whole,
and the folder goes. What stops before that is resumed like any run.
"""

import errno
import shutil
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from cleankit.errors import InputError
from cleankit.io.files import PARTIAL, partial_of
from cleankit.io.sources import Source

# Stores in which an object appears when it is whole; in others it is written beside and renamed.
WHOLE_AT_ONCE = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "cos", "hf", "memory"}
NEEDED = "remote files need fsspec; pip install 'cleankit-articles[remote]'"


def is_url(name: str | None) -> bool:
    """Say whether an argument is a URL."""
    return name is not None and "://" in name


def local_of(url: str) -> str:
    """Return the path here that stands for an output at a URL. Raises InputError for one without a name.

    >>> local_of("s3://news/cleaned/a.jsonl.gz"), local_of("s3://news/cleaned/")
    ('a.jsonl.gz.c5e52c71.upload/a.jsonl.gz', 'cleaned.3c2e5db1.upload/cleaned/')
    """
    folder, slash, name = url.rstrip("/").rpartition("/")
    if not slash or folder.endswith("/") or name in (".", ".."):
        raise InputError(
            f"{url}: is no name of a file or folder in a store; give one, such as {url}/cleaned/"
        )
    digest = blake2b(url.rstrip("/").encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
    return f"{name}.{digest}.upload/{name}" + ("/" if url.endswith("/") else "")


class Remote:
    """An output at a URL. Raises InputError if its store cannot be reached."""

    def __init__(self, url: str) -> None:
        self.local = local_of(url)
        self._folder = Path(self.local).parent
        try:
            import fsspec
        except ImportError as error:
            raise InputError(f"{url}: {NEEDED}") from error
        try:
            self._store, path = fsspec.core.url_to_fs(url)
            self._store.exists(path)
        except Exception as error:  # each store has its own kinds
            raise InputError(f"{url}: cannot be reached: {type(error).__name__}: {error}") from error
        self._parent = path.rstrip("/").rpartition("/")[0]
        protocols = self._store.protocol
        self._whole_at_once = not WHOLE_AT_ONCE.isdisjoint(
            {protocols} if isinstance(protocols, str) else protocols
        )

    def refuse_inputs(self, sources: Sequence[Source], paths: Iterable[Path]) -> None:
        """Raise InputError if an input is where a local path will be uploaded."""
        read = {source.url: source.name for source in sources if source.url is not None}
        for path in paths:
            if (name := read.get(self._store.unstrip_protocol(self._target(path)))) is not None:
                raise InputError(f"{name}: is input and output at once; give another output")

    def begin(self) -> None:
        """Remove what another run left in the folder; the lock stays."""
        for path in self._folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.suffix != ".lock":
                path.unlink()

    def hand_over(self, made: Iterable[Path], stale: Iterable[Path]) -> None:
        """Put files, or the files of folders, into the store; remove there what an earlier run made.

        Raises OSError, with the URL, where that fails.
        """
        for given in made:
            files = sorted(given.rglob("*")) if given.is_dir() else [given]
            for path in files:
                if path.is_file() and path.suffix != PARTIAL:
                    self._at_store(path, self._put)
        for path in stale:
            self._at_store(path, self._remove)

    def remove(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _put(self, path: Path, target: str) -> None:
        if self._whole_at_once:
            self._store.put_file(str(path), target)
            return
        unfinished = str(partial_of(Path(target)))
        self._store.makedirs(target.rpartition("/")[0], exist_ok=True)
        self._store.put_file(str(path), unfinished)
        self._store.mv(unfinished, target)

    def _remove(self, _: Path, target: str) -> None:
        if self._store.exists(target):
            self._store.rm_file(target)

    def _at_store(self, path: Path, do: Any) -> None:
        target = self._target(path)
        try:
            do(path, target)
        except Exception as error:  # each store has its own kinds
            url = self._store.unstrip_protocol(target)
            raise OSError(errno.EIO, f"{type(error).__name__}: {error}", url) from error

    def _target(self, path: Path) -> str:
        return f"{self._parent}/{path.relative_to(self._folder).as_posix()}"
