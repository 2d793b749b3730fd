"""What a run tells of itself: counts by fate, filter, rule and language; what it adds to records."""

import json
from collections import Counter

import pytest
from running import CLEAN, DIRTY, batch_clean, jsonl, lines_of

from cleankit import Chain, batch
from cleankit.batch.summary import Summary
from cleankit.batch.tally import Tally


def test_the_report_has_the_first_fifty_rules_with_an_example_each():
    tally = Tally()
    for n in range(60):
        rule = f"en:rule-{n:02}"
        tally.rules[rule], tally.removed_by_rule[rule], tally.examples[rule] = 2, 100 - n, [(f"x{n}", "")]
    told = Summary(tally).as_dict()["rules"]
    assert [rule["rule"] for rule in told] == [f"en:rule-{n:02}" for n in range(50)]
    assert all(len(rule["examples"]) == 1 for rule in told)


def test_the_report_counts_everything(tmp_path):
    (tmp_path / "chain.toml").write_text(
        'filters = ["newlines", "quotes", "boilerplate", "length"]\n[length]\nmin_words = 3\n'
    )
    records = [{"text": DIRTY, "lang": "en-GB"}, {"text": "Too short.", "lang": "DE"}, {"text": 5}]
    (tmp_path / "in.jsonl").write_bytes(jsonl(*records, {"text": f"{CLEAN} ", "lang": "english"}))
    args = ("--config", "chain.toml", "--report", "report.json", "--dropped", "gone.jsonl")
    _, told = batch_clean("in.jsonl", "-o", "out.jsonl", *args, cwd=tmp_path, expect=1)
    report = json.loads((tmp_path / "report.json").read_bytes())
    fates = {
        "input": 4,
        "output": 2,
        "empty": 0,
        "changed": 1,
        "flagged": 0,
        "marked": 0,
        "dropped": 1,
        "quarantined": 1,
    }
    assert report["records"] == fates
    assert report["languages"] == {"en": 1, "de": 1}
    assert report["characters"]["input"] == len(DIRTY) + len("Too short.") + len(CLEAN) + 1
    assert report["removed_by_filter"]["boilerplate"] == sum(
        rule["removed"] for rule in report["rules"] if rule["rule"] != "quotes"
    )
    assert report["peak_memory"] > 1 << 20
    assert report["bytes_read"] == (tmp_path / "in.jsonl").stat().st_size
    for line in ("4 records: 2 output, 1 dropped, 1 quarantined", "languages: en 1, de 1", "MiB of memory"):
        assert line in told
    (gone,) = lines_of((tmp_path / "gone.jsonl").read_bytes())
    assert gone == {
        "file": "in.jsonl",
        "line": 2,
        "reason": gone["reason"],
        "raw": json.dumps(records[1]),
    }
    assert gone["reason"].startswith("length: ")


def test_added_fields_say_what_was_done(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": DIRTY}, {"text": CLEAN, "lang": "fr"}))
    summary = batch.run(
        [str(tmp_path / "in.jsonl")], str(tmp_path / "out.jsonl"), options=batch.RunOptions(add_fields=True)
    )
    one, two = lines_of((tmp_path / "out.jsonl").read_bytes())
    edits = sum(len(layer.edits) for layer in Chain("article").audit(DIRTY).layers)
    added = {"lang": "en", "edits": edits, "removed": len(DIRTY) - len(CLEAN)}
    assert one == {"text": CLEAN, "lang": "en", "cleankit": {**added, "fingerprint": summary.fingerprint}}
    assert (two["lang"], two["cleankit"]["lang"], two["cleankit"]["edits"]) == ("fr", "en", 0)
    assert summary.tally.languages == {"en": 2}
    assert summary.fingerprint == Chain("article").fingerprint


def test_kinds_by_name_and_by_option(tmp_path):
    (tmp_path / "in").mkdir()
    for name, data in {
        "a.ndjson": jsonl({"text": DIRTY}),
        "b.md": DIRTY.encode(),
        "c.tsv": b"id\ttext\n1\tOne text\n",
        "d.log": jsonl({"text": DIRTY}),
    }.items():
        (tmp_path / "in" / name).write_bytes(data)
    batch_clean("in", "-o", "out", cwd=tmp_path)
    found = {path.name: path.read_text() for path in (tmp_path / "out").iterdir()}
    assert sorted(found) == ["a.ndjson", "b.md", "c.tsv"]
    assert json.loads(found["a.ndjson"]) == {"text": CLEAN}
    assert found["b.md"] == f"{CLEAN}\n"
    assert found["c.tsv"] == "id\ttext\n1\tOne text\n"
    batch_clean("in/d.log", "-o", "out.jsonl", "--format", "jsonl", cwd=tmp_path)
    assert lines_of((tmp_path / "out.jsonl").read_bytes()) == [{"text": CLEAN}]


def test_reasons_of_quarantine_and_drops_are_counted_with_their_files(tmp_path):
    bad = [{"body": DIRTY}] * 3 + [{"text": 5}]
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": DIRTY}, {"text": "Short."}, *bad) + b"nothing\n{\n")
    args = ("in.jsonl", "-o", "out.jsonl", "--min-words", "3", "--report", "report.json")
    _, told = batch_clean(*args, cwd=tmp_path, expect=1)
    lines = told.split("\n")
    at = lines.index("  quarantined, in out.jsonl.quarantine.jsonl:")
    assert lines[at + 1].split() == ["3", "no", "field", "'text'"]
    assert {line.split()[0] for line in lines[at + 2 : at + 5]} == {"1"}
    assert sum("not JSON: " in line for line in lines[at + 2 : at + 5]) == 2
    at = lines.index("  dropped, in out.jsonl.dropped.jsonl:")
    assert lines[at + 1].split()[:2] == ["1", "length:"]
    assert all(len(line) <= 80 for line in lines)
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert sum(report["refusals"].values()) == report["records"]["quarantined"] == 6
    _, told = batch_clean(*args, "-q", cwd=tmp_path, expect=1)
    assert told.count("\n") == 1
    start = "6 of 8 records quarantined, in out.jsonl.quarantine.jsonl: no field 'text' (and 3 more reasons)"
    assert told.rstrip().endswith(start)


@pytest.mark.parametrize("good", [0, 1])
def test_where_no_record_has_the_field_of_the_text_the_summary_says_what_to_do(tmp_path, good):
    (tmp_path / "in.jsonl").write_bytes(jsonl(*[{"body": DIRTY}] * 3, *[{"text": DIRTY}] * good))
    _, told = batch_clean("in.jsonl", "-o", "out.jsonl", cwd=tmp_path, expect=1)
    assert ("say which is the text: --text-field NAME" in " ".join(told.split())) is (good == 0)
    assert all(len(line) <= 80 for line in told.split("\n"))


def test_a_run_that_writes_nothing_takes_time_as_well(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": DIRTY}))
    assert batch.run(tmp_path / "in.jsonl", None, chain=Chain("minimal")).seconds > 0


def test_once_is_no_times():
    tally = Tally(rules=Counter(one=1, two=2), removed_by_rule=Counter(one=5, two=4))
    said = ["one: 1 time, 5 characters removed", "two: 2 times, 4 characters removed"]
    assert Summary(tally).by_rule().split("\n") == said


def test_reasons_without_end_are_counted_together():
    one, many = Tally(), Tally()
    for number in range(500):
        one.refusals = Counter({f"reason {chr(0x4E00 + number)}": 1})
        many.add(one)
    assert (len(many.refusals), many.refusals.total()) == (200, 500)
    assert all(len(line) <= 80 for line in Summary(many).as_text().split("\n"))
