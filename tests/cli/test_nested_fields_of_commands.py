"""Every command reads a field of an object ("body.text")."""

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleankit.cli import main

FIELDS = ["--text-field", "body.text"]
LABEL = "Read more of our stories about the harbour on this page every day"


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.jsonl"
    made = random.Random(1)
    own = (" ".join("".join(made.choices("aeioustrnl", k=6)) for _ in range(40)) for _ in range(30))
    texts = (f"Advertisement\n\nShip {one} came late.\n\n{LABEL}" for one in own)
    path.write_text(
        "".join(json.dumps({"m": {"id": i}, "body": {"text": text}}) + "\n" for i, text in enumerate(texts))
    )
    return str(path)


def run(*args, expect=0):
    done = CliRunner().invoke(main, list(args))
    assert done.exit_code == expect, done.output
    return done.output


def test_learn(source, tmp_path):
    run("learn", source, "-o", str(tmp_path / "found.toml"), *FIELDS)
    assert LABEL in (tmp_path / "found.toml").read_text()


def test_explain(source):
    told = run("explain", source, *FIELDS)
    assert told.count("Advertisement") == 30
    assert "en:ad-label" in told


def test_stats(source):
    assert "30 articles; 0 records cannot be read" in run("stats", source, *FIELDS)
    assert "30 records cannot be read" in run("stats", source, expect=1)


def test_dedup(source, tmp_path):
    pytest.importorskip("duckdb")
    output = tmp_path / "out.jsonl"
    run("dedup", source, source, "-o", str(output), *FIELDS, "--id-field", "m.id")
    assert [json.loads(line)["m"]["id"] for line in output.read_bytes().splitlines()] == list(range(30))


def test_undo(source, tmp_path):
    output, audit, back = (str(tmp_path / name) for name in ("out.jsonl", "audit.jsonl", "back.jsonl"))
    run("clean", source, "-o", output, "--audit", audit, *FIELDS, "--id-field", "m.id")
    run("undo", output, "--audit", audit, "-o", back, "--text-field", "body.text")
    found, wanted = (
        [json.loads(line) for line in Path(name).read_bytes().splitlines()] for name in (back, source)
    )
    assert found == wanted
