"""Web archives: a record for each page, everything else counted, and nothing lost in silence."""

import gzip
import io
import json
import re
import subprocess
import sys

import pytest
import zstandard
from archives import STORY, http, packed, page, record, response
from running import batch_clean, lines_of

from cleankit import batch
from cleankit.errors import InputError
from cleankit.io import reading
from cleankit.io.formats.warc import archived

OTHERS = [
    record("warcinfo", b"software: by hand\r\n", 90, Content_Type="application/warc-fields"),
    record("request", b"GET / HTTP/1.1\r\n\r\n", 91),
    record("metadata", b"via: nobody\r\n", 92),
    record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", 93),
    record("resource", b"<p>A file.", 94, Content_Type="text/html"),
    record("strange", b"x", 95),
    record("response", b"1.2.3.4", 96, WARC_Target_URI="dns:harbour.example", Content_Type="text/dns"),
    response(97, "", "Location: /1", status="301 Moved"),
    response(98, b"\x89PNG", kind="image/png"),
    response(99, "<p>Not found, and long enough to be an article of some kind.", status="404 Not Found"),
    response(89, b"{}", kind=None),
]
SKIPPED = {
    "warcinfo": 1, "request": 1, "metadata": 1, "revisit": 1, "resource": 1, "unknown": 1,
    "not HTTP": 1, "status 301": 1, "not HTML": 2, "status 404": 1,
}  # fmt: skip


def run(tmp_path, data, name="crawl.warc", output="out.jsonl", **options):
    (tmp_path / name).write_bytes(data)
    summary = batch.run([str(tmp_path / name)], str(tmp_path / output), options=batch.RunOptions(**options))
    records = summary.tally.records
    assert records["input"] == records["output"] + records["dropped"] + records["quarantined"]
    return summary


def written(tmp_path, name="out.jsonl"):
    return lines_of((tmp_path / name).read_bytes())


def refused(tmp_path):
    return lines_of((tmp_path / "out.jsonl.quarantine.jsonl").read_bytes())


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("crawl.warc", b"".join),
        ("crawl.warc.gz", packed),
        ("crawl.warc.gz", lambda records: gzip.compress(b"".join(records))),
        ("crawl.warc.zst", lambda records: b"".join(map(zstandard.compress, records))),
    ],
    ids=["plain", "gz by record", "gz", "zst"],
)
def test_pages_are_records_and_the_rest_is_counted(tmp_path, monkeypatch, name, pack):
    monkeypatch.setattr(reading, "CHUNK", 3000)
    records = [response(0), *OTHERS[:5], response(1), *OTHERS[5:], response(2)]
    summary = run(tmp_path, pack(records), name)
    assert summary.exit_code == 0
    assert summary.as_dict()["skipped_records"] == SKIPPED
    assert summary.tally.records["input"] + sum(SKIPPED.values()) == len(records)
    assert "11 records of web archives are no pages: 2 not HTML, 1 warcinfo" in summary.as_text()
    found = written(tmp_path)
    assert [one["id"] for one in found] == [f"<urn:uuid:{n:04}>" for n in range(3)]
    assert [one["url"] for one in found] == [f"https://harbour.example/{n}" for n in range(3)]
    for one in found:
        assert one["text"].endswith("\n".join(STORY))
        assert "Home" not in one["text"]
        assert (one["title"], one["warc_date"]) == ("Storm", "2024-11-22T10:00:00Z")


def test_a_folder_of_archives_and_pages(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "crawl.warc.gz").write_bytes(packed([response(1)]))
    (tmp_path / "in" / "page.html").write_text(page())
    _, told = batch_clean(tmp_path / "in", "-o", tmp_path / "out")
    assert "2 records: 2 output" in told
    assert [one["id"] for one in lines_of(gzip.decompress((tmp_path / "out/crawl.jsonl.gz").read_bytes()))]
    assert STORY[0] in (tmp_path / "out/page.txt").read_text()


def test_standard_input_is_known_by_its_beginning(tmp_path):
    out, _ = batch_clean(
        "-", "-o", "-", "--quarantine", tmp_path / "q", "--dropped", tmp_path / "d", stdin=response(7)
    )
    assert [one["id"] for one in lines_of(out)] == ["<urn:uuid:0007>"]


def test_an_archive_is_not_written(tmp_path):
    (tmp_path / "crawl.warc").write_bytes(response())
    _, told = batch_clean(tmp_path / "crawl.warc", "-o", tmp_path / "out.warc", expect=2)
    assert "web archives are only read; give a .jsonl file, or a folder" in told


def test_without_fastwarc_the_error_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    with pytest.raises(InputError, match=r"pip install 'cleankit-articles\[warc\]'"):
        run(tmp_path, response())


def test_the_charset_of_the_server_is_used(tmp_path):
    text = ("Le café de la gare était fermé hier soir, a déclaré le maire de la ville à la presse.",) * 1
    french = page("Café", (*text, *STORY)).encode("cp1252")
    run(tmp_path, response(0, french, kind="text/html; charset=windows-1252"))
    (found,) = written(tmp_path)
    assert text[0] in found["text"]
    assert found["encoding"] == "cp1252"


def test_what_the_crawler_cut_is_said(tmp_path):
    cut = record("response", http(page()), 3, WARC_Truncated="length")
    run(tmp_path, cut)
    assert written(tmp_path)[0]["warc_truncated"] == "length"


def test_a_page_that_cannot_be_decoded_costs_only_itself(tmp_path):
    broken = gzip.compress(page().encode())[:-20]
    bad = [
        response(11, broken, "Content-Encoding: gzip"),
        response(12, page(), "Content-Encoding: x-secret"),
        record("response", b"garbage", 13),
        record("response", http(page()), 15, WARC_Segment_Number="1"),
        response(14, gzip.compress(b"<p>" + b"a" * 100_000), "Content-Encoding: gzip"),
    ]
    summary = run(tmp_path, b"".join([response(0), *bad, response(1)]), max_record=20_000)
    assert summary.exit_code == 1
    assert [one["id"] for one in written(tmp_path)] == ["<urn:uuid:0000>", "<urn:uuid:0001>"]
    told = {one["id"]: one for one in refused(tmp_path)}
    assert [(key, one["line"]) for key, one in told.items()] == [
        (f"<urn:uuid:{n:04}>", at) for at, n in enumerate((11, 12, 13, 15, 14), 2)
    ]
    errors = [one["error"] for one in told.values()]
    assert errors[0] == "broken gzip: it breaks off"
    assert errors[1].startswith("the encoding 'x-secret' is not known; accepted: br, chunked, deflate, gzip")
    assert errors[2] == "not an HTTP response: it begins with 'garbage'"
    assert errors[3] == "one of the segments of a page: the others are records of their own"
    assert errors[4] == "the page, its gzip taken off, is longer than --max-record (20,000 bytes)"
    first = told["<urn:uuid:0011>"]
    assert first["offset"] == len(response(0))
    assert first["url"] == "https://harbour.example/11"
    assert "raw_base64" in first


def test_what_is_too_long_is_read_past(tmp_path):
    long = response(5, page() + "<!--" + "x" * 60_000 + "-->")
    film = response(6, b"\0" * 60_000, kind="video/mp4")
    summary = run(tmp_path, b"".join([response(0), long, film, response(1)]), max_record=50_000)
    assert [one["id"] for one in written(tmp_path)] == ["<urn:uuid:0000>", "<urn:uuid:0001>"]
    (one,) = refused(tmp_path)
    assert one["error"] == "longer than --max-record (50,000 bytes)"
    assert (one["offset"], one["id"]) == (len(response(0)), "<urn:uuid:0005>")
    assert one["bytes"] > 60_000
    assert summary.tally.skipped == {"not HTML": 1}


LF_ONLY = response(8).replace(b"\r\n", b"\n")
WRONG = {
    "cut in a body": b"".join([response(0), response(1)])[:-60],
    "cut in the headers": response(0) + response(1)[:60],
    "garbage between": response(0) + b"garbage\r\n" + response(1),
    "length too short": response(0) + record("response", http(page()), 1, length=20) + response(2),
    "length too long": response(0) + record("response", http(page()), 1, length=5000) + response(2) * 20,
    "length without end": response(0) + record("response", http(page()), 1, length=10**15) + response(2),
    "length below nothing": response(0) + record("response", http(page()), 1, length=-4) + response(2),
    "length of many digits": response(0) + record("response", http(page()), 1, length="9" * 5000),
    "length of letters": response(0) + record("response", http(page()), 1, length="long") + response(2),
    "no length": response(0) + record("response", http(page()), 1, Content_Length=None) + response(2),
    "no id": response(0) + record("response", http(page()), 1, WARC_Record_ID=None) + response(2),
    "line feeds alone": response(0) + LF_ONLY + response(2),
    "line feeds alone at the end": response(0) + LF_ONLY,
    "another version": response(0) + response(1).replace(b"WARC/1.0", b"WARC/7.0"),
    "headers without end": response(0) + b"WARC/1.0\r\nX: " + b"x" * 200_000,
}


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG)
def test_what_breaks_off_is_told(tmp_path, data):
    summary = run(tmp_path, data)
    assert summary.exit_code == 2
    (failed,) = summary.failed_inputs
    assert re.search(r"crawl\.warc: (broken WARC|breaks off)", failed)
    assert "byte" in failed
    assert written(tmp_path)[0]["id"] == "<urn:uuid:0000>"


BROKEN = packed([response(0), response(1), response(2)])
ONE = len(packed([response(0)]))


@pytest.mark.parametrize(
    "data",
    [
        BROKEN[:-30],
        BROKEN[:-4],
        BROKEN[: ONE + 12],
        BROKEN[: ONE + 40] + b"\xff\xff\xff" + BROKEN[ONE + 43 :],
        BROKEN[: 2 * ONE - 8] + b"\0\0\0\0" + BROKEN[2 * ONE - 4 :],
        BROKEN + b"garbage",
    ],
    ids=["cut", "cut in the trailer", "cut in a head", "damaged", "wrong checksum", "garbage after"],
)
def test_broken_gzip_is_told(tmp_path, data):
    summary = run(tmp_path, data, "crawl.warc.gz")
    assert summary.exit_code == 2
    assert re.search(r"crawl\.warc\.gz: (broken gzip|breaks off)", summary.failed_inputs[0])


def test_not_an_archive(tmp_path):
    summary = run(tmp_path, b"This is a text.\n" * 9)
    assert (summary.exit_code, summary.tally.records["output"]) == (2, 0)
    assert "broken WARC at its beginning: Invalid WARC header" in summary.failed_inputs[0]
    assert run(tmp_path, b"").exit_code == 0


def test_same_bytes_for_any_number_of_workers_and_after_a_stop(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 4000)
    data = packed([one for n in range(30) for one in (response(n, page(f"Storm {n}")), *OTHERS[:3])])
    run(tmp_path, data, "crawl.warc.gz", "one.jsonl", workers=1)
    whole = (tmp_path / "one.jsonl").read_bytes()
    assert [one["title"] for one in lines_of(whole)] == [f"Storm {n}" for n in range(30)]
    run(tmp_path, data, "crawl.warc.gz", "three.jsonl", workers=3)
    assert (tmp_path / "three.jsonl").read_bytes() == whole

    def stop(bytes_read, summary):
        if summary.tally.records["output"] >= 10:
            raise KeyboardInterrupt

    source, output = str(tmp_path / "crawl.warc.gz"), str(tmp_path / "stopped.jsonl")
    with pytest.raises(KeyboardInterrupt):
        batch.run([source], output, progress=stop)
    assert not (tmp_path / "stopped.jsonl").exists()
    summary = batch.run([source], output, resume=True)
    assert (tmp_path / "stopped.jsonl").read_bytes() == whole
    assert (summary.tally.records["input"], summary.tally.skipped.total()) == (30, 90)


def test_pages_of_a_real_writer(tmp_path):
    from fastwarc.warc import WarcRecord, WarcRecordType

    stream = io.BytesIO()
    made = WarcRecord()
    made.init_headers(content_length=0, record_type=WarcRecordType.response)
    made.headers.append("WARC-Target-URI", "https://harbour.example/made")
    made.set_bytes_content(http(page()))
    made.headers.append("Content-Type", "application/http; msgtype=response")
    made.write(stream)
    run(tmp_path, stream.getvalue())
    (found,) = written(tmp_path)
    assert found["url"] == "https://harbour.example/made"
    assert STORY[1] in found["text"]


def test_an_error_of_the_stream_is_not_lost():
    class Stream(io.BytesIO):
        def read(self, size=-1):
            return super().read(100) or self.fail()

        def fail(self):
            raise InputError("the stream broke")

    with pytest.raises(InputError, match="the stream broke"):
        list(archived(Stream(response(0)[:200]), 10**6))


def test_hostile_headers_stay_data(tmp_path):
    data = record("response", http(page()), 1, WARC_Target_URI="../../etc/passwd\x1b[31m")
    run(tmp_path, data)
    (found,) = written(tmp_path)
    assert found["url"] == "../../etc/passwd\x1b[31m"
    assert {path.name for path in tmp_path.iterdir()} == {"crawl.warc", "out.jsonl"}
    assert json.dumps(found)


def test_explain_reads_an_archive(tmp_path):
    (tmp_path / "crawl.warc").write_bytes(b"".join([*OTHERS, response(5)]))
    command = [sys.executable, "-m", "cleankit.cli", "explain", str(tmp_path / "crawl.warc")]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.count(b"== <") == 1
    assert b"== <urn:uuid:0005>" in done.stdout


def test_a_review_of_an_archive(tmp_path):
    (tmp_path / "crawl.warc").write_bytes(b"".join([response(0), *OTHERS, response(1)]))
    batch_clean(
        tmp_path / "crawl.warc", "-o", tmp_path / "out.jsonl", "--review", tmp_path / "review.html",
        "--audit", tmp_path / "audit.jsonl", "--report", tmp_path / "report.json",
    )  # fmt: skip
    assert "urn:uuid:0001" in (tmp_path / "review.html").read_text()
    assert [one["id"] for one in lines_of((tmp_path / "audit.jsonl").read_bytes())] == [
        "<urn:uuid:0000>",
        "<urn:uuid:0001>",
    ]
    assert json.loads((tmp_path / "report.json").read_text())["skipped_records"] == SKIPPED
