"""Clean a chunk: bytes in, bytes out, and an account of every record. This is what workers run."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from cleankit.audit.report import Report
from cleankit.batch.audits import audit_line
from cleankit.batch.options import RunOptions
from cleankit.batch.outputs import Outputs
from cleankit.batch.results import Gathered, Result
from cleankit.batch.sampling import Sample, Sampled, lot_of, shown_record, shown_refusal
from cleankit.batch.tally import Changes, Tally, reason_key
from cleankit.chain import Chain
from cleankit.document import Cleaned, Document
from cleankit.errors import CleankitError, InputError
from cleankit.fields import field_of, put_field
from cleankit.io.format import Chunk, Rows
from cleankit.io.formats import FORMATS
from cleankit.io.reader import Reader
from cleankit.io.record import Record, SkippedError
from cleankit.io.records import dump_record
from cleankit.language import UNKNOWN, detect, normal_code

InHand = Callable[[int], None]  # takes the index of the record that is now in hand
ADDED = ("lang", "cleankit")  # fields of --add-fields
MOJIBAKE = "The bridge is schÃ¶n, â€œthey sayâ€."
LOT, LOT_SIZE = 128, 1 << 16  # records, and bytes and characters of theirs, read before they are cleaned
SAMPLE = "The bridge was open again on Monday."


class Part(NamedTuple):
    """The records of a chunk to do, by index; with ``refusal`` they are not cleaned but quarantined."""

    first: int = 0
    stop: int | None = None
    refusal: str | None = None


class Refused(NamedTuple):
    """A record of a chunk, by index, that cannot be cleaned."""

    at: int
    record: Record
    why: str


class Found(NamedTuple):
    """A record of a chunk, by index, and what it holds."""

    at: int
    record: Record
    document: Document


class Done(NamedTuple):
    """What became of a record; ``shape`` is its Markdown, if it is written so."""

    at: int
    record: Record
    document: Document
    changes: Changes
    cleaned: Cleaned
    shape: str | None


class Cleaner:
    """A chain with the options of a run: it cleans chunks."""

    def __init__(
        self,
        chain: Chain,
        options: RunOptions,
        outputs: Outputs | None,
        *,
        audit: bool = False,
        examples: int = 1,
    ) -> None:
        def target(kind: str) -> str:
            return outputs.target(kind) if outputs is not None else kind

        self._chain, self._options = chain, options
        self._audit, self._examples = audit, examples
        self._is_text = cache(lambda kind: FORMATS[target(kind)].single)
        self._is_joined = cache(lambda kind: FORMATS[target(kind)].join is not None)
        self._is_own = cache(lambda kind: target(kind) == kind)
        self._keeps_shape = cache(
            lambda kind: outputs is not None and outputs.keeps_shape(kind, of_pages=bool(options.html_field))
        )
        added = (*(ADDED if options.add_fields else ()), *([options.mark] if options.mark else ()))
        self._changed = (options.text_field, *added)
        self._reader = Reader(options, chain.page)
        if options.add_fields:
            detect(SAMPLE)  # loads what every worker would load

    def warm_up(self) -> None:
        """Load what our own filters load when they first meet a broken text, once for all workers (0.2 s)."""
        for one in self._chain.filters:
            if one.kind == "text" and getattr(one.call, "__module__", "").startswith("cleankit.filters."):
                one.bound(MOJIBAKE)

    def clean(self, chunk: Chunk, part: Part, mark: InHand) -> Result:
        """Return what became of a chunk's records, or of a part of them."""
        if chunk.broken is not None:
            return Result(failed=[chunk.broken])
        gathered = Gathered(self._examples, numbered=self._is_joined(chunk.format))
        kind = FORMATS[chunk.format]
        rows = kind.rows(chunk, self._changed) if kind.rows and self._is_own(chunk.format) else None
        sample = Sample(self._options.sample)
        for lot in self._read(chunk, part, gathered, mark):
            for one in [self._run(one, mark) for one in lot]:
                mark(one.at)
                if isinstance(one, Refused):
                    self._refuse(one, sample, gathered)
                    continue
                try:
                    self._take(one, sample, gathered, rows)
                except (CleankitError, MemoryError) as error:
                    self._refuse(Refused(one.at, one.record, _why(error)), sample, gathered)
        result = gathered.result(sample.kept)
        if rows is not None:
            data = rows.data()
            result.outputs = [(chunk.sources[0], data)] if data else []
        return result

    def _read(
        self, chunk: Chunk, part: Part, gathered: Gathered, mark: InHand
    ) -> Iterator[list[Refused | Found]]:
        """Yield the records of a part with what they hold, or why they are refused, some at a time.

        So all are read, then all cleaned, then all written: a processor that goes from one kind of work to
        the next for each short record has none at hand (60 us for one of 90 characters, in lots 42).
        """
        lot: list[Refused | Found] = []
        held = 0
        for index, record in enumerate(self._reader.records(chunk, part.first, part.stop), part.first):
            mark(index)
            if record.unreadable is not None:
                gathered.failed.append(record.unreadable)
                continue
            try:
                if part.refusal is not None:
                    raise InputError(part.refusal)
                document = record.document()
                held += len(record.data) + len(document.text)
                lot.append(Found(index, record, document))
            except SkippedError as error:
                gathered.tally.skipped[str(error)] += 1
            except (CleankitError, MemoryError) as error:
                lot.append(Refused(index, record, _why(error)))
            if held >= LOT_SIZE or len(lot) >= LOT:
                yield lot
                lot, held = [], 0
        yield lot

    def _run(self, one: Refused | Found, mark: InHand) -> Refused | Done:
        """Return what the chain makes of a document, and that as Markdown if it is written so.

        The fields of a record say what is known of the article: its Markdown has no front matter.
        """
        if isinstance(one, Refused):
            return one
        index, record, document = one
        mark(index)
        changes = Changes()  # of a record that fails on the way nothing is counted
        try:
            if not self._keeps_shape(record.format):
                return Done(index, record, document, changes, self._chain.run(document, trace=changes), None)
            shaped = self._chain.apply(document, trace=changes)
            cleaned = Cleaned(shaped.text, document, None, self._chain.fingerprint)
            cleaned = cleaned._replace(dropped=next(iter(self._chain.reasons(cleaned)), None))
            is_file = self._is_text(record.format)
            text = shaped.to_markdown(front_matter=is_file)
            return Done(index, record, document, changes, cleaned, text if is_file else text.rstrip("\n"))
        except (CleankitError, MemoryError) as error:
            return Refused(index, record, _why(error))

    def _take(self, done: Done, sample: Sample, gathered: Gathered, rows: Rows | None) -> None:
        """Keep what was made of a record. Raises CleankitError for one that cannot be written."""
        index, record, document, _, cleaned, shape = done
        lot = lot_of(record.source.output_name, record.number) if sample.size else 0
        chosen = sample.takes(lot)
        fields, report = self._clean(done, gathered.tally, audit=chosen or self._audit)
        if cleaned.dropped is not None:
            gathered.tally.reasons[reason_key(cleaned.dropped)] += 1
        if cleaned.dropped is not None and self._options.mark is None:
            gathered.dropped.append(record.account("reason", cleaned.dropped))
        else:
            self._put_out(done, fields, gathered, rows)
            if self._audit and report is not None:
                gathered.audited.append(audit_line(report, record.source.output_name, shape))
        if chosen and report is not None:
            sample.add(Sampled(lot, (index,), shown_record(record, document, report)))

    def _put_out(self, done: Done, fields: dict[str, Any], gathered: Gathered, rows: Rows | None) -> None:
        _, record, _, _, cleaned, shape = done
        if cleaned.dropped is not None:
            gathered.tally.records["marked"] += 1
        if self._is_text(record.format):
            written = (f"{cleaned.text}\n" if shape is None else shape).encode("utf-8")
        elif rows is not None:
            rows.add(record, fields)
            written = b""
        else:
            plain = FORMATS[record.format].plain
            written = dump_record(fields if plain is None else plain(fields), record.exact)
        gathered.put_out(record, written, cleaned.text)

    def _refuse(self, one: Refused, sample: Sample, gathered: Gathered) -> None:
        gathered.refuse(one.record, one.why)
        lot = lot_of(one.record.source.output_name, one.record.number) if sample.size else 0
        if sample.takes(lot):
            sample.add(Sampled(lot, (one.at,), shown_refusal(one.record, one.why)))

    def _flag(self, record: Record, fields: dict[str, Any], tally: Tally, removed: int, length: int) -> None:
        """Note a record that lost more than ``max_removed`` of its characters."""
        most = self._options.max_removed
        if most is not None and removed > most * length:
            share, named = round(removed / length, 3), field_of(fields, self._options.id_field)
            tally.flag({"file": record.source.name, "line": record.number, "id": named, "removed": share})

    def _clean(self, done: Done, tally: Tally, *, audit: bool) -> tuple[dict[str, Any], Report | None]:
        """Count what was done to a record; return its fields as they are written, and the audit."""
        options = self._options
        _, record, document, changes, cleaned, shape = done
        fields, text = record.fields or {}, document.text
        if options.mark is not None:
            _check_mark(record, options.mark, single=self._is_text(record.format))
        _check_encodable(cleaned.text)
        tally.count(changes, document)
        if record.how:
            tally.tables[record.how] += 1
        if record.undecodable:
            tally.characters["undecodable_bytes"] += record.undecodable
        tally.characters["output"] += len(cleaned.text)
        tally.records["changed"] += cleaned.text != text
        removed = len(text) - len(cleaned.text)
        self._flag(record, fields, tally, removed, len(text))
        if not options.add_fields:
            if document.lang and (said := normal_code(document.lang)) != UNKNOWN:
                tally.languages[said] += 1
        else:
            lang = detect(cleaned.text).lang
            tally.languages[lang] += 1
            if fields.get("lang") is None:
                fields["lang"] = lang
            fields["cleankit"] = {
                "lang": lang,
                "edits": changes.edits,
                "removed": removed,
                "fingerprint": cleaned.fingerprint,
            }
        self._fill(fields, cleaned, cleaned.text if shape is None else shape)
        if not audit:
            return fields, None
        return fields, changes.recorder.report(cleaned.text, document, cleaned.fingerprint, cleaned.dropped)

    def _fill(self, fields: dict[str, Any], cleaned: Cleaned, text: str) -> None:
        """Put what is written into a record's fields."""
        options = self._options
        if options.mark is not None:
            reasons = self._chain.reasons(cleaned)
            fields[options.mark] = [
                why.encode("utf-8", "backslashreplace").decode("utf-8") for why in reasons
            ]
        if cleaned.text or field_of(fields, options.text_field) is not None or options.html_field:
            put_field(fields, options.text_field, text)  # null stays null


def _why(error: Exception) -> str:
    return str(error) or "it needs more memory than a worker may take"


def _check_mark(record: Record, field: str, *, single: bool) -> None:
    if single:
        raise InputError(f"a text file has no field {field!r} for --mark; give a .jsonl file as output")
    if field in (record.fields or {}):
        raise InputError(f"the record has a field {field!r} already; give --mark another")


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
