"""Counts of what became of records and characters, and an example of what each rule did."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cleankit.audit.report import Recorder, count_edits
from cleankit.document import Document, Lines, Verdict
from cleankit.registry import Filter

COUNTERS = (
    "records",
    "reasons",
    "refusals",
    "skipped",
    "characters",
    "removed",
    "changes",
    "rules",
    "removed_by_rule",
    "languages",
    "tables",
)
CONTEXT = 24  # characters of the text around a change that an example shows
LONGEST = 160
LONGEST_REASON = 60  # characters that reasons are counted by
LIMIT_RE = re.compile(r"(.+) [\d.,e+-]+ ([<>]) ([\d.,e+-]+)")
VARYING_RE = re.compile(r"[\d,:('\"]")
DETAIL_RE = re.compile(r"[;(]|: line \d")
NUMBER_RE = re.compile(r"(?<![\w-])\d[\d,.]*\b")
MOST_REFUSALS, OTHERS = 200, "other reasons"
FLAGS = 1000  # of the records that lost too much, so many are listed; all are counted

Example = tuple[str, str]  # before, after
Event = tuple[Filter, Any, Any]


class Changes:
    """The chain's trace that only remembers: a record's changes count when the record is done."""

    __slots__ = ("events",)

    def __init__(self) -> None:
        self.events: list[Event] = []

    def text(self, by: Filter, before: str, after: str) -> None:
        """Remember a text filter's change."""
        self.events.append((by, before, after))

    def lines(self, by: Filter, before: Lines, verdicts: Sequence[Verdict]) -> None:
        """Remember a line filter's verdicts."""
        self.events.append((by, before, verdicts))

    @property
    def edits(self) -> int:
        """How many edits an audit would have."""
        return sum(count_edits(*event) for event in self.events)

    @property
    def recorder(self) -> Recorder:
        """The audit's trace, as if it had been there."""
        recorder = Recorder()
        for by, before, after in self.events:
            if isinstance(before, str):
                recorder.text(by, before, after)
            else:
                recorder.lines(by, before, after)
        return recorder


@dataclass(slots=True)
class Tally:
    """Counts over some records, with the first ``keep`` examples of each rule.

    A text filter has one rule, its name, counted once a record; a line filter's count once a line.
    """

    keep: int = 1
    records: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)  # of gates, as `reason_key` shortens them
    refusals: Counter[str] = field(
        default_factory=Counter
    )  # of records in quarantine, as `refusal_key` has them
    skipped: Counter[str] = field(default_factory=Counter)  # of web archives, by why they are no pages
    characters: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)  # by filter: texts it changed, or lines it judged
    rules: Counter[str] = field(default_factory=Counter)
    removed_by_rule: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    tables: Counter[str] = field(default_factory=Counter)  # rows of CSV and TSV, by how they are written
    examples: dict[str, list[Example]] = field(default_factory=dict)
    flagged: list[dict[str, Any]] = field(default_factory=list)

    def count(self, changes: Changes, document: Document) -> None:
        """Count a record's changes: a dropped line with its line break, a text by how much it shrank.

        What was done to the document before the chain counts too, and what it took is input: so the
        characters of the output are those of the input less those removed.
        """
        self.characters["input"] += len(document.text)
        for (name, rule), total in (one for layer in document.layers for one in layer.totals().items()):
            self.characters["input"] += total.removed
            self._count(name, rule, total.edits, total.removed, total.before, total.after)
        for by, before, after in changes.events:
            if not isinstance(before, str):
                for rule, old, new in _line_changes(before, after):
                    self._count(by.name, rule, 1, len(old) - len(new), old, new)
                continue
            shrunk = len(before) - len(after)
            self.removed[by.name] += shrunk
            self.changes[by.name] += 1
            self._rule(by.name, 1, shrunk)
            if len(self.examples.get(by.name, ())) < self.keep:
                self._show(by.name, _text_examples(by, before, after))

    def flag(self, place: dict[str, Any]) -> None:
        """Note a record that lost more than it may."""
        self.records["flagged"] += 1
        if len(self.flagged) < FLAGS:
            self.flagged.append(place)

    def add(self, other: "Tally") -> None:
        """Take another tally's counts in; its records come after this one's."""
        for name in COUNTERS:
            getattr(self, name).update(getattr(other, name))
        while len(self.refusals) > MOST_REFUSALS:  # messages that have data of the records in them
            self.refusals[OTHERS] += self.refusals.pop(next(one for one in self.refusals if one != OTHERS))
        for rule, examples in other.examples.items():
            self._show(rule, iter(examples))
        self.flagged += other.flagged[: FLAGS - len(self.flagged)]

    def as_json(self) -> dict[str, Any]:
        """Return the counts as JSON values."""
        return {name: getattr(self, name) for name in (*COUNTERS, "examples", "flagged")}

    @classmethod
    def from_json(cls, data: dict[str, Any], keep: int = 1) -> "Tally":
        """Return the tally that `as_json` gave. Raises ValueError for what is none."""
        for name in COUNTERS:
            counts = data.get(name)
            if not isinstance(counts, dict) or not all(type(count) is int for count in counts.values()):
                raise ValueError(f"{name}: found {counts!r:.60}; accepted: numbers by name")
        shown, flagged = data.get("examples"), data.get("flagged")
        if not isinstance(shown, dict) or not all(map(_are_examples, shown.values())):
            raise ValueError(f"examples: found {shown!r:.60}; accepted: pairs of texts by rule")
        if not isinstance(flagged, list) or not all(isinstance(place, dict) for place in flagged):
            raise ValueError(f"flagged: found {flagged!r:.60}; accepted: places of records")
        counters = {name: Counter(data[name]) for name in COUNTERS}
        examples = {rule: [(before, after) for before, after in pairs] for rule, pairs in shown.items()}
        return cls(keep, **counters, examples=examples, flagged=flagged)

    def _count(self, name: str, rule: str, times: int, shrunk: int, old: str, new: str) -> None:
        self.removed[name] += shrunk
        self.changes[name] += times
        self._rule(rule, times, shrunk)
        if len(self.examples.get(rule, ())) < self.keep:
            self._show(rule, iter([(_short(old.strip("\n")), _short(new))]))

    def _rule(self, rule: str, times: int, shrunk: int) -> None:
        self.rules[rule] += times
        self.removed_by_rule[rule] += shrunk

    def _show(self, rule: str, examples: Iterator[Example]) -> None:
        shown = self.examples.setdefault(rule, [])
        while len(shown) < self.keep and (example := next(examples, None)):
            if example not in shown:
                shown.append(example)


def reason_key(reason: str) -> str:
    """Return a gate's reason without what differs from record to record, to be counted by.

    >>> reason_key("gopher-quality: mean word length 12.4 > 10")
    'gopher-quality: mean word length > 10'
    >>> reason_key("language: language de, not en or fr"), reason_key("lorem-ipsum: lorem ipsum: 'Lorem'")
    ('language: language de', 'lorem-ipsum: lorem ipsum')
    """
    gate, _, said = reason.partition(": ")
    if found := LIMIT_RE.fullmatch(said):
        return f"{gate}: {found[1]} {found[2]} {found[3]}"
    return f"{gate}: {VARYING_RE.split(said, maxsplit=1)[0].rstrip()[:LONGEST_REASON]}"


def refusal_key(why: str) -> str:
    """Return why a record is in quarantine without what differs from record to record, to be counted by.

    >>> refusal_key("not UTF-8 at byte 12 of the line (0x93); try --encoding cp1252")
    'not UTF-8 at byte N of the line'
    >>> refusal_key("no field 'body'; fields: 'id', 'text'; try --text-field")
    "no field 'body'"
    """
    said = NUMBER_RE.sub("N", DETAIL_RE.split(why, maxsplit=1)[0].rstrip())
    return said if len(said) <= LONGEST_REASON else f"{said[: LONGEST_REASON - 1]}…"


def _line_changes(before: Lines, verdicts: Sequence[Verdict]) -> Iterator[tuple[str, str, str]]:
    """Yield rule, old and new of each verdict.

    A dropped line goes with its line break; if all lines go, the first has none.
    """
    broken = sum(text is None for _, _, text, _ in verdicts) < len(before)
    for line, rule, text, _ in verdicts:
        if text is not None:
            yield rule, before[line], text
        else:
            yield rule, before[line] + "\n" if broken else before[line], ""
            broken = True


def _text_examples(by: Filter, before: str, after: str) -> Iterator[Example]:
    recorder = Recorder()
    recorder.text(by, before, after)
    for layer in recorder.layers:
        for edit in layer.edits:
            ahead, behind = (
                before[max(0, edit.start - CONTEXT) : edit.start],
                before[edit.end : edit.end + CONTEXT],
            )
            yield _short(ahead + edit.before + behind), _short(ahead + edit.after + behind)


def _are_examples(shown: Any) -> bool:
    pairs = shown if isinstance(shown, list) else [None]
    return all(isinstance(pair, list) and [type(part) for part in pair] == [str, str] for pair in pairs)


def _short(text: str) -> str:
    """Cut a text to an example's length; it must be writable, whatever was in the input."""
    cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return cut.encode("utf-8", "replace").decode("utf-8")
