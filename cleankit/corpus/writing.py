"""Write what repeats no other, and a line for everything that goes: what, and which record it repeats."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import orjson

from cleankit.corpus.accounts import REASONS, differences, place, write_clusters
from cleankit.corpus.plan import Plan
from cleankit.corpus.reading import parse, read_raw
from cleankit.corpus.store import Store
from cleankit.corpus.workplace import RECORDS
from cleankit.fields import put_field
from cleankit.io.records import dump_record
from cleankit.io.sources import Source
from cleankit.io.streams import open_output

GIVEN = "records"  # how a report names what came in no file


@dataclass(slots=True)
class Deduplicated:
    """Counts of records and of paragraphs removed; the records' add up.

    ``undated`` documents have no date, where the newest was asked for.
    """

    records: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    clusters: int = 0
    undated: int = 0

    def as_text(self) -> str:
        """Return the counts as a line for a person."""
        fates = ("output", "exact", "near", "quarantined")
        told = ", ".join(f"{self.records[fate]:,} {fate}" for fate in fates)
        undated = f"; {self.undated:,} without a date" if self.undated else ""
        return f"{self.records['input']:,} records: {told}; {self.lines:,} lines removed{undated}"


def write(
    store: Store, sources: list[Source], plan: Plan, target: Path, sides: Mapping[str, Path]
) -> Deduplicated:
    """Write what stays to ``target``, and a line for everything that goes to the side "removed"."""
    result = Deduplicated()
    gone = _Merge(
        store.rows("""
        SELECT r.n, r.level, d.id, d.source, d.line, k.id, k.source, k.line,
            dense_rank() OVER (ORDER BY r.kept), r.similarity, r.spans
        FROM removed r JOIN document d ON d.n = r.n JOIN document k ON k.n = r.kept ORDER BY r.n
    """)
    )
    cut = _Merge(
        store.rows("""
        SELECT r.n, r.line, d.id, d.source, d.line, k.id, k.source, k.line
        FROM removed_line r JOIN document d ON d.n = r.n JOIN document k ON k.n = r.kept ORDER BY r.n, r.line
    """)
    )
    given = store.folder / RECORDS
    names = [GIVEN if source.path == given else source.name for source in sources]
    with ExitStack() as stack:
        out = stack.enter_context(open_output(target))
        report = stack.enter_context(open_output(sides["removed"]))
        refused = None
        for raw in read_raw(sources, plan.reading):
            one = parse(raw)
            if one.skipped:
                continue
            result.records["input"] += 1
            if one.error:
                result.records["quarantined"] += 1
                refused = refused or stack.enter_context(open_output(sides["quarantine"]))
                refused.write(raw.record.account("error", one.error))
                continue
            for _, level, *told in gone.at(raw.number):
                report.write(_removal(names, level, told))
                result.records[level] += 1
                break
            else:
                rows = cut.at(raw.number)
                if rows or plan.reading.html_field:
                    left = without_lines(one.text, {row[1] for row in rows})
                    put_field(one.fields, plan.reading.text_field, left)
                    report.writelines(_cut(names, row, one.text) for row in rows)
                    result.lines += len(rows)
                out.write(dump_record(one.fields, one.exact))
                result.records["output"] += 1
    if "clusters" in sides:
        write_clusters(store, names, sides["clusters"])
    if refused is None:
        sides["quarantine"].unlink(missing_ok=True)  # of an earlier run into this output
    result.clusters = next(store.rows("SELECT count(DISTINCT kept) FROM removed"))[0]
    if plan.keep == "newest":
        result.undated = next(
            store.rows("SELECT count(*) FROM document WHERE dated IS NULL OR isnan(dated)")
        )[0]
    return result


class _Merge:
    """Rows in order of their first column, asked for in that order."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, key=lambda row: row[0])
        self._next: tuple[int, list[tuple[Any, ...]]] | None = self._step()

    def at(self, number: int) -> list[tuple[Any, ...]]:
        """Return the rows of a number."""
        if self._next is None or self._next[0] != number:
            return []
        rows = self._next[1]
        self._next = self._step()
        return rows

    def _step(self) -> tuple[int, list[tuple[Any, ...]]] | None:
        found = next(self._groups, None)
        return None if found is None else (found[0], list(found[1]))


def without_lines(text: str, gone: set[int]) -> str:
    """Return a text without the lines of these numbers, counted from 0."""
    return "\n".join(line for i, line in enumerate(text.split("\n")) if i not in gone)


def _removal(names: list[str], level: str, told: list[Any]) -> bytes:
    account = {"level": level, **place(names, told[:3]), "repeats": place(names, told[3:6])}
    account |= {"cluster": told[6], "reason": REASONS[level]}
    if level == "near":
        account |= {"similarity": round(told[7], 4), "differences": differences(told[8])}
    return orjson.dumps(account, option=orjson.OPT_APPEND_NEWLINE)


def _cut(names: list[str], row: tuple[Any, ...], text: str) -> bytes:
    account = {
        "level": "lines",
        **place(names, row[2:5]),
        "text_line": row[1] + 1,
        "repeats": place(names, row[5:8]),
    }
    account["text"] = text.split("\n")[row[1]].encode("utf-8", "replace").decode("utf-8")
    return orjson.dumps(account, option=orjson.OPT_APPEND_NEWLINE)
