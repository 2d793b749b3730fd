"""Workers under supervision: poison records, kills, order, the same bytes whoever does the work."""

import contextlib
import ctypes
import faulthandler
import gzip
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest
from running import CLEAN, DIRTY, jsonl, lines_of

from cleankit import Chain, batch
from cleankit.batch.supervisor import Supervisor, Task
from cleankit.batch.worker import WAITING, Worker
from cleankit.io import reading
from cleankit.io.format import Chunk, Position
from cleankit.io.sources import Source

POISON = {
    "sleep": lambda: time.sleep(600),
    "spin": lambda: all(n >= 0 for n in itertools.count()),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "exit": lambda: os._exit(0),
    "leave": lambda: sys.exit(0),
    "crash": lambda: ctypes.string_at(0),
    "abort": os.abort,
    "stop": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "memory": lambda: bytearray(8 << 30),
    "raise": lambda: 1 / 0,
    "interrupt": lambda: os.kill(os.getpid(), signal.SIGINT),
}
COST_A_TIMEOUT = {"sleep", "spin", "stop"}
HARMLESS = {"interrupt"}  # workers leave that to their parent


def eat(text):
    """Do what a poison record says: a filter that fails in every way."""
    if text.startswith("poison:"):
        faulthandler.disable()  # pytest's would fill the log
        POISON[text.removeprefix("poison:")]()
    return text.upper()


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 2000)


def children():
    return psutil.Process().children()


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 3])
def test_poison_records_cost_only_themselves(tmp_path, small_chunks, workers):
    records = []
    for name in POISON:
        records += [{"id": i, "text": f"good {name} {i} " * 5} for i in range(40)]
        records.append({"id": name, "text": f"poison:{name}"})
    records += [{"id": i, "text": "the end"} for i in range(3)]
    (tmp_path / "in.jsonl").write_bytes(jsonl(*records))
    options = batch.RunOptions(timeout=2, workers=workers)
    started = time.monotonic()
    summary = batch.run(
        [str(tmp_path / "in.jsonl")], str(tmp_path / "out.jsonl"), chain=Chain(eat), options=options
    )
    refused = {
        json.loads(one["raw"])["id"]: one
        for one in lines_of((tmp_path / "out.jsonl.quarantine.jsonl").read_bytes())
    }
    assert list(refused) == [name for name in POISON if name not in HARMLESS]
    out = lines_of((tmp_path / "out.jsonl").read_bytes())
    assert out == [
        {**record, "text": record["text"].upper()} for record in records if record["id"] not in refused
    ]
    for name, account in refused.items():
        assert account["line"] == 41 * list(POISON).index(name) + 41
        assert ("--timeout (2 s)" in account["error"]) == (name in COST_A_TIMEOUT)
    assert "signal SIGSEGV" in refused["crash"]["error"]
    assert "MemoryError" in refused["memory"]["error"]
    assert summary.exit_code == 1
    assert summary.tally.records["input"] == len(records) == summary.tally.records["output"] + len(refused)
    assert time.monotonic() - started < 60
    assert children() == []


def test_two_poison_records_in_a_chunk_do_not_cost_their_neighbours(tmp_path):
    texts = ["a", "poison:kill", "b", "poison:exit", "poison:kill", "c"]
    (tmp_path / "in.jsonl").write_bytes(jsonl(*({"text": text} for text in texts)))
    batch.run([str(tmp_path / "in.jsonl")], str(tmp_path / "out.jsonl.gz"), chain=Chain(eat))
    assert [one["text"] for one in lines_of(gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes()))] == [
        "A",
        "B",
        "C",
    ]
    assert [one["line"] for one in lines_of((tmp_path / "out.jsonl.gz.quarantine.jsonl").read_bytes())] == [
        2,
        4,
        5,
    ]


def test_poison_text_files(tmp_path):
    (tmp_path / "in").mkdir()
    for name, text in {"a": "a", "b": "poison:kill", "c": "c"}.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text)
    summary = batch.run([str(tmp_path / "in")], str(tmp_path / "out"), chain=Chain(eat))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.txt", "c.txt"]
    assert summary.tally.records["quarantined"] == 1


def kill_some(stop):
    """Kill workers of this process at random until told to stop."""
    chance = random.Random(0)
    while not stop.is_set():
        for process in children():
            if chance.random() < 0.3:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()
        time.sleep(chance.random() * 0.4)


def slow(text):
    time.sleep(0.0005)
    return text.title()


@pytest.mark.slow
def test_workers_killed_at_random_cost_nothing(tmp_path, small_chunks):
    records = [{"id": i, "text": f"record {i} " * 4} for i in range(4000)]
    (tmp_path / "in.jsonl").write_bytes(jsonl(*records))
    stop = threading.Event()
    killer = threading.Thread(target=kill_some, args=(stop,))
    killer.start()
    try:
        options = batch.RunOptions(workers=2)
        summary = batch.run(
            [str(tmp_path / "in.jsonl")], str(tmp_path / "out.jsonl"), chain=Chain(slow), options=options
        )
    finally:
        stop.set()
        killer.join()
    lost = summary.tally.records["quarantined"]
    assert lost <= 2  # only one that was in hand at two kills
    assert summary.tally.records["output"] == 4000 - lost
    out = lines_of((tmp_path / "out.jsonl").read_bytes())
    assert [record["id"] for record in out] == sorted(record["id"] for record in out)
    assert len(out) == 4000 - lost


RUN = """
import sys
from cleankit.io import reading
from cleankit.batch.worker import WAITING, Worker
reading.CHUNK = 5000
from cleankit.cli import batch_clean
batch_clean()
"""


@pytest.mark.slow
def test_the_same_bytes_whoever_does_the_work(tmp_path):
    records = [{"id": i, "text": f"{DIRTY}{CLEAN * (i % 7)} {i}"} for i in range(300)]
    lines = jsonl(*records).split(b"\n")
    lines[50:50] = [b"bad", b'{"text": 1}']
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    wanted = None
    kinds = [("1", "0", "C.UTF-8"), ("2", "1", "C.UTF-8"), ("3", "2", "C"), ("5", "0", "C")]
    for at, (workers, seed, lang) in enumerate(kinds):
        folder = tmp_path / str(at)
        args = [
            "-o",
            folder / "out.jsonl.gz",
            "--audit",
            folder / "audit.jsonl.zst",
            "--workers",
            workers,
            "--add-fields",
        ]
        command = [sys.executable, "-c", RUN, "../in.jsonl", *args]
        env = {**os.environ, "PYTHONHASHSEED": seed, "LANG": lang, "LC_ALL": lang}
        folder.mkdir()
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        found = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert sorted(found) == ["audit.jsonl.zst", "out.jsonl.gz", "out.jsonl.gz.quarantine.jsonl"]
        wanted = wanted or found
        assert found == wanted


def mark_often(task, mark):
    for record in range(task):
        mark(record)
    return task


def test_what_is_in_hand_is_never_read_in_part():
    """A half-written time once looked like a record that was overdue."""
    own = Worker(mark_often, [])
    try:
        own.give(500_000)
        alive, result = True, None
        while alive and result is None:
            record, since = own.in_hand
            assert record == WAITING or -1 <= record < 500_000
            assert record < 0 or abs(time.monotonic() - since) < 30
            alive, result = own.receive()
        assert result == 500_000
    finally:
        own.kill()
        own.bury()


def test_a_record_is_overdue_when_two_looks_say_so(tmp_path):
    """What a look reads may be half of a mark and half of the one before."""

    def work(_task, mark):
        mark(0)
        time.sleep(60)

    source = Source(tmp_path / "in.jsonl", "in.jsonl", "jsonl")
    supervisor = Supervisor(work, 1, 5.0, lambda _, result: result)
    try:
        supervisor._tasks.append(Task(0, Chunk((source,), "jsonl", Position(1))))
        supervisor._hand_out()
        (worker,) = supervisor._workers
        while worker.in_hand[0] != 0:
            time.sleep(0.01)
        now = time.monotonic()
        worker.excused = now - 120
        old, new = int((now - 60) * 1e9), int(now * 1e9)
        for since in (old, new, old, new):  # never twice the same
            worker._shared[1] = since
            supervisor._enforce_deadlines(now)
            assert supervisor._workers == [worker]
        worker._shared[1] = old
        supervisor._enforce_deadlines(now)
        assert supervisor._workers == [worker]
        supervisor._enforce_deadlines(now)
        assert supervisor._workers == []
        assert supervisor._tasks[0].part.refusal == "took longer than --timeout (5 s)"
    finally:
        supervisor.close()


@pytest.mark.slow
def test_a_run_that_was_stopped_as_a_whole_does_not_blame_the_record(tmp_path):
    """A suspended machine, or kill -STOP of the group: the record in hand gets its time anew."""
    (tmp_path / "in.jsonl").write_bytes(jsonl({"id": 1, "text": "slow"}))
    code = """
import time
from cleankit import Chain, batch
def slow(text):
    open("begun", "w").close()
    end = time.process_time() + 1
    while time.process_time() < end:
        pass
    return text
print(batch.run("in.jsonl", "out.jsonl", chain=Chain(slow), timeout=6, workers=1).tally.records["output"])
"""
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, start_new_session=True
    )
    while not (tmp_path / "begun").exists():
        time.sleep(0.01)
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGSTOP)
    time.sleep(8)  # more than supervisor.STALLED, and than the deadline
    os.killpg(process.pid, signal.SIGCONT)
    assert process.communicate(timeout=60)[0] == b"1\n"
