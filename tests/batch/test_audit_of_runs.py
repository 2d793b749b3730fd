"""`batch-clean --check`, `--audit`, `--max-removed` and `cleankit undo`."""

import gzip
import json
import subprocess
import sys

import pytest
from running import CLEAN, DIRTY, batch_clean, jsonl, lines_of

TEXTS = [
    DIRTY,
    CLEAN,
    "",
    "Advertisement\n",
    "A \ud83d lone surrogate\r\nand “curly” quotes\u2028here",
    f"{DIRTY}{CLEAN}\n{CLEAN}\n",
    "It\u200b’s all\u00a0there.\n\n\n\nYes.",
]


def undo(*args, expect=0):
    command = [sys.executable, "-m", "cleankit.cli", "undo", *map(str, args)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == expect, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_check_shows_changes_by_rule(tmp_path):
    records = [{"text": f"Advertisement\nText {i}: “it’s {i}”.\nShow comments\n"} for i in range(7)]
    (tmp_path / "in.jsonl").write_bytes(jsonl(*records))
    out, _ = batch_clean(tmp_path / "in.jsonl", "--check", expect=4)
    shown = out.decode()
    assert "en:ad-label: 7 times, 98 characters removed\n  - 'Advertisement'\n" in shown
    quotes = shown.split("quotes: 7 times, 0 characters removed\n")[1].split("\n")
    assert len([line for line in quotes[:3] if line.startswith("  - ") and " -> " in line]) == 3
    assert not quotes[3].startswith("  - ")


def test_check_cannot_drive_the_terminal(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": "“\x1b]0;owned\x07 \u202ehi”\nAdvertisement"}))
    out, _ = batch_clean(tmp_path / "in.jsonl", "--check", expect=4)
    assert b"\x1b" not in out
    assert b"\xe2\x80\xae" not in out


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_undo_gives_the_sources_back(tmp_path, suffix):
    records = [{"id": str(i), "text": text, "n": i} for i, text in enumerate(TEXTS)]
    (tmp_path / "in.jsonl").write_bytes(jsonl(*records))
    audit = tmp_path / f"edits.jsonl{suffix}"
    batch_clean(tmp_path / "in.jsonl", "-o", tmp_path / f"out.jsonl{suffix}", "--audit", audit)
    told = undo(tmp_path / f"out.jsonl{suffix}", "--audit", audit, "-o", tmp_path / "back.jsonl")
    assert lines_of((tmp_path / "back.jsonl").read_bytes()) == records
    assert "7 records restored" in told


def test_undo_gives_tables_back_byte_for_byte(tmp_path):
    table = tmp_path / "in.csv"
    rows = ['"a, ""b""",x;y,"The “crane” fell.\nShow comments"', "“c”,,", "d,z,Snow fell."]
    table.write_bytes(("title,tags,text\r\n" + "\r\n".join(rows) + "\r\n").encode())
    out, audit, back = tmp_path / "out.csv", tmp_path / "edits.jsonl", tmp_path / "back.csv"
    batch_clean(table, "-o", out, "--audit", audit)
    assert out.read_bytes() != table.read_bytes()
    assert "3 records restored" in undo(out, "--audit", audit, "-o", back)
    assert back.read_bytes() == table.read_bytes()
    undo(out, "--audit", audit, "-o", tmp_path / "back.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "back.jsonl").read_text().splitlines()]
    assert [line["text"] for line in lines] == ["The “crane” fell.\nShow comments", "", "Snow fell."]
    assert lines[0]["title"] == 'a, "b"'


def test_undo_of_parquet_gives_json_lines_where_these_are_named(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    texts = ["The “crane” fell.\nShow comments", None]
    parquet.write_table(pyarrow.table({"n": [1, 2], "text": texts}), tmp_path / "in.parquet")
    out, audit, back = tmp_path / "out.parquet", tmp_path / "edits.jsonl", tmp_path / "back.jsonl"
    batch_clean(tmp_path / "in.parquet", "-o", out, "--audit", audit)
    undo(out, "--audit", audit, "-o", back)
    assert [json.loads(line) for line in back.read_text().splitlines()] == [
        {"n": 1, "text": texts[0]},
        {"n": 2, "text": None},
    ]


def test_undo_one_rule(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": DIRTY}))
    batch_clean(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--audit", tmp_path / "edits.jsonl")
    undo(
        tmp_path / "out.jsonl",
        "--audit",
        tmp_path / "edits.jsonl",
        "-o",
        tmp_path / "back.jsonl",
        "--rule",
        "quotes",
    )
    (record,) = lines_of((tmp_path / "back.jsonl").read_bytes())
    assert record == {"text": CLEAN.replace('"Monday"', "“Monday”")}


def test_undo_a_folder(tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    sources = {"a.txt": DIRTY, "deep/b.md": f"{CLEAN}\r\n", "deep/c.txt": ""}
    for name, text in sources.items():
        (tmp_path / "in" / name).write_bytes(text.encode())
    (tmp_path / "in" / "z.jsonl").write_bytes(jsonl(*({"text": text} for text in TEXTS)))
    batch_clean(tmp_path / "in", "-o", tmp_path / "out", "--audit", tmp_path / "edits.jsonl")
    undo(tmp_path / "out", "--audit", tmp_path / "edits.jsonl", "-o", tmp_path / "back")
    for name, text in sources.items():
        assert (tmp_path / "back" / name).read_bytes() == text.encode()
    assert [record["text"] for record in lines_of((tmp_path / "back" / "z.jsonl").read_bytes())] == TEXTS


def test_undo_refuses_what_does_not_fit(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": DIRTY}, {"text": CLEAN}))
    out, audit, back = tmp_path / "out.jsonl", tmp_path / "edits.jsonl", tmp_path / "back.jsonl"
    batch_clean(tmp_path / "in.jsonl", "-o", out, "--audit", audit)
    whole = out.read_bytes()
    for damaged, message in (
        (whole.replace(b"mayor", b"baker"), "line 1: not the text in the output"),
        (whole + whole, "ends before"),
        (whole.split(b"\n")[0] + b"\n", "goes on after the end"),
    ):
        out.write_bytes(damaged)
        assert message in undo(out, "--audit", audit, "-o", back, expect=2)
        assert not back.exists()
    out.write_bytes(whole)
    assert "out.jsonl: is output and restored file at once" in undo(
        out, "--audit", audit, "-o", out, expect=2
    )
    audit.write_bytes(b'{"not": "an audit"}\n')
    assert "line 1: not an audit" in undo(out, "--audit", audit, "-o", back, expect=2)


def test_undo_stays_in_its_folder(tmp_path):
    (tmp_path / "secret.txt").write_text("secret\n")
    (tmp_path / "out").mkdir()
    for path in ("../secret.txt", str(tmp_path / "secret.txt")):
        (tmp_path / "edits.jsonl").write_bytes(jsonl({"file": path, "check": "0", "layers": []}))
        message = undo(
            tmp_path / "out", "--audit", tmp_path / "edits.jsonl", "-o", tmp_path / "back", expect=2
        )
        assert "no such file in" in message


def test_records_that_lost_too_much_are_flagged(tmp_path):
    lost = {"id": "lost", "text": "Advertisement\n" * 9 + "Short.\n"}
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(jsonl({"text": CLEAN}, lost, {"text": ""})))
    args = (tmp_path / "in.jsonl.gz", "-o", tmp_path / "out.jsonl", "--report", tmp_path / "report.json")
    _, told = batch_clean(*args, "--max-removed", "0.5")
    report = json.loads((tmp_path / "report.json").read_bytes())
    (flagged,) = report["flagged"]
    assert (flagged["line"], flagged["id"]) == (2, "lost")
    assert 0.5 < flagged["removed"] < 1
    assert report["records"]["flagged"] == 1
    assert report["records"]["output"] == 3
    assert "1 lost more than --max-removed" in told
    assert "a share from 0 to 1" in batch_clean(*args, "--max-removed", "50", expect=2)[1]


def test_the_report_tells_rules_with_an_example(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": DIRTY}, {"text": DIRTY}))
    batch_clean(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--report", tmp_path / "report.json")
    rules = {rule["rule"]: rule for rule in json.loads((tmp_path / "report.json").read_bytes())["rules"]}
    assert rules["en:ad-label"]["examples"] == [{"before": "Advertisement", "after": ""}]
    assert (rules["en:ad-label"]["times"], rules["en:ad-label"]["removed"]) == (2, 28)


def test_a_changed_audit_is_refused_and_nothing_is_restored(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": CLEAN}, {"text": DIRTY}))
    out, audit, back = tmp_path / "out.jsonl", tmp_path / "edits.jsonl", tmp_path / "back.jsonl"
    batch_clean(tmp_path / "in.jsonl", "-o", out, "--audit", audit)
    first, second = lines_of(audit.read_bytes())
    for key, value in (("start", 10**9), ("start", "x"), ("start", -5), ("before", "?"), ("after", None)):
        changed = json.loads(json.dumps(second))
        changed["layers"][0][0][key] = value
        audit.write_bytes(jsonl(first, changed))
        message = undo(out, "--audit", audit, "-o", back, expect=2)
        assert "edits.jsonl: line 2: audit: " in message
        assert not back.exists()
    for key, value in (("file", 5), ("check", None), ("layers", 3), ("source", "0" * 16)):
        audit.write_bytes(jsonl(first, {**second, key: value}))
        assert "edits.jsonl: line 2: " in undo(out, "--audit", audit, "-o", back, "--rule", "x:*", expect=2)
    del second["source"], second["page"]  # as schema 1 had it
    audit.write_bytes(jsonl({**first, "schema": 1}, {**second, "schema": 1}))
    undo(out, "--audit", audit, "-o", back)
    assert [record["text"] for record in lines_of(back.read_bytes())] == [CLEAN, DIRTY]
