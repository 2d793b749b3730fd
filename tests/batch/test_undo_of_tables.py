"""`undo` gives back the texts of tables and JSON, with every other cell as it stands."""

import json

import pytest
from click.testing import CliRunner
from running import CLEAN, DIRTY, batch_clean, jsonl, lines_of

from cleankit import batch
from cleankit.cli.undo import undo as undo_command
from cleankit.io import read

TEXTS = [DIRTY, "", "- a “list”\nAdvertisement", "=1+1 “x”", "plain"]


def undone(tmp_path, output, *args):
    restored = tmp_path / f"restored{output.suffix}"
    command = [str(output), "--audit", str(tmp_path / "edits.jsonl"), "-o", str(restored), *args]
    done = CliRunner().invoke(undo_command, command)
    return restored, done


@pytest.mark.parametrize("options", [{}, {"csv_safe": True}, {"add_fields": True}])
@pytest.mark.parametrize("kind", ["csv", "tsv"])
def test_a_table(tmp_path, kind, options):
    delimiter = ";" if kind == "csv" else "\t"
    quoted = ['"' + text.replace('"', '""') + '"' for text in TEXTS]
    rows = [
        delimiter.join(row)
        for row in [("n", "text", "m"), *((str(i), one, "'x") for i, one in enumerate(quoted))]
    ]
    source = ("\r\n".join(rows) + "\r\n").encode()
    (tmp_path / f"in.{kind}").write_bytes(source)
    output = tmp_path / f"out.{kind}"
    batch.run(tmp_path / f"in.{kind}", output, audit=tmp_path / "edits.jsonl", **options)
    assert CLEAN.split()[-1].encode() in output.read_bytes()
    restored, done = undone(tmp_path, output)
    assert done.exit_code == 0, done.output
    if not options.get("add_fields"):
        assert restored.read_bytes() == source
    assert [record.document().text for record in read(restored)] == TEXTS


@pytest.mark.parametrize("kind", ["array", "lines"])
def test_json(tmp_path, kind):
    records = [{"id": i, "n": 1.5, "body": {"text": text}} for i, text in enumerate([*TEXTS, None])]
    data = json.dumps(records).encode() if kind == "array" else jsonl(*records)
    (tmp_path / "in.json").write_bytes(data)
    output = tmp_path / "out.json"
    batch.run(tmp_path / "in.json", output, audit=tmp_path / "edits.jsonl", text_field="body.text")
    restored, done = undone(tmp_path, output, "--text-field", "body.text")
    assert done.exit_code == 0, done.output
    data = restored.read_bytes()
    assert (json.loads(data) if kind == "array" else lines_of(data)) == records


def test_parquet(tmp_path):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    raw = pa.array([b"\x00\xff"] * 6, pa.binary(2))
    table = pa.table({"raw": raw, "text": pa.array([*TEXTS, None], pa.large_string())}, metadata={"a": "b"})
    pq.write_table(table, tmp_path / "in.parquet")
    output = tmp_path / "out.parquet"
    batch.run(tmp_path / "in.parquet", output, audit=tmp_path / "edits.jsonl")
    assert pq.read_table(output).column("text")[0].as_py() == CLEAN
    restored, done = undone(tmp_path, output)
    assert done.exit_code == 0, done.output
    found = pq.read_table(restored)
    assert found.equals(table)
    assert found.schema.equals(table.schema, check_metadata=True)


def test_a_folder_of_all_kinds(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_text('text,n\n"Advertisement\nA “text”.",1\n')
    (folder / "b.json").write_text('[{"text": "Advertisement\\nB “text”."}]')
    (folder / "c.jsonl").write_bytes(jsonl({"text": DIRTY}))
    (folder / "d.txt").write_text(DIRTY)
    batch.run(folder, f"{tmp_path}/out/", audit=tmp_path / "edits.jsonl")
    assert batch.undo_run(tmp_path / "out", tmp_path / "edits.jsonl", tmp_path / "back") == 4
    assert (tmp_path / "back" / "a.csv").read_text() == (folder / "a.csv").read_text()
    assert json.loads((tmp_path / "back" / "b.json").read_text()) == json.loads(
        (folder / "b.json").read_text()
    )
    assert (tmp_path / "back" / "d.txt").read_text() == DIRTY


def test_a_table_that_was_edited_is_refused(tmp_path):
    (tmp_path / "in.csv").write_text("text\nAdvertisement\nA text.\n")
    output = tmp_path / "out.csv"
    batch_clean(tmp_path / "in.csv", "-o", output, "--audit", tmp_path / "edits.jsonl")
    output.write_text(output.read_text().replace("A text", "Another"))
    restored, done = undone(tmp_path, output)
    assert done.exit_code == 2
    assert not restored.exists()
