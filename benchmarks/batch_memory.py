"""The memory of `batch-clean` on inputs that are too large for it: all processes, sampled from outside.

    python -m benchmarks.batch_memory [--gigabytes 3] [--preset article] [--workers 2] [--data ../shared/eval]

Three inputs are made and cleaned, one after the other, and removed: a file of many articles, one line
without end, and the same as gzip. Memory is the sum of the processes' PSS: pages that they share count once.
tests/batch/test_memory.py does the same with smaller ones.
"""

import argparse
import contextlib
import gzip
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import IO, cast

import orjson

from benchmarks.batch import articles

BASE, WORKER = 300, 200  # MB that a run may take, and each worker beside
GZIP_LEVEL = 6


def peak_of(command: list[str]) -> tuple[int, float, float]:
    """Run a command: (exit code, most memory seen in MB, seconds)."""
    peak, started = 0, time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, sum(map(pss, family(process.pid))))
        time.sleep(0.05)
    return process.returncode, peak / 1024, time.perf_counter() - started


def family(pid: int) -> list[int]:
    """Return a process and its children."""
    with contextlib.suppress(OSError):
        return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    return [pid]


def pss(pid: int) -> int:
    """Return the memory of a process in kB, pages shared with others in part; 0 if it is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def write_articles(out: IO[bytes], size: int, data: Path | None) -> None:
    """Write that many bytes of records; a few thousand articles come again and again."""
    lines = [
        orjson.dumps({"id": n, "text": text}) + b"\n" for n, text in enumerate(islice(articles(data), 3000))
    ]
    block = b"".join(lines)
    for _ in range(size // len(block) + 1):
        out.write(block)


def write_long_line(out: IO[bytes], size: int) -> None:
    """Write a record of that many bytes between two small ones."""
    out.write(b'{"text": "first"}\n{"text": "')
    for _ in range(size // 1_000_000):
        out.write(b"a" * 1_000_000)
    out.write(b'"}\n{"text": "last"}\n')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--gigabytes", type=float, default=3, help="of articles; the line has a third")
    parser.add_argument("--preset", default="article")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    size = int(given.gigabytes * 1e9)
    folder = Path(tempfile.mkdtemp(prefix="batch-memory-"))

    def measure(name: str, source: Path, write: Callable[[IO[bytes]], None], code: int) -> None:
        packed = source.suffix == ".gz"
        with cast("IO[bytes]", gzip.open(source, "wb", GZIP_LEVEL)) if packed else source.open("wb") as out:
            write(out)
        command = [
            sys.executable,
            "-m",
            "cleankit.cli",
            "clean",
            str(source),
            "-o",
            str(folder / "out.jsonl"),
        ]
        found, peak, seconds = peak_of(
            [*command, "--preset", given.preset, "--workers", str(given.workers), "-q"]
        )
        stored = source.stat().st_size
        allowed = BASE + given.workers * WORKER
        verdict = "" if found == code and peak < allowed else "  FAILED"
        print(
            f"{name:<16}{stored / 1e6:>9,.1f} MB stored {peak:>7.0f} MB at the most of {allowed} "
            f"{seconds:>7.1f} s  exit code {found}{verdict}",
            flush=True,
        )
        for path in folder.iterdir():
            path.unlink()

    try:
        measure("many articles", folder / "in.jsonl", lambda out: write_articles(out, size, given.data), 0)
        measure("a long line", folder / "in.jsonl", lambda out: write_long_line(out, size // 3), 1)
        measure("a gzip bomb", folder / "in.jsonl.gz", lambda out: write_long_line(out, size // 3), 1)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
