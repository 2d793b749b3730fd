"""One reader: whatever the format, records come with their place, and a break loses nothing that is whole."""

import gzip
import json

import pytest
import zstandard

from cleankit.errors import InputError, UnreadableError
from cleankit.io import ReadOptions, read
from cleankit.io.formats import FORMATS

STORIES = ["Snow fell in the night.", "Ships were late, the port said.", "The bridge opened again."]


def lines(texts=STORIES):
    return b"".join(json.dumps({"id": i, "text": text}).encode() + b"\n" for i, text in enumerate(texts))


def texts_of(path, **options):
    return [record.document().text for record in read(path, ReadOptions(**options))]


def until_the_break(path):
    found = []
    try:
        found.extend(read(path))  # what came before the error is in the list
    except UnreadableError as error:
        return found, str(error)
    raise AssertionError("it was read to its end")


def test_every_format_has_what_its_documents_say():
    for kind in FORMATS.values():
        assert kind.suffixes
        assert kind.holds
        assert kind.becomes in (*FORMATS, "")
        assert not kind.becomes or kind.not_written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_json_lines(tmp_path, suffix, encoding):
    data = lines().decode().encode(encoding)
    pack = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}[suffix]
    (tmp_path / f"in.jsonl{suffix}").write_bytes(pack(data))
    assert texts_of(tmp_path / f"in.jsonl{suffix}") == STORIES


def test_places(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(b"\n" + lines() + b"bad\n")
    records = list(read(tmp_path))
    assert [record.number for record in records] == [2, 3, 4, 5]
    assert records[-1].place == f"{tmp_path}/in.jsonl: line 5"
    with pytest.raises(InputError, match="not JSON"):
        records[-1].document()


def test_a_record_over_the_limit_is_not_held(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(lines() + b'{"text": "' + b"a" * 5000 + b'"}\n' + lines())
    records = list(read(tmp_path / "in.jsonl", ReadOptions(max_record=1000)))
    assert [record.error for record in records if record.error] == ["longer than --max-record (1,000 bytes)"]
    assert (records[3].length, records[3].number, len(records)) == (5012, 4, 7)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("in.jsonl.gz", lambda data: gzip.compress(data)[:-8]),
        ("in.jsonl.gz", lambda data: gzip.compress(data) + b"junk"),
        ("in.jsonl.zst", lambda data: zstandard.compress(data) + b"junk"),
    ],
)
def test_whole_records_come_out_of_what_breaks_off(tmp_path, name, damage):
    (tmp_path / name).write_bytes(damage(lines().removesuffix(b"\n")))
    found, told = until_the_break(tmp_path / name)
    assert [record.document().text for record in found] == STORIES
    assert f"{name}: broken " in told


def test_a_line_cut_in_the_middle_is_no_record(tmp_path):
    packed = gzip.compress(lines(STORIES * 5000))
    (tmp_path / "in.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    found, _ = until_the_break(tmp_path / "in.jsonl.gz")
    whole = [record.document().text for record in found[:-1]]
    assert len(whole) > 5000
    assert set(whole) == set(STORIES)


def test_a_text_whose_compression_breaks_off_is_no_record(tmp_path):
    (tmp_path / "in.txt.gz").write_bytes(gzip.compress(b"Snow fell.\n" * 9)[:-4])
    (record,) = read(tmp_path)
    with pytest.raises(UnreadableError, match=r"in\.txt\.gz: broken gzip"):
        record.document()


def test_what_is_not_there(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        next(read(tmp_path / "none.jsonl"))
