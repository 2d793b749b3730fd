"""Counts of what became of records and characters."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cleankit.document import Lines, Verdict
from cleankit.registry import Filter

FATES = ("input", "output", "empty", "changed", "dropped", "quarantined")


@dataclass(slots=True)
class Tally:
    """Counts over some records; it is also the chain's trace, so that each filter's share is known."""

    records: Counter[str] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)

    def text(self, by: Filter, before: str, after: str) -> None:
        """Count the characters by which a text filter shortened a text."""
        self.removed[by.name] += len(before) - len(after)

    def lines(self, by: Filter, before: Lines, verdicts: Sequence[Verdict]) -> None:
        """Count the characters of dropped lines, line break included, and each verdict's rule."""
        for line, rule, text, _ in verdicts:
            self.removed[by.name] += len(before[line]) - len(text) if text is not None else len(before[line]) + 1
            self.rules[rule] += 1

    def add(self, other: "Tally") -> None:
        """Take another tally's counts in."""
        for name in self.__slots__:
            getattr(self, name).update(getattr(other, name))


@dataclass(slots=True)
class Summary:
    """What a run did. ``seconds`` is wall time, ``bytes_read`` counts input bytes as stored."""

    tally: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    bytes_read: int = 0
    fingerprint: str = ""
    failed_inputs: list[str] = field(default_factory=list)
    skipped_files: int = 0

    @property
    def exit_code(self) -> int:
        """0 all fine, 1 something in quarantine, 2 an input missing or unreadable."""
        if self.failed_inputs:
            return 2
        return 1 if self.tally.records["quarantined"] else 0

    def as_dict(self) -> dict[str, Any]:
        """Return the counts as JSON values."""
        tally = self.tally
        return {
            "records": {fate: tally.records[fate] for fate in FATES},
            "characters": {name: tally.characters[name] for name in ("input", "output", "undecodable_bytes")},
            "removed_by_filter": dict(tally.removed.most_common()),
            "verdicts_by_rule": dict(tally.rules.most_common()),
            "languages": dict(tally.languages.most_common()),
            "failed_inputs": self.failed_inputs,
            "skipped_files": self.skipped_files,
            "seconds": round(self.seconds, 3),
            "bytes_read": self.bytes_read,
            "fingerprint": self.fingerprint,
        }

    def as_text(self) -> str:
        """Return the closing lines for a person."""
        records, characters = self.tally.records, self.tally.characters
        fates = ", ".join(f"{records[fate]:,} {fate}" for fate in ("output", "dropped", "quarantined"))
        rate = characters["input"] / 1e6 / self.seconds if self.seconds else 0.0
        lines = [f"{records['input']:,} records: {fates}; {records['changed']:,} changed, {records['empty']:,} empty"]
        lines += [f"  {name:<14}{count:>14,} characters removed" for name, count in self.tally.removed.most_common()]
        if characters["undecodable_bytes"]:
            lines.append(f"  {characters['undecodable_bytes']:,} bytes could not be decoded and are now U+FFFD")
        if self.skipped_files:
            lines.append(f"  {self.skipped_files:,} files of other kinds in the folders were left out")
        lines.append(f"{characters['input']:,} characters in {self.seconds:.1f} s: {rate:.1f} million a second")
        return "\n".join(lines)
