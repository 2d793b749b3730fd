"""Clean a block: bytes in, bytes out, and an account of every record. This is what workers run."""

import base64
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import orjson

from cleankit.audit.report import Report
from cleankit.batch.audits import audit_line
from cleankit.batch.options import Options
from cleankit.batch.pages import Pages, archived
from cleankit.batch.results import Gathered, Result
from cleankit.batch.sampling import Sample, Sampled, lot_of
from cleankit.batch.tally import Changes, Tally
from cleankit.chain import Chain
from cleankit.decoding.evidence import decode
from cleankit.document import Cleaned, Document
from cleankit.errors import CleankitError, InputError, UnreadableError
from cleankit.io.formats.csv import BAD_ROW
from cleankit.io.formats.warc import BROKEN
from cleankit.io.reading import CHANGED, Block
from cleankit.io.records import BOM, document_fields, dump_record, known_of, parse_record, text_of
from cleankit.io.responses import SkippedError
from cleankit.io.sources import Format, Source
from cleankit.io.streams import open_input
from cleankit.language import UNKNOWN, detect, normal_code

Mark = Callable[[int], None]  # told the index of the record that is now in hand
Target = Callable[[Format], Format]
TEXT = ("text", "html")
MOJIBAKE = "The bridge is schÃ¶n, â€œthey sayâ€."
SAMPLE = "The bridge was open again on Monday."
HEAD = 200  # bytes of a record that is too long to be kept


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
    about: dict[str, Any] | None = None  # what an archive says of it


class Cleaner:
    """A chain with the options of a run: it cleans blocks."""

    def __init__(self, chain: Chain, options: Options, target: Target) -> None:
        self._chain, self._options, self._target = chain, options, cache(target)
        self._pages = Pages(chain.page, options)
        self._known = document_fields(options.id_field, options.url_field)
        if options.add_fields:
            detect(SAMPLE)  # loads what every worker would load

    def warm_up(self) -> None:
        """Load what our own filters load when they first meet a broken text, once for all workers (0.2 s)."""
        for one in self._chain.filters:
            if one.kind == "text" and getattr(one.call, "__module__", "").startswith("cleankit.filters."):
                one.bound(MOJIBAKE)

    def clean(self, block: Block, part: Part, mark: Mark) -> Result:
        """Return what became of a block's records, or of a part of them."""
        if block.broken is not None:
            return Result(failed=[block.broken])
        gathered = Gathered(self._options.examples)
        sample = Sample(self._options.sample)
        for index, raw in self._raw_records(block, part):
            mark(index)
            if isinstance(raw, str):
                gathered.failed.append(raw)
            elif why := part.refusal or raw.error:
                gathered.refused.append(_account(raw, "error", why))
            else:
                try:
                    self._take(block.format, index, raw, sample, gathered)
                except SkippedError as error:
                    gathered.tally.skipped[str(error)] += 1
                except (CleankitError, MemoryError) as error:
                    why = str(error) or "it needs more memory than a worker may take"
                    gathered.refused.append(_account(raw, "error", why))
        return gathered.result(sample.kept)

    def _take(self, kind: Format, index: int, raw: _Raw, sample: Sample, gathered: Gathered) -> None:
        """Clean a record and keep what is made of it. Raises CleankitError for one that cannot be cleaned."""
        options = self._options
        lot = lot_of(raw.source.output_name, raw.number) if options.sample else 0
        chosen = sample.takes(lot)
        record, exact, cleaned, report = self._clean(kind, raw, gathered.tally, audit=chosen or options.audit)
        if cleaned.dropped is not None:
            gathered.dropped.append(_account(raw, "reason", cleaned.dropped))
            return
        if self._target(kind) in TEXT:
            written = cleaned.text.encode("utf-8") + b"\n"
        else:
            written = dump_record(record, exact)
        gathered.put_out(raw.source, written, cleaned.text)
        if chosen and report is not None:
            sample.add(Sampled(lot, (index,), report))
        if options.audit and report is not None:
            gathered.audited.append(audit_line(report, raw.source.output_name))

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
                if block.format == "warc":
                    yield index, _archived(source, number, line)
                elif len(line) > limit:
                    yield index, _Raw(source, number, line[:HEAD], too_long, len(line), start)
                else:
                    yield index, _Raw(source, number, line)

    def _clean(
        self, kind: Format, raw: _Raw, tally: Tally, *, audit: bool
    ) -> tuple[dict[str, Any], bool, Cleaned, Report | None]:
        """Return a record with its text cleaned, whether it needs the exact route, and the audit if asked.

        Raises CleankitError for one that cannot be.
        """
        options = self._options
        record, exact, document = self._read(kind, raw, tally)
        text = document.text
        changes = Changes()  # of a record that fails on the way nothing is counted
        cleaned = self._chain.run(document, trace=changes)
        _check_encodable(cleaned.text)
        tally.count(changes, document)
        tally.characters["output"] += len(cleaned.text)
        tally.records["changed"] += cleaned.text != text
        removed = len(text) - len(cleaned.text)
        if options.max_removed is not None and removed > options.max_removed * len(text):
            share = round(removed / len(text), 3)
            named = record.get(options.id_field)
            tally.flag({"file": raw.source.name, "line": raw.number, "id": named, "removed": share})
        recorder = changes.recorder if audit or options.add_fields else None
        if recorder is None or not options.add_fields:
            if document.lang and (said := normal_code(document.lang)) != UNKNOWN:
                tally.languages[said] += 1
        else:
            lang = detect(cleaned.text).lang
            tally.languages[lang] += 1
            if record.get("lang") is None:
                record["lang"] = lang
            edits = sum(len(layer.edits) for layer in recorder.layers)
            record["cleankit"] = {
                "lang": lang,
                "edits": edits,
                "removed": removed,
                "fingerprint": cleaned.fingerprint,
            }
        record[options.text_field] = cleaned.text
        report = None
        if audit and recorder is not None:
            report = recorder.report(cleaned.text, document, cleaned.fingerprint, cleaned.dropped)
        return record, exact, cleaned, report

    def _read(self, kind: Format, raw: _Raw, tally: Tally) -> tuple[dict[str, Any], bool, Document]:
        options = self._options
        if kind == "html":
            page = self._pages.of_file(raw.data, raw.source.relative, tally)
            return self._pages.record(page), False, page
        if kind == "warc":
            page = self._pages.of_response(raw.data, raw.about or {}, raw.length, tally)
            return self._pages.record(page), False, page
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
            known_url = record.get(options.url_field)
            url = known_url if isinstance(known_url, str) else None
            page = self._pages.of_text(text_of(record, options.html_field, "--html-field"), url)
            return record, exact, page
        text = text_of(record, options.text_field)
        known: Any = known_of(record, self._known)
        return record, exact, Document(text, metadata=record, **known)


def _whole(source: Source, data: bytes | None, limit: int, too_long: str) -> "_Raw | str":
    if data is None:
        try:
            with open_input(source.path) as (content, _):
                data = content.read(limit + 1)
            if source.changed:
                return f"{source.name}: {CHANGED}"
        except UnreadableError as error:
            return f"{source.name}: {error}"
        except OSError as error:
            return f"{source.name}: cannot be read: {error.strerror or error}"
    if len(data) > limit:
        return _Raw(source, 1, data[:HEAD], too_long, source.size or len(data))
    return _Raw(source, 1, data)


def _archived(source: Source, number: int, line: bytes) -> "_Raw | str":
    data, length, about = archived(line)
    if BROKEN in about:
        return f"{source.name}: {about[BROKEN]}"
    return _Raw(source, number, data, None, length, about.get("offset", 0), about)


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
    if text.isascii():  # a string knows that
        return
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
    account |= raw.about or {}
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
