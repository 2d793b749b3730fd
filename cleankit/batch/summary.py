"""What a run did, for programs (`--report`) and for people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import TextWrapper
from typing import Any

from cleankit.audit.shown import Shown
from cleankit.batch.tally import Tally
from cleankit.io.binary import BY_ENDING

FATES = ("input", "output", "empty", "changed", "flagged", "marked", "dropped", "quarantined")
MOST_RULES = 50
TOP_REASONS = 20
WIDTH = 80
TOP_RULES = 10  # in the lines for a person


@dataclass(slots=True, repr=False)
class Summary:
    """What a run did. ``seconds`` is wall time, ``bytes_read`` counts input bytes as stored.

    ``bytes_total`` is how many there are, None where nobody knows. ``sample`` has
    `RunOptions.sample` records, those dropped or in quarantine too, drawn from those that this process did.
    """

    tally: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    bytes_read: int = 0
    bytes_total: int | None = None
    fingerprint: str = ""
    failed_inputs: list[str] = field(default_factory=list)
    other_files: Counter[str] = field(default_factory=Counter)
    peak_memory: int = 0
    workers: int = 1
    fail_over: float = 0.0
    sample: list[Shown] = field(default_factory=list)
    side_files: dict[str, str] = field(default_factory=dict)  # "quarantine", "dropped": where they are
    shown_in: tuple[int, int] | None = field(default=None, compare=False)  # a notebook's cell

    def __repr__(self) -> str:
        records = self.tally.records
        told = (f"{records[fate]:,} {fate}" for fate in ("output", "dropped", "quarantined"))
        return f"<Summary {records['input']:,} records: {', '.join(told)}>"

    def _repr_html_(self) -> str | None:
        """Return the counts as tables, for a notebook; None in the cell that shows them already."""
        from cleankit.batch.notebook import is_shown, summary_table

        return None if is_shown(self) else summary_table(self)

    @property
    def skipped_files(self) -> int:
        """How many files of folders were left out; ``other_files`` has them by ending."""
        return self.other_files.total()

    @property
    def exit_code(self) -> int:
        """0 all fine, 1 something (or more than ``fail_over`` per cent) in quarantine, 2 an input failed."""
        if self.failed_inputs:
            return 2
        records = self.tally.records
        return 1 if records["quarantined"] * 100 > self.fail_over * records["input"] else 0

    def as_dict(self) -> dict[str, Any]:
        """Return the counts as JSON values."""
        tally = self.tally
        return {
            "records": {fate: tally.records[fate] for fate in FATES},
            "reasons": dict(tally.reasons.most_common()),
            "refusals": dict(tally.refusals.most_common()),
            "skipped_records": dict(tally.skipped.most_common()),
            "characters": {name: tally.characters[name] for name in ("input", "output", "undecodable_bytes")},
            "removed_by_filter": dict(tally.removed.most_common()),
            "changes_by_filter": dict(tally.changes.most_common()),
            "rules": [
                {
                    "rule": rule,
                    "times": tally.rules[rule],
                    "removed": removed,
                    "examples": [
                        {"before": before, "after": after} for before, after in tally.examples.get(rule, ())
                    ],
                }
                for rule, removed in tally.removed_by_rule.most_common(MOST_RULES)
            ],
            "languages": dict(tally.languages.most_common()),
            "tables": dict(tally.tables.most_common()),
            "flagged": tally.flagged,
            "failed_inputs": self.failed_inputs,
            "skipped_files": self.skipped_files,
            "skipped_endings": dict(self.other_files.most_common()),
            "seconds": round(self.seconds, 3),
            "bytes_read": self.bytes_read,
            "workers": self.workers,
            "peak_memory": self.peak_memory,
            "fingerprint": self.fingerprint,
        }

    def as_text(self) -> str:
        """Return the closing lines for a person; names in them come from packs, so escape what you print."""
        tally = self.tally
        records, characters = tally.records, tally.characters
        fates = ", ".join(f"{records[fate]:,} {fate}" for fate in ("output", "dropped", "quarantined"))
        lines = [
            f"{records['input']:,} {'record' if records['input'] == 1 else 'records'}: {fates}; "
            f"{records['changed']:,} changed, {records['empty']:,} empty"
        ]
        if records["marked"]:
            lines.append(f"  {records['marked']:,} of the output are marked with a gate's reason")
        lines += self._reasons("quarantined", "quarantine", tally.refusals)
        if not records["output"] and any(why.startswith("no field ") for why in tally.refusals):
            lines.append(f"  {'':>12}  there the fields are named; say which is the text: --text-field NAME")
        lines += self._reasons("dropped" if records["dropped"] else "marked", "dropped", tally.reasons)
        if records["flagged"]:
            lines.append(f"  {records['flagged']:,} lost more than --max-removed; --report lists them")
        lines += _table("filter", tally.removed.most_common(), tally.changes)
        rules = [one for one in tally.removed_by_rule.most_common(TOP_RULES) if one[0] not in tally.removed]
        lines += _table("rule", rules, tally.rules)
        lines += self._of_inputs()
        millions = characters["input"] / 1e6 / self.seconds if self.seconds else 0.0
        rate = f": {millions:.1f} million per second" if millions >= 0.05 else ""
        memory = f"; {self.peak_memory >> 20:,} MiB of memory" if self.peak_memory else ""
        lines.append(f"{characters['input']:,} characters in {self.seconds:.1f} s{rate}{memory}")
        return "\n".join(one for line in lines for one in _wrapped(line))

    def _of_inputs(self) -> list[str]:
        """Return what there is to say of languages, tables, bytes, archives and files left out."""
        tally, lines = self.tally, list[str]()
        if tally.languages:
            told = ", ".join(f"{lang} {count:,}" for lang, count in tally.languages.most_common(TOP_RULES))
            lines.append(f"  languages: {told}")
        lines += [
            f"  {count:,} rows of tables read with {how}"
            for how, count in tally.tables.most_common(TOP_RULES)
        ]
        undecodable = tally.characters["undecodable_bytes"]
        if undecodable:
            lines.append(f"  {undecodable:,} bytes could not be decoded and are now U+FFFD")
        if tally.skipped:
            told = ", ".join(f"{count:,} {why}" for why, count in tally.skipped.most_common(TOP_RULES))
            lines.append(f"  {tally.skipped.total():,} records of web archives are no pages: {told}")
        if self.other_files:
            kinds = self.other_files.most_common(TOP_RULES)
            told = ", ".join(f"{count:,} {ending or 'without ending'}" for ending, count in kinds)
            lines.append(f"  {self.other_files.total():,} files of other kinds were left out: {told}")
            lines += [f"    {advice}" for advice in _advice(self.other_files)]
        return lines

    def refused(self) -> str:
        """Return one line on what is in quarantine, where, and why most of it; "" if nothing is."""
        count = self.tally.records["quarantined"]
        if not count:
            return ""
        refusals = self.tally.refusals
        why = f": {refusals.most_common(1)[0][0]}" if refusals else ""
        more = f" (and {len(refusals) - 1:,} more reasons)" if len(refusals) > 1 else ""
        of = f"{count:,} of {self.tally.records['input']:,} records quarantined"
        return f"{of}{self._place('quarantine')}{why}{more}"

    def _reasons(self, fate: str, side: str, counted: Counter[str]) -> list[str]:
        """Return lines: why records are not in the output, most frequent first, under where they are."""
        if not counted:
            return []
        shown = counted.most_common(TOP_REASONS)
        lines = [f"  {fate}{self._place(side) if fate != 'marked' else ''}:"]
        lines += [f"  {count:>12,}  {reason}" for reason, count in shown]
        if len(counted) > len(shown):
            lines.append(f"  {'':>12}  and {len(counted) - len(shown)} more reasons: --report lists them")
        return lines

    def _place(self, side: str) -> str:
        return f", in {self.side_files[side]}" if side in self.side_files else ""

    def by_rule(self) -> str:
        """Return what changed by rule, most removed first, with the examples that were kept."""
        lines = []
        for rule, removed in self.tally.removed_by_rule.most_common():
            times = self.tally.rules[rule]
            lines.append(
                f"{rule}: {times:,} {'time' if times == 1 else 'times'}, {removed:,} characters removed"
            )
            for before, after in self.tally.examples.get(rule, ()):
                lines.append(f"  - {before!r}" + (f" -> {after!r}" if after else ""))
        return "\n".join(lines)


def _wrapped(line: str) -> list[str]:
    """Return a line in lines of a terminal's width; what goes on is indented further."""
    indent = " " * (len(line) - len(line.lstrip()))
    wrap = TextWrapper(WIDTH, indent, f"{indent}    ", break_long_words=False, break_on_hyphens=False)
    return wrap.wrap(line.strip()) if len(line) > WIDTH else [line]


def _table(title: str, counted: Sequence[tuple[str, int]], changes: Mapping[str, int]) -> list[str]:
    """Return lines of names, how often each changed something, and what it removed; under a head."""
    if not counted:
        return []
    width = max(len(title), *(len(name) for name, _ in counted))
    head = f"  {title:<{width}}  {'changes':>12}  {'characters removed':>18}"
    return [head, *(f"  {name:<{width}}  {changes[name]:>12,}  {count:>18,}" for name, count in counted)]


def _advice(endings: Counter[str]) -> list[str]:
    """Return what to do with files that were left out and hold articles, by what it is."""
    by_advice: dict[str, list[str]] = {}
    for ending in endings:
        if advice := BY_ENDING.get(ending):
            by_advice.setdefault(advice, []).append(ending)
    if other := [ending for ending in endings if ending.startswith(".json ")]:
        by_advice["if they hold articles, name their field with --text-field"] = other
    return [f"{' '.join(sorted(known))}: {advice}" for advice, known in by_advice.items()]
