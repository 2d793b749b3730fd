"""Deduplication of a made corpus with known repeats: precision, recall, speed, memory, growth.

Documents of about 2 kB are drawn from a vocabulary with Zipf frequencies. Planted among them: equal
documents, and copies whose sets of word 5-grams have a Jaccard of about .95, .85, .75 (to be found at
.7) and .6 (to be left). The true value is computed and stored with each.

    python -m benchmarks.corpus make corpus.jsonl --documents 1000000
    python -m benchmarks.corpus run corpus.jsonl --memory 1GB
    python -m benchmarks.corpus peers corpus.jsonl --documents 20000
    python -m benchmarks.corpus extracted --data ../shared/eval --route trafilatura
"""

import argparse
import gzip
import hashlib
import json
import random
import resource
import tempfile
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from cleankit.corpus import dedup, near_duplicates
from cleankit.corpus.clusters import clusters
from cleankit.corpus.signatures import BANDS, ROWS, jaccard, shingles

LEVELS = {"equal": 1.0, "near95": 0.95, "near85": 0.85, "near75": 0.75, "apart60": 0.60}
SHARE = 0.02  # of documents, each level
WORDS, VOCABULARY, RECENT = 300, 50_000, 5_000
SENTENCE, PARAGRAPH = 15, 4  # words, and sentences
THRESHOLD = 0.7


def made_documents(documents: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield records; a planted one says what it repeats and how much they share."""
    rng, numbers = random.Random(seed), np.random.default_rng(seed)
    syllables = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er", "il")]
    vocabulary = ["".join(rng.choices(syllables, k=rng.choice((1, 2, 3, 3, 4)))) for _ in range(VOCABULARY)]
    weights = 1 / (np.arange(VOCABULARY) + 10.0)
    edges = np.cumsum(weights / weights.sum())
    recent: deque[tuple[str, list[str]]] = deque(maxlen=RECENT)
    for n in range(documents):
        level = (
            rng.choices((*LEVELS, ""), (*[SHARE] * len(LEVELS), 1 - SHARE * len(LEVELS)))[0]
            if n > 100
            else ""
        )
        if level:
            of, words = recent[rng.randrange(len(recent))]
            copy = _edited(rng, vocabulary, words, LEVELS[level])
            shared = jaccard(_grams(words), _grams(copy))
            yield {
                "id": f"d{n}",
                "text": _text(copy),
                "planted": {"of": of, "level": level, "jaccard": round(shared, 4)},
            }
            continue
        drawn = np.searchsorted(edges, numbers.random(rng.randint(WORDS // 2, 3 * WORDS // 2)))
        words = [vocabulary[min(i, VOCABULARY - 1)] for i in drawn.tolist()]
        recent.append((f"d{n}", words))
        yield {"id": f"d{n}", "text": _text(words)}


def _grams(words: list[str]) -> set[int]:
    return set(map(hash, zip(*(words[i:] for i in range(5)), strict=False)))


def _text(words: list[str]) -> str:
    sentences = [" ".join(words[i : i + SENTENCE]).capitalize() + "." for i in range(0, len(words), SENTENCE)]
    return "\n\n".join(" ".join(sentences[i : i + PARAGRAPH]) for i in range(0, len(sentences), PARAGRAPH))


def _edited(rng: random.Random, vocabulary: list[str], words: list[str], target: float) -> list[str]:
    """Replace words, each of which changes five groups, until about ``target`` of both sets is shared.

    The first word of a sentence stays: a new one with a capital would be a name, and another text.
    """
    if target == 1.0:
        return words
    groups = len(words) - 4
    edits = max(1, round(groups * (1 - target) / (1 + target) / 5))
    step = len(words) / edits
    copy = list(words)
    for k in range(edits):
        at = min(len(words) - 1, int(k * step + rng.random() * max(0.0, step - 5)))
        copy[at + (at % SENTENCE == 0 and at + 1 < len(words))] = rng.choice(vocabulary) + "q"
    return copy


def make(path: Path, documents: int, seed: int) -> None:
    """Write the corpus."""
    with path.open("w", encoding="utf-8") as file:
        for record in made_documents(documents, seed):
            file.write(json.dumps(record) + "\n")
    print(f"{documents:,} documents, {path.stat().st_size / 1e6:,.0f} MB in {path}")


def run(path: Path, memory: str, workers: int) -> None:
    """Deduplicate the corpus and compare what went with what was planted."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        out = Path(folder) / "out.jsonl"
        marks: list[tuple[str, float]] = []
        started = perf_counter()

        def progress(stage: str, _count: int) -> None:
            if not marks or marks[-1][0] != stage:
                marks.append((stage, perf_counter() - started))

        done = dedup(
            [path], out, documents="near", memory=memory, workers=workers, keep="first", progress=progress
        )
        seconds = perf_counter() - started
        peak = max(
            resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        gone = {}
        with Path(f"{out}.removed.jsonl").open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                gone[row["id"]] = row["repeats"]["id"]
    print(done.as_text())
    size = path.stat().st_size
    rate = f"{done.records['input'] / seconds:,.0f} documents/s, {size / seconds / 1e6:.1f} MB/s"
    print(f"{seconds:,.0f} s, {rate}, peak {peak / 1e3:,.0f} MB")
    print("stages: " + ", ".join(f"{stage} from {at:,.0f} s" for stage, at in marks))
    _compare(path, gone)


def _compare(path: Path, gone: dict[str, str]) -> None:
    """Print recall for each level, and the share of removals that are planted at the threshold or above."""
    of, levels, true = {}, {}, {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if "planted" in record:
                of[record["id"]] = record["planted"]["of"]
                levels[record["id"]] = record["planted"]["level"]
                true[record["id"]] = record["planted"]["jaccard"]
    planted, found = Counter(levels.values()), Counter(levels[one] for one in gone if one in levels)
    for level in LEVELS:
        mean = sum(true[one] for one in levels if levels[one] == level) / max(1, planted[level])
        counts = f"{planted[level]:>7,} planted  {found[level]:>7,} removed"
        print(f"  {level:<8} mean Jaccard {mean:.3f}  {counts}  {found[level] / max(1, planted[level]):.4f}")
    # A document may repeat a copy of what it was made from: all of one origin are one family.
    origin = {one: of.get(one, one) for one in {*of, *of.values()}}
    right = sum(one in true and origin.get(one) == origin.get(kept, kept) for one, kept in gone.items())
    print(f"  precision {right / max(1, len(gone)):.5f} of {len(gone):,} removed (right: of the same family)")


def peers(path: Path, documents: int) -> None:
    """Time ours and two others on the same records, in one process, in memory."""
    with path.open(encoding="utf-8") as file:
        records = [json.loads(line) for line, _ in zip(file, range(documents), strict=False)]
    texts = [record["text"] for record in records]
    ours: Callable[[], int] = lambda: len(near_duplicates(records))  # noqa: E731 - one line each
    for name, call in (
        ("cleankit", ours),
        ("datasketch", lambda: _datasketch(texts)),
        ("text-dedup style", lambda: _numpy(texts)),
    ):
        started = perf_counter()
        found = call()
        seconds = perf_counter() - started
        print(f"{name:<18}{found:>8,} removed {seconds:8.1f} s {len(texts) / seconds:8,.0f} documents/s")


def _datasketch(texts: list[str]) -> int:
    """MinHash and MinHashLSH of datasketch with our bands, pairs verified, clusters."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    sets, pairs = [], []
    for n, text in enumerate(texts):
        grams = set(shingles(text))
        sets.append(grams)
        sketch = MinHash(num_perm=BANDS * ROWS)
        sketch.update_batch([gram.encode() for gram in grams])
        for other in index.query(sketch):
            shared = len(grams & sets[other])
            if shared / (len(grams) + len(sets[other]) - shared) >= THRESHOLD:
                pairs.append((other, n))
        index.insert(n, sketch)
    return sum(len(one) - 1 for one in clusters(pairs))


def _numpy(texts: list[str]) -> int:
    """Hash every group with SHA-1, permute with numpy, bucket by band, verify, cluster."""
    prime, largest = np.uint64((1 << 61) - 1), np.uint64((1 << 32) - 1)
    rng = np.random.RandomState(1)
    a = rng.randint(1, 1 << 31, BANDS * ROWS).astype(np.uint64)
    b = rng.randint(0, 1 << 31, BANDS * ROWS).astype(np.uint64)
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    sets = []
    for n, text in enumerate(texts):
        grams = set(shingles(text))
        sets.append(grams)
        hashed = np.array(
            [int.from_bytes(hashlib.sha1(gram.encode()).digest()[:4], "little") for gram in grams],
            dtype=np.uint64,
        )
        least = (((hashed[:, None] * a + b) % prime) & largest).min(axis=0)
        for band in range(BANDS):
            buckets[band, least[band * ROWS : (band + 1) * ROWS].tobytes()].append(n)
    near = {(group[0], other) for group in buckets.values() for other in group[1:]}
    pairs = [
        (one, other)
        for one, other in sorted(near)
        if jaccard(map(hash, sets[one]), map(hash, sets[other])) >= THRESHOLD
    ]
    return sum(len(one) - 1 for one in clusters(pairs))


def extracted(data: Path, route: str, out: Path) -> None:
    """Find repeats in one text set, or in one route of the extractor outputs; write the clusters to read."""
    path = data / "text" / f"{route}.jsonl.gz"
    path = path if path.exists() else data / "text" / "extractor_outputs.jsonl.gz"
    if not path.exists():
        print(f"{path} is not there: not measured")
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [one for one in map(json.loads, lines) if route in (one.get("route"), one["source"])]
    found = near_duplicates(records)
    groups: dict[int, list[Any]] = defaultdict(list)
    for near in found:
        groups[near.kept].append(near)
    equal = sum(near.similarity == 1.0 for near in found)
    counts = f"{len(found)} removed ({equal} with similarity 1), {len(groups)} clusters"
    print(f"{route}: {len(records)} documents, {counts}")
    out.mkdir(parents=True, exist_ok=True)
    with (out / f"clusters-{route}.txt").open("w", encoding="utf-8") as file:
        for kept, members in groups.items():
            file.write(f"== {_opening(records[kept])}\n")
            file.writelines(
                f"-- {near.similarity:.3f} {_opening(records[near.number])}\n" for near in members
            )


def _opening(record: dict[str, Any]) -> str:
    return f"{record['id']}\n{record['text'][:400]}"


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["make", "run", "peers", "extracted"])
    parser.add_argument("path", nargs="?", type=Path, default=Path("/tmp/corpus.jsonl"))
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--memory", default="1GB")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    parser.add_argument("--route", default="trafilatura", help="or the name of a text set")
    parser.add_argument("--out", type=Path, default=Path("/tmp/corpus-clusters"))
    given = parser.parse_args()
    match given.what:
        case "make":
            make(given.path, given.documents, given.seed)
        case "run":
            run(given.path, given.memory, given.workers)
        case "peers":
            peers(given.path, given.documents)
        case "extracted":
            extracted(given.data, given.route, given.out)


if __name__ == "__main__":
    main()
