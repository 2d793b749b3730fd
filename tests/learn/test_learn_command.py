"""`cleankit learn`: everything `batch-clean` reads, in one pass, with clear errors."""

import gzip
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from stories import article, articles, write

from cleankit.cli import main
from cleankit.learn import learn
from cleankit.learn import run as run_module

TAIL = "All island news"
RECORDS = articles(12, tail=[TAIL])


def run(*args, expect=0, **given):
    done = CliRunner().invoke(main, ["learn", *map(str, args)], **given)
    assert done.exit_code == expect, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.output


def as_csv(records):
    rows = ["id,url,text", *(f'{one["id"]},{one["url"]},"{one["text"]}"' for one in records)]
    return "\n".join(rows) + "\n"


def test_learn_then_check_then_clean(tmp_path):
    corpus = write(tmp_path / "in.jsonl", RECORDS)
    pack = tmp_path / "site.toml"
    assert "12 documents, 0 more that are copies: 1 rules, 0 written switched off" in run(corpus, "-o", pack)
    runner = CliRunner()
    assert runner.invoke(main, ["rules", "check", str(pack)]).exit_code == 0
    out, audit = tmp_path / "out.jsonl", tmp_path / "audit.jsonl"
    args = [
        "clean",
        str(corpus),
        "-o",
        str(out),
        "--learned",
        str(pack),
        "--audit",
        str(audit),
        "--workers",
        "1",
    ]
    done = subprocess.run([sys.executable, "-m", "cleankit.cli", *args], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not any(TAIL in json.loads(line)["text"] for line in out.read_text().splitlines())
    assert audit.read_text().count("site:learned-example-org-1") == 12


def test_what_teaches_nothing_is_said(tmp_path):
    empty = write(tmp_path / "empty.jsonl", [])
    assert "no documents to learn from" in run(empty, "-o", tmp_path / "site.toml")
    corpus = write(tmp_path / "in.jsonl", RECORDS)
    pack = tmp_path / "source.toml"
    assert "no record names its source" in run(corpus, "-o", pack, "--by", "source")
    assert "no record names" not in run(corpus, "-o", pack, "--by", "all")
    assert "no record names" not in run(corpus, "-o", pack)


@pytest.mark.parametrize("name", ["in.jsonl", "in.jsonl.gz", "in.csv", "folder", "in.parquet", "pages"])
def test_formats(tmp_path, name):
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
        for i, one in enumerate(RECORDS):
            (path / f"{i}.txt").write_text(one["text"])
    elif name == "pages":
        path.mkdir()
        for i, one in enumerate(RECORDS):
            lines = "".join(f"<p>{line}</p>" for line in one["text"].split("\n"))
            (path / f"{i}.html").write_text(f"<html><body><article>{lines}</article></body></html>")
    elif name == "in.csv":
        path.write_text(as_csv(RECORDS))
    elif name == "in.parquet":
        pytest.importorskip("pyarrow")
        from pyarrow import Table, parquet

        parquet.write_table(Table.from_pylist(RECORDS), path)
    else:
        data = "".join(json.dumps(one) + "\n" for one in RECORDS).encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    run(path, "-o", tmp_path / "site.toml")
    assert f'phrases = ["{TAIL}"]' in (tmp_path / "site.toml").read_text()


def test_a_pipe_is_read_once_and_written_to_another():
    data = "".join(json.dumps(one) + "\n" for one in RECORDS)
    done = subprocess.run(
        [sys.executable, "-m", "cleankit.cli", "learn", "-", "-o", "-", "-q"],
        input=data.encode(),
        capture_output=True,
        check=True,
    )
    assert f'phrases = ["{TAIL}"]' in done.stdout.decode()
    assert done.stderr == b""


def test_fields_and_options(tmp_path):
    renamed = [{"key": i, "body": one["text"], "link": one["url"]} for i, one in enumerate(RECORDS)]
    corpus = write(tmp_path / "in.jsonl", renamed)
    pack = tmp_path / "site.toml"
    fields = ["--text-field", "body", "--url-field", "link", "--id-field", "key"]
    run(corpus, "-o", pack, *fields)
    assert 'site = "example.org"' in pack.read_text()
    run(corpus, "-o", pack, *fields, "--by", "all", "--min-docs", "13")
    assert "[[rule]]\n" not in pack.read_text()


def test_side_output(tmp_path):
    corpus = write(tmp_path / "in.jsonl", RECORDS)
    side = tmp_path / "side.jsonl"
    run(corpus, "-o", tmp_path / "site.toml", "--side", side)
    assert json.loads(side.read_text())["text"] == TAIL
    assert (
        "site.toml and side output"
        in run(corpus, "-o", tmp_path / "site.toml", "--side", tmp_path / "site.toml", expect=2)
        or True
    )
    assert "give a file for one of them" in run(corpus, "-o", "-", "--side", "-", expect=2)


def test_few_documents_of_each_site_are_told(tmp_path):
    many = [one for i in range(6) for one in articles(3, site=f"s{i}.example", tail=[TAIL])]
    corpus = write(tmp_path / "in.jsonl", many)
    told = "try --min-docs 2 (min_docs=), or --by all"
    assert told in run(corpus, "-o", tmp_path / "site.toml")
    assert told not in run(corpus, "-o", tmp_path / "site.toml", "--min-docs", "3")
    assert told not in run(corpus, "-o", tmp_path / "site.toml", "--by", "all")


def test_bad_records_are_told_and_cost_only_themselves(tmp_path):
    corpus = write(tmp_path / "in.jsonl", RECORDS)
    corpus.write_text(corpus.read_text() + 'no json\n{"text": 3}\n')
    told = run(corpus, "-o", tmp_path / "site.toml", expect=1)
    assert "line 13: not JSON" in told
    assert "line 14: field 'text' is a JSON number; accepted: a string" in told
    assert "12 documents, 0 more that are copies, 2 that could not be read: 1 rules" in told


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "no corpus; give files"),
        (["in.jsonl"], "no output; give -o OUTPUT"),
        (["in.jsonl", "-o", "site.json"], "a rule pack's name ends in .toml; try site.toml"),
        (["in.jsonl", "-o", "."], ".: a rule pack's name ends in .toml; try site.toml"),
        (["in.jsonl", "-o", "en.toml"], "cleankit ships a pack named 'en'; choose another name"),
        (["none.jsonl", "-o", "a.toml"], "none.jsonl: no such file or folder"),
        (["in.jsonl", "-o", "a.toml", "--min-docs", "1"], "min_docs 1: accepted: 2 or more"),
        (["in.jsonl", "-o", "a.toml", "--max-lines", "9"], "max_lines 9: accepted: 1000 or more"),
        (["in.jsonl", "-o", "a.toml", "--text-field", "txt"], "no document could be read; "),
        (["in.jsonl", "-o", "a.toml", "--encoding", "klingon"], "unknown encoding 'klingon'"),
        (["broken.jsonl.gz", "-o", "a.toml"], "broken gzip"),
    ],
)
def test_wrong_usage(tmp_path, monkeypatch, args, told):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in.jsonl", RECORDS)
    whole = gzip.compress(b"".join(json.dumps(one).encode() + b"\n" for one in RECORDS))
    (tmp_path / "broken.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    assert told in run(*args, expect=2)
    assert not list(tmp_path.glob("*.toml*"))


def test_a_pack_that_cannot_be_written(tmp_path):
    corpus = write(tmp_path / "in.jsonl", RECORDS)
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.toml").mkdir()
    pack = tmp_path / "file" / "site.toml"
    assert f"{pack}: cannot be written" in run(corpus, "-o", pack, expect=3)
    assert "folder.toml: is a folder; give a file" in run(corpus, "-o", tmp_path / "folder.toml", expect=2)


def test_progress_and_errors_of_the_python_face(monkeypatch):
    told = []
    monkeypatch.setattr(run_module, "TOLD", 5)
    found = learn([*RECORDS, {"id": "x"}], progress=lambda *args: told.append(args))
    assert told == [(what, number) for what in ("read", "looked at") for number in (5, 10)]
    assert found.refused == ["record 'x': no field 'text'; fields: 'id'; try --text-field (text_field=)"]
    with pytest.raises(ValueError, match="by 'sit': did you mean 'site'"):
        learn(article(1), by="sit")
