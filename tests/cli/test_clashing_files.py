"""No file of a run is another of its files, in any command; devices, FIFOs and links are never replaced.

Every case here destroyed a file, or a device, before it was refused.
"""

import json
import os
import signal
import stat
import subprocess
import sys
import threading

import pytest
from click.testing import CliRunner

from cleankit.cli import main

TEXT = "Advertisement\n\nThe bridge opens on “Monday”, the mayor said.\n"
CLEANKIT = [sys.executable, "-m", "cleankit.cli"]
RULE = 'id = "ad-label"\nmatch = "line"\nphrases = ["Show all"]\nkeeps = ["-"]\ndrops = ["Show all"]\n'
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root makes devices")


@pytest.fixture
def cleankit(folder, monkeypatch):
    """Run a command in this process: here are many."""
    monkeypatch.chdir(folder)
    handlers = [(number, signal.getsignal(number)) for number in (signal.SIGINT, signal.SIGTERM)]

    def run(command):
        pytest.importorskip("duckdb") if command.startswith("dedup") else None
        done = CliRunner().invoke(main, command.split())
        for number, handler in handlers:
            signal.signal(number, handler)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
        return done

    return run


def jsonl(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in.jsonl").write_text(jsonl({"id": 1, "text": TEXT}, {"id": 2, "text": TEXT}))
    (tmp_path / "bad.jsonl").write_text(jsonl({"id": 1, "text": TEXT}) + "bad\n")
    (tmp_path / "e.txt").write_text(TEXT)
    (tmp_path / "c.toml").write_text('extends = "minimal"\n')
    (tmp_path / "p.toml").write_text(f"[[rule]]\n{RULE}")
    (tmp_path / "out.jsonl").write_text("an earlier output\n")
    (tmp_path / "link.jsonl").symlink_to("in.jsonl")
    os.link(tmp_path / "in.jsonl", tmp_path / "hard.jsonl")
    (tmp_path / "to_out.jsonl").symlink_to("out.jsonl")
    (tmp_path / "to_new").symlink_to("new.jsonl")
    (tmp_path / "many").mkdir()
    (tmp_path / "many" / "a.txt").write_text(TEXT)
    (tmp_path / "many" / "b.txt").write_text(TEXT)
    (tmp_path / "many_link").symlink_to("many")
    return tmp_path


def contents(folder):
    return {
        path.relative_to(folder): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


CLASHES = [
    "clean in.jsonl -o in.jsonl",
    "clean in.jsonl -o link.jsonl",
    "clean link.jsonl -o in.jsonl",
    "clean in.jsonl -o hard.jsonl",
    "clean in.jsonl -o out.jsonl --review in.jsonl",
    "clean in.jsonl -o out.jsonl --review link.jsonl",
    "clean in.jsonl -o out.jsonl --review hard.jsonl",
    "clean in.jsonl -o out.jsonl --review out.jsonl",
    "clean in.jsonl -o out.jsonl --review to_out.jsonl",
    "clean in.jsonl -o new.jsonl --review new.jsonl",
    "clean in.jsonl -o new.jsonl --review to_new",
    "clean in.jsonl -o new.jsonl --review many/../new.jsonl",
    "clean in.jsonl -o out.jsonl --review a.html --audit a.html",
    "clean in.jsonl -o out.jsonl --review a.html --report ./a.html",
    "clean in.jsonl --check --review in.jsonl",
    "clean in.jsonl --check --report in.jsonl",
    "clean in.jsonl -o out.jsonl --report in.jsonl",
    "clean in.jsonl -o out.jsonl --audit in.jsonl",
    "clean in.jsonl -o out.jsonl --quarantine in.jsonl",
    "clean in.jsonl -o out.jsonl --quarantine q --audit q",
    "clean in.jsonl -o out.jsonl --config c.toml --report c.toml",
    "clean in.jsonl -o out.jsonl --learned p.toml --review p.toml",
    "clean in.jsonl -o out.jsonl --audit out.jsonl.partial",
    "clean in.jsonl -o out.jsonl --audit out.jsonl.ledger",
    "clean in.jsonl -o out.jsonl --report out.jsonl.lock",
    "clean in.jsonl -o to_out.jsonl --report out.jsonl.ledger",
    "clean many -o many",
    "clean many -o many_link",
    "clean many/a.txt in.jsonl -o results/ --report results/a.txt",
    "clean many/a.txt in.jsonl -o results/ --audit many/../many/a.txt",
    "clean in.jsonl -o out.jsonl --report many",
    "clean in.jsonl -o out.jsonl --review .",
    "explain e.txt --html e.txt",
    "explain link.jsonl --html hard.jsonl",
    "explain e.txt --html p.toml --learned p.toml",
    "explain e.txt --html c.toml --config c.toml",
    "dedup in.jsonl -o in.jsonl",
    "dedup in.jsonl -o link.jsonl",
    "dedup in.jsonl -o out.jsonl --removed in.jsonl",
    "dedup in.jsonl -o out.jsonl --removed hard.jsonl",
    "dedup in.jsonl -o out.jsonl --removed out.jsonl",
    "dedup in.jsonl -o out.jsonl --quarantine in.jsonl",
    "dedup in.jsonl -o new.jsonl --quarantine q.jsonl --removed q.jsonl",
    "dedup in.jsonl -o new.jsonl --removed new.jsonl.quarantine.jsonl",
    "learn in.jsonl -o learned.toml",
]


@pytest.mark.parametrize("command", CLASHES)
def test_a_clash_is_refused_before_anything_is_opened(folder, cleankit, command):
    (folder / "learned.toml").symlink_to("in.jsonl")
    before = contents(folder)
    done = cleankit(command)
    assert done.exit_code == 2, done.output
    assert " at once; give another" in done.output or "is a folder; give a file" in done.output
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("given", "output", "restored"),
    [
        ("many", "cleaned", "cleaned"),
        ("many", "cleaned", "cleaned_link"),
        ("many", "cleaned", "cleaned/../cleaned"),
        ("in.jsonl", "one.jsonl", "one.jsonl"),
        ("in.jsonl", "one.jsonl", "edits.jsonl"),
    ],
)
def test_undo_refuses_its_own_files(folder, cleankit, given, output, restored):
    (folder / "cleaned_link").symlink_to("cleaned")
    assert cleankit(f"clean {given} -o {output} --audit edits.jsonl").exit_code == 0
    before = contents(folder)
    done = cleankit(f"undo {output} --audit edits.jsonl -o {restored}")
    assert (done.exit_code, contents(folder) == before) == (2, True)
    assert "at once; give another restored file" in done.output


def test_standard_streams_are_files_too(folder):
    before = contents(folder)
    args = [*CLEANKIT, "clean", "-", "-o"]
    with (folder / "in.jsonl").open("rb") as source:
        done = subprocess.run([*args, "in.jsonl"], stdin=source, cwd=folder, capture_output=True, check=False)
    assert (done.returncode, b"standard input: is input and output at once" in done.stderr) == (2, True)
    args = [*CLEANKIT, "clean", "in.jsonl", "-o", "-", "--quarantine", "q"]
    with (folder / "in.jsonl").open("ab") as out:
        done = subprocess.run(args, stdout=out, cwd=folder, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, b"is input and standard output at once" in done.stderr) == (2, True)
    assert contents(folder) == before


@pytest.mark.parametrize(
    "command",
    [
        "clean bad.jsonl -o new.jsonl --quarantine side",
        "clean in.jsonl -o new.jsonl --report side",
        "clean in.jsonl -o new.jsonl --audit side",
        "clean in.jsonl -o new.jsonl --review side",
        "clean in.jsonl -o side --quarantine q",
        "explain e.txt --html side",
        "dedup in.jsonl -o new.jsonl --removed side",
        "dedup bad.jsonl -o new.jsonl --quarantine side",
    ],
)
class TestStreams:
    def run(self, cleankit, folder, command):
        done = cleankit(command)
        assert done.exit_code == (1 if "bad.jsonl" in command else 0), done.output
        assert not list(folder.glob("*.partial"))

    @needs_root
    def test_a_device_stays_one(self, folder, cleankit, command):
        try:
            os.mknod(folder / "side", 0o666 | stat.S_IFCHR, os.makedev(1, 3))
            (folder / "side").write_bytes(b"x")
        except OSError:
            pytest.skip("devices cannot be made or used here")
        self.run(cleankit, folder, command)
        assert stat.S_ISCHR((folder / "side").lstat().st_mode)

    def test_a_fifo_is_written_to(self, folder, cleankit, command):
        os.mkfifo(folder / "side")
        found = []
        reader = threading.Thread(target=lambda: found.append((folder / "side").read_bytes()), daemon=True)
        reader.start()
        self.run(cleankit, folder, command)
        reader.join(20)
        assert found[0]
        assert stat.S_ISFIFO((folder / "side").lstat().st_mode)

    @pytest.mark.parametrize("target", ["elsewhere.jsonl", "many/there.jsonl"])
    @pytest.mark.parametrize("there", [True, False])
    def test_a_link_is_followed(self, folder, cleankit, command, target, there):
        (folder / "side.jsonl").symlink_to(target)
        if there:
            (folder / target).write_bytes(b"what was there")
        self.run(cleankit, folder, command.replace("side", "side.jsonl"))
        assert (folder / "side.jsonl").is_symlink()
        assert (folder / target).read_bytes() not in (b"", b"what was there")


def test_standard_output_by_name(folder):
    args = [*CLEANKIT, "clean", "in.jsonl", "-o", "new.jsonl", "--report", "/dev/stdout", "-q"]
    done = subprocess.run(args, capture_output=True, cwd=folder, check=True)
    assert json.loads(done.stdout)["records"]["output"] == 2
    with (folder / "log").open("wb") as log:
        log.write(b"a line before\n")
        log.flush()
        subprocess.run(args, stdout=log, cwd=folder, check=True)
    assert (folder / "log").read_bytes().startswith(b"a line before\n{")


@pytest.mark.parametrize(
    "planted", ["out.jsonl.partial", "out.jsonl.ledger", "out.jsonl.lock", "side.partial"]
)
@pytest.mark.parametrize("kind", ["link", "link to nothing", "fifo", "folder"])
def test_what_is_planted_where_a_run_puts_its_own_files_is_refused(folder, cleankit, planted, kind):
    victim = folder / "victim"
    if kind == "link":
        victim.write_text("precious")
    if kind.startswith("link"):
        (folder / planted).symlink_to(victim)
    elif kind == "fifo":
        os.mkfifo(folder / planted)
    else:
        (folder / planted).mkdir()
    before = contents(folder)
    done = cleankit("clean in.jsonl -o out.jsonl --report side")
    assert done.exit_code == 2, done.output
    assert "remove it, or give another name" in done.output
    assert contents(folder) == before


def test_an_unfinished_file_of_a_killed_run_is_written_anew(folder, cleankit):
    (folder / "new.jsonl.partial").write_text("of a run that was killed")
    os.link(folder / "new.jsonl.partial", folder / "kept")
    assert cleankit("clean in.jsonl -o new.jsonl").exit_code == 0
    assert (folder / "kept").read_text() == "of a run that was killed"


def test_a_folder_of_others_is_not_deleted(folder, cleankit):
    (folder / "u.jsonl.work").mkdir()
    (folder / "u.jsonl.work" / "mine").write_text("precious")
    done = cleankit("dedup in.jsonl -o u.jsonl")
    assert (done.exit_code, (folder / "u.jsonl.work" / "mine").read_text()) == (2, "precious")
    assert "is a folder of other files; give another output" in done.output


def test_two_runs_through_a_link_are_two_runs_into_one_output(folder, cleankit):
    os.mkfifo(folder / "slow.jsonl")
    first = subprocess.Popen(
        [*CLEANKIT, "clean", "slow.jsonl", "-o", "out.jsonl", "-q"], cwd=folder, stderr=subprocess.PIPE
    )
    with (folder / "slow.jsonl").open("wb") as feed:
        feed.write((folder / "in.jsonl").read_bytes())
        feed.flush()
        done = cleankit("clean in.jsonl -o to_out.jsonl")
    first.communicate()
    assert (first.returncode, done.exit_code) == (0, 2)
    assert "another run is writing there" in done.output
