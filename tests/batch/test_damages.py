"""Damaged files of every format: cut, one byte changed, junk put in, zeros at the end.

No exception but those that a run reports, every record whose bytes are whole comes out, and the books
balance. The blocks are cleaned in this process, by what workers run.
"""

import gzip
import io
import json
import random
import zlib
from collections import Counter

import pytest
import zstandard
from archives import packed, record, response

from cleankit import Chain
from cleankit.batch.options import RunOptions
from cleankit.batch.process import Cleaner, Part
from cleankit.errors import UnreadableError
from cleankit.io.format import Position
from cleankit.io.reading import read_chunks
from cleankit.io.sources import find_sources

CHAIN = Chain("minimal")
SINGLE = ("txt", "md", "html", "mhtml")
FORMATS = ("jsonl", "jsonl.gz", "jsonl.zst", "csv", "tsv", "json", "parquet", "warc", "warc.gz", *SINGLE)
DAMAGES = ("cut", "flip", "junk", "zeros")
RECORDS, PAGES = 24, 8  # in a file; of a web archive, whose pages cost more
TEXTS = [f"Ship {number:02} of the harbour was late again on Monday." for number in range(RECORDS)]


def page(text):
    return f"<html><head><title>Ships</title></head><body><article><p>{text}</p></article></body></html>"


def pieces_of(form):
    """Return a file as its parts, each with the number of the record whose bytes it is, or None."""
    lines = [json.dumps({"id": n, "text": text}).encode() + b"\n" for n, text in enumerate(TEXTS)]
    if form == "jsonl":
        return list(enumerate(lines))
    if form == "jsonl.zst":  # a frame for four records
        frames = [b"".join(lines[at : at + 4]) for at in range(0, RECORDS, 4)]
        return [(4 * n + 3, zstandard.compress(frame)) for n, frame in enumerate(frames)]
    if form in ("csv", "tsv"):
        sign = b"," if form == "csv" else b"\t"
        rows = [str(n).encode() + sign + text.encode() + b"\n" for n, text in enumerate(TEXTS)]
        return [(None, b"id" + sign + b"text\n"), *enumerate(rows)]
    if form == "json":
        items = [line[:-1] + (b",\n" if n < RECORDS - 1 else b"\n") for n, line in enumerate(lines)]
        return [(None, b"[\n"), *enumerate(items), (None, b"]\n")]
    if form in ("warc", "warc.gz"):
        records = [response(n, page(text)) for n, text in enumerate(TEXTS[:PAGES])]
        info = record("warcinfo", b"software: x\r\n")
        parts = [(None, info), *enumerate(records)]
        return [(n, packed([one]) if form == "warc.gz" else one) for n, one in parts]
    return [(0, whole_of(form, lines))]


def whole_of(form, lines):
    """Return a file that has no parts to tell apart."""
    if form == "jsonl.gz":
        return gzip.compress(b"".join(lines), mtime=0)
    if form == "parquet":
        pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        out = io.BytesIO()
        pq.write_table(pa.table({"id": list(range(RECORDS)), "text": TEXTS}), out)
        return out.getvalue()
    if form == "mhtml":
        head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B\r\n'
        kind = b"Content-Type: text/html; charset=utf-8\r\nContent-Location: https://harbour.example/\r\n\r\n"
        return head + kind + page(TEXTS[0]).encode() + b"\r\n--B--\r\n"
    return (page(TEXTS[0]) if form == "html" else "\n\n".join(TEXTS)).encode()


def damaged(data, damage, draw):
    """Return data with a damage, and the first and the last byte of the file as it was that it touches."""
    at = draw.randrange(len(data))
    if damage == "cut":
        return data[:at], at, len(data)
    if damage == "flip":
        return data[:at] + bytes([data[at] ^ draw.randrange(1, 256)]) + data[at + 1 :], at, at
    if damage == "junk":
        return data[:at] + draw.randbytes(draw.randrange(1, 60)) + data[at:], at, at
    return data + bytes(draw.randrange(1, 5000)), len(data), len(data)


def unpacked_lines(data):
    """Return the numbers of the whole records that zlib gets out of damaged gzip, byte by byte."""
    unpacker, out = zlib.decompressobj(31), b""
    for at in range(len(data)):
        try:
            out += unpacker.decompress(data[at : at + 1])
        except zlib.error:
            break
    return [json.loads(line)["id"] for line in out.split(b"\n")[:-1] if line.isascii() and _is_json(line)]


def _is_json(line):
    try:
        return isinstance(json.loads(line), dict) and json.loads(line).get("text") in TEXTS
    except (ValueError, AttributeError):
        return False


def whole_records(form, pieces, data, first, last):
    """Return the numbers of the records that must come out."""
    if form == "jsonl.gz":
        return unpacked_lines(data)
    if form in ("parquet", *SINGLE):
        return []
    at, whole = 0, []
    for number, piece in pieces:
        start, at = at, at + len(piece)
        if number is None and form in ("csv", "tsv") and first < at:
            return []  # the header says what the cells are
        before = at <= first
        after = start > last + 1 and form in ("jsonl", "csv", "tsv")
        if number is not None and (before or after):
            whole += range(number - 3, number + 1) if form == "jsonl.zst" else [number]
    return whole


def cleaned(path):
    """Return the texts and ids that come out of a file, and the counts."""
    options, records, found = RunOptions(), Counter(), b""
    cleaner, failed = Cleaner(CHAIN, options, None), []
    for chunk in read_chunks(find_sources([path]).sources, options, Position()):
        try:
            result = cleaner.clean(chunk, Part(), lambda _: None)
        except (UnreadableError, OSError) as error:
            failed.append(str(error))
            continue
        found += b"".join(data for _, data in result.outputs)
        records.update(result.tally.records)
        failed += result.failed
        assert result.tally.records["quarantined"] == len(result.quarantined.splitlines())
    return found.decode(errors="replace"), records, failed


def check(form, damage, seed, folder):
    draw = random.Random(f"{form} {damage} {seed}")
    pieces = pieces_of(form)
    data, first, last = damaged(b"".join(piece for _, piece in pieces), damage, draw)
    path = folder / f"in.{form}"
    path.write_bytes(data)
    found, records, failed = cleaned(path)
    assert records["input"] == records["output"] + records["quarantined"]
    for number in whole_records(form, pieces, data, first, last):
        assert TEXTS[number] in found, (form, damage, seed, number, first, last, failed)
    if damage in ("cut", "zeros") and not records["input"]:
        assert failed or not data.strip(b"\0\r\n[ ") or first < 200, (form, damage, seed)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_some_damages(tmp_path, form, damage):
    for seed in range(2):
        check(form, damage, seed, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_two_thousand_damages(tmp_path, form, damage):
    for seed in range(40):
        check(form, damage, seed, tmp_path)
