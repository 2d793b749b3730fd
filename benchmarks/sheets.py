"""Write sheets for people who read what the default chain did, and count what they say.

python -m benchmarks.sheets write --data ../shared/eval --out FOLDER [--count 300 --seed 14]
python -m benchmarks.sheets count FILE ...

`write` draws at random, as many as it can from each source: documents that `duplicates` touches (dups),
lines that go (removals), places that change (edits). A sheet is JSON lines in files of 50; the rules that
acted stand apart, in keys.jsonl, so that a reader is blind to them; but for what `duplicates` drops the copy
that stays is shown, and lines beside it that go too begin with "[goes too]". `count` reads such files with
a field "verdict" ("right", "wrong", anything else is doubt) and prints shares with 95 % intervals (Wilson).
"""

import argparse
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import sqrt
from pathlib import Path
from typing import Any

from cleankit import Chain, Document, Lines, Verdict
from cleankit.registry import Filter
from cleankit.text.changes import text_edits

Z = 1.96
CHUNK = 50  # entries of a file
LONGEST = 400  # characters of a line that is shown
AROUND = 2  # lines shown above and below
MOST_REPEATS = 12  # removals of a document that are shown
GONE = "[goes too] "  # before a line beside the removed one that the same filter drops
MARGIN = 60  # characters shown beside an edit
MOST_OF_RULE = 2  # entries of one document and rule
UNSEEN = ("newlines", "blank-lines")  # filters that change line breaks alone
Entry = dict[str, Any]


class Seen:
    """The chain's trace that keeps, for one document, what a reader is to judge."""

    def __init__(self) -> None:
        self.repeats: list[Entry] = []
        self.removals: list[tuple[str, Entry]] = []
        self.edits: list[tuple[str, Entry]] = []

    def text(self, by: Filter, before: str, after: str) -> None:
        """Keep the edits of a text filter."""
        if by.name in UNSEEN or before.split() == after.split():  # blanks alone
            return
        for start, end, new in text_edits(before, after):
            if before[start:end].strip(" \t\n\r") == new.strip(" \t\n\r"):
                continue  # blanks alone
            left, right = before[max(0, start - MARGIN) : start], before[end : end + MARGIN]
            self._edit(by.name, left, before[start:end], new, right)

    def lines(self, by: Filter, before: Lines, verdicts: Sequence[Verdict]) -> None:
        """Keep the lines that a line filter drops or cuts."""
        if by.name in UNSEEN or not verdicts:
            return
        solid = [i for i, text in enumerate(before.texts) if text.strip()]
        place = {line: rank for rank, line in enumerate(solid)}
        gone = {line for line, _, text, _ in verdicts if text is None}
        for line, rule, text, note in verdicts:
            if line not in place:
                continue
            if text is not None:
                self._edit(rule, "", before[line], text, "")
                continue
            shown = {"line": line + 1, "removed": _cut(before[line])}
            shown |= _around(before, solid, place[line], gone)
            if by.name == "duplicates":
                of = int(note.rsplit(maxsplit=1)[-1]) - 1
                shown |= {"copy": _cut(before[of]), "copy_line": of + 1}
                beside = _around(before, solid, place[of], gone)
                shown |= {f"copy_{key}": value for key, value in beside.items()}
                self.repeats.append(shown)
            self.removals.append((rule, shown))

    def _edit(self, rule: str, left: str, before: str, after: str, right: str) -> None:
        ends = _visible(left), _visible(right)
        was, now = (f"{ends[0]}⟦{_cut(_visible(part))}⟧{ends[1]}" for part in (before, after))
        self.edits.append((rule, {"before": was, "after": now}))


def sources(data: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the records of text sets and of labelled routes, with the name of their source."""
    for path in sorted((data / "text").glob("*.jsonl.gz")):
        for record in _records(path):
            name = path.name.partition(".")[0]
            yield f"{name}/{record['route']}" if record.get("route") else name, record
    for path in sorted((data / "lines").glob("*.jsonl.gz")):
        for record in _records(path):
            text = "\n".join(line.replace("\n", " ").replace("\r", " ") for line, _ in record["lines"])
            yield f"lines/{path.name.partition('.')[0]}", {**record, "text": text}


def write(data: Path, out: Path, count: int, seed: int) -> None:
    """Write the three sheets and the keys."""
    chain = Chain("article")
    pools: dict[str, dict[str, list[tuple[str, Entry]]]] = {
        name: defaultdict(list) for name in ("dups", "removals", "edits")
    }
    rng = random.Random(seed)
    for source, record in sources(data):
        seen = Seen()
        chain.run(Document(record["text"]), trace=seen)
        head = {"source": source, "lang": record.get("lang") or "", "document": str(record.get("id", ""))}
        if seen.repeats:
            shown = seen.repeats[:MOST_REPEATS]
            more = len(seen.repeats) - len(shown)
            pools["dups"][source].append(("duplicates", {**head, "repeats": shown, "more": more}))
        for name, found in (("removals", seen.removals), ("edits", seen.edits)):
            taken: Counter[str] = Counter()
            rng.shuffle(found)
            for rule, entry in found:
                taken[rule] += 1
                if taken[rule] <= MOST_OF_RULE:
                    pools[name][source].append((rule, {**head, **entry}))
    out.mkdir(parents=True, exist_ok=True)
    with (out / "keys.jsonl").open("w", encoding="utf-8") as keys:
        for name, pool in pools.items():
            sample = _drawn(pool, count, rng)
            rows = []
            for number, (rule, entry) in enumerate(sample, 1):
                rows.append({"id": f"{name}-{number}", **entry})
                keys.write(json.dumps({"id": f"{name}-{number}", "rule": rule}) + "\n")
            _write_rows(out, name, rows)
            print(f"{name}: {len(rows)} of {sum(map(len, pool.values()))}, {len(pool)} sources")


def _drawn(
    pool: Mapping[str, list[tuple[str, Entry]]], count: int, rng: random.Random
) -> list[tuple[str, Entry]]:
    """Return a sample, one of each source in turn."""
    order = {source: rng.sample(found, len(found)) for source, found in sorted(pool.items())}
    taken: list[tuple[str, Entry]] = []
    while order and len(taken) < count:
        for source in list(order):
            if not order[source]:
                del order[source]
            elif len(taken) < count:
                taken.append(order[source].pop())
    rng.shuffle(taken)
    return taken


def _write_rows(out: Path, name: str, rows: Sequence[Entry]) -> None:
    texts = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (out / f"{name}.jsonl").write_text("".join(texts), encoding="utf-8")
    for number, start in enumerate(range(0, len(texts), CHUNK), 1):
        chunk = "".join(texts[start : start + CHUNK])
        (out / f"{name}-{number}.jsonl").write_text(chunk, encoding="utf-8")


def _records(path: Path) -> Iterator[Mapping[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _around(lines: Lines, solid: Sequence[int], at: int, gone: Collection[int]) -> Entry:
    """Return the lines above and below, those that the same filter drops with a mark."""

    def shown(of: Sequence[int]) -> list[str]:
        return [f"{GONE if i in gone else ''}{_cut(lines[i])}" for i in of]

    return {"above": shown(solid[max(0, at - AROUND) : at]), "below": shown(solid[at + 1 : at + 1 + AROUND])}


def _cut(text: str) -> str:
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]} [… {len(text) - 2 * half} …] {text[-half:]}"


def _visible(text: str) -> str:
    """Return text in which nothing is unseen.

    >>> _visible("a\\u200bb\\xa0c")
    'a\\\\u200bb\\\\xa0c'
    """
    return "".join(char if char.isprintable() or char == "\n" else ascii(char)[1:-1] for char in text)


def count_verdicts(paths: Sequence[Path]) -> None:
    """Print how many entries each file calls right, and on how many the files agree."""
    said: list[dict[str, str]] = []
    for path in paths:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        verdicts = {row["id"]: row["verdict"] for row in rows}
        said.append(verdicts)
        print(f"{path.name}: ", end="")
        for verdict, times in Counter(verdicts.values()).most_common():
            low, high = wilson(times, len(verdicts))
            print(
                f"{verdict} {times} of {len(verdicts)} ({times / len(verdicts):.4f}, {low:.4f}-{high:.4f})",
                end="  ",
            )
        print()
    if len(said) > 1:
        both = said[0].keys() & said[1].keys()
        print(f"agreed on {sum(said[0][one] == said[1][one] for one in both)} of {len(both)}")


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
    """Write sheets, or count verdicts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="what", required=True)
    writing = commands.add_parser("write")
    writing.add_argument("--data", type=Path, default=Path("../shared/eval"))
    writing.add_argument("--out", type=Path, required=True)
    writing.add_argument("--count", type=int, default=300)
    writing.add_argument("--seed", type=int, default=14)
    commands.add_parser("count").add_argument("files", nargs="+", type=Path)
    given = parser.parse_args()
    if given.what == "count":
        count_verdicts(given.files)
    elif given.data.exists():
        write(given.data, given.out, given.count, given.seed)
    else:
        parser.exit(message=f"{given.data} is not there: not measured\n")


if __name__ == "__main__":
    main()
