"""Clean and measure the records of a chunk: what workers run, and what they send back.

Of every article the chain's changes are counted. Of those in the sample the measures are rows of numbers:
what is sent is bounded by the chunk, however many sites and languages there are.
"""

from collections import Counter
from dataclasses import dataclass, field

from cleankit.batch.process import Part
from cleankit.batch.sampling import lot_of
from cleankit.batch.tally import Changes, Tally, reason_key
from cleankit.batch.worker import InHand
from cleankit.boilerplate.rules.sites import site_of
from cleankit.chain import Chain
from cleankit.document import Cleaned, Document
from cleankit.errors import CleankitError
from cleankit.io.format import Chunk
from cleankit.io.options import ReadOptions
from cleankit.io.reader import Reader
from cleankit.io.record import Record, SkippedError
from cleankit.language import UNKNOWN, detect, normal_code
from cleankit.stats.figures import MEASURES, REMOVED, Column
from cleankit.text.measures import measures_of

# What is asked of each article beside the measures: gates of several rules, with their default options.
GATES = (
    "empty", "length", "lists", "upper-case", "digits", "urls", "symbols", "lorem-ipsum", "mean-word-length",
    "bullet-lines", "ellipsis-lines", "gopher-quality", "gopher-repetition", "fineweb-quality", "c4-quality",
    "c4-paragraphs",
)  # fmt: skip
SHOWN = 3  # of the records that cannot be read, so many are named
LOTS = 1 << 64
TAKEN = (*MEASURES, REMOVED)
NO_SITE = "(none)"
TEXT = "The bridge was open again on Monday."


@dataclass(slots=True)
class Measured:
    """What a chunk's records are like; ``names`` has the site, language and file of each row."""

    columns: list[Column] = field(default_factory=lambda: [Column.of(one, ()) for one in TAKEN])
    names: list[tuple[str, str, str]] = field(default_factory=list)
    articles: Counter[tuple[str, str]] = field(default_factory=Counter)  # by site and file
    gates: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)
    articles_with: Counter[str] = field(default_factory=Counter)
    tally: Tally = field(default_factory=Tally)
    refused: list[str] = field(default_factory=list)
    unreadable: int = 0
    skipped: int = 0

    @classmethod
    def of_none(cls, why: str) -> "Measured":
        """Return what a chunk that cannot be read is like."""
        found = cls()
        found.refuse(why)
        return found

    def refuse(self, why: str) -> None:
        """Count a record that cannot be read; the first are named."""
        self.unreadable += 1
        if len(self.refused) < SHOWN:
            self.refused.append(why)

    def extend(self, other: "Measured") -> None:
        """Take in what the records that follow are like."""
        for own, more in zip(self.columns, other.columns, strict=True):
            own.values.extend(more.values)
        self.columns = [
            Column(own.values, own.bins + more.bins)
            for own, more in zip(self.columns, other.columns, strict=True)
        ]
        self.names += other.names
        for counts, more_counts in (
            (self.gates, other.gates),
            (self.reasons, other.reasons),
            (self.encodings, other.encodings),
            (self.articles_with, other.articles_with),
        ):
            counts.update(more_counts)
        self.articles.update(other.articles)
        self.tally.add(other.tally)
        self.refused = (self.refused + other.refused)[:SHOWN]
        self.unreadable += other.unreadable
        self.skipped += other.skipped


class Measurer:
    """A chain that cleans, and what is asked of the articles; ``sample`` is the share that is measured."""

    def __init__(self, chain: Chain, options: ReadOptions, sample: float) -> None:
        self._chain, self._gates = chain, Chain(*GATES)
        self._reader = Reader(options, chain.page)
        self._below = int(sample * LOTS)
        detect(TEXT)  # loads what every worker would load

    def measure(self, chunk: Chunk, part: Part, mark: InHand) -> Measured:
        """Return what a chunk's records are like, or those of a part of it."""
        if chunk.broken is not None:
            return Measured.of_none(chunk.broken)
        found, values = Measured(), list[list[float]]()
        for index, record in enumerate(self._reader.records(chunk, part.first, part.stop), part.first):
            mark(index)
            if part.refusal is not None:
                found.refuse(f"{record.place}: {part.refusal}")
                continue
            try:
                self._take(found, values, record)
            except SkippedError:
                found.skipped += 1
            except (CleankitError, MemoryError) as error:
                why = str(error) or "it needs more memory than a worker may take"
                found.refuse(why if record.unreadable else f"{record.place}: {why}")
        if values:
            found.columns = list(map(Column.of, TAKEN, zip(*values, strict=True)))
        return found

    def _take(self, found: Measured, values: list[list[float]], record: Record) -> None:
        document = record.document()
        changes = Changes()
        cleaned = self._chain.run(document, trace=changes)
        file = record.source.name
        site = site_of(document) or NO_SITE
        if lot_of(record.source.output_name, record.number) < self._below:
            row, reasons = self._measured(document, cleaned)
            lang = _language(document, cleaned.text)
            # From here on nothing fails: of a record that fails nothing is counted.
            values.append(row)
            found.names.append((site, lang, file))
            found.gates.update(reason.partition(":")[0] for reason in reasons)
            found.reasons.update(map(reason_key, reasons))
        found.articles[site, file] += 1
        found.tally.count(changes, document)
        found.tally.characters["output"] += len(cleaned.text)
        met = {by.name for by, _, _ in changes.events}
        found.articles_with["mojibake"] += "encoding" in met
        found.articles_with["repeats"] += "duplicates" in met
        found.articles_with["changes"] += cleaned.text != document.text or bool(document.layers)
        encoding = document.metadata.get("encoding")
        found.encodings[encoding if isinstance(encoding, str) else "UTF-8 or as records say"] += 1

    def _measured(self, document: Document, cleaned: Cleaned) -> tuple[list[float], list[str]]:
        measures = measures_of(cleaned.text)
        removed = 1 - len(cleaned.text) / len(document.text) if document.text else 0.0
        row = [*(float(one.of(measures)) for one in MEASURES), max(0.0, removed)]
        return row, self._gates.reasons(cleaned)


def _language(document: Document, text: str) -> str:
    said = normal_code(document.lang or "")
    return detect(text).lang if said == UNKNOWN else said
