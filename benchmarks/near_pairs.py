"""Deduplication of third-party texts against pairs that were read: which removals are right, what is found.

near_pairs.tsv holds the ids of near pairs (a Jaccard of .5 and more) of thirteen sets of texts, and what one
reader said of each: "repeat", the second says nothing that the first does not; or "apart". The reader saw the
differences, not the texts whole. Sets are in two halves: thresholds are chosen on the one, and the other
reports.

    python -m benchmarks.near_pairs --data ../shared/eval
"""

import argparse
import csv
import gzip
import json
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from cleankit.corpus import dedup

PAIRS = Path(__file__).with_name("near_pairs.tsv")
CHOSEN = ("bbc_en", "celebrity_fake", "saudinews", "waddle_more", "udhr2", "extractor_outputs:newspaper3k")
Pair = tuple[str, str]


def read_pairs() -> dict[str, dict[Pair, str]]:
    """Return the verdicts, by set."""
    found: dict[str, dict[Pair, str]] = defaultdict(dict)
    with PAIRS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found[row["set"]][row["kept"], row["other"]] = row["verdict"]
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


def measure(data: Path, thresholds: list[float]) -> None:
    """Print for both halves and each threshold how many removals were right, and how many repeats went."""
    pairs = read_pairs()
    sets = {name: records_of(data, name) for name in pairs}
    missing = [name for name, records in sets.items() if not records]
    if missing:
        print(f"not measured, as {data} lacks them: {', '.join(missing)}")
    for half in ("chosen", "reported"):
        names = [name for name in pairs if (name in CHOSEN) == (half == "chosen") and sets[name]]
        for threshold in thresholds:
            right = wrong = unread = found = repeats = 0
            for name in names:
                went = removed_pairs(sets[name], threshold)
                told = {frozenset(pair): verdict for pair, verdict in pairs[name].items()}
                verdicts = [told.get(frozenset(pair)) for pair in went]
                right += verdicts.count("repeat")
                wrong += verdicts.count("apart")
                unread += verdicts.count(None)
                gone = {one for _, one in went}
                same = [pair for pair, verdict in pairs[name].items() if verdict == "repeat"]
                repeats += len(same)
                found += sum(one in gone or other in gone for one, other in same)
            went_read = right + wrong
            share = f"precision {right / max(1, went_read):.3f} of {went_read} removals that were read"
            recall = f"recall {found / max(1, repeats):.3f} of {repeats} repeats"
            print(f"{half} {threshold:.2f}: {share} ({unread} were not); {recall}")


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
