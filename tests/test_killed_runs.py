"""`dedup` and `learn` under kill -9: whatever the moment, the same command again gives the same bytes."""

import os
import random
import signal
import sys
import time
import traceback

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("rensa")

from cleankit.corpus import dedup
from cleankit.learn import learn

KILLS = 20
RNG = random.Random(5)
WORDS = [f"word{i}" for i in range(3_000)]


def story():
    return " ".join(RNG.choices(WORDS, k=80))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    import orjson

    stories = [story() for _ in range(120)]
    stories += [text.replace("word7", "other") for text in stories[:30]]
    footer = "All the news of the islands, every morning, in your box at the pier."
    lines = [
        orjson.dumps({"id": i, "site": "example.org", "text": f"{text}\n{footer}"})
        for i, text in enumerate(stories)
    ]
    path = tmp_path_factory.mktemp("corpus") / "in.jsonl"
    path.write_bytes(b"\n".join(lines))
    return path


def forked(run):
    """Start a run in a process of its own, and return its id."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            run()
            code = 0
        finally:
            if code:
                traceback.print_exc()
                sys.stderr.flush()
            os._exit(code)
    return pid


def ended(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def bytes_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def finished(folder):
    """Return the files that have their final names."""
    return [path for path in folder.iterdir() if path.is_file() and path.suffix != ".partial"]


COMMANDS = {
    "dedup": lambda corpus, out: dedup([corpus], out / "out.jsonl", lines=True),
    "learn": lambda corpus, out: learn([corpus], out / "pack.toml"),
}


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_bytes_after_any_kill(tmp_path, corpus, command):
    whole, again = tmp_path / "whole", tmp_path / "again"
    taken = []
    for folder in (whole, again):
        folder.mkdir()
        started = time.monotonic()
        assert ended(forked(lambda folder=folder: COMMANDS[command](corpus, folder))) == 0
        taken.append(time.monotonic() - started)
    assert bytes_in(again) == bytes_in(whole)
    killed = 0
    for kill in range(KILLS):
        folder = tmp_path / f"killed-{kill}"
        folder.mkdir()
        pid = forked(lambda folder=folder: COMMANDS[command](corpus, folder))
        time.sleep(min(taken) * (kill + 0.5) / KILLS)  # the first run is slow: nothing is in memory yet
        os.kill(pid, signal.SIGKILL)
        killed += ended(pid) == -signal.SIGKILL
        assert all(path.read_bytes() == (whole / path.name).read_bytes() for path in finished(folder)), kill
        assert ended(forked(lambda folder=folder: COMMANDS[command](corpus, folder))) == 0
        assert bytes_in(folder) == bytes_in(whole), kill
    assert killed > KILLS / 2
