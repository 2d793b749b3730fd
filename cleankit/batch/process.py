"""Clean a block: bytes in, bytes out, and an account of every record. This is what workers run."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson

from cleankit.audit import Report
from cleankit.batch.audits import audit_line
from cleankit.batch.inputs import Format, Source
from cleankit.batch.options import Options
from cleankit.batch.reading import Block
from cleankit.batch.records import BOM, dump_record, parse_record, text_of
from cleankit.batch.sampling import Sample, Sampled, lot_of
from cleankit.batch.streams import open_input
from cleankit.batch.tables import BAD_ROW
from cleankit.batch.tally import Changes, Tally
from cleankit.chain import Chain
from cleankit.decoding import decode
from cleankit.document import Cleaned, Document
from cleankit.errors import CleankitError, InputError, UnreadableError
from cleankit.language import detect

Mark = Callable[[int], None]  # told the index of the record that is now in hand
Target = Callable[[Format], Format]
ABOUT = ("site", "title", "lang")
SAMPLE = "The bridge was open again on Monday."
HEAD = 200  # bytes of a record that is too long to be kept


@dataclass(slots=True)
class Result:
    """A block's outcome: for each source the bytes to write; lines of JSON for what else there is to say."""

    outputs: list[tuple[Source, bytes]] = field(default_factory=list)
    dropped: bytes = b""
    quarantined: bytes = b""
    audited: bytes = b""
    failed: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    sampled: list[Sampled] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def extend(self, other: "Result") -> None:
        """Take in what became of the records that follow."""
        for source, data in other.outputs:
            if self.outputs and self.outputs[-1][0] == source:
                self.outputs[-1] = (source, self.outputs[-1][1] + data)
            else:
                self.outputs.append((source, data))
        self.dropped += other.dropped
        self.quarantined += other.quarantined
        self.audited += other.audited
        self.failed += other.failed
        self.sampled += other.sampled
        self.tally.add(other.tally)


class Part(NamedTuple):
    """The records of a block to do, by index; with ``refusal`` they are not cleaned but quarantined."""

    first: int = 0
    stop: int | None = None
    refusal: str | None = None


class _Raw(NamedTuple):
    """A record as it was found: where, its bytes if they are held, or what is wrong with it."""

    source: Source
    number: int
    data: bytes
    error: str | None = None
    length: int = 0  # of a record that is not held; it begins at byte ``offset``
    offset: int = 0


class _Done(NamedTuple):
    record: dict[str, Any]
    exact: bool
    cleaned: Cleaned
    report: Report | None


class Cleaner:
    """A chain with the options of a run: it cleans blocks."""

    def __init__(self, chain: Chain, options: Options, target: Target) -> None:
        self._chain, self._options, self._target = chain, options, target
        self._known = (
            ("id", options.id_field),
            ("url", options.url_field),
            *((name, name) for name in ABOUT),
        )
        if options.add_fields:
            detect(SAMPLE)  # loads what every worker would load

    def clean(self, block: Block, part: Part, mark: Mark) -> Result:
        """Return what became of a block's records, or of a part of them."""
        result = Result(tally=Tally(self._options.examples))
        if block.broken is not None:
            result.failed.append(block.broken)
            return result
        kept: dict[Source, list[bytes]] = {}
        dropped: list[bytes] = []
        refused: list[bytes] = []
        audited: list[bytes] = []
        sample = Sample(self._options.sample)
        for index, raw in self._raw_records(block, part):
            mark(index)
            if isinstance(raw, str):
                result.failed.append(raw)
                continue
            result.tally.records["input"] += 1
            try:
                if part.refusal or raw.error:
                    raise InputError(part.refusal or raw.error)
                lot = lot_of(raw.source.output_name, raw.number) if sample.size else 0
                chosen = sample.takes(lot)
                done = self._clean(block.format, raw, result.tally, audit=chosen or self._options.audit)
                written = None if done.cleaned.dropped is not None else self._written(block.format, done)
            except (CleankitError, MemoryError) as error:
                result.tally.records["quarantined"] += 1
                why = str(error) or "it needs more memory than a worker may take"
                refused.append(_account(raw, "error", why))
                continue
            if written is None:
                result.tally.records["dropped"] += 1
                dropped.append(_account(raw, "reason", done.cleaned.dropped or ""))
                continue
            result.tally.records["output"] += 1
            result.tally.records["empty"] += not done.cleaned.text
            kept.setdefault(raw.source, []).append(written)
            if chosen and done.report is not None:
                sample.add(Sampled(lot, (index,), done.report))
            if self._options.audit and done.report is not None:
                audited.append(audit_line(done.report, raw.source.output_name))
        result.sampled = sample.kept
        result.outputs = [(source, b"".join(lines)) for source, lines in kept.items()]
        result.dropped, result.quarantined, result.audited = (
            b"".join(dropped),
            b"".join(refused),
            b"".join(audited),
        )
        return result

    def _raw_records(self, block: Block, part: Part) -> Iterator[tuple[int, _Raw | str]]:
        """Yield records with their index in the block; a string says why a source cannot be read."""
        limit = self._options.max_record
        too_long = f"longer than --max-record ({limit:,} bytes)"
        if block.too_long:
            source, length = block.sources[0], block.stop - block.start
            yield 0, _Raw(source, block.first_line, b"", too_long, length, block.start)
        elif block.format in ("text", "html"):
            for index, source in list(enumerate(block.sources))[part.first : part.stop]:
                yield index, _whole(source, block.data, limit, too_long)
        else:
            source = block.sources[0]
            data = _bytes_of(block)
            offset = block.start
            for index, line in enumerate(data.split(b"\n")):
                start, offset = offset, offset + len(line) + 1
                if index < part.first or (part.stop is not None and index >= part.stop):
                    continue
                if index == 0 and block.start == 0:
                    line = line.removeprefix(BOM)  # noqa: PLW2901
                if not line or line.isspace():
                    continue
                number = block.first_line + index
                if len(line) > limit:
                    yield index, _Raw(source, number, line[:HEAD], too_long, len(line), start)
                else:
                    yield index, _Raw(source, number, line)

    def _clean(self, kind: Format, raw: _Raw, tally: Tally, *, audit: bool) -> _Done:
        """Return a record with its text cleaned. Raises CleankitError for one that cannot be."""
        options = self._options
        record, exact, document = self._read(kind, raw, tally)
        text = document.text
        changes = Changes()  # of a record that fails on the way nothing is counted
        cleaned = self._chain.run(document, trace=changes)
        _check_encodable(cleaned.text)
        tally.count(changes)
        tally.characters["input"] += len(text)
        tally.characters["output"] += len(cleaned.text)
        tally.records["changed"] += cleaned.text != text
        removed = len(text) - len(cleaned.text)
        if options.max_removed is not None and removed > options.max_removed * len(text):
            share = round(removed / len(text), 3)
            named = record.get(options.id_field)
            tally.flag({"file": raw.source.name, "line": raw.number, "id": named, "removed": share})
        report = None
        if audit or options.add_fields:
            report = changes.recorder.report(cleaned.text, document, cleaned.fingerprint, cleaned.dropped)
        if options.add_fields and report is not None:
            lang = detect(cleaned.text)
            tally.languages[lang] += 1
            if record.get("lang") is None:
                record["lang"] = lang
            edits = sum(len(layer.edits) for layer in report.layers)
            record["cleankit"] = {
                "lang": lang,
                "edits": edits,
                "removed": removed,
                "fingerprint": cleaned.fingerprint,
            }
        record[options.text_field] = cleaned.text
        return _Done(record, exact, cleaned, report)

    def _read(self, kind: Format, raw: _Raw, tally: Tally) -> tuple[dict[str, Any], bool, Document]:
        options = self._options
        if kind == "html":
            from cleankit.html import extract

            page = extract(raw.data)
            about = {
                "url": page.url,
                "site": page.site,
                "title": page.title,
                "lang": page.lang,
                **page.metadata,
            }
            found = {key: value for key, value in about.items() if value is not None}
            record = {options.id_field: raw.source.relative, options.text_field: page.text, **found}
            return record, False, page
        if kind == "text":
            decoded = decode(raw.data, options.encoding)
            tally.characters["undecodable_bytes"] += decoded.undecodable
            record = {options.id_field: raw.source.relative, options.text_field: decoded.text}
            return record, False, Document(decoded.text, id=raw.source.relative, metadata=record)
        line = raw.data
        if options.encoding and kind == "jsonl" and not options.wide:
            line = decode(line, options.encoding).text.encode("utf-8")
        record, exact = parse_record(line)
        if BAD_ROW in record:
            raise InputError(str(record[BAD_ROW]))
        if options.html_field:
            from cleankit.html import extract

            url = record.get(options.url_field)
            page = extract(
                text_of(record, options.html_field, "--html-field"), url if isinstance(url, str) else None
            )
            return record, exact, page
        text = text_of(record, options.text_field)
        known: Any = self._known_of(record)
        return record, exact, Document(text, metadata=record, **known)

    def _known_of(self, record: dict[str, Any]) -> dict[str, str]:
        """Return what a record says of its document, under the document's names."""
        return {name: value for name, key in self._known if isinstance(value := record.get(key), str)}

    def _written(self, kind: Format, done: _Done) -> bytes:
        target = self._target(kind)
        if target in ("text", "html"):
            return done.cleaned.text.encode("utf-8") + b"\n"
        return dump_record(done.record, done.exact)


def _whole(source: Source, data: bytes | None, limit: int, too_long: str) -> "_Raw | str":
    if data is None:
        try:
            with open_input(source.path) as (content, _):
                data = content.read(limit + 1)
        except UnreadableError as error:
            return f"{source.name}: {error}"
        except OSError as error:
            return f"{source.name}: cannot be read: {error.strerror or error}"
    if len(data) > limit:
        return _Raw(source, 1, data[:HEAD], too_long, source.size or len(data))
    return _Raw(source, 1, data)


def _bytes_of(block: Block) -> bytes:
    if block.data is not None:
        return block.data
    with open_input(block.sources[0].path) as (content, _):
        content.seek(block.start)
        data = content.read(block.stop - block.start)
    if len(data) < block.stop - block.start:
        raise UnreadableError("became shorter while it was read")
    return data


def _check_encodable(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        found = f"U+{ord(text[error.start]):04X}"
        raise InputError(
            f"the text has a lone surrogate ({found}) that UTF-8 cannot hold; add 'encoding'"
        ) from error


def _account(raw: _Raw, key: str, why: str) -> bytes:
    """Return a line that says where a record was, why it is here, and all of it, or how long it was."""
    account: dict[str, Any] = {"file": raw.source.name, "line": raw.number, key: _writable(why)}
    if raw.length:
        account |= {"offset": raw.offset, "bytes": raw.length}
    elif _is_utf8(raw.data):
        account["raw"] = raw.data.decode("utf-8")
    else:
        account["raw_base64"] = base64.b64encode(raw.data).decode("ascii")
    return orjson.dumps(account, option=orjson.OPT_APPEND_NEWLINE)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _writable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
