"""Faults at exact system calls, kills at random: nothing is lost, nothing unfinished has a final name."""

import contextlib
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pytest
from running import batch_clean, jsonl

from cleankit import Chain, InputError, batch
from cleankit.batch import ledger, plan
from cleankit.batch.process import LOT_SIZE
from cleankit.io import reading
from cleankit.io.files import Files

CONFIG = 'filters = ["newlines", "spaces", "length"]\n[length]\nmin_words = 3\n'
BLOCK = 1500
RUN = f"""
from cleankit.io import reading
reading.CHUNK = {BLOCK}
from cleankit.cli import batch_clean
batch_clean()
"""
ARGUMENTS = [
    "in.jsonl",
    "-o",
    "out.jsonl",
    "--config",
    "chain.toml",
    "--audit",
    "audit.jsonl",
    "--report",
    "report.json",
    "-q",
]
FILES = ["audit.jsonl", "out.jsonl", "out.jsonl.dropped.jsonl", "out.jsonl.quarantine.jsonl"]
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


def records():
    lines = jsonl(
        *({"id": i, "text": f"The  number {i} is  here. " * (1 + i % 5)} for i in range(120))
    ).split(b"\n")
    lines[30:30] = [b"bad one", b'{"text": "short"}']
    lines[90:90] = [b'{"text": 5}', b'{"text": "short"}']
    return b"\n".join(lines)


def prepared(folder):
    folder.mkdir(exist_ok=True)
    (folder / "in.jsonl").write_bytes(records())
    (folder / "chain.toml").write_text(CONFIG)
    return folder


def start(folder, *before, **kwargs):
    return subprocess.Popen(
        [*before, sys.executable, "-c", RUN, *ARGUMENTS], cwd=folder, stderr=subprocess.PIPE, **kwargs
    )


def contents(folder):
    return {name: (folder / name).read_bytes() for name in FILES if (folder / name).exists()}


def resume(folder, monkeypatch, *, workers=1):
    """Go on in this process, with another number of workers."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(reading, "CHUNK", BLOCK)
    chain = Chain.from_toml(folder / "chain.toml")
    options = batch.RunOptions(workers=workers)
    return batch.run(
        ["in.jsonl"],
        "out.jsonl",
        chain=chain,
        options=options,
        audit="audit.jsonl",
        report="report.json",
        resume=True,
    )


@pytest.fixture(scope="module")
def wanted(tmp_path_factory):
    folder = prepared(tmp_path_factory.mktemp("wanted"))
    with start(folder) as process:
        message = process.stderr.read()
    assert process.returncode == 1, message
    found = contents(folder)
    assert sorted(found) == FILES
    assert len(found["out.jsonl"].split(b"\n")) == 121
    return found


def check_and_resume(folder, code, wanted, monkeypatch):
    """What stopped left whole files or none; what goes on ends with the same bytes, and nothing else."""
    found = contents(folder)
    assert all(data == wanted[name] for name, data in found.items())
    assert code != 0
    if code == 1:
        assert found == wanted
    summary = resume(folder, monkeypatch)
    assert contents(folder) == wanted
    expected = {"input": 124, "output": 120, "dropped": 2, "quarantined": 2}
    assert {name: summary.tally.records[name] for name in expected} == expected
    assert json.loads((folder / "report.json").read_bytes())["records"]["input"] == 124
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [*FILES, "in.jsonl", "chain.toml", "report.json"]
    )


INSTANTS = [
    *(("write", "signal=KILL", k) for k in range(1, 40, 2)),
    *(("fsync", "signal=KILL", k) for k in range(1, 44, 3)),
    *(("rename", "signal=KILL", k) for k in range(1, 17)),
    *(("unlink", "signal=KILL", k) for k in range(1, 5)),
    *(("write", "error=ENOSPC", k) for k in range(1, 40, 4)),
    *(("write", "error=EIO", k) for k in range(2, 40, 12)),
    *(("fsync", "error=EIO", k) for k in range(1, 44, 8)),
    *(("fsync", "error=ENOSPC", k) for k in range(2, 44, 14)),
    *(("rename", "error=EIO", k) for k in range(1, 17, 4)),
]


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize(("call", "fault", "k"), INSTANTS)
def test_a_fault_at_a_system_call(tmp_path, wanted, monkeypatch, call, fault, k):
    folder = prepared(tmp_path / "run")
    strace = ["strace", "-qq", "-o", "trace", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={k}"]
    with start(folder, *strace) as process:
        message = process.stderr.read().decode()
    assert "Traceback" not in message
    happened = "INJECTED" in (folder / "trace").read_text() or process.returncode < 0
    (folder / "trace").unlink()
    if fault.startswith("error") and happened:
        assert process.returncode in (1, 3), message
        assert process.returncode == 1 or "cannot be written" in message
    if not happened:
        assert process.returncode == 1
    check_and_resume(folder, process.returncode, wanted, monkeypatch)


@pytest.mark.slow
def test_killed_at_random(tmp_path, wanted, monkeypatch):
    chance = random.Random(1)
    for number in range(20):
        folder = prepared(tmp_path / str(number))
        process = start(folder)
        # Startup takes most of the time; what matters comes after the first file is there.
        while process.poll() is None and not (folder / "out.jsonl.lock").exists():
            time.sleep(0.002)
        time.sleep(chance.random() * 0.15)
        workers = psutil.Process(process.pid).children() if process.poll() is None else []
        process.kill()
        process.communicate()
        _, alive = psutil.wait_procs(workers, timeout=10)
        assert alive == []
        check_and_resume(folder, process.returncode, wanted, monkeypatch)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_keeps_what_was_done(tmp_path, wanted, monkeypatch, number):
    folder = prepared(tmp_path / "run")
    process = start(folder, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
    while process.poll() is None and not (folder / "out.jsonl.ledger").exists():
        time.sleep(0.001)
    workers = []
    with contextlib.suppress(psutil.NoSuchProcess):
        workers = psutil.Process(process.pid).children()
    started = time.monotonic()
    process.send_signal(number)
    _, message = process.communicate()
    assert time.monotonic() - started < 20
    assert psutil.wait_procs(workers, timeout=10)[1] == []
    if process.returncode != 1:  # it was not done before the signal came
        assert process.returncode == 128 + number
        assert b"run the same command with --resume to go on" in message
    check_and_resume(folder, process.returncode, wanted, monkeypatch)


def stopped(folder, monkeypatch, after=3):
    """Stop a run in this process after some blocks."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(reading, "CHUNK", BLOCK)
    seen = []

    def stop(*_):
        seen.append(1)
        if len(seen) == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.run(
            ["in.jsonl"],
            "out.jsonl",
            chain=Chain.from_toml(folder / "chain.toml"),
            audit="audit.jsonl",
            progress=stop,
        )
    assert batch.can_resume("out.jsonl")


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_resume_with_another_number_of_workers(tmp_path, wanted, monkeypatch, workers):
    folder = prepared(tmp_path / "run")
    stopped(folder, monkeypatch)
    seen = json.loads((folder / "out.jsonl.ledger").read_bytes())["place"]
    assert 0 < seen[1] < len(records())
    summary = resume(folder, monkeypatch, workers=workers)
    assert contents(folder) == wanted
    assert summary.tally.records["input"] == 124
    assert summary.bytes_read == len(records())


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
@pytest.mark.parametrize("source_suffix", ["", ".gz", ".zst"])
def test_resume_in_compressed_files(tmp_path, monkeypatch, source_suffix, suffix):
    import zstandard

    pack = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}[source_suffix]
    monkeypatch.setattr(reading, "CHUNK", BLOCK)
    options = batch.RunOptions(max_record=2500)
    source = tmp_path / f"in.jsonl{source_suffix}"
    source.write_bytes(pack(records().replace(b"bad one", b"b" * 5000)))

    def run(output, **how):
        return batch.run(
            [str(source)], str(tmp_path / output), chain=Chain(str.upper), options=options, **how
        )

    whole = run(f"whole.jsonl{suffix}")
    for stop_at in (1, 3, 4, 6):
        seen = []

        def stop(*_, seen=seen, stop_at=stop_at):
            seen.append(1)
            if len(seen) == stop_at:
                raise KeyboardInterrupt

        output = f"out{stop_at}.jsonl{suffix}"
        with pytest.raises(KeyboardInterrupt):
            run(output, progress=stop)
        summary = run(output, resume=True)
        assert (tmp_path / output).read_bytes() == (tmp_path / f"whole.jsonl{suffix}").read_bytes()
        assert summary.tally.records == whole.tally.records


def test_resume_in_a_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 100)
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for i in range(20):
        (tmp_path / "in" / f"{i:02}.txt").write_text(f"article {i}")
    (tmp_path / "in" / "deep" / "many.jsonl").write_bytes(jsonl(*({"text": f"a{i}"} for i in range(40))))
    for stop_at in range(1, 7):
        seen = []

        def stop(*_, seen=seen, stop_at=stop_at):
            seen.append(1)
            if len(seen) == stop_at:
                raise KeyboardInterrupt

        output = tmp_path / f"out{stop_at}"
        with pytest.raises(KeyboardInterrupt):
            batch.run([str(tmp_path / "in")], str(output), chain=Chain(str.upper), progress=stop)
        batch.run([str(tmp_path / "in")], str(output), chain=Chain(str.upper), resume=True)
        assert [(output / f"{i:02}.txt").read_text() for i in range(20)] == [
            f"ARTICLE {i}\n" for i in range(20)
        ]
        assert (output / "deep" / "many.jsonl").read_bytes() == jsonl(
            *({"text": f"A{i}"} for i in range(40))
        ).replace(b": ", b":")
        assert len(list(output.rglob("*"))) == 22


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda folder: (folder / "in.jsonl").write_bytes(records() + b"{}\n"),
            "inputs changed since the run began",
        ),
        (lambda folder: os.utime(folder / "in.jsonl", (1, 1)), "inputs changed since the run began"),
        (lambda folder: (folder / "chain.toml").write_text(CONFIG.replace("3", "2")), "chain changed"),
        (lambda folder: (folder / "out.jsonl.partial").unlink(), "out.jsonl.partial: is gone"),
        (lambda folder: (folder / "out.jsonl.partial").write_bytes(b""), "is shorter than it was"),
        (lambda folder: (folder / "out.jsonl.ledger").write_bytes(b"{}"), "not a ledger"),
        (
            lambda folder: (folder / "out.jsonl.ledger").write_bytes(b'{"schema": 99, "same": {}}'),
            "made by another version",
        ),
    ],
)
def test_resume_refuses_what_changed(tmp_path, monkeypatch, change, message):
    folder = prepared(tmp_path / "run")
    stopped(folder, monkeypatch)
    change(folder)
    with pytest.raises(InputError, match=message):
        resume(folder, monkeypatch)
    assert not (folder / "out.jsonl").exists()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"options": batch.RunOptions(add_fields=True)}, "options"),
        ({"options": batch.RunOptions(max_record=1 << 20)}, "options"),
        ({"text_field": "body"}, "options"),
        ({"max_removed": 0.5}, "options"),
        ({"dropped": "elsewhere.jsonl"}, "outputs"),
        ({"quarantine": "elsewhere.jsonl"}, "outputs"),
        ({"audit": None}, "outputs"),
        ({"audit": "elsewhere.jsonl"}, "outputs"),
        ({"version": "0.0.1"}, "version"),
    ],
)
def test_resume_refuses_other_arguments(tmp_path, monkeypatch, change, what):
    folder = prepared(tmp_path / "run")
    stopped(folder, monkeypatch)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    change = dict(change)
    if version := change.pop("version", None):
        monkeypatch.setattr(plan, "__version__", version)
    chain = Chain.from_toml(folder / "chain.toml")
    arguments = {"chain": chain, "audit": "audit.jsonl", "resume": True, **change}
    with pytest.raises(InputError, match=f"cannot resume: {what} changed since the run began"):
        batch.run(["in.jsonl"], "out.jsonl", **arguments)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("change", [{"workers": 2}, {"timeout": 5.0}, {"fail_over": 50.0}, {"sample": 3}])
def test_resume_takes_what_changes_no_byte(tmp_path, wanted, monkeypatch, change):
    folder = prepared(tmp_path / "run")
    stopped(folder, monkeypatch)
    chain = Chain.from_toml(folder / "chain.toml")
    batch.run(["in.jsonl"], "out.jsonl", chain=chain, audit="audit.jsonl", resume=True, **change)
    assert contents(folder) == wanted


WRONG = [None, True, -1, 1.5, 10**30, "x", [], [1], {}, {"x": 1}, {"x": [None]}, [[]], "\ud800"]


def paths_into(value, path=()):
    """Yield the way to every value of a ledger."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from paths_into(inner, (*path, key))


def with_value(ledger, path, value):
    *way, last = path
    inner = ledger
    for key in way:
        inner = inner[key]
    inner[last] = value
    return ledger


def refusal_of(planned):
    try:
        found = ledger.Ledger(planned.ledger, planned.same, resume=True)
        found.refuse_others(len(planned.sources), planned.files)
    except InputError as error:
        return str(error)
    return None


@pytest.mark.parametrize("sealed", [True, False])
def test_a_ledger_with_wrong_values_is_refused(tmp_path, monkeypatch, sealed):
    """Every value of it, with others in its place; ``sealed`` with a digest that fits them."""
    folder = prepared(tmp_path / "run")
    stopped(folder, monkeypatch, after=4)
    file = folder / "out.jsonl.ledger"
    good = file.read_bytes()
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path != file}
    arguments = {"chain": Chain.from_toml(folder / "chain.toml"), "audit": "audit.jsonl", "resume": True}
    planned = plan.plan_run(
        ["in.jsonl"],
        "out.jsonl",
        chain=arguments["chain"],
        options=batch.RunOptions(),
        sides={"quarantine": None, "dropped": None, "audit": "audit.jsonl", "report": None},
        resume=True,
        files=Files(),
    )
    refused = taken = 0
    for path in paths_into(json.loads(good)):
        for value in WRONG:
            content = with_value(json.loads(good), path, value)
            if content == json.loads(good):
                continue
            if sealed:
                del content["check"]
                content["check"] = ledger._check(content)
            file.write_bytes(json.dumps(content).encode())
            message = refusal_of(planned)
            refused += message is not None
            taken += message is None
            assert message is None or "\n" not in message
            assert sealed or "run again without --resume" in message
    assert refused > 500
    assert taken < refused / 2
    for data in (b"", b"[]", b"null", b"7", b'"x"', b"{", b"\xff", b"[" * 100_000, good[:-9], good + b"{}"):
        file.write_bytes(data)
        with pytest.raises(InputError, match=r"not a ledger: .*; run again without --resume$"):
            batch.run(["in.jsonl"], "out.jsonl", **arguments)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path != file} == before
    file.write_bytes(good)
    batch.run(["in.jsonl"], "out.jsonl", **arguments)


def test_a_place_that_was_taken_away_gives_no_wrong_output(tmp_path, monkeypatch):
    folder = prepared(tmp_path / "run")
    stopped(folder, monkeypatch)
    file = folder / "out.jsonl.ledger"
    file.write_bytes(json.dumps({**json.loads(file.read_bytes()), "place": []}).encode())
    args = ["in.jsonl", "-o", "out.jsonl", "--config", "chain.toml", "--audit", "audit.jsonl", "--resume"]
    message = batch_clean(*args, cwd=folder, expect=2)[1]
    assert "out.jsonl.ledger: not a ledger: it was changed since it was written" in message
    assert message.count("\n") == 1


def test_resume_with_nothing_to_resume_begins(tmp_path, wanted, monkeypatch):
    folder = prepared(tmp_path / "run")
    resume(folder, monkeypatch)
    assert contents(folder) == wanted


def test_resume_needs_files(tmp_path):
    assert (
        "standard input and output, devices and pipes cannot be gone back to"
        in batch_clean("-", "-o", tmp_path / "o.jsonl", "--resume", expect=2)[1]
    )


def test_two_runs_into_one_output(tmp_path, monkeypatch):
    folder = prepared(tmp_path / "run")
    seen = []

    def second(*_):
        if not seen:
            seen.append(batch_clean("in.jsonl", "-o", "out.jsonl", cwd=folder, expect=2)[1])

    monkeypatch.chdir(folder)
    batch.run(["in.jsonl"], "out.jsonl", chain=Chain(str.upper), progress=second)
    assert "out.jsonl: another run is writing there" in seen[0]
    assert not (folder / "out.jsonl.lock").exists()


def test_a_full_device(tmp_path):
    folder = prepared(tmp_path / "run")
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-c", RUN, "in.jsonl", "-o", "-", "--quarantine", "q.jsonl", "-q"]
        done = subprocess.run(command, cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert b"No space left on device" in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["chain.toml", "in.jsonl"]


def test_an_input_that_grows_is_told(tmp_path, monkeypatch):
    folder = prepared(tmp_path / "run")
    monkeypatch.setattr(reading, "CHUNK", BLOCK)
    source = folder / "in.jsonl"

    def touch(*_):
        os.utime(source, (1, 1))

    summary = batch.run([str(source)], str(folder / "out.jsonl"), chain=Chain(str.upper), progress=touch)
    assert summary.exit_code == 2
    assert "in.jsonl: changed while it was read" in summary.failed_inputs[0]


@pytest.mark.parametrize("name", ["b.txt", "b.html", "b.md.gz"])
def test_a_file_that_changes_before_its_turn_is_told(tmp_path, name):
    folder = tmp_path / "in"
    folder.mkdir()
    new = b"quite another text"
    for each in ("a.txt", name, "c.txt"):
        data = f"the text of {each[0]}".encode()
        if each == "a.txt":
            data += b" and on" * LOT_SIZE  # what is read with it, before it is cleaned, is nothing more
        (folder / each).write_bytes(gzip.compress(data) if each.endswith(".gz") else data)

    def meddle(text):
        if text.startswith("the text of a"):
            (folder / name).write_bytes(gzip.compress(new) if name.endswith(".gz") else new)
        return text

    summary = batch.run([str(folder)], str(tmp_path / "out"), chain=Chain(meddle))
    assert summary.exit_code == 2
    assert summary.failed_inputs == [f"{folder / name}: changed while it was read; run again"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.txt", "c.txt"]
