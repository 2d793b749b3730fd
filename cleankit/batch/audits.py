"""The audit file of a run: a line of edits for every record of the output; and the way back.

Lines stand in the order of the output's records, one each, with the record's id, the input it came from
and a checksum of what was written; the text itself is in the output, or in the line where that is Markdown.
What is restored is checked too: against the digest of the source that the line has since schema 2.
"""

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import IO, Any
from zlib import crc32

import orjson

from cleankit.audit.report import Report
from cleankit.batch.restoring import LONGEST, placed, restore_records
from cleankit.errors import InputError, UnreadableError
from cleankit.fields import put_text
from cleankit.io.files import refuse_clashes
from cleankit.io.format import Position
from cleankit.io.formats import FORMATS, format_of
from cleankit.io.options import TABLES, ReadOptions
from cleankit.io.reader import Reader
from cleankit.io.reading import read_chunks
from cleankit.io.record import Record
from cleankit.io.records import dump_record, parse_record
from cleankit.io.sources import Source, find_sources
from cleankit.io.streams import open_input, open_output

Undone = Callable[[Report], str]


def audit_line(report: Report, file: str, written: str | None = None) -> bytes:
    """Return the line for a record that was cleaned and put out; ``file`` is its output, relative.

    ``written`` is the Markdown that the output holds in place of the text: then the line has the text.
    """
    data = {"file": file, "check": _check(report.text if written is None else written), **report.to_json()}
    if written is None:
        del data["text"]
    try:
        return orjson.dumps(data, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # a lone surrogate in what was replaced
        return json.dumps(data, separators=(",", ":")).encode("ascii") + b"\n"


def undo_run(
    output: Path, audit: Path, restored: Path, *, text_field: str = "text", undone: Undone = Report.undo
) -> int:
    """Write what ``undone`` makes of every record of ``output``, by default its source; return how many.

    ``output`` is what a run wrote, a file or a folder, and ``restored`` gets the same shape. Raises
    InputError where output and audit are not of the same run, or the output was edited since.
    """
    files = [output]
    if output.is_dir():
        files = [file for file in sorted(output.rglob("*")) if file.is_file()]
    restored_files = [restored / file.relative_to(output) for file in files]
    refuse_clashes(
        [*(("output", file) for file in files), ("audit", audit)],
        [("restored file", file) for file in restored_files],
    )
    count = 0
    with open_input(audit) as (lines, _):
        accounts = _numbered(audit, lines)
        if not output.is_dir():
            count += _undo_file(
                output, restored, (account for account in accounts), audit, text_field, undone
            )
        else:
            for file, group in groupby(accounts, key=lambda account: account[1]["file"]):
                name = _inside(output, file, audit)
                count += _undo_file(output / name, restored / name, iter(group), audit, text_field, undone)
    return count


def _undo_file(
    output: Path,
    restored: Path,
    accounts: Iterator[tuple[int, Any]],
    audit: Path,
    text_field: str,
    undone: Undone,
) -> int:
    count = 0
    kind = format_of(output.name)[0] or "jsonl"
    as_lines = kind == "jsonl" or format_of(restored.name)[0] == "jsonl"

    def following() -> tuple[int, dict[str, Any]]:
        number, account = next(accounts, (0, None))
        if account is None:
            raise InputError(f"{audit}: ends before {output}; not the audit of this run?")
        return number, account

    def restore(text: str, numbered: tuple[int, dict[str, Any]] | None = None) -> str:
        number, account = numbered or following()
        guarded = kind in TABLES and text.startswith("'") and account.get("check") == _check(text[1:])
        return _restored(text[1:] if guarded else text, account, f"{audit}: line {number}", undone)

    with open_output(restored) as out:
        if not as_lines and FORMATS[kind].rows is not None:
            count = restore_records(output, kind, out, text_field, restore)
        else:
            back = _Back(kind, output, text_field, as_lines=as_lines)
            for record in back.records(find_sources(output, kind).sources):
                numbered = following()
                out.write(back.of(record, partial(restore, numbered=numbered), ends="text" in numbered[1]))
                count += 1
        if next(accounts, None) is not None:
            raise InputError(f"{audit}: goes on after the end of {output}; not the audit of this run?")
    return count


class _Back:
    """Gives the records of one output back as texts or JSON lines.

    Raises InputError for a format that is given back in no way.
    """

    def __init__(self, kind: str, output: Path, text_field: str, *, as_lines: bool) -> None:
        self._format, self._field = FORMATS[kind], text_field
        if not as_lines and not self._format.single:
            raise InputError(f"{output}: {kind} is given back as JSON lines; end the restored name in .jsonl")
        self._reader = Reader(ReadOptions(text_field=text_field, max_record=LONGEST))

    def records(self, sources: list[Source]) -> Iterator[Record]:
        """Yield the records of an output."""
        if self._format.single:
            [source] = sources
            with open_input(source.path) as (content, _):
                yield Record(self._reader, self._format.name, source, 1, content.read())
            return
        for chunk in read_chunks(sources, self._reader.options, Position()):
            if chunk.broken is not None:
                raise UnreadableError(chunk.broken)
            yield from self._reader.records(chunk)

    def of(self, record: Record, restore: Callable[[str], str], *, ends: bool) -> bytes:
        """Return a record, its text restored. ``ends``: no line feed was added."""
        if self._format.single:
            text = record.data.decode("utf-8")
            return restore(text if ends else text.removesuffix("\n")).encode("utf-8")
        with placed(record):
            before = record.document().text
        fields = record.fields or {}
        text = restore(before)
        put_text(fields, self._field, text)
        plain = self._format.plain
        return dump_record(fields if plain is None else plain(fields), record.exact or not _encodable(text))


def _restored(text: str, account: dict[str, Any], where: str, undone: Undone) -> str:
    if account.get("check") != _check(text):
        raise InputError(
            f"{where}: not the text in the output; was the output edited, or made by another run?"
        )
    try:
        report = Report.from_json({"text": text, **account})
    except InputError as error:
        raise InputError(f"{where}: {error}") from error
    return undone(report)


def _numbered(audit: Path, content: IO[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(content, 1):
        try:
            account, _ = parse_record(line)
        except InputError as error:
            raise InputError(f"{audit}: line {number}: not an audit: {error}") from error
        for key in ("file", "check"):
            if not isinstance(value := account.get(key), str):
                raise InputError(
                    f"{audit}: line {number}: not an audit: {key}: found {value!r}; accepted: a string"
                )
        yield number, account


def _inside(folder: Path, file: str, audit: Path) -> Path:
    """Return the path of an output in a folder; an audit is data and may not lead out of it."""
    path = Path(file)
    if path.is_absolute() or ".." in path.parts or not (folder / path).is_file():
        raise UnreadableError(f"{audit}: {file}: no such file in {folder}")
    return path


def _check(text: str) -> str:
    return f"{crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def _encodable(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text) if not text.isascii() else True
