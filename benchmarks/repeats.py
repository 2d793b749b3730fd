"""What `duplicates` costs and finds: its share of the default chain, and texts with known repeats.

python -m benchmarks.repeats cost --data ../shared/eval
python -m benchmarks.repeats planted [--documents 400 --seed 6]
python -m benchmarks.repeats growth
python -m benchmarks.repeats removals --data ../shared/eval
python -m benchmarks.repeats sample --data ../shared/eval --out FOLDER
python -m benchmarks.repeats verdicts docs/checks/duplicates.tsv
"""

import argparse
import csv
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import sqrt
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

from cleankit import Chain
from cleankit.document import Lines
from cleankit.filters.duplicates import repeated_lines

CLEAN_SETS = ("bbc_en", "gnad_de", "saudinews", "masakhane_news", "fi_news")
SAMPLE, SEED, Z = 300, 6, 1.96
RULES = {"exact": 146, "near": 95, "block": 75, "standfirst": 25}
PREPARED = Chain("newlines", "spaces")


class Removal(NamedTuple):
    """A dropped line and the line that it repeats, both counted from 1."""

    record: str
    line: int
    of: int
    rule: str
    text: str
    kept: str


def records(data: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yield id and text of a set's records."""
    with gzip.open(data / "text" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield f"{name}/{record['id']}", record["text"]


def removals(name: str, text: str) -> list[Removal]:
    """Return what the filter drops of a text."""
    lines = Lines(PREPARED(text).split("\n"))
    found = []
    for line, rule, _, note in repeated_lines(lines):
        of = int(note.rsplit(maxsplit=1)[-1])
        found.append(Removal(name, line + 1, of, rule, lines[line], lines[of - 1]))
    return found


def cost(data: Path, repeats: int = 7) -> None:
    """Print the filter's share of the default chain on texts without repeats: the median of paired runs.

    The folded keys are not counted: `boilerplate` makes them anyway.
    """
    chain = Chain("article")
    names = [one.name for one in chain.filters]
    before = Chain(*names[: names.index("duplicates")])
    for name in CLEAN_SETS:
        texts = [text for _, text in records(data, name)][::4]
        given = [Lines(before(text).split("\n")) for text in texts]
        shares, each = [], []
        for lines in given:
            lines.keys  # noqa: B018 - made once for all filters
        for _ in range(repeats):
            started = process_time()
            for text in texts:
                chain(text)
            half = process_time()
            for lines in given:
                list(repeated_lines(lines))
            shares.append((process_time() - half) / (half - started))
            each.append((half - started) / sum(map(len, texts)) * 1e9)
        share, time = median(shares), median(each)
        print(f"{name:<16}{len(texts):>6} texts  chain {time:6.1f} ns a character  duplicates {share:5.1%}")


def planted(documents: int, seed: int) -> None:
    """Print precision and recall on texts with known repeats."""
    from benchmarks.planted_repeats import planted_document

    rng = random.Random(seed)
    found: Counter[tuple[str, str]] = Counter()
    for _ in range(documents):
        lines, truth = planted_document(rng)
        dropped = {verdict.line for verdict in repeated_lines(Lines(lines))}
        pairs = truth.pairs
        for kind, group in pairs:
            found[kind, "planted"] += 1
            found[kind, "found"] += len(dropped & group) == 1
        in_pairs = set().union(*(group for _, group in pairs)) if pairs else set()
        found["all", "dropped"] += len(dropped)
        found["all", "wrong"] += len(dropped - in_pairs)
        found["all", "both"] += sum(len(dropped & group) == 2 for _, group in pairs)
    kinds = sorted({kind for kind, _ in found} - {"all"})
    for kind in kinds:
        recall = found[kind, "found"] / found[kind, "planted"]
        print(f"{kind:<12}{found[kind, 'planted']:>6} planted  recall {recall:.4f}")
    total = sum(found[kind, "planted"] for kind in kinds)
    wrong = found["all", "wrong"] + found["all", "both"]
    print(f"recall {sum(found[kind, 'found'] for kind in kinds) / total:.4f}", end="  ")
    print(f"precision {1 - wrong / found['all', 'dropped']:.4f} of {found['all', 'dropped']} dropped")


def growth() -> None:
    """Print the time for a million repeated paragraphs, and for nearly equal ones, at doubling sizes."""
    story = "The ferry to the islands was late again on Monday because of the fog, and nobody minded much."
    makers: dict[str, Callable[[int], str]] = {
        "the same": lambda _: story,
        "a thousand": lambda i: f"{story} {i % 1000}.",
        "all near": lambda i: f"{story[:50]} {i}, {story[50:]}",
    }
    for name, make in makers.items():
        for count in (250_000, 500_000, 1_000_000):
            lines = Lines([make(i) for i in range(count)])
            started = process_time()
            dropped = sum(1 for _ in repeated_lines(lines))
            print(f"{name:<12}{count:>10,} lines  {dropped:>9,} dropped  {process_time() - started:6.1f} s")


def all_removals(data: Path) -> list[Removal]:
    """Return every removal in the text sets, and print how many documents change."""
    found = []
    for path in sorted((data / "text").glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        kinds: Counter[str] = Counter()
        total = changed = 0
        for record, text in records(data, name):
            removed = removals(record, text)
            total += 1
            changed += bool(removed)
            kinds.update(one.rule.removeprefix("duplicates:") for one in removed)
            found += removed
        print(f"{name:<20}{total:>7} documents {changed:>5} changed  {dict(kinds.most_common())}")
    return found


def draw(found: Iterable[Removal], seed: int = SEED) -> list[Removal]:
    """Return a sample of removals, at most two a record and rule, by rule as `RULES` says."""
    rng = random.Random(seed)
    shuffled = sorted(found)
    rng.shuffle(shuffled)
    taken: list[Removal] = []
    of_record: Counter[tuple[str, str]] = Counter()
    of_rule: Counter[str] = Counter()
    texts: set[str] = set()
    for one in shuffled:
        kind = one.rule.removeprefix("duplicates:")
        if of_record[one.record, kind] < 2 and of_rule[kind] < RULES[kind] and one.text not in texts:
            taken.append(one)
            texts.add(one.text)
            of_record[one.record, kind] += 1
            of_rule[kind] += 1
    return taken


def write_sample(data: Path, out: Path) -> None:
    """Write the sample with and without its rules, for the first and the second reader."""
    sample = draw(all_removals(data))
    texts: dict[str, str] = {}
    wanted = {one.record for one in sample}
    for name in {record.split("/", 1)[0] for record in wanted}:
        texts |= {record: text for record, text in records(data, name) if record in wanted}
    out.mkdir(parents=True, exist_ok=True)
    random.Random(SEED + 1).shuffle(sample)
    with (out / "blind.tsv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t")
        rows.writerow(
            [
                "n",
                "record",
                "line",
                "of",
                "rule",
                "before",
                "dropped",
                "after",
                "kept_before",
                "kept",
                "kept_after",
            ]
        )
        for number, one in enumerate(sample, 1):
            lines = PREPARED(texts[one.record]).split("\n")
            rows.writerow(
                [
                    number,
                    one.record,
                    one.line,
                    one.of,
                    one.rule,
                    *_around(lines, one.line),
                    *_around(lines, one.of),
                ]
            )
    print(f"{len(sample)} removals in {out / 'blind.tsv'}")


def _around(lines: list[str], line: int) -> list[str]:
    solid = [i for i, text in enumerate(lines) if text]
    at = solid.index(line - 1)
    before = " / ".join(lines[i][:80] for i in solid[max(0, at - 2) : at])
    after = " / ".join(lines[i][:80] for i in solid[at + 1 : at + 3])
    return [before, lines[line - 1], after]


def read_verdicts(path: Path) -> None:
    """Print the precision that each reader gives, with its 95 % interval (Wilson), and their agreement."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for reader in ("verdict_a", "verdict_b"):
        given = [row for row in rows if row[reader]]
        if not given:
            print(f"{reader}: no verdicts yet")
            continue
        for rule in (*sorted({row["rule"] for row in given}), None):
            of_rule = [row for row in given if rule in (None, row["rule"])]
            good = sum(row[reader] == "good" for row in of_rule)
            low, high = wilson(good, len(of_rule))
            share = good / len(of_rule)
            name = rule or "all"
            print(f"{reader} {name:<24}{good:>4} of {len(of_rule):>4}  {share:.4f} [{low:.4f}, {high:.4f}]")
    both = [row for row in rows if row["verdict_a"] and row["verdict_b"]]
    print(f"agreed on {sum(row['verdict_a'] == row['verdict_b'] for row in both)} of {len(both)}")


def wilson(good: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share.

    >>> [round(edge, 3) for edge in wilson(297, 300)]
    [0.971, 0.997]
    """
    share, spread = good / total, Z * Z / total
    centre = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return centre - half, centre + half


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["cost", "planted", "growth", "removals", "sample", "verdicts"])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=Path("/tmp/duplicates"))
    given = parser.parse_args()
    if given.what in ("cost", "removals", "sample") and not given.data.exists():
        parser.exit(message=f"{given.data} is not there: not measured\n")
    match given.what:
        case "cost":
            cost(given.data)
        case "planted":
            planted(given.documents, given.seed)
        case "growth":
            growth()
        case "removals":
            all_removals(given.data)
        case "sample":
            write_sample(given.data, given.out)
        case "verdicts":
            read_verdicts(given.file)


if __name__ == "__main__":
    main()
