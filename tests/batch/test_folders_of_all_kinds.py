"""What a folder holds beside articles: manifests, office files, pictures."""

import json
import zipfile

import pytest
from archives import packed, response
from running import batch_clean, lines_of

from cleankit import Chain, InputError, ReadOptions, batch
from cleankit.io import read

MANIFEST = {"name": "site", "version": "1.0.0", "scripts": {"build": "make"}}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.jsonl").write_text('{"id": 1, "text": "Snow."}\n')
    (folder / "package.json").write_text(json.dumps(MANIFEST, indent=2))
    (folder / "deep" / "manifest.json").write_text('["a.js"]')
    return folder


def test_manifests_are_left_out_and_counted(tmp_path, folder):
    (folder / "b.json").write_text('[{"id": 2, "text": "Ships."}]')
    (folder / "c.json").write_text('{"id": 3, "te\\u0078t": "Ice."}')
    _, told = batch_clean(folder, "-o", f"{tmp_path}/out/")
    told = " ".join(told.split())
    made = sorted(path.name for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert made == ["a.jsonl", "b.json", "c.json"]
    assert "2 files of other kinds were left out: 2 .json without a field 'text'" in told
    assert "if they hold articles, name their field with --text-field" in told


@pytest.mark.parametrize("args", [("--format", "json"), ("--ext", "json")])
def test_what_is_asked_for_is_read(tmp_path, folder, args):
    (folder / "a.jsonl").unlink()
    batch_clean(folder, "-o", tmp_path / "out.jsonl", *args, expect=1)
    refused = lines_of((tmp_path / "out.jsonl.quarantine.jsonl").read_bytes())
    assert [one["error"].split(";")[0] for one in refused] == [
        "a JSON string, not an object",
        "no field 'text'",
    ]


def test_a_named_file_is_read(tmp_path, folder):
    batch_clean(folder / "package.json", "-o", tmp_path / "out.json", expect=1)
    batch_clean(f"{folder}/*.json", "-o", tmp_path / "out.json", expect=1)


@pytest.mark.parametrize(
    ("record", "options"),
    [
        ({"body": {"text": "Snow."}}, {"text_field": "body.text"}),
        ({"body.text": "Snow."}, {"text_field": "body.text"}),
        ({"page": "<html><p>Snow.</p></html>"}, {"html_field": "page"}),
        ({"long": "x" * (1 << 20), "text": "Snow."}, {}),
    ],
)
def test_articles_are_found(tmp_path, record, options):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_text(json.dumps(record))
    (tmp_path / "in" / "package.json").write_text(json.dumps(MANIFEST))
    assert len(list(read(tmp_path / "in", ReadOptions(**options)))) == 1
    summary = batch.run(tmp_path / "in", tmp_path / "out.jsonl", chain=Chain(), **options)
    assert (summary.tally.records["output"], summary.skipped_files) == (1, 1)


def test_files_that_must_be_converted_first(tmp_path, folder):
    for name in ("a.xlsx", "b.xls", "c.ods", "d.docx", "e.pdf", "f.pdf", "g.css"):
        (folder / name).write_bytes(b"x")
    _, told = batch_clean(folder, "-o", f"{tmp_path}/out/")
    told = " ".join(told.split())
    assert "9 files of other kinds were left out: 2 .json without a field 'text', 2 .pdf" in told
    assert ".ods .xls .xlsx: save it as CSV, or read it with pandas and write .parquet" in told
    assert ".docx: convert it first, as with pandoc" in told
    assert ".pdf: take its text out first, as with pdftotext" in told
    assert ".css:" not in told


def test_tables_of_offices_by_name(tmp_path):
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    for name, kind in (("a.ods", "spreadsheet"), ("a.txt", "spreadsheet"), ("a.odt", "text")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
            archive.writestr("content.xml", "<x/>")
    for name, advice in (
        ("a.xls", "an old Office document; save it as CSV"),
        ("a.doc", "an old Office document; convert it first"),
        ("a.ods", "an OpenDocument spreadsheet (.ods); save it as CSV"),
        ("a.odt", "an OpenDocument file; convert it first"),
    ):
        _, told = batch_clean(tmp_path / name, "-o", tmp_path / "out.jsonl", expect=2)
        assert f"{name}: {advice}" in told
    batch_clean(tmp_path / "a.txt", "-o", tmp_path / "out.jsonl", expect=1)
    (refused,) = lines_of((tmp_path / "out.jsonl.quarantine.jsonl").read_bytes())
    assert "an OpenDocument spreadsheet (.ods)" in refused["error"]


def test_a_delimiter_without_a_table_is_refused(tmp_path, folder):
    _, told = batch_clean(folder / "a.jsonl", "-o", tmp_path / "o.jsonl", "--delimiter", ";", expect=2)
    assert "delimiter: has an effect only on csv, tsv, and no input is one" in told
    assert not (tmp_path / "o.jsonl").exists()
    with pytest.raises(InputError, match="delimiter"):
        list(read(folder, ReadOptions(delimiter=";")))
    (folder / "a.csv").write_text("id;text\n1;Snow, ice\n")
    assert [one.document().text for one in read(folder, ReadOptions(delimiter=";"))] == ["Snow, ice", "Snow."]


def test_a_web_archive_whose_name_is_as_long_as_can_be(tmp_path):
    pytest.importorskip("fastwarc")
    name = "x" * (255 - len(".warc.gz")) + ".warc.gz"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(packed([response()]))
    other = name[:-9] + "y.warc.gz"
    (tmp_path / "in" / other).write_bytes(packed([response()]))
    batch_clean(tmp_path / "in", "-o", f"{tmp_path}/out/")
    made = [path.name for path in (tmp_path / "out").iterdir()]
    assert len(made) == 2
    assert {len(one) for one in made} == {255}
    assert all(one.endswith(".jsonl.gz") for one in made)
