"""What `duplicates` costs and finds: its share of the default chain, and texts with known repeats.

python -m benchmarks.repeats cost --data ../shared/eval
python -m benchmarks.repeats planted [--documents 400 --seed 6]
python -m benchmarks.repeats growth

What the filter drops of real texts is read on the sheets of `benchmarks.sheets`.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import process_time

from cleankit import Chain
from cleankit.document import Lines
from cleankit.filters.duplicates import repeated_lines

CLEAN_SETS = ("bbc_en", "gnad_de", "saudinews", "masakhane_news", "fi_news")
SEED = 6


def records(data: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yield id and text of a set's records."""
    with gzip.open(data / "text" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield f"{name}/{record['id']}", record["text"]


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


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["cost", "planted", "growth"])
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    if given.what == "cost" and not given.data.exists():
        parser.exit(message=f"{given.data} is not there: not measured\n")
    match given.what:
        case "cost":
            cost(given.data)
        case "planted":
            planted(given.documents, given.seed)
        case "growth":
            growth()


if __name__ == "__main__":
    main()
