"""What `batch-clean` costs beside the chain: against a plain loop, with more workers, on small records.

    python -m benchmarks.batch [--data ../shared/eval] [--megabytes 40] [--repeats 3] [--datatrove PYTHON]

Ratios of one run, in which all take turns; of each the least of some repeats counts, because what else a
machine does only ever adds time. Wall time says what a user waits, and on a busy machine little; processor
time, of all processes together, says what the work costs. Without --data, articles are generated. With the
path of a Python that has datatrove (it need not be this one), its executor does the same file.
"""

import argparse
import gzip
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

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


class Taken(NamedTuple):
    """Seconds: on the clock, and of processors."""

    wall: float
    cpu: float


def taken_by(run: Callable[[], object]) -> Taken:
    """Return what a run takes, its child processes included."""
    cpu, wall = _cpu(), time.perf_counter()
    run()
    return Taken(time.perf_counter() - wall, _cpu() - cpu)


def _cpu() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def best(repeats: int, *runs: Callable[[], Taken]) -> list[Taken]:
    """Return the least that each run took; runs take turns, so that a busy machine is busy for all."""
    found: list[list[Taken]] = [[] for _ in runs]
    for _ in range(repeats):
        for run, taken in zip(runs, found, strict=True):
            taken.append(run())
    return [Taken(*map(min, zip(*taken, strict=True))) for taken in found]


def show(name: str, megabytes: float, taken: Taken, told: str = "") -> None:
    print(
        f"{name:<32}{megabytes / taken.wall:>7.2f} MB/s{taken.cpu:>8.2f} s of processors  {told}", flush=True
    )


def rates(folder: Path, source: Path, repeats: int) -> None:
    """One worker against a plain loop, two against one, plain and gzip."""
    chain = Chain("article")
    size = source.stat().st_size / 1e6
    packed = source.with_name("in.jsonl.gz")
    packed.write_bytes(igzip.compress(source.read_bytes()))

    def run(path: Path, workers: int, suffix: str = "") -> Callable[[], Taken]:
        output, options = str(folder / f"out.jsonl{suffix}"), batch.RunOptions(workers=workers)
        return lambda: taken_by(lambda: batch.run([str(path)], output, chain=chain, options=options))

    plain, one, two, gz_one, gz_two = best(
        repeats,
        lambda: taken_by(lambda: plain_loop(source, folder / "plain.jsonl", chain)),
        run(source, 1),
        run(source, 2),
        run(packed, 1, ".gz"),
        run(packed, 2, ".gz"),
    )
    show("plain loop", size, plain)
    loop = (
        f"{plain.wall / one.wall:.2f} of the plain loop's rate, by processor time {plain.cpu / one.cpu:.2f}"
    )
    show("1 worker", size, one, f"{loop} (0.85 wanted)")
    show("2 workers", size, two, f"{one.wall / two.wall:.2f} of one worker's rate (1.6 wanted)")
    show("1 worker, gzip", size, gz_one)
    show(
        "2 workers, gzip", size, gz_two, f"{gz_one.wall / gz_two.wall:.2f} of one worker's rate (1.45 wanted)"
    )


def tiny_records(folder: Path, repeats: int) -> None:
    """The price of a record beside that of its text."""
    chain = Chain("article")
    texts = [f"Ship {i} was late." for i in range(100_000)]
    tiny = folder / "tiny.jsonl"
    tiny.write_bytes(b"".join(orjson.dumps({"id": i, "text": text}) + b"\n" for i, text in enumerate(texts)))
    options = batch.RunOptions(workers=1)
    alone, ours = best(
        repeats,
        lambda: taken_by(lambda: [chain(text) for text in texts]),
        lambda: taken_by(
            lambda: batch.run([str(tiny)], str(folder / "tiny-out.jsonl"), chain=chain, options=options)
        ),
    )
    print(
        f"100,000 tiny records: {ours.wall / alone.wall:.2f} of the chain alone, by processor time "
        f"{ours.cpu / alone.cpu:.2f} (2 wanted); {ours.wall * 10:.1f} us each"
    )


def start_up(repeats: int) -> None:
    """`--help` against that of a command that does nothing."""
    empty = "import click\n@click.command()\ndef main(): pass\nmain(['--help'])"
    ours = "from cleankit.cli import batch_clean; batch_clean(['--help'])"
    nothing, help_ = best(
        repeats,
        *(lambda code=code: taken_by(lambda: _python(sys.executable, "-c", code)) for code in (empty, ours)),
    )
    print(
        f"--help: {help_.wall * 1000:.0f} ms, {help_.wall / nothing.wall:.2f} of an empty command, "
        f"by processor time {help_.cpu / nothing.cpu:.2f} (1.5 wanted)"
    )


def against_datatrove(folder: Path, source: Path, python: str, repeats: int) -> None:
    """Its executor with ftfy against ftfy's work alone, and against the whole default chain."""
    alone = folder / "alone"
    alone.mkdir()
    given = alone / "in.jsonl"
    shutil.copy(source, given)
    size = given.stat().st_size / 1e6

    def theirs() -> Taken:
        shutil.rmtree(folder / "theirs", ignore_errors=True)
        program = str(Path(__file__).with_name("datatrove_ftfy.py"))
        told = _python(python, program, str(alone), str(folder / "theirs"))
        return Taken(*map(float, told.split()[-2:]))

    def ours(chain: Chain, workers: int) -> Callable[[], Taken]:
        options = batch.RunOptions(workers=workers)
        output = str(folder / "ours.jsonl")
        return lambda: taken_by(lambda: batch.run([str(given)], output, chain=chain, options=options))

    kinds = {
        "1 worker, encoding alone": ours(Chain("encoding"), 1),
        "2 workers, encoding alone": ours(Chain("encoding"), 2),
        "1 worker, the default chain": ours(Chain("article"), 1),
        "2 workers, the default chain": ours(Chain("article"), 2),
    }
    peer, *found = best(repeats, theirs, *kinds.values())
    show("datatrove, FTFYFormatter", size, peer)
    for name, taken in zip(kinds, found, strict=True):
        told = (
            f"{peer.wall / taken.wall:.1f} of datatrove's rate, by processor time {peer.cpu / taken.cpu:.1f}"
        )
        show(name, size, taken, told)


def _python(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--megabytes", type=float, default=40)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--datatrove", metavar="PYTHON", help="of an environment that has it")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="batch-benchmark-"))
    try:
        source = folder / "in.jsonl"
        write_input(source, int(given.megabytes * 1e6), given.data)
        rates(folder, source, given.repeats)
        tiny_records(folder, given.repeats)
        start_up(5 * given.repeats)
        if given.datatrove:
            against_datatrove(folder, source, given.datatrove, given.repeats)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
