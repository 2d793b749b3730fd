"""Whole runs: what goes, what stays, in which order, and after an interruption."""

import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from functools import partial

import psutil
import pytest

from cleankit.testing import check_linear_time, cpu_seconds

pytest.importorskip("duckdb")
pytest.importorskip("rensa")

from click.testing import CliRunner

from cleankit.cli import main
from cleankit.corpus import candidates, choosing, dedup, near_duplicates, reading, steps
from cleankit.errors import CleankitError, ConfigError, InputError

RNG = random.Random(3)
SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
VOCABULARY = ["".join(RNG.choices(SYLLABLES, k=4)) for _ in range(3_000)]
FOOTER = "All the news of the islands, every morning, in your box at the pier."


def story():
    return " ".join(" ".join(RNG.choices(VOCABULARY, k=13)).capitalize() + "." for _ in range(12))


def changed(text, words, extra=""):
    """Replace words far from each other; each changes five of 146 groups."""
    parts = text.split(" ")
    for i in range(words):
        parts[10 + 20 * i] = "so" + "on" * (i + 1)
    return " ".join(parts) + extra


FIRST, SECOND, THIRD = story(), story(), story()
RECORDS = [
    {"id": "first", "text": FIRST, "score": 1},
    {"id": "second", "text": SECOND, "big": 123456789012345678901234567890},
    {"id": "upper", "text": FIRST.upper()},
    {"id": "near", "text": changed(FIRST, 2)},
    {"id": "far", "text": changed(SECOND, 7)},
    {"id": "third", "text": THIRD},
    {"id": "longer", "text": changed(THIRD, 1, " And more.")},
    {"id": "empty", "text": ""},
    {"id": "blank", "text": " \n"},
]


def write(path, records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def ids(path):
    return [json.loads(line)["id"] for line in path.read_text().splitlines()]


@pytest.fixture
def corpus(tmp_path):
    return write(tmp_path / "in.jsonl", RECORDS)


def test_exact(corpus, tmp_path):
    out = tmp_path / "out.jsonl"
    done = dedup([corpus], out, documents="exact")
    assert ids(out) == ["first", "second", "near", "far", "third", "longer", "empty", "blank"]
    assert done.records == {"input": 9, "output": 8, "exact": 1}
    (gone,) = map(json.loads, (tmp_path / "out.jsonl.removed.jsonl").read_text().splitlines())
    assert (gone["id"], gone["level"], gone["repeats"]["id"]) == ("upper", "exact", "first")
    assert not (tmp_path / "out.jsonl.work").exists()


@pytest.mark.parametrize(("keep", "kept"), [("fullest", "longer"), ("first", "third")])
def test_near(corpus, tmp_path, keep, kept):
    out = tmp_path / "out.jsonl"
    done = dedup([str(corpus)], out, keep=keep)
    assert ids(out) == ["first", "second", "far", kept, "empty", "blank"]
    assert done.records == {"input": 9, "output": 6, "exact": 1, "near": 2}
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl.removed.jsonl").read_text().splitlines()]
    assert {(row["id"], row["repeats"]["id"]) for row in rows} >= {("upper", "first"), ("near", "first")}
    assert all(row["similarity"] >= 0.7 for row in rows if row["level"] == "near")


def test_other_fields_stay(corpus, tmp_path):
    out = tmp_path / "out.jsonl"
    dedup([corpus], out)
    assert [json.loads(line) for line in out.read_text().splitlines()][:2] == RECORDS[:2]


def test_an_equal_document_repeats_the_member_that_stays(tmp_path):
    records = [
        {"id": "a", "text": THIRD},
        {"id": "b", "text": THIRD},
        {"id": "c", "text": changed(THIRD, 1, " more")},
    ]
    out = tmp_path / "out.jsonl"
    dedup(records, out)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl.removed.jsonl").read_text().splitlines()]
    assert ids(out) == ["c"]
    assert {row["id"]: row["repeats"]["id"] for row in rows} == {"a": "c", "b": "c"}


def test_lines(tmp_path):
    records = [{"id": str(i), "text": f"{story()}\n\n{FOOTER}\n\nBye."} for i in range(4)]
    out = tmp_path / "out.jsonl"
    done = dedup(records, out, documents=None, lines=True)
    texts = [json.loads(line)["text"] for line in out.read_text().splitlines()]
    assert [FOOTER in text for text in texts] == [True, False, False, False]
    assert all(text.endswith("\n\nBye.") for text in texts)
    assert done.lines == 3
    row = json.loads((tmp_path / "out.jsonl.removed.jsonl").read_text().splitlines()[0])
    assert (row["id"], row["text_line"], row["repeats"]["id"], row["text"]) == ("1", 3, "0", FOOTER)


@pytest.mark.parametrize(("limit", "left"), [(3, 0), (4, 4)])
def test_lines_of_many_documents_go_everywhere(tmp_path, limit, left):
    records = [{"id": str(i), "text": f"{story()}\n{FOOTER}"} for i in range(4)]
    out = tmp_path / "out.jsonl"
    dedup(records, out, documents=None, lines=True, max_documents=limit)
    assert out.read_text().count(FOOTER) == left


def test_a_removed_document_keeps_no_line_from_others(tmp_path):
    shared = {"id": "a", "text": f"{FIRST}\n{FOOTER}"}
    records = [shared, {**shared, "id": "b"}, {"id": "c", "text": SECOND}]
    dedup(records, tmp_path / "out.jsonl", documents="exact", lines=True)
    assert ids(tmp_path / "out.jsonl") == ["a", "c"]
    assert FOOTER in (tmp_path / "out.jsonl").read_text()


def test_bad_records_are_quarantined(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_bytes(
        b'{"id": 1, "text": "one"}\n\nnot json\n{"id": 2}\n'
        b'{"id": 3, "text": "\\ud800 x"}\n{"id": 4, "text": "o\xff"}'
    )
    done = dedup([source], tmp_path / "out.jsonl", lines=True)
    assert done.records["quarantined"] == 3
    assert (
        sum(done.records[fate] for fate in ("output", "exact", "near", "quarantined"))
        == done.records["input"]
        == 5
    )
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl.quarantine.jsonl").read_text().splitlines()]
    assert [row["line"] for row in rows] == [3, 4, 6]


def test_files_folders_and_compression(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST)
    (folder / "b.md").write_text(FIRST)
    with gzip.open(folder / "c.jsonl.gz", "wt") as file:
        file.write(json.dumps({"id": "c", "text": changed(FIRST, 1)}) + "\n")
    out = tmp_path / "out.jsonl.gz"
    dedup([folder], out, keep="first")
    with gzip.open(out, "rt") as file:
        assert [json.loads(line)["id"] for line in file] == ["a.txt"]


def test_workers_change_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("cleankit.corpus.reading.BATCH", 7)
    texts = [story() for _ in range(60)]
    records = [{"id": str(i), "text": changed(texts[i % 60], i // 60)} for i in range(180)]
    source = write(tmp_path / "in.jsonl", records)
    outputs = []
    for workers in (1, 2):
        out = tmp_path / f"out{workers}.jsonl"
        dedup([source], out, lines=True, workers=workers, memory="200MB")
        outputs.append((out.read_bytes(), (tmp_path / f"{out.name}.removed.jsonl").read_bytes()))
    assert outputs[0] == outputs[1]
    assert len(ids(tmp_path / "out1.jsonl")) == 60


@pytest.mark.parametrize(
    "stage",
    [
        (steps, "digest"),
        (steps, "find_equal"),
        (candidates, "find_candidates"),
        (candidates, "group_candidates"),
        (choosing, "choose"),
        (choosing, "find_common"),
        (choosing, "choose_again"),
        (choosing, "second_choices"),
        (steps, "remove_lines"),
    ],
)
def test_a_run_that_was_stopped_goes_on(tmp_path, monkeypatch, stage):
    source = write(
        tmp_path / "in.jsonl", [*RECORDS, *({"id": f"more{i}", "text": changed(FIRST, i)} for i in range(5))]
    )
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    dedup([source], whole, lines=True)
    calls = []

    def stops(*args, **kwargs):
        calls.append(args)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(*stage, stops)
        with pytest.raises(KeyboardInterrupt):
            dedup([source], out, lines=True)
    assert calls
    assert not out.exists()
    assert (tmp_path / "out.jsonl.work").exists()
    if stage[1] != "digest":  # where nothing was read there is nothing to lose
        with pytest.raises(InputError, match="other inputs or options"):
            dedup([source], out, lines=True, threshold=0.8)
    dedup([source], out, lines=True)
    assert out.read_bytes() == whole.read_bytes()
    assert not (tmp_path / "out.jsonl.work").exists()


def test_stages_that_are_done_are_not_done_again(tmp_path, monkeypatch, corpus):
    out = tmp_path / "out.jsonl"
    with monkeypatch.context() as patch:
        patch.setattr(choosing, "choose", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            dedup([corpus], out)
    monkeypatch.setattr(steps, "digest", lambda *_: 1 / 0)
    dedup([corpus], out)
    assert len(ids(out)) == 6


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"documents": None}, "nothing to look for"),
        ({"threshold": 0.2}, "accepted: 0.5 to 1"),
        ({"lines": True, "max_documents": 0}, "accepted: 1 or more"),
        ({"memory": "much"}, "accepted: a size"),
        ({"memory": "1'; DROP"}, "accepted: a size"),
    ],
)
def test_wrong_options(corpus, tmp_path, options, message):
    with pytest.raises(ConfigError, match=message):
        dedup([corpus], tmp_path / "out.jsonl", **options)


def test_wrong_inputs(corpus, tmp_path):
    with pytest.raises(InputError, match="no such file"):
        dedup([tmp_path / "none.jsonl"], tmp_path / "out.jsonl")
    with pytest.raises(InputError, match="only once"):
        dedup(["-"], tmp_path / "out.jsonl")
    with pytest.raises(InputError, match="input and output at once"):
        dedup([corpus], corpus)


def test_too_little_memory_is_an_error_with_advice(tmp_path):
    records = [{"id": str(i), "text": story()} for i in range(2_000)]
    with pytest.raises(CleankitError, match=r"more memory|accepted"):
        dedup(records, tmp_path / "out.jsonl", memory="2MB")


def test_what_was_left_before_anything_was_read_is_in_nobodys_way(tmp_path):
    source, out = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl"
    whole = gzip.compress(write(tmp_path / "in.jsonl", RECORDS).read_bytes())
    source.write_bytes(whole[:60])
    with pytest.raises(InputError, match=rf"{source}: broken gzip"):
        dedup([source], out)
    source.write_bytes(whole)
    assert dedup([source], out).records["input"] == len(RECORDS)


def test_a_full_disk_is_a_run_that_is_not_finished(tmp_path):
    """A limit on the size of files stands for the full disk: the engine and we meet it as an OSError."""
    source = write(tmp_path / "in.jsonl", [{"id": str(i), "text": story()} for i in range(50)])
    command = [
        sys.executable,
        "-m",
        "cleankit",
        "dedup",
        str(source),
        "-o",
        str(tmp_path / "out.jsonl"),
        "-q",
    ]
    limits = (5_000, 14_000, 40_000)
    for limit in limits:
        full = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit))
        done = subprocess.run(command, capture_output=True, text=True, preexec_fn=full, check=False)
        assert done.returncode == 3, (limit, done.stderr)
        assert done.stderr.count("\n") == 1
        assert "more room" in done.stderr
    assert subprocess.run(command, check=False).returncode == 0


def test_near_duplicates_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = near_duplicates(RECORDS, keep="first")
    assert [(one.number, one.kept) for one in found] == [(2, 0), (3, 0), (6, 5)]
    assert found[1].similarity == pytest.approx(0.87, abs=0.02)
    assert list(tmp_path.iterdir()) == []


def test_command(corpus, tmp_path):
    out = tmp_path / "out.jsonl"
    done = CliRunner().invoke(main, ["dedup", str(corpus), "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert "9 records: 6 output, 1 exact, 2 near" in done.output
    assert CliRunner().invoke(main, ["dedup", str(corpus)]).exit_code == 2
    assert CliRunner().invoke(main, ["dedup", "-o", str(out)]).exit_code == 2
    wrong = CliRunner().invoke(
        main, ["dedup", str(tmp_path / "no.jsonl"), "-o", str(tmp_path / "x.jsonl"), "-q"]
    )
    assert wrong.exit_code == 2
    assert "no such file" in wrong.output


def test_command_with_bad_records(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text('{"text": "one"}\nbad\n')
    assert (
        CliRunner()
        .invoke(main, ["dedup", str(source), "-o", str(tmp_path / "out.jsonl"), "--lines"])
        .exit_code
        == 1
    )


@pytest.mark.parametrize("stage", ["read", "candidates", "texts"])
@pytest.mark.parametrize("documents", ["exact", "near"])
def test_an_input_that_changes_between_two_passes_is_reported(tmp_path, corpus, stage, documents):
    """A record put before the others: numbers of the first pass name other records in the second."""
    before = corpus.read_bytes()

    def change(name, _):
        if name == stage:
            corpus.write_bytes(b'{"id": "new", "text": "A new one."}\n' + before)

    if documents == "exact" and stage != "read":
        pytest.skip("no such stage")
    with pytest.raises(InputError, match=r"in\.jsonl: changed while it was read; run again"):
        dedup([corpus], tmp_path / "out.jsonl", documents=documents, lines=True, progress=change)
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]
    result = dedup([corpus], tmp_path / "out.jsonl", documents=documents, lines=True)
    assert result.records["input"] == len(RECORDS) + 1


def test_near_duplicates_notices_a_change(corpus):
    def change(*_):
        corpus.write_bytes(b'{"id": "new", "text": "A new one."}\n' + corpus.read_bytes())

    with pytest.raises(InputError, match="changed while it was read"):
        near_duplicates([corpus], progress=change)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_their_parent(tmp_path, number):
    os.mkfifo(tmp_path / "slow.jsonl")
    command = [sys.executable, "-m", "cleankit.cli", "dedup", "in.jsonl", "slow.jsonl", "-o", "u.jsonl"]
    write(tmp_path / "in.jsonl", [{"id": i, "text": f"{FIRST} {i}"} for i in range(2 * reading.BATCH)])
    process = subprocess.Popen([*command, "--workers", "2"], cwd=tmp_path, stderr=subprocess.PIPE)
    with (tmp_path / "slow.jsonl").open("wb"):  # it waits here for more
        workers = []
        deadline = time.monotonic() + 60
        while len(workers) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
            children = psutil.Process(process.pid).children(recursive=True)
            workers = [one for one in children if "spawn_main" in " ".join(one.cmdline())]
        assert len(workers) >= 2
        process.send_signal(number)
        process.communicate(timeout=20)  # which would wait for whoever holds the pipe
        assert psutil.wait_procs(workers, timeout=10)[1] == []


PAGE = "<title>Storm</title><nav><a href='/'>Home</a></nav><article><p>{}</p></article>"


def test_every_format_is_read(tmp_path):
    """One story in each format: one stays, and everything else repeats it."""
    folder = tmp_path / "in"
    folder.mkdir()
    line = json.dumps({"id": "x", "text": FIRST}) + "\n"
    (folder / "a.jsonl").write_text(line)
    (folder / "b.jsonl").write_bytes(line.encode("utf-16"))
    (folder / "c.csv").write_text('id;text\nc;"' + FIRST.replace('"', '""') + '"\n')
    (folder / "d.html").write_text(PAGE.format(FIRST.replace("\n", "</p><p>")))
    (folder / "e.txt").write_text(FIRST)
    count = 5
    if pa := pytest.importorskip("pyarrow"):
        import pyarrow.parquet as pq

        pq.write_table(pa.table({"id": ["f"], "text": [FIRST]}), folder / "f.parquet")
        count += 1
    out = tmp_path / "out.jsonl"
    result = dedup([folder], out, keep="first")
    assert (result.records["input"], result.records["quarantined"]) == (count, 0)
    assert ids(out) == ["x"]


def test_a_line_over_the_limit_is_quarantined_without_being_held(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_bytes(b'{"text": "' + b"a" * 3_000_000 + b'"}\n{"id": "b", "text": "Snow fell."}\n')
    out = tmp_path / "out.jsonl"
    result = dedup([source], out, max_record=1_000_000)
    assert result.records["quarantined"] == 1
    (account,) = map(json.loads, (tmp_path / "out.jsonl.quarantine.jsonl").read_text().splitlines())
    assert (account["line"], account["bytes"]) == (1, 3_000_013)
    assert ids(out) == ["b"]
    source.write_text('{"id": "b", "text": "Snow fell."}\n')
    dedup([source], out)
    assert not (tmp_path / "out.jsonl.quarantine.jsonl").exists()


@pytest.mark.slow
@pytest.mark.clock
def test_one_long_line_costs_linear_time(tmp_path):
    from cleankit.corpus.reading import read_raw
    from cleankit.io import ReadOptions
    from cleankit.io.sources import find_sources

    source = tmp_path / "long.jsonl"

    def read():
        (raw,) = read_raw(find_sources([source]).sources, ReadOptions())
        assert (raw.record.length or len(raw.record.data)) == source.stat().st_size

    def seconds(size):
        source.write_bytes(b"a" * size)
        return cpu_seconds(read)

    check_linear_time(seconds, 8 << 20)


@pytest.mark.parametrize("name", ["out.csv", "out.txt", "out"])
def test_the_output_is_json_lines(corpus, tmp_path, name):
    with pytest.raises(InputError, match=r"give a \.jsonl file"):
        dedup([corpus], tmp_path / name)
