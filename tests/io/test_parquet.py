"""Parquet: the text alone changes; every other column comes back as it was, whatever its type."""

import gzip
import json
import math
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
import zstandard

from cleankit import Chain, batch
from cleankit.io import reading

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

DAY = datetime(2024, 5, 1, 12, 30, 15, 123456)
TYPES = {
    "null": (pa.null(), [None, None, None]),
    "bool": (pa.bool_(), [True, None, False]),
    **{
        f"int{n}": (getattr(pa, f"int{n}")(), [1 - 2 ** (n - 1), None, 2 ** (n - 1) - 1])
        for n in (8, 16, 32, 64)
    },
    **{f"uint{n}": (getattr(pa, f"uint{n}")(), [0, None, 2**n - 1]) for n in (8, 16, 32, 64)},
    "float16": (pa.float16(), [1.5, None, math.inf]),
    "float32": (pa.float32(), [1.5, None, math.nan]),
    "float64": (pa.float64(), [0.1, -math.inf, math.nan]),
    "string": (pa.string(), ["a", None, ""]),
    "large_string": (pa.large_string(), ["a", None, "é"]),
    "binary": (pa.binary(), [b"\x00\x01\xff", None, b""]),
    "large_binary": (pa.large_binary(), [b"\xff", None, b"x"]),
    "fixed_binary": (pa.binary(4), [b"abcd", None, b"\x00\xff\x00\xff"]),
    "date32": (pa.date32(), [date(2024, 5, 1), None, date(1900, 1, 1)]),
    "date64": (pa.date64(), [date(2024, 5, 1), None, date(1970, 1, 1)]),
    "time32[s]": (pa.time32("s"), [time(1, 2, 3), None, time(0)]),
    "time32[ms]": (pa.time32("ms"), [time(1, 2, 3, 4000), None, time(0)]),
    "time64[us]": (pa.time64("us"), [time(1, 2, 3, 4), None, time(23, 59, 59)]),
    "time64[ns]": (pa.time64("ns"), [1, None, 86_399_999_999_999]),
    "timestamp[s]": (pa.timestamp("s"), [DAY.replace(microsecond=0), None, DAY.replace(microsecond=0)]),
    "timestamp[ms]": (pa.timestamp("ms"), [DAY.replace(microsecond=0), None, DAY.replace(microsecond=1000)]),
    "timestamp[us]": (pa.timestamp("us"), [DAY, None, datetime(1, 1, 1)]),
    "timestamp[ns]": (pa.timestamp("ns"), [1_714_566_615_123_456_789, None, -1]),
    "timestamp[us, UTC]": (pa.timestamp("us", "UTC"), [DAY, None, DAY]),
    "timestamp[ns, zone]": (pa.timestamp("ns", "Europe/Vienna"), [1, None, 1_714_566_615_123_456_789]),
    "duration[us]": (pa.duration("us"), [timedelta(seconds=5), None, timedelta(days=-1)]),
    "duration[ns]": (pa.duration("ns"), [1, None, 10**15 + 1]),
    "decimal128": (pa.decimal128(20, 4), [Decimal("1.5000"), None, Decimal("-0.0001")]),
    "decimal256": (pa.decimal256(60, 2), [Decimal("9" * 50 + ".25"), None, Decimal(0)]),
    "list": (pa.list_(pa.int32()), [[1, None], None, []]),
    "large_list": (pa.large_list(pa.string()), [["a"], None, []]),
    "fixed_list": (pa.list_(pa.float32(), 2), [[1.0, 2.0], [3.0, math.nan], [0.0, None]]),
    "list of timestamps": (pa.list_(pa.timestamp("ns")), [[1], None, []]),
    "map": (pa.map_(pa.string(), pa.int64()), [[("a", 1), ("b", None)], None, []]),
    "struct": (
        pa.struct([("x", pa.binary()), ("y", pa.list_(pa.decimal128(5, 2)))]),
        [{"x": b"\xff", "y": [Decimal("1.00")]}, None, {"x": None, "y": None}],
    ),
    "list of structs": (pa.list_(pa.struct([("d", pa.date32())])), [[{"d": date(2024, 1, 1)}], None, []]),
    "dictionary": (pa.dictionary(pa.int32(), pa.string()), ["a", None, "b"]),
    "dictionary8": (pa.dictionary(pa.int8(), pa.large_string()), ["a", "a", None]),
}
TEXTS = ["One text.", "Another text.", "A third."]


def cleaned(tmp_path, table, output="out.parquet", **options):
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=2)
    return batch.run(
        [str(tmp_path / "in.parquet")],
        str(tmp_path / output),
        chain=Chain(str.upper),
        options=batch.RunOptions(**options),
    )


def same(one, other):
    """Equal, where NaN is NaN."""
    assert one.schema.equals(other.schema, check_metadata=True), f"{one.schema}\n{other.schema}"
    for left, right in zip(one.columns, other.columns, strict=True):
        assert str(left.combine_chunks()) == str(right.combine_chunks())
        assert left.null_count == right.null_count


def test_forty_types_come_back_as_they_were(tmp_path):
    assert len(TYPES) >= 40
    columns = {name: pa.array(values, type=kind) for name, (kind, values) in TYPES.items()}
    table = pa.table({"text": TEXTS, **columns})
    summary = cleaned(tmp_path, table)
    assert (summary.exit_code, summary.tally.records["output"]) == (0, 3)
    stored = pq.ParquetFile(tmp_path / "in.parquet").read()
    upper = pa.array([text.upper() for text in TEXTS])
    same(pq.ParquetFile(tmp_path / "out.parquet").read(), stored.set_column(0, "text", upper))


def test_forty_types_become_json(tmp_path):
    finite = {
        name: pa.array(values, type=kind)
        for name, (kind, values) in TYPES.items()
        if not name.startswith("float") and name != "fixed_list"
    }
    summary = cleaned(tmp_path, pa.table({"text": TEXTS, **finite}), "out.jsonl")
    assert (summary.exit_code, summary.tally.records["output"]) == (0, 3)
    (first, *_) = map(json.loads, (tmp_path / "out.jsonl").read_bytes().splitlines())
    assert first["timestamp[ns]"].startswith("2024-05-01")
    assert first["decimal256"] == "9" * 50 + ".25"
    assert first["binary"] == "AAH/"


def test_what_json_cannot_hold_is_quarantined(tmp_path):
    summary = cleaned(tmp_path, pa.table({"text": TEXTS, "x": [0.5, math.nan, math.inf]}), "out.jsonl")
    assert (summary.tally.records["output"], summary.tally.records["quarantined"]) == (1, 2)
    told = (tmp_path / "out.jsonl.quarantine.jsonl").read_text()
    assert "column 'x' holds nan, which is no JSON" in told
    assert "Another text." in told


def test_order_nullability_metadata_and_names_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 300)
    schema = pa.schema(
        [
            pa.field("x", pa.int64(), nullable=False, metadata={"unit": "m"}),
            pa.field("x", pa.string()),
            pa.field("text", pa.large_string(), nullable=False),
            pa.field("", pa.binary()),
        ],
        metadata={"pandas": "{}", "by": "hand"},
    )
    rows = 30
    columns = [range(rows), map(str, range(rows)), (f"ship {i}" for i in range(rows)), [b"\xff"] * rows]
    table = pa.Table.from_arrays(
        [pa.array(list(c), type=f.type) for c, f in zip(columns, schema, strict=True)], schema=schema
    )
    assert cleaned(tmp_path, table).exit_code == 0
    same(pq.ParquetFile(tmp_path / "out.parquet").read(), table.set_column(2, schema.field(2), pa.array(
        [f"SHIP {i}" for i in range(rows)], type=pa.large_string()
    )))  # fmt: skip


def test_a_pandas_index_stays(tmp_path):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"text": TEXTS}, index=pandas.Index(["p", "q", "r"], name="key"))
    frame.to_parquet(tmp_path / "in.parquet")
    batch.run([tmp_path / "in.parquet"], tmp_path / "out.parquet", chain=Chain(str.upper))
    found = pandas.read_parquet(tmp_path / "out.parquet")
    assert found.index.equals(frame.index)
    assert found.text.tolist() == [text.upper() for text in TEXTS]


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.binary(), pa.dictionary(pa.int32(), pa.string())]
)
def test_null_text_stays_null(tmp_path, kind):
    texts = ["One", None, "Three"]
    values = [one.encode() if kind == pa.binary() and one else one for one in texts]
    summary = cleaned(tmp_path, pa.table({"text": pa.array(values, type=kind), "n": [1, 2, 3]}))
    records = summary.tally.records
    assert (records["output"], records["empty"], records["quarantined"]) == (3, 1, 0)
    table = pq.ParquetFile(tmp_path / "out.parquet").read()
    assert table.schema.field("text").type == kind
    found = [one.decode() if isinstance(one, bytes) else one for one in table["text"].to_pylist()]
    assert found == ["ONE", None, "THREE"]


def test_text_in_bytes_is_decoded(tmp_path):
    french = "Le café de la gare était fermé hier soir, a déclaré le maire à la presse."
    table = pa.table({"text": pa.array([french.encode("cp1252"), b"Snow"], type=pa.binary())})
    cleaned(tmp_path, table)
    assert pq.ParquetFile(tmp_path / "out.parquet").read()["text"].to_pylist() == [
        french.upper().encode(),
        b"SNOW",
    ]
    fixed = pa.table({"text": pa.array([b"Snow", b"Rain"], type=pa.binary(4))})
    summary = cleaned(tmp_path, fixed)
    assert summary.tally.records["quarantined"] == 2


def test_a_bad_row_costs_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 300)
    table = pa.table({"text": [f"ship {i}" if i % 7 else "a" * 3000 for i in range(40)], "b": [b"\xff"] * 40})
    summary = cleaned(tmp_path, table, max_record=1000)
    assert summary.tally.records["quarantined"] == 6
    found = pq.ParquetFile(tmp_path / "out.parquet").read()
    assert found["text"].to_pylist() == [f"SHIP {i}" for i in range(40) if i % 7]
    assert set(found["b"].to_pylist()) == {b"\xff"}


def test_fields_that_a_run_adds(tmp_path):
    cleaned(tmp_path, pa.table({"text": TEXTS, "n": [1, 2, 3]}), add_fields=True)
    table = pq.ParquetFile(tmp_path / "out.parquet").read()
    assert table.column_names == ["text", "n", "lang", "cleankit"]
    assert table["cleankit"].to_pylist()[0]["edits"] == 1


def test_reasons_that_a_run_marks(tmp_path):
    cleaned(tmp_path, pa.table({"text": TEXTS, "n": [1, 2, 3]}), mark="why")
    table = pq.ParquetFile(tmp_path / "out.parquet").read()
    assert table.schema.field("why").type == pa.list_(pa.string())
    assert table["why"].to_pylist() == [[], [], []]


def test_no_rows(tmp_path):
    table = pa.table({"text": pa.array([], type=pa.string()), "d": pa.array([], type=pa.date32())})
    assert cleaned(tmp_path, table).exit_code == 0
    same(pq.ParquetFile(tmp_path / "out.parquet").read(), table)


@pytest.mark.parametrize("workers", [1, 2])
def test_row_groups_stay(tmp_path, workers):
    table = pa.table({"id": list(range(5000)), "text": [f"Ship {i}." for i in range(5000)]})
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=1900)
    pq.write_table(table.slice(0, 3), tmp_path / "more.parquet")
    batch.run([tmp_path / "in.parquet", tmp_path / "more.parquet"], tmp_path / "out.parquet", workers=workers)
    found = pq.ParquetFile(tmp_path / "out.parquet")
    groups = [found.metadata.row_group(i).num_rows for i in range(found.num_row_groups)]
    assert groups == [1900, 1900, 1200, 3]
    assert found.schema_arrow.equals(table.schema, check_metadata=True)
    assert found.read().equals(pa.concat_tables([table, table.slice(0, 3)]))


def test_a_large_row_group_is_parted(tmp_path, monkeypatch):
    monkeypatch.setattr("cleankit.io.formats.parquet.table.KEPT_GROUP", 50_000)
    table = pa.table({"id": list(range(5000)), "text": [f"Ship {i}." for i in range(5000)]})
    pq.write_table(table, tmp_path / "in.parquet")
    batch.run(tmp_path / "in.parquet", tmp_path / "out.parquet", workers=1)
    assert pq.ParquetFile(tmp_path / "out.parquet").num_row_groups > 1
    assert pq.read_table(tmp_path / "out.parquet").equals(table)


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(),
        pa.large_string(),
        pa.string_view(),
        pa.dictionary(pa.int32(), pa.string()),
        pa.large_binary(),
    ],
)
def test_text_of_any_type_stays_of_it(tmp_path, kind):
    texts = ["Advertisement\n\nSnow fell.", None, "Snow fell.", "Advertisement\n\nSnow fell."]
    table = pa.table({"text": pa.array(texts).cast(kind), "n": [1, 2, 3, 4]})
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=3)
    batch.run(tmp_path / "in.parquet", tmp_path / "out.parquet")
    found = pq.read_table(tmp_path / "out.parquet")
    assert found.schema.equals(table.schema, check_metadata=True)
    assert found["text"].cast(pa.string()).to_pylist() == ["Snow fell.", None, "Snow fell.", "Snow fell."]


def test_what_cannot_hold_a_text_is_refused(tmp_path):
    pq.write_table(pa.table({"text": pa.array([b"abcd"], pa.binary(4))}), tmp_path / "in.parquet")
    summary = batch.run(tmp_path / "in.parquet", tmp_path / "out.parquet")
    assert summary.tally.records["quarantined"] == 1
    assert "fixed_size_binary[4], which cannot hold another text" in (
        tmp_path / "out.parquet.quarantine.jsonl"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["x.parquet.gz", "x.parquet.zst", "-"])
@pytest.mark.parametrize("out", ["out.jsonl", "out.parquet"])
def test_a_compressed_or_piped_table_is_read(tmp_path, name, out):
    """A table is read from its end: what cannot be gone back in is first written down."""
    table = pa.table({"text": ["“Snow” fell.", "Ice."], "day": pa.array([1, 2], pa.date32())})
    pq.write_table(table, tmp_path / "in.parquet")
    data = (tmp_path / "in.parquet").read_bytes()
    packs = {"x.parquet.gz": gzip.compress, "x.parquet.zst": zstandard.compress, "-": bytes}
    data = packs[name](data)
    if name != "-":
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-m", "cleankit", "clean", name, "-o", out]
    done = subprocess.run(command, input=data, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    if out == "out.jsonl":
        assert '"Snow\\" fell.' in (tmp_path / out).read_text()
        return
    found = pq.read_table(tmp_path / out)
    assert found.schema.equals(table.schema, check_metadata=True)
    assert found["day"].equals(table["day"])
    assert found["text"].to_pylist() == ['"Snow" fell.', "Ice."]
