"""What is no text is refused as what it is, and text is read whatever it is encoded in."""

import gzip
import io
import json
import random
import struct
import sys
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest

from cleankit import batch
from cleankit.errors import InputError, UnreadableError
from cleankit.io import ReadOptions, read

NOISE = random.Random(1).randbytes(20_000)
STORIES = {
    "English": "The mayor said the café would reopen on Monday; tickets cost £5 – “cheap”, she said.\n" * 20,
    "German": "Der Bürgermeister sagte, die Brücke werde am Montag wieder geöffnet.\n" * 20,
    "Russian": "Мэр сказал, что мост откроется в понедельник, и билеты подешевеют.\n" * 20,
    "Japanese": "市長は月曜日に橋が再び開通すると述べた。入場料は五百円になる。\n" * 20,
    "Chinese": "市长说,大桥将于星期一重新开放,门票价格也会降低。\n" * 20,
    "Arabic": "قال رئيس البلدية إن الجسر سيفتح يوم الاثنين من جديد.\n" * 20,
    "Greek": "Ο δήμαρχος είπε ότι η γέφυρα θα ανοίξει ξανά τη Δευτέρα.\n" * 20,
    "Korean": "시장은 다리가 월요일에 다시 열릴 것이라고 말했다.\n" * 20,
    "Thai": "นายกเทศมนตรีกล่าวว่าสะพานจะเปิดอีกครั้งในวันจันทร์\n" * 20,
}
ENCODED = [
    ("English", "latin-1"),
    ("English", "cp1252"),
    ("English", "mac-roman"),
    ("English", "utf-16"),
    ("English", "utf-16-le"),
    ("English", "utf-16-be"),
    ("English", "utf-32-le"),
    ("English", "utf-8-sig"),
    ("German", "cp850"),
    ("Russian", "koi8-r"),
    ("Russian", "cp1251"),
    ("Russian", "utf-16-le"),
    ("Japanese", "iso-2022-jp"),
    ("Japanese", "shift_jis"),
    ("Japanese", "utf-16-be"),
    ("Chinese", "gb18030"),
    ("Chinese", "utf-16"),
    ("Chinese", "utf-16-le"),
    ("Arabic", "cp1256"),
    ("Greek", "iso8859-7"),
    ("Chinese", "utf-16-be"),
    ("Korean", "utf-16-le"),
    ("Japanese", "utf-16-le"),
    ("Korean", "euc-kr"),
    ("Thai", "tis-620"),
]


def zipped(*names):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "<w:p>The bridge opens on Monday.</w:p>" * 9)
    return data.getvalue()


def tarred():
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"), io.BytesIO())
    return data.getvalue()


def png():
    size = struct.pack(">IIBBBBB", 40, 40, 8, 2, 0, 0, 0)
    pixels = zlib.compress(NOISE[: 40 * 121])
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + size + b"\0\0\0\0" + struct.pack(">I", len(pixels)) + pixels


BINARY = {
    "a PDF document": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Length 9 >>\nstream\n" + NOISE,
    "a PNG picture": png(),
    "a JPEG picture": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + NOISE,
    "a zip archive": zipped("a.txt", "b.txt"),
    "a Word document (.docx)": zipped("[Content_Types].xml", "word/document.xml"),
    "an Excel workbook (.xlsx)": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "a tar archive": tarred(),
    "gzip-compressed": gzip.compress(b"The bridge opens on Monday." * 9),
    "a program (ELF)": Path(sys.executable).read_bytes()[:100_000],
    "an RTF document": rb"{\rtf1\ansi The bridge opens on Monday.}",
    "an SQLite database": b"SQLite format 3\0" + NOISE,
    "binary data of no kind": NOISE,
}


@pytest.mark.parametrize("what", BINARY)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".txt.gz"])
def test_binary_data_under_a_name_of_text(tmp_path, suffix, what):
    path = tmp_path / f"in{suffix}"
    path.write_bytes(gzip.compress(BINARY[what]) if suffix.endswith(".gz") else BINARY[what])
    summary = batch.run(path, tmp_path / "out.jsonl")
    assert (summary.tally.records["output"], summary.tally.records["quarantined"], summary.exit_code) == (
        (0, 1, 1)
    )
    told = json.loads((tmp_path / "out.jsonl.quarantine.jsonl").read_bytes())
    assert f"is {what}" in told["error"]
    assert "not text; " in told["error"]
    assert told["bytes"] == len(BINARY[what])  # the input has them: no copy is made


@pytest.mark.parametrize("what", [what for what in BINARY if what != "binary data of no kind"])
@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".tsv", ".jsonl.gz"])
def test_binary_data_under_a_name_of_records(tmp_path, suffix, what):
    path = tmp_path / f"in{suffix}"
    path.write_bytes(gzip.compress(BINARY[what]) if suffix.endswith(".gz") else BINARY[what])
    (tmp_path / "more.jsonl").write_text('{"text": "Snow fell."}\n')
    with pytest.raises(UnreadableError, match=r"is .+, not what \w+ holds; "):
        list(read(path))
    summary = batch.run([path, tmp_path / "more.jsonl"], tmp_path / "out.jsonl")
    assert (summary.exit_code, summary.tally.records["output"]) == (2, 1)
    assert f"is {what}" in summary.failed_inputs[0]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_random_bytes_under_a_name_of_records(tmp_path, suffix):
    (tmp_path / f"in{suffix}").write_bytes(NOISE)
    summary = batch.run(tmp_path / f"in{suffix}", tmp_path / "out.jsonl")
    assert summary.tally.records["output"] == 0
    assert summary.exit_code != 0


@pytest.mark.parametrize(("language", "encoding"), ENCODED)
def test_text_in_any_encoding_is_read(tmp_path, language, encoding):
    (tmp_path / "in.txt").write_bytes(STORIES[language].encode(encoding, "replace"))
    record = next(iter(read(tmp_path / "in.txt")))
    text = record.document().text
    if encoding.startswith("utf"):
        assert text == STORIES[language]
    assert len(text) > 0.4 * len(STORIES[language])


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"Monday", b"Mon\0day"),
        lambda data: data.replace(b"' ", b"\x19 ").replace(b"said", b"\x1csaid\x1d \x13"),
        lambda data: data + b"\0" * 8192,
        lambda data: b"\0" * 8192 + data,
        lambda data: data.replace(b"\n", b"\x0c\x1e\n"),
        lambda data: data.replace(b"the", b"\x1b[1mthe\x1b[0m"),
        lambda data: data.replace(b"m", b"m\bm"),
        lambda data: data[:100] + b"\x01\x02\x03" + data[100:],
        lambda data: b"\0".join(data.split(b"\n")),
    ],
)
@pytest.mark.parametrize("language", ["English", "Russian"])
def test_text_with_control_characters_is_read(tmp_path, language, damage):
    (tmp_path / "in.txt").write_bytes(damage(STORIES[language].encode()))
    assert len(next(iter(read(tmp_path / "in.txt"))).document().text) >= len(STORIES[language]) - 20


@pytest.mark.parametrize(
    "text",
    [
        "%PDF-1.7 is the version to use, the editor said.",
        "PK was the name of the café.",
        "BM and MZ are initials.",
        "GIF89a is a format of pictures.",
        "RIFF is a container; WAVE and WEBP are in it.",
        "PAR1 is the mark of Parquet.",
        "a",
        "\x01\x02\x03\x04\x05\x06\x07",
        "",
    ],
)
def test_what_begins_like_a_format_is_text(tmp_path, text):
    (tmp_path / "in.txt").write_text(text)
    assert next(iter(read(tmp_path / "in.txt"))).document().text == text


def test_whatever_format_was_said(tmp_path):
    (tmp_path / "noname").write_bytes(png())
    with pytest.raises(InputError, match="is a PNG picture, not text; a picture has no text; leave it out"):
        next(iter(read(tmp_path / "noname", ReadOptions(format="text")))).document()
