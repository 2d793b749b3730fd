"""What the same work costs on each engine: processor time of all processes, wall time, and equal outputs.

    PYTHONPATH=. .venv-hosts/ray/bin/python -m benchmarks.engines local ray ray-data --data FOLDER
    PYTHONPATH=. .venv-hosts/spark/bin/python -m benchmarks.engines local spark --data FOLDER
    PYTHONPATH=. .venv-hosts/dask/bin/python -m benchmarks.engines local dask --data FOLDER

Each engine cleans one file of JSON lines into files, in a process of its own, with as many workers as
--workers says. Processor time is summed over the process and all its descendants, looked at ten times a
second: the start of JVM and cluster is in it, and said apart, by a run of one record.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.batch import write_input
from benchmarks.texts import add_data_option

LOCAL = """
from cleankit import batch
batch.run({source!r}, {output!r}, workers={workers}, engine={engine!r})
"""
RAY_DATA = """
import ray
ray.init(num_cpus={workers} + 1, include_dashboard=False, log_to_driver=False)
ray.data.DataContext.get_current().enable_progress_bars = False
from cleankit.integrations.ray import clean
clean(ray.data.read_json({source!r}), actors={workers}).write_json({output!r})
"""
SPARK = """
from pyspark.sql import SparkSession
builder = SparkSession.builder.master("local[{workers}]").config("spark.ui.enabled", False)
session = builder.config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
from cleankit.integrations.spark import clean
frame = session.read.schema("id long, url string, text string").json({source!r})
clean(frame).write.json({output!r})
"""
DASK = """
import dask, dask.dataframe
from cleankit.integrations.dask import clean
dask.config.set(scheduler="processes", num_workers={workers})
frame = dask.dataframe.read_json({source!r}, lines=True, blocksize=8 << 20, dtype=False, convert_dates=False)
clean(frame).to_json({output!r}, orient="records", lines=True, force_ascii=False)
"""
ENGINES = {"local": LOCAL, "ray": LOCAL, "ray-data": RAY_DATA, "spark": SPARK, "dask": DASK}


def cost(engine: str, source: Path, output: Path, workers: int) -> tuple[float, float]:
    """Return processor time and wall time of a run."""
    code = ENGINES[engine].format(source=str(source), output=str(output), workers=workers, engine=engine)
    started = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        running = subprocess.Popen([sys.executable, "-c", code], stdout=told, stderr=told)
        spent: dict[tuple[int, int], int] = {}  # by process and its start: numbers are given anew
        while running.poll() is None:
            spent |= _spent_by_family(running.pid)
            time.sleep(0.1)
        if running.returncode:
            told.seek(0)
            raise SystemExit(told.read().decode()[-2000:])
    return sum(spent.values()) / os.sysconf("SC_CLK_TCK"), time.perf_counter() - started


def _spent_by_family(first: int) -> dict[tuple[int, int], int]:
    """Return the processor time of a process and its descendants, in ticks."""
    processes: dict[int, tuple[int, int, int]] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            told = file.read_text().rpartition(")")[2].split()
            processes[int(file.parent.name)] = int(told[1]), int(told[11]) + int(told[12]), int(told[19])
    family = {first}
    while found := {pid for pid, (parent, *_) in processes.items() if parent in family} - family:
        family |= found
    return {(pid, processes[pid][2]): processes[pid][1] for pid in family if pid in processes}


def texts(output: Path) -> list[str]:
    """Return the texts of all files that a run wrote, sorted."""
    files = (
        [output]
        if output.is_file()
        else [
            one
            for one in output.rglob("*")
            if one.suffix in (".json", ".jsonl", ".part") and one.name[0] != "."
        ]
    )
    return sorted(json.loads(line)["text"] for file in files for line in file.open("rb"))


def main() -> int:
    """Print a line per engine; exit with 1 if outputs differ."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_data_option(parser)
    parser.add_argument("engines", nargs="+", choices=ENGINES)
    parser.add_argument("--megabytes", type=int, default=40)
    parser.add_argument("--workers", type=int, nargs="+", default=[1])
    given = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, one = folder / "in.jsonl", folder / "one.jsonl"
        write_input(source, given.megabytes << 20, given.data)
        one.write_bytes(source.open("rb").readline())
        wanted: list[str] = []
        for workers in given.workers:
            for engine in given.engines:
                output = folder / f"{engine}{workers}{'.jsonl' if ENGINES[engine] is LOCAL else ''}"
                start, _ = cost(engine, one, output.with_name("start" + output.name), workers)
                spent, wall = cost(engine, source, output, workers)
                found = texts(output)
                wanted = wanted or found
                wrong += found != wanted
                same = "same texts" if found == wanted else "OTHER TEXTS"
                print(
                    f"{engine}, {workers} workers: {spent:.1f} s of processor time, {start:.1f} of them for "
                    f"its start; {wall:.1f} s; {len(found):,} {same}",
                    flush=True,
                )
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
