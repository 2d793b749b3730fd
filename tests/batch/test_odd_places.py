"""Odd places to run in: hard limits, closed streams, long names, shared files, folders of odd things."""

import ctypes
import json
import os
import resource
import subprocess
import sys
import threading

import pytest
from running import BATCH_CLEAN, CLEAN, DIRTY, batch_clean, jsonl, lines_of

from cleankit import Chain, InputError, batch

PR_CAPBSET_DROP, CAP_SYS_RESOURCE = 24, 24


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.jsonl").write_bytes(jsonl(*({"id": i, "text": DIRTY} for i in range(50))))
    return tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="needs prctl")
@pytest.mark.parametrize("size", [3 << 30, 1 << 30])
def test_a_hard_limit_of_memory(folder, size):
    """As `ulimit -v` sets it, for a user who cannot raise it again."""

    def limit():
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_SYS_RESOURCE, 0, 0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (size, size))

    command = [*BATCH_CLEAN, "in.jsonl", "-o", "out.jsonl"]
    done = subprocess.run(command, capture_output=True, preexec_fn=limit, check=False)
    assert done.returncode == 0, done.stderr
    assert len(lines_of((folder / "out.jsonl").read_bytes())) == 50


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams(folder, closed):
    (folder / "bad.jsonl").write_bytes(b"bad\n" + (folder / "in.jsonl").read_bytes())
    command = " ".join(["exec", *BATCH_CLEAN, "bad.jsonl", "-o", "out.jsonl", "--workers", "2", closed])
    assert subprocess.run(command, shell=True, check=False).returncode == 1
    assert [record["text"] for record in lines_of((folder / "out.jsonl").read_bytes())] == [CLEAN] * 50
    assert len(lines_of((folder / "out.jsonl.quarantine.jsonl").read_bytes())) == 1
    explain = " ".join(["exec", sys.executable, "-m", "cleankit.cli", "explain", "in.jsonl", closed])
    done = subprocess.run(explain, shell=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("length", [237, 238, 247, 248, 250, 255])
@pytest.mark.parametrize("letter", ["n", "ü"])
def test_long_names(folder, length, letter):
    name = "x" * (length % 2) + letter * 300
    stem = os.fsencode(name)[: length - 6].decode("utf-8", "ignore")
    name = stem + "y" * (length - 6 - len(os.fsencode(stem))) + ".jsonl"
    (folder / "in").mkdir()
    (folder / "in" / name).write_bytes(b"bad\n" + (folder / "in.jsonl").read_bytes())
    batch_clean("in", "-o", "out/", "--report", name, expect=1)
    assert len(lines_of((folder / "out" / name).read_bytes())) == 50
    batch_clean("in.jsonl", "-o", f"one/{name}", "--audit", f"two/{name}")
    batch_clean("in", "-o", f"one/{name}", expect=1)
    found = sorted(os.listdir(folder / "one"))
    assert len(found) == 2
    assert sum("quarantine" in one for one in found) == 1


def test_a_name_that_cannot_be(folder):
    message = batch_clean("in.jsonl", "-o", "x" * 300 + ".jsonl", expect=3)[1]
    assert message.count("\n") == 1
    assert "name too long" in message


def test_a_run_with_a_long_name_is_resumed(folder):
    output = "x" * 249 + ".jsonl"
    (folder / "more.jsonl").write_bytes((folder / "in.jsonl").read_bytes())

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.run(["in.jsonl", "more.jsonl"], output, progress=stop)
    assert batch.can_resume(output)
    batch.run(["in.jsonl", "more.jsonl"], output, resume=True)
    assert len(lines_of((folder / output).read_bytes())) == 100
    assert sorted(os.listdir(folder)) == ["in.jsonl", "more.jsonl", output]


@pytest.mark.parametrize("shared", ["quarantine", "audit", "report"])
def test_two_runs_that_share_a_side_file(folder, shared):
    found = []

    def second(*_):
        if not found:
            args = ["in.jsonl", "-o", "other.jsonl", f"--{shared}", "shared.jsonl"]
            found.append(batch_clean(*args, expect=2)[1])

    batch.run("in.jsonl", "out.jsonl", progress=second, **{shared: "shared.jsonl"})
    assert "shared.jsonl: another run is writing there" in found[0]
    assert not (folder / "other.jsonl").exists()
    assert not list(folder.glob("*.lock"))


def test_two_threads_into_one_output(folder):
    inside, done, errors = threading.Event(), threading.Event(), []

    def wait(*_):
        inside.set()
        assert done.wait(60)

    def second():
        inside.wait(60)
        try:
            batch.run("in.jsonl", "out.jsonl")
        except InputError as error:
            errors.append(str(error))
        finally:
            done.set()

    thread = threading.Thread(target=second)
    thread.start()
    summary = batch.run("in.jsonl", "out.jsonl", chain=Chain(str.upper), progress=wait)
    thread.join()
    assert "out.jsonl: another run is writing there" in errors[0]
    assert summary.tally.records["output"] == 50
    assert lines_of((folder / "out.jsonl").read_bytes())[0]["text"] == DIRTY.upper()


def test_what_a_folder_does_not_give_is_reported(folder):
    (folder / "in" / "deep").mkdir(parents=True)
    (folder / "in" / "deep" / "a.txt").write_text("One.")
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "b.txt").write_text("Two.")
    (folder / "in" / "linked").symlink_to("../elsewhere")
    (folder / "in" / "c.txt").symlink_to("../elsewhere/b.txt")
    os.mkfifo(folder / "in" / "pipe.txt")
    summary = batch.run("in", "out/")
    assert summary.failed_inputs == ["in/linked: a link to a folder is not followed; give it as an input"]
    assert (summary.exit_code, summary.skipped_files, summary.tally.records["output"]) == (2, 1, 2)


def test_a_subfolder_that_cannot_be_read(folder):
    (folder / "in" / "closed").mkdir(parents=True)
    (folder / "in" / "a.txt").write_text("One.")
    (folder / "in" / "closed" / "b.txt").write_text("Two.")
    (folder / "in" / "closed").chmod(0)
    code = """
import ctypes, os
for capability in (1, 2):  # those by which root may read and search whatever it likes
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv({python!r}, [{python!r}, "-m", "cleankit.cli", "clean", "in", "-o", "out/", "--report", "r.json"])
"""
    command = [sys.executable, "-c", code.format(python=sys.executable)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (folder / "in" / "closed").chmod(0o700)
    assert (done.returncode, "in/closed: cannot be read: Permission denied" in done.stderr) == (2, True)
    assert json.loads((folder / "r.json").read_bytes())["records"]["output"] == 1


def test_a_pattern_that_matches_folders_alone(folder):
    (folder / "d" / "e").mkdir(parents=True)
    (folder / "d" / "e" / "a.txt").write_text("One.")
    summary = batch.run("d/*", "out/")
    assert summary.failed_inputs == ["d/*: only folders match this pattern; try d/*/**/*.*"]
    assert batch.run("d/*/**/*.*", "out/").tally.records["output"] == 1


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--report", "."], "is a folder; give a file as report"),
        (["--quarantine", "sub/"], "is a folder; give a file as quarantine"),
        (["--dropped", ".."], "is a folder; give a file as dropped"),
        (["--timeout", "nan"], "timeout: found nan"),
        (["--learned", "deep.toml"], "not TOML"),
        (["--config", "deep.toml"], "not valid TOML"),
        (["--protect", "((a{900}){900}){900}"], "fits only texts of more than"),
    ],
)
def test_what_is_no_file_or_never_ends_is_refused_in_one_line(tmp_path, args, told):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": DIRTY}))
    (tmp_path / "deep.toml").write_text("x = " + "[" * 100_000)
    _, message = batch_clean("in.jsonl", "-o", "out.jsonl", *args, cwd=tmp_path, expect=2)
    (line,) = message.splitlines()
    assert told in line
    assert not (tmp_path / "out.jsonl").exists()
