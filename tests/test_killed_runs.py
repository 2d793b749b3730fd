"""`dedup` and `learn` under kill -9: whatever the moment, the same command again gives the same bytes."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path

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
    return [path for path in folder.iterdir() if path.is_file() and path.suffix not in UNFINISHED]


COMMANDS = {
    "dedup": lambda corpus, out: dedup(
        [corpus], out / "out.jsonl", lines=True, clusters=out / "clusters.jsonl"
    ),
    "dedup of records": lambda corpus, out: dedup(records_in(corpus), out / "out.jsonl"),
    "learn": lambda corpus, out: learn([corpus], out / "pack.toml", side=out / "side.jsonl"),
}
UNFINISHED = {".partial", ".lock"}
# The k-th call of each kind that a process makes: every change to a folder is made by one of them.
INSTANTS = [
    *(("dedup", "unlink", k) for k in range(1, 8)),
    *(("dedup", "unlinkat", k) for k in range(1, 3)),
    *(("dedup", "rmdir", 1), ("dedup", "rename", 1), ("dedup", "rename", 2), ("dedup", "rename", 3)),
    *(("dedup", "mkdir", k) for k in range(1, 5)),
    *(("dedup", "fsync", k) for k in range(1, 8)),
    *(("dedup", "fdatasync", k) for k in range(1, 28, 3)),
    *(("dedup", "pwrite64", k) for k in range(1, 18, 3)),
    *(("dedup", "write", k) for k in range(1, 80, 9)),
    *(("dedup of records", "write", k) for k in range(1, 4)),
    *(("dedup of records", "rename", 1), ("dedup of records", "fsync", 1)),
    *(("dedup of records", "unlink", k) for k in range(1, 8)),
    *(("learn", "write", k) for k in range(1, 6)),
    *(("learn", call, k) for call in ("fsync", "rename") for k in (1, 2)),
]
PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_killed_runs import COMMANDS
COMMANDS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
"""


def records_in(corpus):
    import orjson

    return [orjson.loads(line) for line in corpus.read_bytes().splitlines()]


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


@pytest.fixture(scope="module")
def whole(tmp_path_factory, corpus):
    """Return what the commands write when nothing stops them, by name."""
    found = {}
    for command, run in COMMANDS.items():
        folder = tmp_path_factory.mktemp("whole")
        assert ended(forked(lambda folder=folder, run=run: run(corpus, folder))) == 0
        found[command] = bytes_in(folder)
    return found


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize(("command", "call", "k"), INSTANTS)
def test_the_same_bytes_after_a_kill_at_a_system_call(tmp_path, corpus, whole, command, call, k):
    folder = tmp_path / "out"
    folder.mkdir()
    strace = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}"]
    strace += ["-e", f"inject={call}:signal=KILL:when={k}"]
    program = PROGRAM.format(tests=str(Path(__file__).parent))
    done = subprocess.run([*strace, sys.executable, "-c", program, command, corpus, folder], check=False)
    assert done.returncode in (0, -signal.SIGKILL)  # 0: there were fewer such calls
    written = whole[command]
    assert all(path.read_bytes() == written[path.name] for path in finished(folder))
    assert ended(forked(lambda: COMMANDS[command](corpus, folder))) == 0
    assert bytes_in(folder) == written
