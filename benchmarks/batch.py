"""What `batch-clean` costs beside the chain: against a plain loop, with more workers, on small records.

    python -m benchmarks.batch [--data ../shared/eval] [--megabytes 20] [--repeats 3]

All figures are ratios in one run, the best of some repeats. Without --data, articles are generated.
"""

import argparse
import gzip
import json
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import orjson
from isal import igzip

from cleankit import Chain, batch

WORDS = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "bridge",
    "mayor",
    "said",
    "that",
    "on",
    "for",
    "is",
    "with",
    "harbour",
    "ships",
    "were",
    "late",
    "it",
    "opens",
    "again",
]


def articles(data: Path | None) -> Iterator[str]:
    """Yield article texts without end: real ones, else made-up ones with some boilerplate."""
    files = sorted((data / "text").glob("*.jsonl.gz")) if data else []
    texts = [
        json.loads(line)["text"] for file in files for line in gzip.decompress(file.read_bytes()).splitlines()
    ]
    random.Random(0).shuffle(texts)
    if texts:
        yield from cycle(texts)
    chance = random.Random(0)
    while True:
        paragraphs = (
            " ".join(chance.choices(WORDS, k=60)).capitalize() + "." for _ in range(chance.randint(3, 15))
        )
        yield "Advertisement\n\n" + "\n\n".join(paragraphs) + "\n\nShow comments\n"


def write_input(path: Path, size: int, data: Path | None) -> None:
    with path.open("wb") as out:
        for number, text in enumerate(articles(data)):
            out.write(
                orjson.dumps({"id": number, "url": f"https://example.org/{number}", "text": text}) + b"\n"
            )
            if out.tell() >= size:
                return


def plain_loop(source: Path, output: Path, chain: Chain) -> None:
    """What a user would write: read, loads, clean, dumps, write."""
    with source.open("rb") as lines, output.open("wb") as out:
        for line in lines:
            record = orjson.loads(line)
            record["text"] = chain(record["text"])
            out.write(orjson.dumps(record) + b"\n")


def best(repeats: int, *runs: Callable[[], object]) -> list[float]:
    """Return each run's least wall time; runs take turns, so that a busy machine is busy for all."""
    times = [[] for _ in runs]  # type: list[list[float]]
    for _ in range(repeats):
        for run, taken in zip(runs, times, strict=True):
            started = time.perf_counter()
            run()
            taken.append(time.perf_counter() - started)
    return [min(taken) for taken in times]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--repeats", type=int, default=3)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="batch-benchmark-"))
    chain = Chain("article")
    source, output = folder / "in.jsonl", str(folder / "out.jsonl")
    write_input(source, int(given.megabytes * 1e6), given.data)
    size = source.stat().st_size
    packed = folder / "in.jsonl.gz"
    packed.write_bytes(igzip.compress(source.read_bytes()))

    def run(path: Path, workers: int, where: str = output) -> Callable[[], object]:
        return lambda: batch.run([str(path)], where, chain=chain, options=batch.Options(workers=workers))

    plain, one, two, gz_one, gz_two = best(
        given.repeats,
        lambda: plain_loop(source, folder / "plain.jsonl", chain),
        run(source, 1),
        run(source, 2),
        run(packed, 1, output + ".gz"),
        run(packed, 2, output + ".gz"),
    )
    print(f"plain loop            {size / 1e6 / plain:6.2f} MB/s")
    print(f"1 worker              {size / 1e6 / one:6.2f} MB/s, {plain / one:.2f} of the plain loop's rate")
    print(f"2 workers             {size / 1e6 / two:6.2f} MB/s, {one / two:.2f} of one worker's")
    print(f"1 worker, gzip        {size / 1e6 / gz_one:6.2f} MB/s")
    print(f"2 workers, gzip       {size / 1e6 / gz_two:6.2f} MB/s, {gz_one / gz_two:.2f} of one worker's")

    tiny = folder / "tiny.jsonl"
    tiny.write_bytes(
        b"".join(orjson.dumps({"id": i, "text": f"Ship {i} was late."}) + b"\n" for i in range(100_000))
    )
    texts = [f"Ship {i} was late." for i in range(100_000)]
    alone, tinies = best(given.repeats, lambda: [chain(text) for text in texts], run(tiny, 1))
    print(f"100,000 tiny records  {tinies / alone:6.2f} of the chain alone, {tinies * 10:.1f} us each")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
