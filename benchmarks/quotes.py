"""How often quotation marks are unbalanced in scraped text, before and after `style = "repair"`.

Also draws the sample of changes that readers judge, from records with ``held`` only. A first survey of odd
marks saw all records; repairs were looked at and rules tuned on the others alone.

    python -m benchmarks.quotes --data ../shared/eval [--sample 300 --seed 1 --out FOLDER]
    python -m benchmarks.quotes --verdicts docs/checks/quotes-repair.tsv
"""

import argparse
import csv
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from cleankit.filters.quotes import straighten_quotes

SETS = {
    "extractor_outputs": ("en", "text/extractor_outputs.jsonl.gz", ""),
    "fakenewsnet_old": ("en", "text/fakenewsnet_old.jsonl.gz", ""),
    "horne2017": ("en", "text/horne2017.jsonl.gz", ""),
    "celebrity_fake": ("en", "text/celebrity_fake.jsonl.gz", ""),
    "masakhane_news": ("fr", "text/masakhane_news.jsonl.gz", "fra"),
    "fi_news": ("fi", "text/fi_news.jsonl.gz", ""),
    "fakebr": ("pt", "text/fakebr.jsonl.gz", ""),
    "fakenews_es": ("es", "text/fakenews_es.jsonl.gz", ""),
    "fundus": ("de", "html/fundus/truth.jsonl", "de"),
    "waddle": ("pl", "html/waddle/truth.jsonl", "Polish"),
}
WINDOW = 400
Z = 1.96


class Change(NamedTuple):
    """One mark that repair changed."""

    lang: str
    set: str
    record: str
    line: int
    column: int
    was: str
    now: str
    before: str
    after: str


def read_set(data: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yield id and text of the records of a set."""
    _, place, lang = SETS[name]
    path = data / place
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
        for line in file:
            record = json.loads(line)
            if record.get("text") and (not lang or record["lang"] == lang):
                yield record["id"], record["text"]


def held(record: str) -> bool:
    """Say whether a record was kept out while repairs were looked at and rules tuned: three of four.

    >>> held("fake/1.txt") == held("1.txt")
    True
    """
    return sha256(record.rsplit("/", maxsplit=1)[-1].encode()).digest()[0] >= 64


def unequal(text: str) -> bool:
    """Say whether a text has more of “ than of ” or the reverse."""
    return text.count("“") != text.count("”")


def unbalanced(text: str) -> bool:
    r"""Say whether a mark has no partner, by the convention the text seems to follow.

    A quotation may go on in the next line if that opens too.

    >>> unbalanced("“a” “b"), unbalanced("”a” ”b”"), unbalanced("“One.\n\n“Two.”"), unbalanced("“a\"")
    (True, False, False, True)
    """
    low, nordic = "„" in text, text.count("”") > 2 * text.count("“")
    lines = [line for line in text.split("\n") if line.strip()]
    is_open = False
    for i, line in enumerate(lines):
        is_open = is_open and not line.lstrip().startswith("“")
        for mark in re.findall("[“”„]", line):
            opens = mark == "„" or (mark == "“" and not low) or (nordic and not low and not is_open)
            if opens == is_open:
                return True
            is_open = opens
        if is_open and not (i + 1 < len(lines) and lines[i + 1].lstrip()[0] in "“”„"):
            return True
    return False


def changes(data: Path, name: str) -> Iterator[Change]:
    """Yield the changes in the held records of a set, one for each mark and place."""
    seen = set()
    for record, text in read_set(data, name):
        repaired = straighten_quotes(text, style="repair") if held(record) else text
        if repaired == text:
            continue
        for number, (old, new) in enumerate(zip(text.split("\n"), repaired.split("\n"), strict=True), 1):
            for column in _columns(old, new):
                start = max(0, column - WINDOW)
                near = old[max(0, column - 30) : column + 30].strip()
                if near not in seen:
                    seen.add(near)
                    marked = [
                        f"{x[start:column]}⟦{x[column]}⟧{x[column + 1 : column + WINDOW]}" for x in (old, new)
                    ]
                    yield Change(
                        SETS[name][0], name, record, number, column + 1, old[column], new[column], *marked
                    )


def _columns(old: str, new: str) -> list[int]:
    """Return where two lines differ; where a space was put in, only the first place."""
    found = [i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b]
    return found if len(old) == len(new) else found[:1]


def draw(found: list[Change], size: int, seed: int) -> list[Change]:
    """Draw changes by language: at least ten of each, the rest by size."""
    rng = random.Random(seed)
    strata = defaultdict(list)
    for change in found:
        strata[change.lang].append(change)
    drawn: list[Change] = []
    left: list[Change] = []
    for lang in sorted(strata):
        rng.shuffle(strata[lang])
        drawn += strata[lang][:10]
        left += strata[lang][10:]
    rng.shuffle(left)
    drawn += left[: size - len(drawn)]
    rng.shuffle(drawn)
    return drawn


def write_sample(sample: list[Change], out: Path) -> None:
    """Write blind.tsv for readers (with texts) and table.tsv for the repository (without)."""
    out.mkdir(parents=True, exist_ok=True)
    texts = [["id", "before", "after"]]
    places = [["id", "language", "set", "record", "line", "column", "was", "now", "verdict_a", "verdict_b"]]
    for number, change in enumerate(sample, 1):
        texts.append([str(number), change.before, change.after])
        places.append([str(number), *map(str, change[:7]), "", ""])
    for name, rows in (("blind.tsv", texts), ("table.tsv", places)):
        lines = ("\t".join(field.replace("\t", " ") for field in row) + "\n" for row in rows)
        (out / name).write_text("".join(lines))


def wilson(right: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share.

    >>> [round(end, 3) for end in wilson(98, 100)]
    [0.93, 0.994]
    """
    share = right / total
    middle = (share + Z * Z / (2 * total)) / (1 + Z * Z / total)
    half = Z / (1 + Z * Z / total) * sqrt(share * (1 - share) / total + Z * Z / (4 * total * total))
    return middle - half, middle + half


def print_verdicts(path: Path) -> None:
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for reader in ("verdict_a", "verdict_b"):
        counts = Counter(row[reader] for row in rows if row[reader])
        total = sum(counts.values())
        if total:
            low, high = wilson(counts["right"], total)
            print(f"{reader}: {dict(counts)}; precision {counts['right'] / total:.3f} ({low:.3f}-{high:.3f})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--verdicts", type=Path)
    args = parser.parse_args()
    if args.verdicts:
        print_verdicts(args.verdicts)
    if args.data is None or not args.data.exists():
        print("not measured: no folder given with --data")
        return
    print("set                lang  curly  unequal: before  after   unbalanced: before  after  changed")
    for name, (lang, *_) in SETS.items():
        texts = [text for _, text in read_set(args.data, name) if re.search("[“”„]", text)]
        repaired = [straighten_quotes(text, style="repair") for text in texts]
        shares = [
            sum(map(test, some)) / max(len(texts), 1)
            for test in (unequal, unbalanced)
            for some in (texts, repaired)
        ]
        changed = sum(old != new for old, new in zip(texts, repaired, strict=True))
        print(
            f"{name:18} {lang:4} {len(texts):6}  "
            + "  ".join(f"{share:14.1%}" for share in shares)
            + f"  {changed:6}"
        )
    if args.sample and args.out:
        found = [change for name in SETS for change in changes(args.data, name)]
        sample = draw(found, args.sample, args.seed)
        write_sample(sample, args.out)
        print(
            f"{len(found)} changes in held records, {len(sample)} drawn:",
            dict(Counter(c.lang for c in sample)),
        )


if __name__ == "__main__":
    main()
