"""Spark: executors that are killed lose nothing, and nothing comes twice; this file is their program, too."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from engines import FOR_FEW_ROWS, PATH, UNHURRIED

from cleankit import Chain

pytest.importorskip("pyspark")

DEATHS = (150, 400, 700)  # after so many texts: while texts are hashed, compared, and written


def texts():
    """Return texts of which some are near others, with a label in each."""
    chance = random.Random(5)
    words = ["ferry", "harbour", "council", "bridge", "winter", "school", "market", "river"]
    found = [" ".join(chance.choices(words, k=40)).capitalize() + "." for _ in range(90)]
    found += [f"{text[:-1]} and nobody minded." for text in found[:60:2]] + found[1:60:3]
    return [f"Advertisement\n{text}" for text in found]


def records(*paths):
    found = []
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            found += map(json.loads, lines)
    return found


def test_executors_that_are_killed_lose_nothing(tmp_path):
    from cleankit.corpus import dedup

    chain = Chain("article")
    source = tmp_path / "in.jsonl"
    source.write_text(
        "".join(json.dumps({"id": n, "text": chain(one)}) + "\n" for n, one in enumerate(texts()))
    )
    dedup([source], tmp_path / "wanted.jsonl")
    environment = os.environ | {"PYTHONPATH": PATH}
    subprocess.run([sys.executable, __file__, str(tmp_path)], env=environment, check=True)
    assert len(list(tmp_path.glob("died-*"))) == len(DEATHS)
    wanted = records(tmp_path / "wanted.jsonl")
    kept = records(*(tmp_path / "kept").glob("*.json"))
    assert sorted(kept, key=lambda one: one["id"]) == wanted
    removed = records(*(tmp_path / "removed").glob("*.json"))
    assert sorted(one["id"] for one in [*kept, *removed]) == list(range(len(texts())))
    names = {file.name.lstrip(".").split("-")[0] for file in (tmp_path / "kept").iterdir()}
    assert names <= {"part", "_SUCCESS", "_SUCCESS.crc"}  # nothing of the task that was killed


def main(folder):
    """Clean and deduplicate in a cluster of two executors, which die on the way."""
    from pyspark.sql import SparkSession

    from cleankit.integrations.spark import clean, dedup

    def die_sometimes(text):
        with (folder / "seen").open("a") as seen:
            seen.write(".")
            number = seen.tell()
        for death in DEATHS:
            marker = folder / f"died-{death}"
            if number >= death and not marker.exists():
                marker.touch()
                daemon = Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()
                os.kill(int(daemon[1]), signal.SIGKILL)  # the executor: it started the daemon of this worker
        return text

    builder = SparkSession.builder.master("local-cluster[2,1,700]").config("spark.executor.memory", "700m")
    builder = builder.config("spark.ui.enabled", False).config("spark.driver.host", "127.0.0.1")
    builder = builder.config("spark.sql.shuffle.partitions", 3).config("spark.executorEnv.PYTHONPATH", PATH)
    for name, value in {**UNHURRIED, **FOR_FEW_ROWS}.items():
        builder = builder.config(name, value)
        builder = builder.config(name.replace("driver", "executor"), value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    frame = session.createDataFrame(list(enumerate(texts())), "id long, text string").repartition(6)
    cleaned = clean(frame, chain=Chain("article", die_sometimes)).drop("dropped", "error")
    found = dedup(cleaned, key="id")
    for name in ("kept", "removed"):
        getattr(found, name).write.json(str(folder / name))
    session.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
