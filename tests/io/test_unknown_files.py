"""A file that is no text, given by name, is refused as what it is, with what to do."""

import sqlite3
import zipfile

import pytest

from cleankit.io.sniffing import sniffed
from cleankit.io.sources import find_sources


def refused(path):
    (message,) = find_sources([path]).missing
    return message


@pytest.mark.parametrize(
    ("name", "part", "what"),
    [
        ("a.xlsx", "xl/workbook.xml", "an Excel workbook (.xlsx); save it as CSV, or read it with pandas"),
        ("a.docx", "word/document.xml", "a Word document (.docx); convert it first, as with pandoc"),
        ("a.zip", "a.html", "a zip archive; unpack it first"),
    ],
)
def test_zip_archives(tmp_path, name, part, what):
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("[Content_Types].xml", "x" * 30_000)
        archive.writestr(part, "<x/>")
    assert f"{name}: {what}" in refused(tmp_path / name)


def test_databases(tmp_path):
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("create table t (x)")
    assert "an SQLite database; save it as CSV" in refused(tmp_path / "a.db")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n1 0 obj\n<<>>", "a PDF document; take its text out first"),
        (b"ARROW1\0\0" + b"\x01\x00" * 50, "an Arrow table"),
        (b"Obj\1\x04\x14avro", "an Avro table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Office document"),
    ],
)
def test_other_kinds(tmp_path, data, what):
    (tmp_path / "a.bin").write_bytes(data)
    assert what in refused(tmp_path / "a.bin")


def test_text_of_an_unknown_ending(tmp_path):
    (tmp_path / "a.xyz").write_text("An article.")
    assert "unknown kind of file; accepted: .csv" in refused(tmp_path / "a.xyz")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_begins_as_a_page_or_records_is_found_in_any_unicode(codec):
    assert sniffed("<!DOCTYPE html><title>News</title>".encode(codec)) == "html"
    assert sniffed('{"text": "Snow fell."}'.encode(codec)) == "jsonl"
