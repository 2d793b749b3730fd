"""What became of a chunk's records: bytes to write, lines of JSON for what else there is to say, counts."""

from dataclasses import dataclass, field

from cleankit.batch.sampling import Sampled
from cleankit.batch.tally import Tally, refusal_key
from cleankit.io.record import Record
from cleankit.io.sources import Source


@dataclass(slots=True)
class Result:
    """A chunk's outcome: for each source the bytes to write; lines of JSON for what else there is to say.

    ``numbers`` are those of the records in ``outputs``, where some may yet be refused.
    """

    outputs: list[tuple[Source, bytes]] = field(default_factory=list)
    dropped: bytes = b""
    quarantined: bytes = b""
    audited: bytes = b""
    failed: list[str] = field(default_factory=list)
    sampled: list[Sampled] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    numbers: list[int] = field(default_factory=list)

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
        self.numbers += other.numbers


class Gathered:
    """What became of the records so far, while a chunk is cleaned."""

    def __init__(self, examples: int, *, numbered: bool = False) -> None:
        self._numbers: list[int] | None = [] if numbered else None
        self.dropped: list[bytes] = []
        self.refused: list[bytes] = []
        self.audited: list[bytes] = []
        self.failed: list[str] = []
        self.tally = Tally(examples)
        self._output = self._empty = 0
        self._source: Source | None = None
        # Not lists of lines: orjson gives each in a piece of memory that it then shrinks, and to hold many of
        # those costs twenty times as much as to copy them (3 us a record).
        self._written = bytearray()
        self._outputs: list[tuple[Source, bytearray]] = []

    def refuse(self, record: Record, why: str) -> None:
        """Take a record that cannot be cleaned."""
        self.tally.refusals[refusal_key(why)] += 1
        self.refused.append(record.account("error", why))

    def put_out(self, record: Record, written: bytes, text: str) -> None:
        """Take a record that was cleaned. Records of a source follow one another."""
        source = record.source
        if self._numbers is not None:
            self._numbers.append(record.number)
        if source is not self._source:
            self._source, self._written = source, bytearray()
            self._outputs.append((source, self._written))
        self._written += written
        self._output += 1
        if not text:
            self._empty += 1

    def result(self, sampled: list[Sampled]) -> Result:
        """Return what became of them all."""
        dropped, refused = len(self.dropped), len(self.refused)
        self.tally.records.update(
            input=self._output + dropped + refused,
            output=self._output,
            empty=self._empty,
            dropped=dropped,
            quarantined=refused,
        )
        return Result(
            [(source, bytes(written)) for source, written in self._outputs],
            b"".join(self.dropped),
            b"".join(self.refused),
            b"".join(self.audited),
            self.failed,
            sampled,
            self.tally,
            self._numbers or [],
        )
