"""Bad records of many kinds: each costs only itself, and the books balance."""

import copy
import gzip
import json
import pickle
import re
import subprocess
import sys

import pytest
from running import CLEAN, DIRTY, batch_clean, jsonl, lines_of

from cleankit import Chain, batch
from cleankit.io.records import Number, dump_record, parse_record, write_json

GOOD = 1000
DEEP = 100_000

BAD = {
    "not JSON": b"not JSON at all",
    "cut": b'{"text": "cut',
    "cut escape": b'{"text": "cut\\u00',
    "cut key": b'{"tex',
    "two objects": b'{"text": "a"} {"text": "b"}',
    "trailing comma": b'{"text": "a",}',
    "comment": b'{"text": "a"} // b',
    "single quotes": b"{'text': 'a'}",
    "no quotes": b"{text: 1}",
    "no colon": b'{"text" "a"}',
    "tab in a string": b'{"text": "a\tb"}',
    "NUL": b"\0",
    "NULs": b"\0" * 500,
    "NUL in a string": b'{"text": "a\0b"}',
    "control character": b'{"text": "a\x01b"}',
    "carriage return in a string": b'{"text": "a\rb"}',
    "wrong escape": b'{"text": "\\x41"}',
    "wrong unicode escape": b'{"text": "\\u12G4"}',
    "NaN": b'{"text": "a", "n": NaN}',
    "Infinity": b'{"text": "a", "n": Infinity}',
    "minus Infinity": b'{"text": "a", "n": -Infinity}',
    "number too large": b'{"text": "a", "n": 1e999}',
    "number too large, many digits": b'{"text": "a", "n": 12345678901234567890e999}',
    "leading zero": b'{"text": "a", "n": 01}',
    "leading plus": b'{"text": "a", "n": +1}',
    "hexadecimal": b'{"text": "a", "n": 0x10}',
    "bare dot": b'{"text": "a", "n": .5}',
    "five thousand digits": b'{"text": "a", "n": ' + b"9" * 5000 + b"}",
    "a million digits": b'{"text": "a", "n": ' + b"9" * 1_000_000 + b"}",
    "True": b'{"text": "a", "n": True}',
    "undefined": b'{"text": "a", "n": undefined}',
    "array": b"[1, 2]",
    "string": b'"text"',
    "number": b"5",
    "true": b"true",
    "null": b"null",
    "empty object": b"{}",
    "no text": b'{"body": "a"}',
    "other case": b'{"Text": "a"}',
    "text number": b'{"text": 5}',
    "text true": b'{"text": true}',
    "text array": b'{"text": ["a"]}',
    "text object": b'{"text": {"a": "b"}}',
    "key twice": b'{"text": "a", "text": "b"}',
    "key twice, equal": b'{"text": "a", "n": 1, "n": 1}',
    "key twice, below": b'{"text": "a", "n": [{"b": 1, "b": 2}]}',
    "key twice, escaped": b'{"text": "a", "te\\u0078t": "b"}',
    "key twice, with quotes": b'{"text": "\\u0022\\u0022", "n": 1, "n": 2}',
    "key twice, long number": b'{"text": "a", "n": 12345678901234567890, "n": 2}',
    "deep arrays": b'{"text": "a", "n": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep objects": b'{"text": "a", "n": ' + b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"}",
    "deep and cut": b'{"text": "a", "n": ' + b"[" * DEEP,
    "deep, long number": b'{"text": "a", "n": [12345678901234567890, ' + b"[" * DEEP + b"]" * DEEP + b"]}",
    "Latin-1": b'{"text": "caf\xe9"}',
    "Latin-1 in a key": b'{"caf\xe9": 1, "text": "a"}',
    "Windows quotes": b'{"text": "\x93a\x94"}',
    "overlong": b'{"text": "\xc0\xaf"}',
    "surrogate bytes": b'{"text": "\xed\xa0\x80"}',
    "beyond Unicode": b'{"text": "\xf4\x90\x80\x80"}',
    "cut UTF-8": b'{"text": "\xe2\x82"}',
    "lone continuation": b'{"text": "\x80"}',
    "UTF-16": '{"text": "a"}'.encode("utf-16-le"),
    "byte order mark inside": b"\xef\xbb\xbf" + b'{"text": "a"}',
    "GBK": '{"text": "新闻"}'.encode("gbk"),
    "gzip": gzip.compress(b'{"text": "a"}').replace(b"\n", b""),
    "HTML": b"<!doctype html><p>Not found</p>",
    "CSV": b"id,text,url",
    "form feed": b"\x0c{}\x0c",
    "no-break space": b'{"text":\xc2\xa0"a"}',
    "too long": b'{"text": "' + b"a" * 3_000_000 + b'"}',
    "too long, no JSON": b"x" * 2_500_000,
}

FINE = {
    "lone surrogate elsewhere": b'{"text": "a", "n": "\\ud800"}',
    "long number": b'{"text": "a", "n": 123456789012345678901234567890}',
    "negative long number": b'{"text": "a", "n": -18446744073709551617}',
    "escaped quote": b'{"text": "\\u0022a\\u0022", "n": "\\u0022"}',
    "blanks": b' { "text" : "a" , "n" : [ 1 , 2 ] } \r',
    "digits in a string": b'{"text": "a", "n": "12345678901234567890"}',
    "empty key": b'{"text": "a", "": 1}',
    "same key below": b'{"text": "a", "n": {"text": "b"}}',
    "separators": '{"text": "a", "n": "\u2028\u2029\x85"}'.encode(),
    "empty text": b'{"text": ""}',
    "prototype": b'{"text": "a", "__proto__": {"b": 1}}',
    "NUL escape": b'{"text": "a", "n": "\\u0000"}',
}


def test_there_are_kinds_enough():
    assert len(BAD) >= 60


def test_each_bad_record_costs_only_itself(tmp_path):
    """All kinds in one file, a thousand good neighbours around each."""
    good = jsonl(*({"id": i, "text": f"Ship {i}"} for i in range(GOOD)))
    with (tmp_path / "in.jsonl").open("wb") as out:
        for bad in BAD.values():
            assert b"\n" not in bad
            out.write(good + bad + b"\n")
        out.write(good)
    options = batch.RunOptions(max_record=2_000_000)
    summary = batch.run(
        [str(tmp_path / "in.jsonl")], str(tmp_path / "out.jsonl"), chain=Chain(str.upper), options=options
    )
    assert summary.exit_code == 1
    assert summary.tally.records["input"] == len(BAD) * (GOOD + 1) + GOOD
    expected = good.replace(b"Ship", b"SHIP").replace(b": ", b":").replace(b", ", b",") * (len(BAD) + 1)
    assert (tmp_path / "out.jsonl").read_bytes() == expected
    refused = lines_of((tmp_path / "out.jsonl.quarantine.jsonl").read_bytes())
    assert [one["line"] for one in refused] == [(GOOD + 1) * (i + 1) for i in range(len(BAD))]
    for (kind, raw), account in zip(BAD.items(), refused, strict=True):
        assert account["error"], kind
        if kind.startswith("too long"):
            assert "longer than --max-record (2,000,000 bytes)" in account["error"]
            assert account["bytes"] >= len(raw)
            assert account["offset"] > 0
        elif "raw" in account:
            assert account["raw"].encode() == raw, kind
        else:
            import base64

            assert base64.b64decode(account["raw_base64"]) == raw, kind


@pytest.mark.parametrize("kind", FINE)
def test_a_strange_record_stays_equal(tmp_path, kind):
    (tmp_path / "in.jsonl").write_bytes(FINE[kind] + b"\n")
    summary = batch.run([str(tmp_path / "in.jsonl")], str(tmp_path / "out.jsonl"), chain=Chain("minimal"))
    assert summary.exit_code == 0
    (record,) = lines_of((tmp_path / "out.jsonl").read_bytes())
    assert record == json.loads(FINE[kind])


def test_exit_codes_by_share(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl(*({"text": "a"} for _ in range(9))) + b"bad\n")
    args = (tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--preset", "minimal")
    batch_clean(*args, expect=1)
    batch_clean(*args, "--fail-over", "10", expect=0)
    batch_clean(*args, "--fail-over", "9.9", expect=1)
    assert "per cent" in batch_clean(*args, "--fail-over", "101", expect=2)[1]


def pack_members(data):
    half = len(data) // 2
    return gzip.compress(data[:half]) + gzip.compress(b"") + gzip.compress(data[half:])


WHOLE = {
    "multi-member": pack_members,
    "padded": lambda data: gzip.compress(data) + b"\0" * 1000,
}
LOUD = {
    "cut": lambda data: gzip.compress(data)[:-20],
    "cut header": lambda data: gzip.compress(data)[:5],
    "bad CRC": lambda data: gzip.compress(data)[:-8] + b"\1\2\3\4" + gzip.compress(data)[-4:],
    "bad length": lambda data: gzip.compress(data)[:-4] + b"\1\2\3\4",
    "garbage after": lambda data: gzip.compress(data) + b"garbage",
    "not gzip": lambda data: data,
    "cut second member": lambda data: pack_members(data)[:-30],
    "damaged": lambda data: gzip.compress(data)[:200] + b"\xff" * 50 + gzip.compress(data)[250:],
}


@pytest.mark.parametrize("kind", [*WHOLE, *LOUD])
def test_gzip_is_whole_or_loud(tmp_path, kind):
    data = jsonl(*({"id": i, "text": f"Ship {i * 7919 % 1000}"} for i in range(3000)))
    (tmp_path / "in.jsonl.gz").write_bytes((WHOLE | LOUD)[kind](data))
    summary = batch.run([str(tmp_path / "in.jsonl.gz")], str(tmp_path / "out.jsonl"), chain=Chain("minimal"))
    if kind in WHOLE:
        assert summary.exit_code == 0
        assert lines_of((tmp_path / "out.jsonl").read_bytes()) == lines_of(data)
    else:
        assert summary.exit_code == 2
        assert "broken gzip" in summary.failed_inputs[0]


def test_an_empty_file_is_no_gzip(tmp_path):
    (tmp_path / "in.jsonl.gz").write_bytes(b"")
    summary = batch.run([str(tmp_path / "in.jsonl.gz")], str(tmp_path / "out.jsonl"), chain=Chain("minimal"))
    assert summary.exit_code in (0, 2)
    assert summary.tally.records["input"] == 0


@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_wide_files_are_whole(tmp_path, codec, newline, suffix):
    text = newline.join(
        json.dumps({"id": i, "text": f"Größe {i} \u2028 新闻 😀"}, ensure_ascii=False) for i in range(300)
    )
    data = text.encode(codec)
    (tmp_path / f"in.jsonl{suffix}").write_bytes(gzip.compress(data) if suffix else data)
    summary = batch.run(
        [str(tmp_path / f"in.jsonl{suffix}")], str(tmp_path / "out.jsonl"), chain=Chain(str.upper)
    )
    assert summary.exit_code == 0
    out = lines_of((tmp_path / "out.jsonl").read_bytes())
    assert out == [{"id": i, "text": f"Größe {i} \u2028 新闻 😀".upper()} for i in range(300)]


def test_a_broken_wide_file_is_loud(tmp_path):
    (tmp_path / "in.jsonl").write_bytes('{"text": "a"}\n'.encode("utf-16") + b"\x00\xd8\x41\x00\n")
    summary = batch.run([str(tmp_path / "in.jsonl")], str(tmp_path / "out.jsonl"), chain=Chain(str.upper))
    assert summary.exit_code == 2
    assert "in.jsonl: not utf-16" in summary.failed_inputs[0]


def test_lines_end_at_line_feeds_only(tmp_path):
    texts = [f"a{char}b" for char in "\u2028\u2029\x85\x1c\x1d\x1e"]
    lines = [
        json.dumps({"text": text, "n": text}, ensure_ascii=False).replace("\\u001", "\\u001")
        for text in texts
    ]
    (tmp_path / "in.jsonl").write_bytes("\n".join(lines).encode())
    summary = batch.run([str(tmp_path / "in.jsonl")], str(tmp_path / "out.jsonl"), chain=Chain(str.upper))
    assert summary.tally.records["output"] == len(texts)


def test_a_text_that_is_too_long(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "long.txt").write_text("a" * 5000)
    (tmp_path / "in" / "long.txt.gz").write_bytes(gzip.compress(b"a" * 5000))
    (tmp_path / "in" / "short.txt").write_text(DIRTY)
    args = (tmp_path / "in", "-o", tmp_path / "out.jsonl", "--max-record", "4kB")
    batch_clean(*args, expect=1)
    assert lines_of((tmp_path / "out.jsonl").read_bytes()) == [{"id": "short.txt", "text": CLEAN}]
    refused = lines_of((tmp_path / "out.jsonl.quarantine.jsonl").read_bytes())
    assert all("longer than --max-record (4,000 bytes)" in one["error"] for one in refused)
    assert len(refused) == 2


@pytest.mark.parametrize("key", ["\0row", "\0skipped", "\0broken"])
def test_no_key_of_a_record_means_anything_to_the_reader(tmp_path, key):
    (tmp_path / "in.jsonl").write_bytes(jsonl({key: "boo", "text": "Snow fell."}))
    batch.run(tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    assert lines_of((tmp_path / "out.jsonl").read_bytes()) == [{key: "boo", "text": "Snow fell."}]
    assert not (tmp_path / "out.jsonl.quarantine.jsonl").exists()


@pytest.mark.parametrize("depth", [253, 254, 600])
def test_nesting_that_orjson_reads_and_cannot_write_comes_back(tmp_path, depth):
    deep = b"[" * depth + b"]" * depth
    (tmp_path / "in.jsonl").write_bytes(b'{"text":"Snow fell.","x":' + deep + b"}\n")
    batch.run(tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == b'{"text":"Snow fell.","x":' + deep + b"}\n"


@pytest.mark.parametrize("command", [["explain"], ["stats"], ["dedup", "-o", "unique.jsonl"]])
def test_deep_nesting_ends_no_command(tmp_path, command):
    (tmp_path / "in.jsonl").write_bytes(b'{"text":"Snow fell.","x":' + b"[" * 600 + b"]" * 600 + b"}\n")
    given = [sys.executable, "-m", "cleankit.cli", *command, "in.jsonl"]
    done = subprocess.run(given, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


NUMBERS = [
    *(
        "3.14159265358979323846",
        "1e-400",
        "0.12345678901234567",
        "1.0E5",
        "1E5",
        "1e5",
        "-0",
        "-0.0",
        "0.0",
        "0e0",
    ),
    *(
        "1.50",
        "10.0",
        "1e16",
        "1E+16",
        "10000000000000000000000",
        "-18446744073709551617",
        "18446744073709551616",
    ),
    *("18446744073709551615", "9007199254740993", "0.1", "5e-324", "1.7976931348623157e308", "0", "-1"),
    *("2.2250738585072011e-308", "123456789012345678901234567890.5"),
]


def numbers_of(line):
    return [number for _, number in re.findall(rb'("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)', line) if number]


@pytest.mark.parametrize("command", ["clean", "dedup", "clean --add-fields"])
@pytest.mark.parametrize("blank", ["", " "])
def test_numbers_come_back_as_they_were_written(tmp_path, command, blank):
    if command == "dedup":
        pytest.importorskip("duckdb")
    lines = [
        f'{{"n":{blank}{number},"text":{blank}"Snow on town {at}-{i}, 1.0E5, -0.","m":[[{blank}{number}],'
        f'{{"k":{number},"{extra}":0}}]}}'
        for at, extra in enumerate(("plain", "\\ud800", "\\u0022"))
        for i, number in enumerate(NUMBERS)
    ]
    given = "\n".join(lines).encode()
    (tmp_path / "in.jsonl").write_bytes(given)
    words = [sys.executable, "-m", "cleankit.cli", *command.split(), "in.jsonl", "-o", "out.jsonl"]
    words += ["--documents", "exact"] if command == "dedup" else []
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "out.jsonl").read_bytes().split(b"\n")[:-1]
    assert len(written) == len(lines)
    by_text = {json.loads(line)["text"]: line for line in lines}
    for line in written:
        wanted = numbers_of(by_text[json.loads(line)["text"]].encode())
        assert numbers_of(line)[: len(wanted)] == wanted


def test_a_number_is_a_float_that_keeps_its_characters():
    record, exact = parse_record(b'{"text": "a", "n": 1.50}')
    again = pickle.loads(pickle.dumps(copy.deepcopy(record)))
    assert exact
    assert again["n"] == 1.5
    assert isinstance(again["n"], float)
    assert dump_record(again, exact) == b'{"text":"a","n":1.50}\n'
    assert parse_record(b'{"text": "1.50", "n": 1.5, "m": [0, -1]}')[1] is False  # the fast route


@pytest.mark.parametrize("depth", [10, 300, 900])
def test_any_value_is_written_as_json_has_it(depth):
    value = {"a": [1, "\ud800é", None, True, False, 2**80, {}, [], {"b": [Number("1e-400")]}]}
    for _ in range(depth):
        value = {"x": [value, 0]}
    written = write_json(value)
    assert written.startswith(b'{"x":[' * depth)
    assert written.endswith(b",0]}" * depth)
    if depth < 500:  # what Python's own reader reads
        assert json.loads(written) == value
