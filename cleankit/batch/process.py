"""Clean a chunk: bytes in, bytes out, and an account of every record. Knows nothing of files."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import orjson

from cleankit.batch.reading import Chunk
from cleankit.batch.records import BOM, dump_record, parse_record, text_of
from cleankit.batch.audits import audit_line
from cleankit.batch.tally import Changes, Tally
from cleankit.chain import Chain
from cleankit.audit import Report
from cleankit.charsets import codec_of
from cleankit.decoding import decode
from cleankit.document import Cleaned, Document
from cleankit.errors import CleankitError, ConfigError, InputError
from cleankit.language import detect

Target = Literal["jsonl", "text"]


@dataclass(frozen=True, slots=True)
class Options:
    """How records are read and written."""

    text_field: str = "text"
    id_field: str = "id"
    encoding: str | None = None
    add_fields: bool = False
    audit: bool = False
    examples: int = 1
    max_removed: float | None = None

    def __post_init__(self) -> None:
        if self.max_removed is not None and not 0 <= self.max_removed <= 1:
            raise ConfigError(f"max_removed: found {self.max_removed}; accepted: a share from 0 to 1")
        if self.encoding is not None and not codec_of(self.encoding):
            raise ConfigError(f"unknown encoding {self.encoding!r}; accepted: names such as utf-8, cp1252, gb18030")


@dataclass(slots=True)
class Result:
    """A chunk's outcome: output bytes, and lines of JSON for what was dropped or quarantined."""

    output: bytes = b""
    dropped: list[bytes] = field(default_factory=list)
    quarantined: list[bytes] = field(default_factory=list)
    audited: list[bytes] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)


class _Done(NamedTuple):
    record: dict[str, Any]
    exact: bool
    cleaned: Cleaned
    report: Report | None


def process_chunk(chain: Chain, chunk: Chunk, target: Target, options: Options) -> Result:
    """Return what became of a chunk's records."""
    result = Result(tally=Tally(options.examples))
    output: list[bytes] = []
    for number, raw in _raw_records(chunk):
        result.tally.records["input"] += 1
        try:
            done = _clean(chain, chunk, number, raw, options, result.tally)
        except CleankitError as error:
            result.tally.records["quarantined"] += 1
            result.quarantined.append(_account(chunk, number, raw, "error", str(error)))
            continue
        if done.cleaned.dropped is not None:
            result.tally.records["dropped"] += 1
            result.dropped.append(_account(chunk, number, raw, "reason", done.cleaned.dropped))
            continue
        result.tally.records["output"] += 1
        result.tally.records["empty"] += not done.cleaned.text
        output.append(_written(done, target))
        if options.audit and done.report is not None:
            result.audited.append(audit_line(done.report, chunk.source.relative))
    result.output = b"".join(output)
    return result


def _raw_records(chunk: Chunk) -> Iterator[tuple[int, bytes]]:
    if chunk.format == "text":
        yield 1, chunk.data
        return
    data = chunk.data.removeprefix(BOM) if chunk.first_line == 1 else chunk.data
    for number, line in enumerate(data.split(b"\n"), chunk.first_line):
        if line and not line.isspace():
            yield number, line


def _clean(chain: Chain, chunk: Chunk, number: int, raw: bytes, options: Options, tally: Tally) -> _Done:
    """Return a record with its text cleaned. Raises CleankitError for one that cannot be."""
    record, exact, text = _read(chunk, raw, options, tally)
    document = Document(text, metadata=record, **_known_of(record, options))
    changes = Changes()  # of a record that fails on the way nothing is counted
    cleaned = chain.run(document, trace=changes)
    _check_encodable(cleaned.text)
    tally.count(changes)
    tally.characters["input"] += len(text)
    tally.characters["output"] += len(cleaned.text)
    tally.records["changed"] += cleaned.text != text
    removed = len(text) - len(cleaned.text)
    if options.max_removed is not None and removed > options.max_removed * len(text):
        share = round(removed / len(text), 3)
        tally.flag({"file": chunk.source.name, "line": number, "id": record.get(options.id_field), "removed": share})
    report = None
    if options.audit or options.add_fields:
        report = changes.recorder.report(cleaned.text, document, cleaned.fingerprint, cleaned.dropped)
    if options.add_fields and report is not None:
        lang = detect(cleaned.text)
        tally.languages[lang] += 1
        if record.get("lang") is None:
            record["lang"] = lang
        edits = sum(len(layer.edits) for layer in report.layers)
        record["cleankit"] = {"lang": lang, "edits": edits, "removed": removed, "fingerprint": cleaned.fingerprint}
    record[options.text_field] = cleaned.text
    return _Done(record, exact, cleaned, report)


def _read(chunk: Chunk, raw: bytes, options: Options, tally: Tally) -> tuple[dict[str, Any], bool, str]:
    if chunk.format == "text":
        decoded = decode(raw, options.encoding)
        tally.characters["undecodable_bytes"] += decoded.undecodable
        return {options.id_field: chunk.source.relative, options.text_field: decoded.text}, False, decoded.text
    if options.encoding:
        raw = decode(raw, options.encoding).text.encode("utf-8")
    record, exact = parse_record(raw)
    return record, exact, text_of(record, options.text_field)


def _known_of(record: dict[str, Any], options: Options) -> dict[str, str]:
    """Return what a record says of its document, under the document's names."""
    fields = {"id": options.id_field, "url": "url", "site": "site", "title": "title", "lang": "lang"}
    return {name: record[key] for name, key in fields.items() if isinstance(record.get(key), str)}


def _check_encodable(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        found = f"U+{ord(text[error.start]):04X}"
        raise InputError(f"the text has a lone surrogate ({found}) that UTF-8 cannot hold; add 'encoding'") from error


def _written(done: _Done, target: Target) -> bytes:
    if target == "text":
        return done.cleaned.text.encode("utf-8") + b"\n"
    return dump_record(done.record, done.exact)


def _account(chunk: Chunk, number: int, raw: bytes, key: str, why: str) -> bytes:
    """Return a line that says where a record was, why it is here, and all of it."""
    account: dict[str, Any] = {"file": chunk.source.name, "line": number, key: why}
    try:
        account["raw"] = raw.decode("utf-8")
    except UnicodeDecodeError:
        account["raw_base64"] = base64.b64encode(raw).decode("ascii")
    return orjson.dumps(account, option=orjson.OPT_APPEND_NEWLINE)
