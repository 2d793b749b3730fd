"""`batch.run` from a notebook or a script: what stands for standard output, and what names an input."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from running import CLEAN, DIRTY, jsonl, lines_of

from cleankit import InputError, batch
from cleankit.learn import learn


@pytest.fixture
def news(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "h.jsonl").write_bytes(jsonl({"id": 1, "text": DIRTY}))
    (tmp_path / "other.txt").write_text("Another text, which nobody asked for.")
    return tmp_path


@pytest.mark.parametrize("replaced", [io.StringIO(), None])
def test_standard_output_may_be_replaced_or_closed(news, monkeypatch, replaced):
    monkeypatch.setattr(sys, "stdout", replaced)
    summary = batch.run(["h.jsonl"], "out.jsonl")
    assert summary.tally.records["output"] == 1
    assert lines_of((news / "out.jsonl").read_bytes())[0]["text"] == CLEAN
    with pytest.raises(InputError, match=r"standard output .*; give a file"):
        batch.run(["h.jsonl"], "-", quarantine="q.jsonl", dropped="d.jsonl")
    monkeypatch.setattr(sys, "stdin", replaced)
    summary = batch.run("-", "out2.jsonl")
    assert re.match("standard input: is .*; give a file", summary.failed_inputs[0])


@pytest.mark.parametrize(
    "given", ["h.jsonl", Path("h.jsonl"), ["h.jsonl"], [Path("h.jsonl")], iter(["h.jsonl"])]
)
@pytest.mark.parametrize("output", ["out.jsonl", Path("out.jsonl")])
def test_one_input_is_one_input(news, given, output):
    given = ["h.jsonl"] if not isinstance(given, str | Path | list) else given  # an iterator serves once
    summary = batch.run(given, output, report=Path("report.json"), audit=Path("audit.jsonl"))
    assert (summary.tally.records["input"], summary.failed_inputs) == (1, [])
    assert sorted(os.listdir(news)) == ["audit.jsonl", "h.jsonl", "other.txt", "out.jsonl", "report.json"]


@pytest.mark.parametrize("given", [b"h.jsonl", [b"h.jsonl"], [None], [{"text": "a"}], 7])
def test_what_names_no_input_is_a_type_error(news, given):
    with pytest.raises(TypeError):
        batch.run(given, "out.jsonl")
    assert sorted(os.listdir(news)) == ["h.jsonl", "other.txt"]


def test_learn_and_dedup_take_one_input(news):
    assert learn("h.jsonl").documents == learn([Path("h.jsonl")]).documents == 1
    corpus = pytest.importorskip("cleankit.corpus")
    pytest.importorskip("duckdb")
    for given in ("h.jsonl", Path("h.jsonl")):
        assert corpus.dedup(given, "u.jsonl", documents="exact").records["output"] == 1


def test_learn_writes_to_a_standard_output_that_takes_bytes(news):
    code = (
        "import io, sys; from cleankit.learn import learn; sys.stdout = io.StringIO(); learn('h.jsonl', '-')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=news, capture_output=True, text=True, check=False)
    assert "InputError: standard output is a StringIO, which holds text only; give a file" in done.stderr
