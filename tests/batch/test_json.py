"""JSON: arrays, one object, objects one after another; a broken item costs itself alone."""

import json
import random
from base64 import b64decode

import pytest
from running import CLEAN, DIRTY, batch_clean, jsonl, lines_of

from cleankit import Chain, batch
from cleankit.errors import UnreadableError
from cleankit.io import reading
from cleankit.io.formats.json.items import Splitter
from cleankit.io.streams import as_file, open_input, packed
from cleankit.testing import check_linear_time, cpu_seconds

RECORDS = [
    {"id": i, "text": f'{DIRTY}[{i}] {{"a": "}}, {{"}}', "n": [{"id": [i, "]"]}, {}]} for i in range(40)
]
SAME = Chain(lambda text: text)


def items(data, longest=10**6, step=7):
    found: list = []
    why = None
    pieces = (data[at : at + step] for at in range(0, len(data), step))
    try:
        found.extend(Splitter(as_file(pieces), longest).items())
    except UnreadableError as error:
        why = str(error)
    return found, why


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_array_stays_an_array(tmp_path, monkeypatch, indent, suffix, encoding):
    monkeypatch.setattr(reading, "CHUNK", 900)
    data = json.dumps(RECORDS, indent=indent).encode(encoding)
    source, output = tmp_path / f"in.json{suffix}", tmp_path / f"out.json{suffix}"
    source.write_bytes(packed(source.name, data))
    summary = batch.run(source, output)
    assert summary.exit_code == 0
    with open_input(output) as (content, _):
        found = json.loads(content.read())
    assert [(one["id"], one["n"]) for one in found] == [(one["id"], one["n"]) for one in RECORDS]
    assert all(one["text"].startswith(CLEAN) for one in found)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b'{\n "text": "a", "n": 1.50\n}', b'{"text":"a","n":1.50}\n'),  # one object
        (b'{"text": "a"}\n{"text": "b"}\n', b'{"text":"a"}\n{"text":"b"}\n'),  # lines, named .json
        (b'{"text": "a"} {"text": "b"}', b'{"text":"a"}\n{"text":"b"}\n'),
        (b"[]", b"[]\n"),
        (b" [ ] ", b"[]\n"),
        (b"", b""),
        (b'[{"text": "a"}]', b'[\n{"text":"a"}\n]\n'),
        (b'[{"text": null}, {"text": "", "m": -0}]', b'[\n{"text":null},\n{"text":"","m":-0}\n]\n'),
        (b'[[{"text": "a"}], [{"text": "b"}]]', b'[\n{"text":"a"},\n{"text":"b"}\n]\n'),
        (b'[{"text": "a"}][{"text": "b"}]', b'[\n{"text":"a"},\n{"text":"b"}\n]\n'),  # pages of an answer
    ],
)
def test_what_comes_back(tmp_path, data, wanted):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_bytes(data)
    summary = batch.run(tmp_path / "in", tmp_path / "out", chain=SAME)
    assert summary.exit_code == 0
    assert (tmp_path / "out" / "a.json").read_bytes() == wanted


def test_records_of_other_formats_make_an_array(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(jsonl({"text": "a"}, {"text": "b", "n": 1}))
    (tmp_path / "b.csv").write_text("text\nc\n")
    (tmp_path / "c.json").write_text('{"text": "d"}\n{"text": "e"}')
    (tmp_path / "d.txt").write_text("f")
    inputs = [tmp_path / name for name in ("a.jsonl", "b.csv", "c.json", "d.txt")]
    batch.run(inputs, tmp_path / "out.json", chain=SAME)
    found = json.loads((tmp_path / "out.json").read_bytes())
    assert [one["text"].strip() for one in found] == list("abcdef")
    batch.run(tmp_path / "out.json", tmp_path / "back.jsonl", chain=SAME)
    assert lines_of((tmp_path / "back.jsonl").read_bytes()) == found
    (tmp_path / "none.jsonl").write_bytes(b"")
    batch.run(tmp_path / "none.jsonl", tmp_path / "none.json", chain=SAME)
    assert (tmp_path / "none.json").read_bytes() == b"[]\n"


def test_standard_streams(tmp_path):
    data = json.dumps(RECORDS[:3]).encode()
    out, _ = batch_clean("-", "-o", "-", "--quarantine", tmp_path / "q.jsonl", stdin=data)
    assert [one["id"] for one in json.loads(out)] == [0, 1, 2]
    out, _ = batch_clean("-", "-o", "-", "--quarantine", tmp_path / "q.jsonl", stdin=b"[Photo] A text.\n")
    assert b"A text." in out  # no JSON


BAD = [
    b'{"id": 1, "text": }',
    b'{"id": 1, "text": "a"',
    b'{"id": 1, "text": "a}',
    b'{"id": 1, "text": "a\nb"}',
    b'{"id": 1, "n": [1}',
    b'{"id": 1, "n": {"text": "a"]}',
    b'{"id": 1 "text": "a"}}',
    b"5",
    b'"text"',
    b"nonsense",
    b"[1, 2]",
    b"null",
    b'{"id": 1, "text": "caf\xe9"}',
    b'{"id": 1, "text": 5}',
    b'{"id": 1, "id": 1, "text": "a"}',
    b'{"id": 1, "text": "a", "n": NaN}',
]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("between", [b", ", b",\n"])
def test_a_bad_item_costs_itself(tmp_path, bad, between):
    good = [json.dumps({"id": i, "text": f"Text {i}, and so on."}).encode() for i in range(6)]
    (tmp_path / "in.json").write_bytes(b"[" + between.join([*good[:3], bad, *good[3:]]) + b"]\n")
    summary = batch.run(tmp_path / "in.json", tmp_path / "out.json", chain=SAME)
    found = json.loads((tmp_path / "out.json").read_bytes())
    assert [one["id"] for one in found] == list(range(6))
    refused = lines_of((tmp_path / "out.json.quarantine.jsonl").read_bytes())
    raw = b"".join(one["raw"].encode() if "raw" in one else b64decode(one["raw_base64"]) for one in refused)
    assert raw.replace(b" ", b"").startswith(bad.replace(b" ", b"")[:12])
    assert summary.tally.records["input"] == 6 + len(refused)


def test_an_array_that_breaks_off_gives_what_is_whole(tmp_path):
    whole = json.dumps([{"id": i, "text": "x"} for i in range(5)]).encode()
    for cut in range(1, len(whole) - 1):
        (tmp_path / "in.json").write_bytes(whole[:cut])
        found, why = items(whole[:cut])
        good = [item for item in found if not item.error]
        assert len(good) == whole[:cut].count(b"}")
        assert "breaks off" in why
    (tmp_path / "in.json").write_bytes(whole[:-9])
    _, message = batch_clean(tmp_path / "in.json", "-o", tmp_path / "out.json", expect=2)
    assert "not closed" in message
    assert len(json.loads((tmp_path / "out.json").read_bytes())) == 4


def test_a_long_item_is_read_past():
    long = b'{"id": 2, "text": "' + b"x\\n]}" * 400_000 + b'", "n": [{"a": 1}, {"a": 2}]}'
    data = b'[{"id": 1}, ' + long + b', {"id": 3}]'
    found, why = items(data, longest=1000, step=65_536)
    assert why is None
    assert [item.raw for item in found[::2]] == [b'{"id": 1}', b'{"id": 3}']
    assert (found[1].length, found[1].offset) == (len(long), 12)


def test_a_missing_bracket_in_a_large_array_costs_its_item():
    data = (
        b'[{"id": 0, "n": [1}, ' + b", ".join(b'{"id": %d, "n": [{"k": 1}]}' % i for i in range(9000)) + b"]"
    )
    found, _ = items(data, longest=5000, step=65_536)
    assert len(found) == 9001


def test_random_damage_keeps_the_whole_items():
    made = random.Random(5)
    good = [
        json.dumps({"id": i, "text": "a" * made.randrange(30), "n": [{"b": i}]}).encode() for i in range(30)
    ]
    data = b"[" + b", ".join(good) + b"]"
    for _ in range(400):
        kind, at = made.randrange(4), made.randrange(1, len(data))
        byte = bytes([made.choice(b'{}[]",:\\\n x0\xff')])
        damaged = [
            data[:at],
            data[:at] + byte + data[at + 1 :],
            data[:at] + byte * 3 + data[at:],
            data + b"\0" * 9,
        ][kind]
        found, _ = items(damaged, step=made.choice([1, 50, 5000]))
        raws = {item.raw for item in found}
        assert sum(one in raws for one in good) >= damaged.count(b'{"id": ') - 1  # the damaged one


HOSTILE = {
    "open objects": b'{"a":',
    "open arrays": b"[",
    "open objects, items": b'{"a":0,',
    "open arrays of objects": b'[{"a":',
    "open strings": b'{"a": "',
    "wrong ends": b'{"a": 1],',
    "wrong end of many": b'{"a": {"a": 1},',
    "items": b'{"a": 1},',
    "blanks": b" ",
    "commas": b", ",
    "escapes": b'"\\',
    "keys": b'{"a" ',
    "closed": b"]",
    "words": b"a ",
}


@pytest.mark.clock
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("start", [b"[", b"", b"[{"])
def test_splitting_is_linear(kind, start):
    check_linear_time(lambda n: cpu_seconds(items, start + HOSTILE[kind] * n, 1 << 26, 1 << 16), 2_500)


@pytest.mark.parametrize(
    "bad",
    [
        b'{"id": 2, "text": "' + b"x" * 5000,
        b'{"id": 2, "text": "' + b"x" * 5000 + b'"',
        b'{"id": 2, "n": [' + b"1," * 5000 + b"1",
    ],
)
@pytest.mark.parametrize("step", [100, 1 << 20])
def test_an_unclosed_item_over_the_limit_costs_itself(bad, step):
    good = [b'{"id": 1, "text": "a"}', b'{"id": 3, "text": "b"}', b'{"id": 4, "text": "c"}']
    found, why = items(b"[" + b", ".join([good[0], bad, *good[1:]]) + b"]", longest=1000, step=step)
    assert why is None
    assert [item.raw for item in found if not item.length] == good
    assert (found[1].length, found[1].offset) == (len(bad), 25)


@pytest.mark.parametrize("between", [b"], [", b"]\n["])
def test_arrays_within_an_array_are_read_as_one(tmp_path, between):
    data = b'{"id": 1, "text": "a"}' + between + b'{"id": 2, "text": "b"}]'
    (tmp_path / "in.json").write_bytes(b"[[" + data + b"]" if b"," in between else b"[" + data)
    assert batch.run(tmp_path / "in.json", tmp_path / "out.json", chain=SAME).exit_code == 0
    assert [one["id"] for one in json.loads((tmp_path / "out.json").read_bytes())] == [1, 2]
