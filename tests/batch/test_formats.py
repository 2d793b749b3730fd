"""Tables, pages, remote files: whatever goes in, every record comes out or is accounted for."""

import csv
import gzip
import io
import json
import os
import threading

import pytest
from running import CLEAN, DIRTY, batch_clean, jsonl, lines_of

from cleankit import Chain, batch
from cleankit.io import reading

PAGE = f"""<!doctype html><html lang="en"><title>The bridge opens</title>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>The bridge opens</h1><p>{CLEAN} It had been closed for a year, and ships were late.</p>
<p>The council paid for the work, which took longer than was planned, she said on Friday.</p></article>
<footer><a href="/terms">Terms</a></footer></html>"""


def rows_of(data, delimiter=","):
    return list(csv.reader(io.StringIO(data.decode()), delimiter=delimiter))


@pytest.mark.parametrize(("suffix", "delimiter"), [(".csv", ","), (".tsv", "\t"), (".csv.gz", ",")])
def test_a_table_stays_a_table(tmp_path, monkeypatch, suffix, delimiter):
    monkeypatch.setattr(reading, "CHUNK", 500)
    text = io.StringIO()
    table = [["id", "text", "note"], *([str(i), f"{DIRTY}{i} 新闻", 'a "b"\nc'] for i in range(50))]
    csv.writer(text, delimiter=delimiter).writerows(table)
    data = text.getvalue().encode("utf-8-sig")
    source, output = tmp_path / f"in{suffix}", tmp_path / f"out{suffix}"
    source.write_bytes(gzip.compress(data) if suffix.endswith(".gz") else data)
    summary = batch.run([str(source)], str(output))
    assert summary.exit_code == 0
    found = output.read_bytes()
    rows = rows_of(gzip.decompress(found) if suffix.endswith(".gz") else found, delimiter)
    assert rows == [
        table[0],
        *([key, "\n".join([CLEAN, "", f"{key} 新闻"]), note] for key, _, note in table[1:]),
    ] or [row[0] for row in rows[1:]] == [row[0] for row in table[1:]]
    assert all(CLEAN in row[1] and "Advertisement" not in row[1] for row in rows[1:])


def test_a_table_becomes_records_and_back(tmp_path):
    (tmp_path / "in.csv").write_text("id,text\n1,One text\n2,\n")
    batch_clean(tmp_path / "in.csv", "-o", tmp_path / "out.jsonl", "--preset", "minimal")
    assert lines_of((tmp_path / "out.jsonl").read_bytes()) == [
        {"id": "1", "text": "One text"},
        {"id": "2", "text": ""},
    ]
    batch_clean(tmp_path / "out.jsonl", "-o", tmp_path / "back.csv", "--preset", "minimal")
    assert (tmp_path / "back.csv").read_text() == "id,text\n1,One text\n2,\n"


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_cells_cannot_start_formulas(tmp_path, kind):
    cells = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "-5", "+49 30 1234", "plain", "1=1"]
    source, output = tmp_path / f"in.{kind}", tmp_path / "out.csv"
    if kind == "jsonl":
        source.write_bytes(jsonl(*({"text": cell, "n": cell} for cell in cells)))
    else:
        source.write_text("text,n\n" + "".join(f"{cell},{cell}\n" for cell in cells))
    batch.run(source, output, chain=Chain(lambda text: text))
    assert rows_of(output.read_bytes())[1:] == [[cell, cell] for cell in cells]  # as they were
    batch.run(source, output, chain=Chain(lambda text: text), csv_safe=True)
    rows = rows_of(output.read_bytes())[1:]
    safe = ["'=1+1", "'+cmd", "'-2+3", "'@SUM(A1)", "'\t=1", "-5", "'+49 30 1234", "plain", "1=1"]
    assert rows == [[cell, cell] for cell in safe]


def test_bad_rows_cost_only_themselves(tmp_path):
    (tmp_path / "in.csv").write_bytes(b'id,text\n1,a\n2\n3,b,c\n4,"x"y\n5,caf\xe9\n6,"ok, ""so"""\n')
    summary = batch.run([str(tmp_path / "in.csv")], str(tmp_path / "out.jsonl"), chain=Chain(str.upper))
    found = lines_of((tmp_path / "out.jsonl").read_bytes())
    assert found == [{"id": "1", "text": "A"}, {"id": "5", "text": "CAFÉ"}, {"id": "6", "text": 'OK, "SO"'}]
    refused = lines_of((tmp_path / "out.jsonl.quarantine.jsonl").read_bytes())
    assert [(one["line"], one["error"], one["raw"]) for one in refused] == [
        (3, "a row of 1 cells under a header of 2", "2"),
        (4, "a row of 3 cells under a header of 2", "3,b,c"),
        (5, "'y' after a quote that closes a cell", '4,"x"y'),
    ]
    assert summary.exit_code == 1


def test_a_field_that_is_no_column_is_not_lost(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": "a"}, {"text": "b", "more": 1}, {"text": "c"}))
    summary = batch.run([str(tmp_path / "in.jsonl")], str(tmp_path / "out.csv"), chain=Chain(str.upper))
    assert (tmp_path / "out.csv").read_text() == "text\nA\nC\n"
    (account,) = lines_of((tmp_path / "out.csv.quarantine.jsonl").read_bytes())
    assert "field 'more'" in account["error"]
    assert (summary.tally.records["output"], summary.tally.records["quarantined"]) == (2, 1)


def test_pages(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_text(PAGE)
    (tmp_path / "in" / "b.htm.gz").write_bytes(gzip.compress(PAGE.encode()))
    batch_clean(tmp_path / "in", "-o", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.txt", "b.txt.gz"]
    text = (tmp_path / "out" / "a.txt").read_text()
    assert CLEAN in text
    assert "Home" not in text
    batch_clean(tmp_path / "in" / "a.html", "-o", tmp_path / "out.jsonl")
    (record,) = lines_of((tmp_path / "out.jsonl").read_bytes())
    assert (record["id"], record["title"], record["lang"]) == ("a.html", "The bridge opens", "en")
    assert record["text"] + "\n" == text


def test_pages_in_a_field(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(
        jsonl({"id": 1, "html": PAGE, "link": "https://example.org/a"}, {"id": 2})
    )
    args = ("--html-field", "html", "--url-field", "link")
    batch_clean(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", *args, expect=1)
    (record,) = lines_of((tmp_path / "out.jsonl").read_bytes())
    assert list(record) == ["id", "html", "link", "text"]
    assert CLEAN in record["text"]
    (account,) = lines_of((tmp_path / "out.jsonl.quarantine.jsonl").read_bytes())
    assert "no field 'html'; fields: 'id'; try --html-field" in account["error"]


def test_a_learned_pack(tmp_path):
    pack = '[[rule]]\nid = "motto"\nmatch = "line"\nwhere = "anywhere"\n'
    pack += 'phrases = ["All the news of the harbour"]\n'
    pack += 'keeps = ["All the news of the harbour is bad."]\ndrops = ["All the news of the harbour"]\n'
    (tmp_path / "site.toml").write_text(pack)
    (tmp_path / "in.txt").write_text(f"Advertisement\n{CLEAN}\n\nAll the news of the harbour\n")
    args = (tmp_path / "in.txt", "-o", tmp_path / "out.txt")
    batch_clean(*args, "--learned", tmp_path / "site.toml")
    assert (tmp_path / "out.txt").read_text() == f"{CLEAN}\n"
    assert (
        "no filter 'boilerplate'"
        in batch_clean(*args, "--learned", tmp_path / "site.toml", "--preset", "minimal", expect=2)[1]
    )
    assert "No such file" in batch_clean(*args, "--learned", tmp_path / "none.toml", expect=2)[1]


def test_parquet(tmp_path, monkeypatch):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    monkeypatch.setattr(reading, "CHUNK", 500)
    columns = {
        "id": list(range(40)),
        "text": [f"ship {i}" for i in range(39)] + [None],
        "n": [[i] for i in range(40)],
    }
    pq.write_table(pa.table(columns), tmp_path / "in.parquet", row_group_size=7)
    summary = batch.run([str(tmp_path / "in.parquet")], str(tmp_path / "out.parquet"), chain=Chain(str.upper))
    records = summary.tally.records
    assert (records["output"], records["empty"], records["quarantined"]) == (40, 1, 0)
    table = pq.read_table(tmp_path / "out.parquet")
    rows = [{"id": i, "text": f"SHIP {i}", "n": [i]} for i in range(39)]
    assert table.to_pylist() == [*rows, {"id": 39, "text": None, "n": [39]}]
    assert table.schema == pa.table(columns).schema
    batch.run([str(tmp_path / "in.parquet")], str(tmp_path / "out.jsonl"), chain=Chain(str.upper))
    assert lines_of((tmp_path / "out.jsonl").read_bytes()) == table.to_pylist()
    batch.run([str(tmp_path / "out.jsonl")], str(tmp_path / "again.parquet"), chain=Chain(str.upper))
    assert pq.read_table(tmp_path / "again.parquet").to_pylist() == table.to_pylist()


def parquet_types():
    import datetime
    from decimal import Decimal

    pa = pytest.importorskip("pyarrow")
    exact = {
        "bool": (pa.bool_(), True),
        "int8": (pa.int8(), -3),
        "int64": (pa.int64(), 2**62),
        "uint64": (pa.uint64(), 2**64 - 1),
        "float": (pa.float32(), 1.1),
        "double": (pa.float64(), 1e-300),
        "string": (pa.large_string(), "a"),
        "null": (pa.null(), None),
        "list": (pa.list_(pa.int32()), [1, None]),
        "pair": (pa.list_(pa.int32(), 2), [1, 2]),
        "struct": (pa.struct([("a", pa.int8())]), {"a": 1}),
        "dictionary": (pa.dictionary(pa.int32(), pa.string()), "a"),
    }
    lossy = {
        "date": (pa.date32(), datetime.date(2020, 1, 2)),
        "timestamp": (pa.timestamp("us"), datetime.datetime(2020, 1, 2)),
        "zoned": (pa.timestamp("us", "Europe/Rome"), 1),
        "time": (pa.time64("us"), datetime.time(1, 2)),
        "duration": (pa.duration("s"), datetime.timedelta(seconds=5)),
        "decimal": (pa.decimal128(10, 2), Decimal("1.20")),
        "binary": (pa.binary(), b"\0\xff"),
        "fixed": (pa.binary(2), b"ab"),
        "map": (pa.map_(pa.string(), pa.int32()), [("a", 1)]),
        "deep": (pa.list_(pa.struct([("at", pa.date32())])), [{"at": datetime.date(2020, 1, 2)}]),
    }
    return pa, exact, lossy


def table_of(pa, kind, value, **columns):
    schema = pa.schema(
        [pa.field("text", pa.string(), nullable=False), pa.field("x", kind, metadata={"k": "v"})],
        metadata={"pandas": "{}", "own": "1"},
    )
    return pa.table([pa.array(["a", "b"]), pa.array([value, None], kind)], schema=schema)


def test_columns_of_a_table_come_back_as_they_were(tmp_path):
    pa, exact, lossy = parquet_types()
    import pyarrow.parquet as pq

    for name, (kind, value) in {**exact, **lossy}.items():
        source, output = tmp_path / f"{name}.parquet", tmp_path / f"{name}.out.parquet"
        pq.write_table(table_of(pa, kind, value), source)
        summary = batch.run(source, output, chain=Chain(str.upper))
        before, after = pq.read_table(source), pq.read_table(output)
        assert summary.exit_code == 0
        assert after.schema.equals(before.schema, check_metadata=True)
        assert after.column("x").equals(before.column("x"))
        assert after.column("text").to_pylist() == ["A", "B"]


def test_added_columns_leave_the_others_as_they_were(tmp_path):
    pa, _, _ = parquet_types()
    import pyarrow.parquet as pq

    pq.write_table(table_of(pa, pa.int8(), 1), tmp_path / "in.parquet")
    batch.run(tmp_path / "in.parquet", tmp_path / "out.parquet", options=batch.RunOptions(add_fields=True))
    before, after = pq.read_table(tmp_path / "in.parquet"), pq.read_table(tmp_path / "out.parquet")
    assert after.schema.names == ["text", "x", "lang", "cleankit"]
    assert after.select(["text", "x"]).schema.equals(before.schema, check_metadata=True)


def test_tables_that_do_not_fit_each_other_are_refused(tmp_path):
    pa, _, _ = parquet_types()
    import pyarrow.parquet as pq

    for name, kind in (("a", pa.int8()), ("b", pa.int64()), ("c", pa.int8())):
        pq.write_table(table_of(pa, kind, 1), tmp_path / f"{name}.parquet")
    summary = batch.run([tmp_path / f"{name}.parquet" for name in "abc"], tmp_path / "out.parquet")
    (refused,) = summary.failed_inputs
    assert "b.parquet: its columns are not those of the other inputs; give a folder" in refused
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 4
    (tmp_path / "d.jsonl").write_bytes(jsonl({"text": "a", "x": 1}))
    summary = batch.run([tmp_path / "a.parquet", tmp_path / "d.jsonl"], tmp_path / "mixed.parquet")
    assert "a.parquet: its columns" in summary.failed_inputs[0]


def test_a_file_that_is_no_parquet(tmp_path):
    pytest.importorskip("pyarrow")
    (tmp_path / "in.parquet").write_bytes(b"PAR1 not really")
    summary = batch.run([str(tmp_path / "in.parquet")], str(tmp_path / "out.jsonl"), chain=Chain(str.upper))
    assert summary.exit_code == 2
    assert "in.parquet: broken Parquet" in summary.failed_inputs[0]


def test_a_link_to_nothing_is_told(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(DIRTY)
    (tmp_path / "in" / "b.txt").symlink_to("gone.txt")
    (tmp_path / "in" / "c.txt").symlink_to("a.txt")
    summary = batch.run([str(tmp_path / "in")], str(tmp_path / "out"), chain=Chain(str.upper))
    assert [message.endswith("b.txt: a link to nothing") for message in summary.failed_inputs] == [True]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.txt", "c.txt"]


def test_empty_inputs(tmp_path):
    for name, data in {
        "a.jsonl": b"",
        "b.jsonl": b"\n\n",
        "c.jsonl.gz": gzip.compress(b""),
        "d.csv": b"",
        "e.txt": b"",
    }.items():
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_bytes(data)
    summary = batch.run([str(tmp_path / "in")], str(tmp_path / "out"), chain=Chain(str.upper))
    assert (summary.exit_code, summary.tally.records["input"], summary.tally.records["empty"]) == (0, 1, 1)
    found = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert sorted(found) == ["a.jsonl", "b.jsonl", "c.jsonl.gz", "d.csv", "e.txt"]
    assert gzip.decompress(found["c.jsonl.gz"]) == b""


def test_a_pipe_with_a_name(tmp_path):
    """A pipe can be read once: it is handed to workers, not opened by them."""
    os.mkfifo(tmp_path / "in.jsonl")
    data = jsonl(*({"text": f"ship {i}"} for i in range(1000)))
    writer = threading.Thread(target=(tmp_path / "in.jsonl").write_bytes, args=(data,))
    writer.start()
    summary = batch.run([str(tmp_path / "in.jsonl")], str(tmp_path / "out.jsonl"), chain=Chain(str.upper))
    writer.join()
    assert (summary.exit_code, summary.tally.records["output"]) == (0, 1000)
    assert not batch.can_resume(str(tmp_path / "out.jsonl"))


def test_an_earlier_quarantine_does_not_stay(tmp_path):
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b"bad\n")
    batch.run([str(source)], str(output), chain=Chain(str.upper))
    assert (tmp_path / "out.jsonl.quarantine.jsonl").exists()
    source.write_bytes(jsonl({"text": "a"}))
    batch.run([str(source)], str(output), chain=Chain(str.upper))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_fits_no_table_is_in_quarantine_with_its_line_and_the_audit_goes_on_without_it(
    tmp_path, workers
):
    lines = [{"id": i, "text": f"“{i}”"} | ({"extra": i} if i % 3 == 2 else {}) for i in range(9)]
    (tmp_path / "in.jsonl").write_text("\n\n".join(json.dumps(line) for line in lines))
    (tmp_path / "more.jsonl").write_text(json.dumps({"id": 9, "text": "“9”", "other": 1}))
    inputs = [tmp_path / "in.jsonl", tmp_path / "more.jsonl"]
    out, audit = tmp_path / "out.csv", tmp_path / "audit.jsonl"
    summary = batch.run(inputs, out, audit=audit, workers=workers)
    assert (summary.tally.records["output"], summary.tally.records["quarantined"]) == (6, 4)
    refused = lines_of((tmp_path / "out.csv.quarantine.jsonl").read_bytes())
    assert [one["line"] for one in refused] == [5, 11, 17, 1]
    assert all("no such column" in one["error"] for one in refused)
    assert json.loads(refused[0]["raw"])["extra"] == 2
    assert batch.undo_run(out, audit, tmp_path / "back.csv") == 6
    assert "“4”" in (tmp_path / "back.csv").read_text()
