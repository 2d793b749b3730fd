"""Time and memory as inputs grow: files from 1 MB to 2 GB, and one text of 10 to 1,000,000 lines.

    python -m benchmarks scale [--most-mb 2000] [--most-lines 1000000] [--workers 2]

Files are records of made articles, no line of them twice, cleaned by `batch-clean`: CPU seconds of all
processes, and the most memory of them together (PSS). A text is cleaned by the default chain in a process of
its own: CPU seconds of that call, and the most memory of that process. What the smallest input takes, which
is start-up, is subtracted, and a power of the size is fitted to the rest: linear growth has the exponent 1.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count, product
from math import log
from pathlib import Path
from random import Random
from time import process_time
from typing import NamedTuple

import orjson

from benchmarks.whole import BATCH_CLEAN, run
from cleankit import Chain

MOST = 1.05  # exponent
LINES = 40  # of an article
LABELS = ("Advertisement", "Share", "Read more", "Related articles", "Sign up for our newsletter", "")
SYLLABLES = (
    "har",
    "bo",
    "ur",
    "mi",
    "ta",
    "ne",
    "lo",
    "ker",
    "si",
    "du",
    "van",
    "po",
    "ri",
    "en",
    "ga",
    "thu",
)
WORDS = tuple("".join(parts) for parts in product(SYLLABLES, repeat=3))


class Point(NamedTuple):
    """An input's size, and what it took."""

    size: int
    seconds: float
    memory_mb: float


def made_lines(seed: int = 0) -> Iterator[str]:
    """Yield lines without end: sentences of which none comes twice, headings, labels, blank lines.

    The words are many, so that lines which begin alike are as rare as they are in articles.
    """
    random = Random(seed)
    for number in count():
        kind = random.random()
        if kind < 0.2:
            yield random.choice(LABELS)
            continue
        words = " ".join(
            random.choices(WORDS, k=random.randint(3, 9) if kind < 0.4 else random.randint(12, 40))
        )
        yield f"{words.capitalize()} {number}" + ("" if kind < 0.4 else ".")


def exponent(points: Sequence[Point]) -> float:
    """Return the power of the size with which the time grows, less what the smallest input takes.

    >>> round(exponent([Point(1, 5.0, 0), Point(10, 5.9, 0), Point(100, 14.9, 0), Point(1000, 104.9, 0)]), 2)
    1.02
    """
    if len(points) < 3:
        raise ValueError("fewer than three sizes; try a larger --most-mb or --most-lines")
    least = points[0].seconds
    pairs = [(log(one.size), log(one.seconds - least)) for one in points[1:] if one.seconds > least]
    x, y = (sum(values) / len(pairs) for values in zip(*pairs, strict=True))
    return float(sum((a - x) * (b - y) for a, b in pairs) / sum((a - x) ** 2 for a, b in pairs))


def of_files(most_mb: int, workers: int) -> Iterator[Point]:
    """Yield what `batch-clean` takes for files of 1 MB, ten times that, and so on up to the largest."""
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "articles.jsonl"), Path(folder, "cleaned.jsonl")
        for mb in _steps(1, most_mb):
            _write(source, mb * 1_000_000)
            command = (sys.executable, "-c", BATCH_CLEAN, str(source), "-o", str(output), "--quiet")
            spent = run(*command, "--workers", str(workers))
            yield Point(mb, spent.cpu, spent.peak_mb)
            output.unlink()


def of_texts(most_lines: int) -> Iterator[Point]:
    """Yield what the default chain takes for one text of 10 lines, ten times that, and so on."""
    for lines in _steps(10, most_lines):
        command = [sys.executable, "-m", "benchmarks.scale", "--one-text", str(lines)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        yield Point(lines, float(said[0]), float(said[1]))


def one_text(lines: int) -> tuple[float, float]:
    """Clean a text of so many lines: CPU seconds, and the most memory of the process in MB."""
    source = made_lines()
    text = "\n".join(next(source) for _ in range(lines))
    chain = Chain("article")
    chain("\n".join(next(source) for _ in range(1000)))  # compiles what texts of any size need
    start = process_time()
    chain(text)
    return process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _steps(least: int, most: int) -> list[int]:
    steps = [least]
    while steps[-1] * 10 < most:
        steps.append(steps[-1] * 10)
    return [*steps, most] if most > steps[-1] else steps


def _write(path: Path, size: int) -> None:
    lines = made_lines()
    with path.open("wb") as out:
        for number in count():
            text = "\n".join(next(lines) for _ in range(LINES))
            size -= out.write(
                orjson.dumps({"id": str(number), "text": text}, option=orjson.OPT_APPEND_NEWLINE)
            )
            if size <= 0:
                return


def show(unit: str, points: Sequence[Point]) -> bool:
    """Print what was measured; say whether it grew as it may."""
    print(f"| {unit} | CPU s | MB at most |\n|---:|---:|---:|")
    for one in points:
        print(f"| {one.size:,} | {one.seconds:.4g} | {one.memory_mb:.0f} |")
    found = exponent(points)
    print(f"\nexponent {found:.3f}, at most {MOST}\n", flush=True)
    return found <= MOST


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--most-mb", type=int, default=2000, help="of the largest file")
    parser.add_argument("--most-lines", type=int, default=1_000_000, help="of the largest text")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--one-text", type=int, metavar="LINES", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one_text:
        print(*one_text(given.one_text))
        return 0
    texts = show("lines of one text", [*of_texts(given.most_lines)])
    files = show("MB of articles", [*of_files(given.most_mb, given.workers)])
    return 0 if texts and files else 1


if __name__ == "__main__":
    raise SystemExit(main())
