"""Deduplication of third-party texts against pairs that were read: which removals are right, what is found.

near_pairs.tsv holds the ids of near pairs (a Jaccard of .5 and more) of thirteen sets of texts, and what two
readers said of each: "repeat", the one says nothing that the other does not; "apart"; or "doubt". They saw
the differences, not the texts whole; the second one did not see the verdicts of the first one or of the
comparison. A removal is right if its reader says "repeat". Sets are in two halves: thresholds are chosen on
the one, and the other reports.

    python -m benchmarks.near_pairs --data ../shared/eval
"""

import argparse
import csv
import gzip
import json
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from cleankit.corpus import dedup

PAIRS = Path(__file__).with_name("near_pairs.tsv")
CHOSEN = ("bbc_en", "celebrity_fake", "saudinews", "waddle_more", "udhr2", "extractor_outputs:newspaper3k")
READERS = ("first", "second")
Pair = tuple[str, str]
Verdicts = dict[str, str]


def read_pairs() -> dict[str, dict[Pair, Verdicts]]:
    """Return the verdicts of both readers, by set."""
    found: dict[str, dict[Pair, Verdicts]] = defaultdict(dict)
    with PAIRS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found[row["set"]][row["kept"], row["other"]] = {one: row[one] for one in READERS}
    return found


def records_of(data: Path, name: str) -> list[dict[str, Any]]:
    """Return the texts of a set; none where the data is not there."""
    source, _, route = name.partition(":")
    waddle = source == "waddle_more"
    path = data / "html/waddle_more/truth.jsonl" if waddle else data / f"text/{source}.jsonl.gz"
    if not path.exists():
        return []
    with path.open(encoding="utf-8") if waddle else gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [one for one in map(json.loads, lines) if not route or one.get("route") == route]
    return [{"id": one["id"], "text": one["text"]} for one in records]


def removed_pairs(records: list[dict[str, Any]], threshold: float) -> set[Pair]:
    """Return what went, each with what stays for it."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        dedup(records, out, threshold=threshold)
        rows = map(json.loads, Path(f"{out}.removed.jsonl").read_text("utf-8").splitlines())
        return {(row["repeats"]["id"], row["id"]) for row in rows if row["level"] == "near"}


def measured(pairs: dict[Pair, Verdicts], went: set[Pair], reader: str) -> Counter[str]:
    """Count the removals of a set that a reader finds right, and the repeats that are found."""
    read = {frozenset(pair): verdicts[reader] for pair, verdicts in pairs.items()}
    verdicts = [read.get(frozenset(pair)) for pair in went]
    gone = {one for _, one in went}
    same = [pair for pair, verdicts in pairs.items() if verdicts[reader] == "repeat"]
    return Counter(
        right=verdicts.count("repeat"),
        read=len(verdicts) - verdicts.count(None),
        unread=verdicts.count(None),
        found=sum(not gone.isdisjoint(pair) for pair in same),
        repeats=len(same),
    )


def measure(data: Path, thresholds: list[float]) -> None:
    """Print for both halves, thresholds and readers which removals were right, and how many repeats went."""
    pairs = read_pairs()
    sets = {name: records_of(data, name) for name in pairs}
    missing = [name for name, records in sets.items() if not records]
    if missing:
        print(f"not measured, as {data} lacks them: {', '.join(missing)}")
    for half in ("chosen", "reported"):
        names = [name for name in pairs if (name in CHOSEN) == (half == "chosen") and sets[name]]
        for threshold in thresholds:
            went = {name: removed_pairs(sets[name], threshold) for name in names}
            for reader in READERS:
                counts: Counter[str] = Counter()
                for name in names:
                    counts += measured(pairs[name], went[name], reader)
                print(f"{half} {threshold:.2f}, {reader} reader: {in_words(counts)}", flush=True)


def in_words(counts: Counter[str]) -> str:
    """Return the figures of a half for a person."""
    precision, recall = (counts[a] / max(1, counts[b]) for a, b in (("right", "read"), ("found", "repeats")))
    return (
        f"precision {precision:.3f} of {counts['read']} removals that were read "
        f"({counts['unread']} were not); "
        f"recall {recall:.3f} of {counts['repeats']} repeats"
    )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    parser.add_argument("--thresholds", type=float, nargs="+", default=[0.5, 0.6, 0.7, 0.8])
    given = parser.parse_args()
    measure(given.data, given.thresholds)


if __name__ == "__main__":
    main()
