"""Memory stays bounded, whatever the input: all processes together, sampled from outside."""

import contextlib
import gzip
import subprocess
import time
from pathlib import Path

import psutil
import pytest
from running import BATCH_CLEAN, lines_of

BASE, WORKER = 300, 200  # MB that a run may take, and each worker beside


def peak_of(command):
    """Run a command and return (exit code, the most memory seen in MB)."""
    peak = 0
    process = subprocess.Popen(list(map(str, command)), stderr=subprocess.PIPE)
    while process.poll() is None:
        with contextlib.suppress(psutil.NoSuchProcess):
            family = [process.pid, *(child.pid for child in psutil.Process(process.pid).children())]
            peak = max(peak, sum(map(pss, family)))
        time.sleep(0.05)
    process.communicate()
    assert peak > 0
    return process.returncode, peak / 1024


def pss(pid):
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def write_long_line(out, size):
    out.write(b'{"text": "first"}\n{"text": "')
    for _ in range(size // 1_000_000):
        out.write(b"a" * 1_000_000)
    out.write(b'"}\n{"text": "last"}\n')


@pytest.mark.slow
@pytest.mark.parametrize("packed", [False, True])
def test_a_line_without_end(tmp_path, packed):
    """Plain, and as a gzip bomb: 300 MB of one line in 300 kB."""
    source = tmp_path / ("in.jsonl.gz" if packed else "in.jsonl")
    with gzip.open(source, "wb", 6) if packed else source.open("wb") as out:
        write_long_line(out, 300_000_000)
    code, peak = peak_of(
        [*BATCH_CLEAN, source, "-o", tmp_path / "out.jsonl", "--workers", 2, "--preset", "minimal"]
    )
    assert code == 1
    assert peak < BASE + 2 * WORKER
    assert [record["text"] for record in lines_of((tmp_path / "out.jsonl").read_bytes())] == ["first", "last"]
    (account,) = lines_of((tmp_path / "out.jsonl.quarantine.jsonl").read_bytes())
    assert (account["line"], account["offset"], account["bytes"]) == (2, 18, 300_000_000 + 13)


@pytest.mark.slow
def test_a_large_file(tmp_path):
    source = tmp_path / "in.jsonl"
    line = b'{"text": "' + b"The bridge opens again on Monday. " * 300 + b'"}\n'
    with source.open("wb") as out:
        for _ in range(30):
            out.write(line * 500)
    code, peak = peak_of(
        [*BATCH_CLEAN, source, "-o", tmp_path / "out.jsonl", "--workers", 2, "--preset", "minimal"]
    )
    assert code == 0
    assert peak < BASE + 2 * WORKER
