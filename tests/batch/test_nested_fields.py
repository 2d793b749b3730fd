"""A field of an object in a record: "body.text"."""

import json

import pytest
from running import CLEAN, DIRTY, batch_clean, jsonl, lines_of

from cleankit import Document, batch

RECORDS = [
    {"meta": {"id": "a", "url": "https://a.example/1"}, "body": {"text": DIRTY, "n": 1.50, "html": "x"}},
    {
        "meta": {"id": "b"},
        "body": {"text": DIRTY + "\nMore."},
        "body.text": DIRTY,
    },  # the exact key comes first
    {"body": {"text": None}},
    {"body": None},
    {"body": {"other": "a"}},
    {"body": "a string"},
]


@pytest.mark.parametrize("kind", ["jsonl", "json"])
def test_a_field_in_an_object_is_cleaned(tmp_path, kind):
    (tmp_path / f"in.{kind}").write_bytes(
        jsonl(*RECORDS) if kind == "jsonl" else json.dumps(RECORDS).encode()
    )
    args = ("--text-field", "body.text", "--id-field", "meta.id", "--url-field", "meta.url")
    output, edits = tmp_path / f"out.{kind}", tmp_path / "edits.jsonl"
    batch_clean(tmp_path / f"in.{kind}", "-o", output, *args, "--audit", edits, expect=1)
    data = output.read_bytes()
    found = lines_of(data) if kind == "jsonl" else json.loads(data)
    assert found == [
        {**RECORDS[0], "body": {"text": CLEAN, "n": 1.5, "html": "x"}},
        {**RECORDS[1], "body.text": CLEAN},
        RECORDS[2],
        RECORDS[3],
    ]
    refused = lines_of((tmp_path / f"out.{kind}.quarantine.jsonl").read_bytes())
    assert [one["error"].split(";")[0] for one in refused] == ["no field 'body.text'"] * 2
    assert [json.loads(line)["id"] for line in edits.read_bytes().splitlines()][:2] == ["a", "b"]


def test_repeats_in_an_object(tmp_path):
    pytest.importorskip("duckdb")
    long = "The bridge was closed for a year, and ships were late all that time."
    records = [{"id": i, "body": {"text": f"{long}\nOwn line {i}."}} for i in range(3)]
    (tmp_path / "in.jsonl").write_bytes(jsonl(*records))
    from click.testing import CliRunner

    from cleankit.cli.dedup import dedup

    args = [
        str(tmp_path / "in.jsonl"),
        "-o",
        str(tmp_path / "out.jsonl"),
        "--lines",
        "--text-field",
        "body.text",
    ]
    assert CliRunner().invoke(dedup, args).exit_code == 0
    found = lines_of((tmp_path / "out.jsonl").read_bytes())
    assert [one["body"]["text"].count(long) for one in found] == [1, 0, 0]
    assert all(list(one) == ["id", "body"] for one in found)


def test_a_page_in_an_object(tmp_path):
    page = f"<html><body><article><h1>News</h1><p>{CLEAN} It was late.</p></article></body></html>"
    (tmp_path / "in.jsonl").write_bytes(jsonl({"page": {"html": page, "n": 1}}))
    batch.run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", html_field="page.html", text_field="page.text")
    (found,) = lines_of((tmp_path / "out.jsonl").read_bytes())
    assert CLEAN in found["page"]["text"]
    assert list(found["page"]) == ["html", "n", "text"]


def test_a_document_of_a_record():
    record = {"a": {"b.c": "Snow."}, "m": {"id": "x"}}
    document = Document.from_record(record, text_field="a.b.c", id_field="m.id")
    assert (document.text, document.id) == ("Snow.", "x")


@pytest.mark.parametrize("group", [2, 100])
def test_a_field_in_a_struct(tmp_path, group):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    inner = pa.struct([pa.field("text", pa.large_string()), pa.field("raw", pa.binary(), nullable=False)])
    kind = pa.struct([pa.field("n", pa.int16()), pa.field("in", inner), pa.field("d", pa.date32())])
    rows = [
        {"n": 1, "in": {"text": DIRTY, "raw": b"\x00\xff"}, "d": None},
        None,
        {"n": None, "in": None, "d": None},
        {"n": 2, "in": {"text": None, "raw": b"x"}, "d": None},
        {"n": 3, "in": {"text": "Snow.", "raw": b"y"}, "d": None},
    ]
    table = pa.table({"id": pa.array(range(5), pa.int8()), "body": pa.array(rows, kind)})
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=group)
    summary = batch.run(tmp_path / "in.parquet", tmp_path / "out.parquet", text_field="body.in.text")
    assert summary.exit_code == 0
    found = pq.read_table(tmp_path / "out.parquet")
    assert found.schema.equals(table.schema, check_metadata=True)
    wanted = [*rows]
    wanted[0] = {**rows[0], "in": {"text": CLEAN, "raw": b"\x00\xff"}}
    assert found.column("body").to_pylist() == wanted
