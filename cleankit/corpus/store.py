"""What is known of a corpus, in DuckDB: on disk, within a memory limit, and safe to come back to.

Each stage is one transaction that also writes its name, so a run that was stopped goes on where it was.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cleankit.errors import CleankitError, ConfigError

TABLES = """
CREATE TABLE IF NOT EXISTS stage (name VARCHAR);
CREATE TABLE IF NOT EXISTS document (
    n BIGINT, source INTEGER, line BIGINT, id VARCHAR, chars BIGINT, dated DOUBLE, hi UBIGINT, lo UBIGINT
);
CREATE TABLE IF NOT EXISTS band (n BIGINT, band UTINYINT, hash UBIGINT);
CREATE TABLE IF NOT EXISTS sentence (n BIGINT, hash UBIGINT);
CREATE TABLE IF NOT EXISTS paragraph (n BIGINT, line INTEGER, hi UBIGINT, lo UBIGINT);
CREATE TABLE IF NOT EXISTS text (n BIGINT, start BIGINT, size BIGINT);
CREATE TABLE IF NOT EXISTS word (word VARCHAR, documents BIGINT);
CREATE TABLE IF NOT EXISTS removed (
    n BIGINT, level VARCHAR, kept BIGINT, similarity DOUBLE, spans VARCHAR, own VARCHAR
);
CREATE TABLE IF NOT EXISTS apart (n BIGINT, kept BIGINT, similarity DOUBLE, spans VARCHAR, own VARCHAR);
CREATE TABLE IF NOT EXISTS removed_line (n BIGINT, line INTEGER, kept BIGINT);
"""
FETCH = 2_000
MANY = 50_000  # rows inserted at once
STORE = "corpus.duckdb"
SPILL = "spill"
HEADERS = 3 * 4096  # bytes that begin the engine's file: a shorter one was being made, and cannot be read


class StoreError(CleankitError):
    """The engine ran out of memory or of room on the disk: the run is not finished."""


class Store:
    """The tables of one run in a folder of their own."""

    def __init__(self, folder: Path, memory: str, threads: int) -> None:
        import duckdb

        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        path = folder / STORE
        if path.exists() and path.stat().st_size < HEADERS:
            path.unlink()
        self._connection = duckdb.connect(str(path))
        try:
            self.run(f"SET memory_limit = '{_plain(memory)}'")
        except duckdb.Error as error:
            self._connection.close()
            raise ConfigError(f"memory {memory!r}: accepted: a size such as 800MB or 2GB") from error
        self.run(f"SET temp_directory = '{str(folder / SPILL).replace(chr(39), chr(39) * 2)}'")
        self.run(f"SET threads = {threads:d}")
        self.run("SET preserve_insertion_order = false")
        self.run(TABLES)

    def run(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Run a statement."""
        self._connection.execute(statement, values)

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query a few at a time, on a cursor of its own."""
        cursor = self._connection.cursor()
        cursor.execute(query)
        while found := cursor.fetchmany(FETCH):
            yield from found
        cursor.close()

    def insert(self, table: str, columns: Sequence[Any]) -> None:
        """Append rows, given by column: numpy arrays, or lists of str or bytes."""
        import numpy as np

        names = [f"c{i}" for i in range(len(columns))]
        arrays = [np.array(c, dtype=object) if isinstance(c, list) else c for c in columns]
        self._connection.register("rows_given", dict(zip(names, arrays, strict=True)))
        self.run(f"INSERT INTO {table} SELECT {', '.join(names)} FROM rows_given")  # noqa: S608 - our own names
        self._connection.unregister("rows_given")

    def insert_rows(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Append rows of numbers and str."""
        import numpy as np

        for some in (rows[i : i + MANY] for i in range(0, len(rows), MANY)):
            columns = zip(*some, strict=True)
            self.insert(table, [list(c) if isinstance(c[0], str) else np.array(c) for c in columns])

    def begin(self) -> None:
        """Begin a transaction: what follows is kept from `finish` on, or not at all."""
        self.run("BEGIN")

    def finish(self, stage: str) -> None:
        """Keep what was done since `begin`, and that the stage is done."""
        self.run("INSERT INTO stage VALUES (?)", [stage])
        self.run("COMMIT")

    def begin_anew(self, stage: str) -> None:
        """Forget which stages are done, of a store that holds nothing yet, and write one down."""
        self.begin()
        self.run("DELETE FROM stage")
        self.finish(stage)

    def has(self, stage: str) -> bool:
        """Say whether a stage is done."""
        return any(name == stage for (name,) in self.rows("SELECT name FROM stage"))

    def count(self, what: str) -> int:
        """Return the number of rows of a table, or a table with a condition."""
        return int(next(self.rows(f"SELECT count(*) FROM {what}"))[0])  # noqa: S608 - our own names

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _plain(memory: str) -> str:
    if not memory.replace(".", "").isalnum():
        raise ConfigError(f"memory {memory!r}: accepted: a size such as 800MB or 2GB")
    return memory
