"""Tables: whatever delimiter, encoding and line ends; and a broken row costs itself alone."""

import io
import json
import random
from itertools import islice

import pytest

from cleankit import Chain, batch
from cleankit.errors import InputError, UnreadableError
from cleankit.io import ReadOptions, read
from cleankit.io.formats.csv.rows import cells_of, split_rows
from cleankit.io.streams import as_file
from cleankit.testing import check_linear_time, cpu_seconds


def rows(data, delimiter=",", longest=10**6, width=2):
    return [(row.line, row.raw, row.error) for row in split_rows(io.BytesIO(data), delimiter, longest, width)]


def table(tmp_path, data, name="in.csv", **options):
    (tmp_path / name).write_bytes(data)
    found, refused = [], []
    for record in read(tmp_path / name, ReadOptions(**options)):
        if record.error:
            refused.append((record.number, record.data, record.error))
            continue
        try:
            record.document()
            found.append(record.fields)
        except InputError as error:
            refused.append((record.number, record.data, str(error)))
    return found, refused


STORY = [
    ("1", "Snow fell."),
    ("2", "Ships were late, the port said."),
    ("3", 'She said "no".\nThen she left.'),
]


def written(delimiter, end):
    cells = [("id", "text"), *STORY]

    def cell(text):
        quoted = any(char in text for char in (delimiter, '"', "\n", "\r"))
        return '"' + text.replace('"', '""') + '"' if quoted else text

    return "".join(delimiter.join(map(cell, row)) + end for row in cells)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_dialects_are_found_out(tmp_path, delimiter, encoding, end):
    found, refused = table(tmp_path, written(delimiter, end).encode(encoding))
    assert [(one["id"], one["text"]) for one in found] == STORY
    assert refused == []


def test_lines_of_early_macs(tmp_path):
    found, _ = table(tmp_path, b"id,text\r1,Snow\r2,Ice\r")
    assert found == [{"id": "1", "text": "Snow"}, {"id": "2", "text": "Ice"}]


def test_a_delimiter_that_is_given(tmp_path):
    found, _ = table(tmp_path, b"id~text\n1~a,b;c\n", delimiter="~")
    assert found == [{"id": "1", "text": "a,b;c"}]
    _, refused = table(tmp_path, b"text\nOne column, and commas.\n")
    assert refused == [(2, b"One column, and commas.", "a row of 2 cells under a header of 1")]
    found, _ = table(tmp_path, b"text\nSnow; ice\n")
    assert found == [{"text": "Snow; ice"}]


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "gb18030", "shift_jis"])
def test_an_encoding_is_detected(tmp_path, encoding):
    text = {
        "cp1252": "Le café de la gare était fermé hier soir, a déclaré le maire à la presse.",
        "cp1251": "Снег шёл всю ночь, и корабли в гавани ждали утра, сказал смотритель.",
        "gb18030": "昨天晚上港口下了大雪，所有的船都晚点了，港口的负责人说。",
        "shift_jis": "昨夜、港に雪が降り、すべての船が遅れたと港長が話した。",
    }[encoding]
    data = "id,text\n" + "".join(f'{n},"{text}"\n' for n in range(20))
    found, _ = table(tmp_path, data.encode(encoding))
    assert {one["text"] for one in found} == {text}


def test_a_carriage_return_in_a_cell_stays():
    assert rows(b"c,three\r,x\ne,five\n", width=3) == [(1, b"c,three\r,x", None), (2, b"e,five", None)]


def test_a_quote_that_does_not_close_costs_its_row():
    found = rows(b'1,a\n2,"open\n3,b\n4,c\n')
    assert [(line, raw) for line, raw, error in found if error is None] == [
        (1, b"1,a"),
        (3, b"3,b"),
        (4, b"4,c"),
    ]
    assert found[1] == (2, b'2,"open', "a quote is opened and not closed")
    found = rows(b'1,a\n2,"open\n3,"b"\n4,c\n')
    assert [raw for _, raw, error in found if error is None] == [b"1,a", b'3,"b"', b"4,c"]


@pytest.mark.parametrize(
    ("data", "line", "rest"),
    [
        (b'url,text\na,"one"\nb,"two"\nc,"thr', 4, 'c,"thr'),
        (b'text\n"one"\n"two"\n"three\nlines, and no end', 4, '"three\nlines, and no end'),
        (b'text\n"one"\n"two"\n"', 4, '"'),
    ],
)
def test_a_file_cut_in_a_quote(tmp_path, data, line, rest):
    (tmp_path / "in.csv").write_bytes(data)
    summary = batch.run(tmp_path / "in.csv", tmp_path / "out.jsonl", chain=Chain())
    found = [json.loads(one) for one in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [one["text"] for one in found] == ["one", "two"]
    (refused,) = map(json.loads, (tmp_path / "out.jsonl.quarantine.jsonl").read_bytes().splitlines())
    assert (refused["line"], refused["raw"]) == (line, rest)
    assert refused["error"] == "the file breaks off within a quote"
    assert summary.exit_code == 2
    assert summary.failed_inputs[0].endswith(
        f"in.csv: breaks off within a quote that is opened in the row of line {line}"
    )


@pytest.mark.parametrize("cell", [b"a" * 9000, b'"' + b"b, c\n" * 2000 + b'"', b'"' + b"a" * 9000 + b'"'])
def test_a_cell_over_the_limit_costs_its_row(tmp_path, cell):
    found, refused = table(tmp_path, b"id,text\n1,x\n2," + cell + b"\n3,y\n", max_record=5000)
    assert [one["id"] for one in found] == ["1", "3"]
    assert [line for line, _, _ in refused] == [3]
    assert refused[0][2] == "longer than --max-record (5,000 bytes)"


@pytest.mark.parametrize("header", [b'id,"text', b'"id,text'])
def test_a_header_that_is_broken(tmp_path, header):
    found, _ = table(tmp_path, header + b"\n1,x\n2,y\n")
    assert len(found) == 2
    assert {next(iter(one)) for one in found} == {"id"}


def test_columns_of_one_name(tmp_path):
    found, _ = table(tmp_path, b"id,id,text,\n1,2,a,b\n")
    assert found == [{"id": "1", "id.1": "2", "text": "a", "": "b"}]


def test_where_the_content_breaks_off_the_rows_before_come_out():
    def blocks():
        yield b"1,a\n2,b\n3,"
        raise UnreadableError("cut")

    rows = split_rows(as_file(blocks()), ",", 99, 2)
    found = list(islice(rows, 3))
    with pytest.raises(UnreadableError, match="cut"):
        next(rows)
    assert [(row.raw, row.error) for row in found] == [
        (b"1,a", None),
        (b"2,b", None),
        (b"3,", "the file breaks off in this row"),
    ]


def test_every_byte_of_a_damaged_table_is_in_some_row():
    """Junk anywhere: no row is lost, none is read twice, and rows far from the damage are whole."""
    dice = random.Random(5)
    lines = [f'{n},"text {n}, ""said""\nmore"\n'.encode() for n in range(200)]
    for _ in range(300):
        data = bytearray(b"".join(lines))
        at = dice.randrange(len(data))
        data[at : at + dice.randrange(3)] = dice.choice([b'"', b"\n", b",", b'""', b"\r", b"\xff", b'"\n'])
        found = rows(bytes(data))
        assert b"".join(raw for _, raw, _ in found).replace(b"\n", b"").replace(b"\r", b"") == bytes(
            data
        ).replace(b"\n", b"").replace(b"\r", b"")
        good = {raw + b"\n" for _, raw, error in found if error is None}
        assert len(set(lines) - good) <= 3


@pytest.mark.clock
@pytest.mark.parametrize(
    "row", [b'1,"a\n', b'"",""\n', b'1,"a ""b\n', b"a" * 50 + b"\n", b'"' + b"a\n" * 30, b'a"b\n']
)
def test_cutting_is_linear(row):
    def seconds(times):
        data = io.BytesIO(row * times)
        return cpu_seconds(lambda: list(split_rows(data, ",", 1 << 30, 2)))

    check_linear_time(seconds, 400_000 // len(row))


def test_cells():
    assert cells_of("a,,", ",") == ["a", "", ""]
    assert cells_of('"",""', ",") == ["", ""]
    assert cells_of('a "b", c', ",") == ['a "b"', " c"]
