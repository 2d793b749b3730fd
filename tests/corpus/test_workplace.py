"""The folder of a run of dedup: whatever a kill leaves, the same run begins there; no other files go."""

import json
import os
import sys
from itertools import count
from pathlib import Path

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("rensa")

from cleankit.batch.lock import locked
from cleankit.corpus import choosing, dedup, workplace
from cleankit.errors import InputError

TEXT = "The ferry to Little Skerry was late again on Monday because of the fog in the strait."
RECORDS = [
    {"id": 1, "text": TEXT},
    {"id": 2, "text": TEXT.upper()},
    {"id": 3, "text": "A new lamp was put into the old lighthouse."},
    {"id": 4, "text": TEXT.replace("because of", "due to")},
]


class Killed(BaseException):
    """Nothing catches it, as nothing catches a kill."""


def removed_until(number, monkeypatch):
    """Let the calls that delete work until that of this number."""
    calls = count()

    def counted(call):
        def deletes(*args, **kwargs):
            if next(calls) == number:
                raise Killed
            return call(*args, **kwargs)

        return deletes

    for name in ("unlink", "rmdir"):
        monkeypatch.setattr(os, name, counted(getattr(os, name)))


@pytest.mark.parametrize("given", ["file", "records"])
def test_a_kill_while_the_folder_is_deleted(tmp_path, monkeypatch, given):
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    inputs = [source] if given == "file" else RECORDS
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    dedup(inputs, whole)
    for number in count():
        with monkeypatch.context() as patch:
            patch.setattr(sys.modules["cleankit.corpus.dedup"], "remove", lambda _: None)
            dedup(inputs, out)
        work = tmp_path / "out.jsonl.work"
        assert len(list(work.iterdir())) > 1
        with monkeypatch.context() as patch:
            removed_until(number, patch)
            try:
                workplace.remove(work)
            except Killed:
                pass
            else:
                break
        out.unlink()
        dedup(inputs, out)
        assert out.read_bytes() == whole.read_bytes()
        assert not work.exists()
    assert number >= 3


def test_texts_that_are_gone_are_stored_again(tmp_path, monkeypatch):
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    dedup(RECORDS, whole)
    with monkeypatch.context() as patch:
        patch.setattr(choosing, "choose", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            dedup(RECORDS, out)
    (tmp_path / "out.jsonl.work" / "texts").unlink()
    dedup(RECORDS, out)
    assert out.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("left", ["records.jsonl.partial", "corpus.duckdb"])
def test_a_run_that_had_just_begun(tmp_path, left):
    work = tmp_path / "out.jsonl.work"
    work.mkdir()
    (work / left).write_bytes(b"{")
    dedup(RECORDS, tmp_path / "out.jsonl", documents="exact")
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 3
    assert not work.exists()


def test_other_files_are_never_deleted(tmp_path):
    work = tmp_path / "out.jsonl.work"
    work.mkdir()
    for name in ("corpus.duckdb", "texts", "thesis.txt"):
        (work / name).write_text("mine")
    with pytest.raises(InputError, match="a folder of other files"):
        dedup(RECORDS, tmp_path / "out.jsonl")
    assert len(list(work.iterdir())) == 3


def test_records_are_named_by_no_file_that_is_gone(tmp_path):
    dedup(RECORDS, tmp_path / "out.jsonl", documents="exact")
    (gone,) = map(json.loads, (tmp_path / "out.jsonl.removed.jsonl").read_bytes().splitlines())
    assert (gone["file"], gone["line"], gone["repeats"]["file"]) == ("records", 2, "records")


def test_two_runs_into_one_output(tmp_path):
    out = tmp_path / "out.jsonl"
    with locked(Path(f"{out}.lock")), pytest.raises(InputError, match="another run is writing there"):
        dedup(RECORDS, out)
    assert not out.exists()
    dedup(RECORDS, out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "out.jsonl.removed.jsonl"]
