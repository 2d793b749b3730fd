"""Results as files hold them: compressed, and rows where the output is a table."""

from pathlib import Path

import orjson

from cleankit.batch.outputs import Outputs
from cleankit.batch.results import Result
from cleankit.io.format import Block
from cleankit.io.formats.csv.writing import csv_header, csv_row, is_table
from cleankit.io.formats.parquet.table import parquet_schema
from cleankit.io.reading import open_source
from cleankit.io.records import parse_record
from cleankit.io.sources import Source
from cleankit.io.streams import packed

COLUMN = "the table's first record has no such column"


class Packing:
    """Packs results for the files of a run; ``headers`` are columns or schemas of tables that were begun."""

    def __init__(
        self, outputs: Outputs | None, sides: dict[str, Path | None], headers: dict[str, list[str]]
    ) -> None:
        self._outputs, self._sides, self.headers = outputs, sides, headers

    def pack(self, block: Block, result: Result) -> Result:
        """Compress a result. Workers do this, so that it costs no time of the parent's."""
        if self._outputs is not None and not self._is_table(block):
            result.outputs = [(source, self._packed(source, data)) for source, data in result.outputs]
        result.quarantined = self._side("quarantine", result.quarantined)
        result.dropped = self._side("dropped", result.dropped)
        result.audited = self._side("audit", result.audited)
        return result

    def finish(self, block: Block, result: Result) -> Result:
        """Make rows of records, in the parent: all rows of a table have the columns of its first."""
        if self._outputs is None:
            return result
        source = block.sources[0]
        if self._outputs.target(block.format) == "parquet" and (path := self._outputs.path_of(source)):
            if str(path) not in self.headers:
                self.headers[str(path)] = [_schema_of(source) if block.format == "parquet" else ""]
            return result
        if not self._is_table(block):
            return result
        for at, (source, data) in enumerate(result.outputs):
            result.outputs[at] = (source, self._packed(source, self._rows(block, source, data, result)))
        return result

    def _rows(self, block: Block, source: Source, data: bytes, result: Result) -> bytes:
        assert self._outputs is not None  # noqa: S101 - for the type checker
        kind = self._outputs.target(block.format)
        name = str(self._outputs.path_of(source))
        rows: list[bytes] = []
        for line in data.split(b"\n")[:-1]:
            record, _ = parse_record(line)
            if name not in self.headers:
                self.headers[name] = list(record)
                rows.append(csv_header(record, kind))
            header = self.headers[name]
            strange = next((field for field in record if field not in header), None)
            if strange is None:
                rows.append(csv_row(record, header, kind))
                continue
            result.tally.records["output"] -= 1
            result.tally.records["quarantined"] += 1
            why = f"field {strange!r}: {COLUMN}"
            account = {"file": source.name, "error": why, "raw": line.decode("utf-8")}
            told = orjson.dumps(account, option=orjson.OPT_APPEND_NEWLINE)
            result.quarantined += self._side("quarantine", told)
        return b"".join(rows)

    def _is_table(self, block: Block) -> bool:
        return self._outputs is not None and is_table(self._outputs.target(block.format))

    def _packed(self, source: Source, data: bytes) -> bytes:
        path = self._outputs.path_of(source) if self._outputs else None
        return packed(path.name, data) if path is not None and data else data

    def _side(self, side: str, data: bytes) -> bytes:
        path = self._sides[side]
        return packed(path.name, data) if path is not None and data else data


def _schema_of(source: Source) -> str:
    with open_source(source) as (_, stored):
        return parquet_schema(stored)
