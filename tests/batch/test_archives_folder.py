"""A folder as an archivist has it: pages under all names, saved pages, what is no page; names that clash."""

import pytest
from running import batch_clean, lines_of

from cleankit import batch
from cleankit.errors import ConfigError, InputError
from cleankit.io import read

STORY = " ".join(f"The bridge of the town was opened again on day {n}, the mayor said." for n in range(12))
PAGE = f"<!DOCTYPE html><html><head><title>A bridge</title></head><body><p>{STORY}</p></body></html>"
MIME = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/bridge
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--cut--"

----cut--
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/bridge

{PAGE.replace("=", "=3D").replace("The bridge", "The caf=E9 at the bridge")}
----cut--
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
----cut----
"""
PAGES = ("a.html", "b.htm", "c.xhtml", "d.shtml", "e.php", "f.asp", "g.aspx", "index", "old/story")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "in"
    (place / "old").mkdir(parents=True)
    for name in PAGES:
        (place / name).write_text(PAGE)
    (place / "saved.mhtml").write_bytes(MIME.replace("\n", "\r\n").encode())
    (place / "program.php").write_text("<?php echo 'a'; ?>" + PAGE)
    (place / "README").write_text("Copied from the server.")
    (place / "style.css").write_text("p { color: red }")
    (place / "print.css").write_text("p { color: red }")
    return tmp_path


def test_pages_under_all_names(folder):
    _, told = batch_clean("in", "-o", "out/")
    out = folder / "out"
    texts = {path.relative_to(out).as_posix(): path.read_text() for path in out.rglob("*") if path.is_file()}
    assert sorted(texts) == [
        *(f"{letter}.txt" for letter in "abcdefg"),
        "index.txt",
        "old/story.txt",
        "saved.txt",
    ]
    assert all("bridge of the town was opened again on day 11" in text for text in texts.values())
    assert "4 files of other kinds were left out: 2 .css, 1 without ending, 1 .php" in told


def test_a_saved_page_has_its_charset_and_address(folder):
    batch_clean("in/saved.mhtml", "-o", "out.jsonl")
    (record,) = lines_of((folder / "out.jsonl").read_bytes())
    assert record["text"].startswith("The café at the bridge of the town")
    assert (record["url"], record["title"], record["id"]) == (
        "https://example.org/bridge",
        "A bridge",
        "saved.mhtml",
    )
    out, _ = batch_clean("-o", "-", stdin=(folder / "in/saved.mhtml").read_bytes())
    assert "café" in out.decode()


@pytest.mark.parametrize(
    "message",
    [
        b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n",
        b"From: a\r\nContent-Type: image/png\r\n\r\n",
        b"\xff\xfe\x00garbage",
        b"",
    ],
)
def test_a_message_without_a_page(tmp_path, message):
    (tmp_path / "a.mht").write_bytes(message)
    with pytest.raises(InputError, match="no page in this MIME message; found "):
        next(iter(read(tmp_path / "a.mht"))).document()


@pytest.mark.parametrize("cut", range(0, len(MIME), 97))
def test_a_saved_page_that_is_cut(tmp_path, cut):
    (tmp_path / "a.mhtml").write_text(MIME[:cut])
    summary = batch.run(tmp_path / "a.mhtml", tmp_path / "out.jsonl")
    assert summary.tally.records["input"] == 1
    assert summary.tally.records["output"] + summary.tally.records["quarantined"] == 1


@pytest.mark.parametrize(
    ("ext", "found"),
    [
        ("php", ["e.txt"]),
        (".PHP,shtml", ["d.txt", "e.txt"]),
        (".", ["README", "index.txt", "old/story.txt"]),
        ("css", ["print.css", "style.css"]),
    ],
)
def test_endings_are_chosen(folder, ext, found):
    batch_clean("in", "-o", "out/", "--ext", ext)
    made = (path for path in (folder / "out").rglob("*") if path.is_file())
    assert sorted(path.relative_to(folder / "out").as_posix() for path in made) == found


def test_wrong_endings():
    with pytest.raises(ConfigError, match=r"ext: found \('php',\); accepted: endings such as"):
        batch.RunOptions(ext=("php",))


def test_names_that_clash_cost_only_themselves(folder):
    (folder / "in" / "a.htm").write_text(PAGE)
    (folder / "in" / "b.txt").write_text(STORY)
    _, told = batch_clean("in", "-o", "out/", expect=2)
    assert (
        "in/a.html: not cleaned: out/a.txt is written from in/a.htm; rename one, or give --keep-suffix"
        in told
    )
    assert "in/b.txt: not cleaned: out/b.txt is written from in/b.htm; " in told
    assert "10 records: 10 output" in told
    assert (folder / "out" / "a.txt").is_file()
    assert "c.txt" in [path.name for path in (folder / "out").iterdir()]


def test_suffixes_are_kept(folder):
    (folder / "in" / "a.htm").write_text(PAGE)
    (folder / "in" / "b.txt").write_text(STORY)
    batch_clean("in", "-o", "out/", "--keep-suffix", "--audit", "edits.jsonl")
    made = sorted(path.name for path in (folder / "out").iterdir() if path.is_file())
    assert {
        "a.html.txt",
        "a.htm.txt",
        "b.htm.txt",
        "b.txt",
        "e.php.txt",
        "index.txt",
        "saved.mhtml.txt",
    } <= set(made)
    assert len(made) == 11
    assert {one["file"] for one in lines_of((folder / "edits.jsonl").read_bytes())} >= {"a.html.txt", "b.txt"}


def test_suffixes_are_kept_in_folders_only(folder):
    _, told = batch_clean("in", "-o", "out.jsonl", "--keep-suffix", expect=2)
    assert "keep_suffix: has an effect only with a folder as output" in told
