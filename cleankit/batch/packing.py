"""Results as files hold them: compressed, and rows where the output is a table."""

from collections.abc import Mapping
from pathlib import Path

import orjson

from cleankit.batch.outputs import Outputs
from cleankit.batch.results import Result
from cleankit.batch.tally import refusal_key
from cleankit.io.format import Chunk, Joined, Joining
from cleankit.io.formats import FORMATS
from cleankit.io.formats.parquet.table import parquet_schema
from cleankit.io.reading import open_source
from cleankit.io.sources import Source
from cleankit.io.streams import packed


class Packing:
    """Packs results for the files of a run; ``headers`` are columns or schemas of tables that were begun."""

    def __init__(
        self,
        outputs: Outputs | None,
        sides: Mapping[str, Path | None],
        headers: dict[str, list[str]],
        *,
        csv_safe: bool = False,
    ) -> None:
        self._outputs, self._sides, self.headers, self._csv_safe = outputs, sides, headers, csv_safe

    def pack(self, chunk: Chunk, result: Result) -> Result:
        """Compress a result. Workers do this, so that it costs no time of the parent's."""
        if self._outputs is not None and not self._is_joined(chunk):
            result.outputs = [(source, self._packed(source, data)) for source, data in result.outputs]
        result.quarantined = self._side("quarantine", result.quarantined)
        result.dropped = self._side("dropped", result.dropped)
        if not self._is_joined(chunk):  # else some of its lines may yet go
            result.audited = self._side("audit", result.audited)
        return result

    def finish(self, chunk: Chunk, result: Result) -> Result:
        """Make a file of records, in the parent: all rows of a table have the columns of its first."""
        if self._outputs is None:
            return result
        source = chunk.sources[0]
        if self._outputs.target(chunk.format) == "parquet" and (path := self._outputs.path_of(source)):
            if str(path) not in self.headers:
                self.headers[str(path)] = [_schema_of(source) if chunk.format == "parquet" else ""]
            return result
        if not self._is_joined(chunk):
            return result
        gone: set[int] = set()
        first = 0
        for at, (source, data) in enumerate(result.outputs):
            joined = self._joined(chunk, source, data)
            result.outputs[at] = (source, self._packed(source, joined.data))
            self._refuse(source, joined, result, first)
            gone.update(first + index for index, *_ in joined.refused)
            first += joined.total
        audits = result.audited.splitlines(keepends=True) if gone else [result.audited]
        result.audited = self._side("audit", b"".join(one for at, one in enumerate(audits) if at not in gone))
        return result

    def ending(self, source: Source, found: str) -> bytes:
        """Return what ends the file that a source's records go to; ``found`` is the form they have."""
        close = FORMATS[self._outputs.target(found)].close if self._outputs is not None else None
        if self._outputs is None or close is None:
            return b""
        return self._packed(source, close(self.headers.get(str(self._outputs.path_of(source)), [])))

    def _joined(self, chunk: Chunk, source: Source, data: bytes) -> Joined:
        assert self._outputs is not None  # noqa: S101 - for the type checker
        kind = self._outputs.target(chunk.format)
        join = FORMATS[kind].join
        assert join is not None  # noqa: S101 - for the type checker
        name = str(self._outputs.path_of(source))
        own, alone = chunk.format == kind, self._outputs.is_alone
        joined = join(data, Joining(kind, self.headers.get(name, []), own, alone, self._csv_safe))
        if joined.header:
            self.headers[name] = joined.header
        return joined

    def _refuse(self, source: Source, joined: Joined, result: Result, first: int) -> None:
        """Put what does not fit the file into quarantine; ``first`` is the index of its first record."""
        for at, raw, why in joined.refused:
            result.tally.records["output"] -= 1
            result.tally.records["quarantined"] += 1
            result.tally.refusals[refusal_key(why)] += 1
            account = {"file": source.name, "line": result.numbers[first + at], "error": why}
            account["raw"] = raw.decode("utf-8")
            told = orjson.dumps(account, option=orjson.OPT_APPEND_NEWLINE)
            result.quarantined += self._side("quarantine", told)

    def _is_joined(self, chunk: Chunk) -> bool:
        return self._outputs is not None and FORMATS[self._outputs.target(chunk.format)].join is not None

    def _packed(self, source: Source, data: bytes) -> bytes:
        path = self._outputs.path_of(source) if self._outputs else None
        return packed(path.name, data) if path is not None and data else data

    def _side(self, side: str, data: bytes) -> bytes:
        path = self._sides[side]
        return packed(path.name, data) if path is not None and data else data


def _schema_of(source: Source) -> str:
    with open_source(source) as (_, stored):
        return parquet_schema(stored)
