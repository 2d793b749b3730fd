"""Hostile ids, names, cells, fields and folders: nothing escapes, nothing runs."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from running import CLEAN, DIRTY, batch_clean, jsonl, lines_of

from cleankit import Chain, batch
from cleankit.io.sources import _below

HOSTILE = [
    "../../escape",
    "/etc/passwd",
    "..\\..\\escape",
    "C:\\Windows\\x",
    "a/../../b",
    "~/x",
    "$HOME/x",
    "`id`",
    "$(id)",
    "; rm -rf x",
    "| id",
    "-rf",
    "--output=x",
    "\x00",
    "a\x00b",
    "\n",
    "\r\nSet-Cookie: x",
    "\x1b[2J\x1b]0;owned\x07",
    "\u202eevil",
    "CON",
    "NUL.txt",
    "x" * 5000,
    ".",
    "..",
    "",
    "file:///etc/passwd",
    "http://169.254.169.254/latest/",
    "s3://bucket/../../key",
    "${jndi:ldap://x}",
    "%2e%2e%2f",
]


@pytest.mark.parametrize("output", ["out.jsonl", "out/"])
def test_ids_and_addresses_are_never_paths(tmp_path, output):
    assert len(HOSTILE) >= 28
    records = [{"id": name, "url": name, "title": name, "text": DIRTY} for name in HOSTILE]
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "in.jsonl").write_bytes(jsonl(*records))
    batch_clean("in.jsonl", "-o", output, "--audit", "audit.jsonl", "--add-fields", cwd=tmp_path / "work")
    assert [path.name for path in tmp_path.iterdir()] == ["work"]
    out = tmp_path / "work" / (output if output.endswith("jsonl") else "out/in.jsonl")
    found = lines_of(out.read_bytes())
    assert [record["id"] for record in found] == HOSTILE
    made = {"in.jsonl", "audit.jsonl", output.rstrip("/")}
    assert {path.name for path in (tmp_path / "work").iterdir()} == made


@pytest.mark.parametrize("given", ["s3://b/in", "s3://b/in/*.jsonl", "s3://b/in/../../x.jsonl"])
def test_remote_names_stay_below(given):
    for name in ("b/in/../../../etc/x.jsonl", "/etc/x.jsonl", "b/in/a.jsonl", "b/x.jsonl"):
        relative = _below(name, given.removeprefix("s3://"))
        assert not relative.startswith("/")
        assert ".." not in relative.split("/")


def test_fields_cannot_drive_a_terminal(tmp_path, on_terminal):
    """Everything that is printed goes through a real terminal, and no byte of the data's escapes does."""
    evil = "\x1b]0;owned\x07\x1b[2Jx\u202e\x9b31m"
    records = [
        {"id": evil, "text": f"“{evil}”\nAdvertisement\n{evil}"},
        {evil: evil},
        {"text": evil, "n": float("nan")},
    ]
    name = "in\x1b[31m.jsonl"
    (tmp_path / name).write_bytes(jsonl(*records))
    for args in (["-o", "out.jsonl", "--max-removed", "0.01"], ["--check"]):
        command = [sys.executable, "-m", "cleankit.cli", "clean", name, "none\x1b[31m.jsonl", *args]
        code, shown = on_terminal(command, "stdout", "stderr", cwd=tmp_path)
        assert code == 2
        text = shown.decode()
        assert "no file matches this pattern" in text
        assert "\x1b]0" not in text
        assert "\x1b[31m.jsonl" not in text
        assert "\x1b[2Jx" not in text
        assert "\u202e" not in text
        assert "\x9b" not in text


CONFIGS = {
    "import": 'filters = ["os:system"]',
    "dotted": 'filters = ["os.system"]',
    "path": 'extends = "../../../etc/passwd"',
    "absolute": 'extends = "/etc/passwd"',
    "object": 'filters = [{name = "__import__", option = "os"}]',
    "yaml": "!!python/object/apply:os.system ['touch owned']",
    "code": "filters = [\"exec('import os')\"]",
    "dunder": 'filters = ["newlines"]\n[newlines]\n__class__ = "x"',
    "deep": "a = " + "[" * 20_000 + "]" * 20_000,
    "type": "filters = 5",
    "long": 'filters = ["' + "x" * 1_000_000 + '"]',
    "binary": "\x00\x01\x02",
}


@pytest.mark.parametrize("kind", CONFIGS)
def test_hostile_configs_are_refused(tmp_path, kind):
    (tmp_path / "chain.toml").write_text(CONFIGS[kind])
    (tmp_path / "in.txt").write_text(DIRTY)
    _, message = batch_clean("in.txt", "-o", "out.txt", "--config", "chain.toml", cwd=tmp_path, expect=2)
    assert "chain.toml" in message
    assert not (tmp_path / "owned").exists()
    assert not (tmp_path / "out.txt").exists()


def test_nothing_is_imported_from_the_working_directory(tmp_path):
    trap = "import pathlib\npathlib.Path(__file__).with_name('owned').touch()\nraise SystemExit('owned')\n"
    for name in (
        "json",
        "re",
        "orjson",
        "click",
        "isal",
        "zstandard",
        "ftfy",
        "langdetect",
        "pyarrow",
        "fsspec",
        "sitecustomize",
    ):
        (tmp_path / f"{name}.py").write_text(trap)
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": f"{DIRTY} schÃ¶n"}))
    command = shutil.which("batch-clean", path=os.path.dirname(sys.executable))
    if command is None:
        pytest.skip("batch-clean is not installed as a command")
    args = ["in.jsonl", "-o", "out.jsonl.gz", "--add-fields", "--audit", "audit.jsonl.zst"]
    done = subprocess.run([command, *args], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "owned").exists()


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare")
def test_no_network_is_needed(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": DIRTY, "url": "https://example.org/a"}))
    probe = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("unshare is not allowed here")
    command = [
        "unshare",
        "-rn",
        sys.executable,
        "-m",
        "cleankit.cli",
        "clean",
        "in.jsonl",
        "-o",
        "out.jsonl",
        "--add-fields",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert lines_of((tmp_path / "out.jsonl").read_bytes())[0]["text"] == CLEAN


@pytest.mark.parametrize("schema", [1, 2])
def test_a_ledger_is_data(tmp_path, schema):
    """A planted ledger cannot make a run write elsewhere."""
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": "a"}))
    victim = tmp_path / "victim.partial"
    victim.write_text("precious")
    ledger = {"schema": schema, "same": {}, "lengths": {str(tmp_path / "victim"): 0}, "finished": []}
    (tmp_path / "out.jsonl.ledger").write_text(json.dumps(ledger))
    with pytest.raises(Exception, match="without --resume"):
        batch.run(
            [str(tmp_path / "in.jsonl")], str(tmp_path / "out.jsonl"), chain=Chain(str.upper), resume=True
        )
    assert victim.read_text() == "precious"
