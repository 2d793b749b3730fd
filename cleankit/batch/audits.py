"""The audit file of a run: a line of edits for every record of the output; and the way back.

Lines stand in the order of the output's records, one each, with the record's id, the input it came from
and a checksum of what was written; the text itself is in the output, or in the line where that is Markdown.
What is restored is checked too: against the digest of the source that the line has since schema 2.
"""

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, Any
from zlib import crc32

import orjson

from cleankit.audit.report import Report
from cleankit.document import text_of
from cleankit.errors import InputError, UnreadableError
from cleankit.io.files import refuse_clashes
from cleankit.io.formats import FORMATS, format_of
from cleankit.io.records import dump_record, parse_record
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
    kind, _ = format_of(output.name)
    with open_input(output) as (content, _stored), open_output(restored) as out:
        single = kind is not None and FORMATS[kind].single
        records = iter([content.read()]) if single else content
        for raw in records:
            number, account = next(accounts, (0, None))
            if account is None:
                raise InputError(f"{audit}: ends before {output}; not the audit of this run?")
            where = f"{audit}: line {number}"
            if single:
                text = raw.decode("utf-8")
                written = text if "text" in account else text.removesuffix("\n")
                out.write(_restored(written, account, where, undone).encode("utf-8"))
            else:
                record, exact = parse_record(raw)
                text = _restored(text_of(record, text_field), account, where, undone)
                exact = exact or not _encodable(text)
                if text or record[text_field] is not None:
                    record[text_field] = text  # null stays null
                out.write(dump_record(record, exact))
            count += 1
        if next(accounts, None) is not None:
            raise InputError(f"{audit}: goes on after the end of {output}; not the audit of this run?")
    return count


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
