"""Run `batch-clean` and the plain script as whole processes: time from start to end, and memory.

    python -m benchmarks.whole [--data FOLDER] [--same-steps]

Both clean the same files into one output, one after the other, start-up included. CPU seconds (of the
process and its children) are compared, because other processes take turns on the cores, and because one
of the two uses all cores; the time on the clock is shown too. Memory is the sum over the processes, each
page that they share counted once (PSS), sampled five times a second; the greatest sum is shown.
--same-steps leaves out what the plain script does not have, the line model.
"""

import argparse
import gzip
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple

import orjson

from benchmarks.contenders import SAME_STEPS_TOML
from benchmarks.texts import Part, add_data_option, made_parts, real_paths

BATCH_CLEAN = "import sys; from cleankit.cli import batch_clean; sys.exit(batch_clean())"
DEFAULT = 'extends = "article"\n'
PSS_RE = re.compile(r"^Pss: +(\d+) kB", re.MULTILINE)
BETWEEN_SAMPLES = 0.2  # seconds
REPEATS = 12  # made text so often: long enough that start-up does not decide


class Run(NamedTuple):
    """What a process took."""

    seconds: float
    cpu: float
    peak_mb: float


class Pair(NamedTuple):
    """The command and the plain script on the same files, and the command's own account."""

    command: Run
    plain: Run
    counts: dict[str, int]

    @property
    def ratio(self) -> float:
        """How many times as fast as the plain script the command is, by CPU time."""
        return self.plain.cpu / self.command.cpu


def run(*command: str) -> Run:
    """Run a command to its end; RuntimeError if it fails."""
    start, peak = perf_counter(), 0.0
    pid = os.posix_spawn(command[0], command, os.environ)
    while True:
        done, status, usage = os.wait4(pid, os.WNOHANG)
        if done:
            break
        peak = max(peak, _memory_mb(pid))
        sleep(BETWEEN_SAMPLES)
    seconds = perf_counter() - start
    if code := os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{' '.join(command[:4])} ...: exit code {code}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak)


def _memory_mb(pid: int) -> float:
    """Return the memory of a process and its children; what has just gone counts nothing."""
    try:
        found = PSS_RE.search(Path(f"/proc/{pid}/smaps_rollup").read_text("ascii"))
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return 0.0
    return (int(found[1]) / 1024 if found else 0.0) + sum(_memory_mb(int(child)) for child in children)


def compared(paths: Sequence[Path], rounds: int = 1, config: str = DEFAULT) -> Pair:
    """Run both on the files, in turn; the least of each counts. ``config`` is the command's, as TOML."""
    inputs = [str(path) for path in paths]
    with tempfile.TemporaryDirectory() as folder:
        report, output, chain = f"{folder}/report.json", f"{folder}/cleaned.jsonl", Path(folder, "chain.toml")
        chain.write_text(config, encoding="utf-8")
        options = ["-o", output, "--report", report, "--quiet", "--config", str(chain)]
        command = [run(sys.executable, "-c", BATCH_CLEAN, *inputs, *options) for _ in range(rounds)]
        plain = [run(sys.executable, "-m", "benchmarks.plain", output, *inputs) for _ in range(rounds)]
        counts = orjson.loads(Path(report).read_bytes())["records"]
    return Pair(min(command, key=_cpu), min(plain, key=_cpu), counts)


def compared_part(part: Part, rounds: int = 2, config: str = DEFAULT) -> Pair:
    """Write a part to a file and run both on it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{part.name}.jsonl.gz")
        path.write_bytes(gzip.compress(b"\n".join([*part.records, b""]) * REPEATS, 1))
        return compared([path], rounds, config)


def _cpu(one: Run) -> float:
    return one.cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_data_option(parser)
    parser.add_argument("--same-steps", action="store_true", help="without the line model")
    given = parser.parse_args()
    paths = real_paths(given.data)
    config = SAME_STEPS_TOML if given.same_steps else DEFAULT
    pair = compared(paths, 1, config) if paths else compared_part(made_parts()[0], 2, config)
    print(f"text: {f'{len(paths)} files' if paths else 'made from the fixtures; no data folder'}")
    for name, one in [("batch-clean", pair.command), ("benchmarks.plain", pair.plain)]:
        print(f"{name:17} {one.cpu:7.1f} s CPU {one.seconds:7.1f} s clock {one.peak_mb:6.0f} MB at most")
    print(f"records: {', '.join(f'{count:,} {fate}' for fate, count in pair.counts.items())}")
    print(f"{pair.ratio:.1f} times as fast")


if __name__ == "__main__":
    main()
