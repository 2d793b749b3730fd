"""Tables as other programs write them are read, and written in the same way."""

import csv
import io
import random

import pytest

from cleankit import Chain, batch
from cleankit.io import read
from cleankit.io.formats.csv import rows
from cleankit.io.formats.csv.dialect import find_delimiter, find_escape

SAME, LOUD = Chain(lambda text: text), Chain(lambda text: text.upper())
WRITERS = {
    "doubled quotes": {},
    "backslashes": {"doublequote": False, "escapechar": "\\"},
    "backslashes, all quoted": {"doublequote": False, "escapechar": "\\", "quoting": csv.QUOTE_ALL},
    "backslashes, no quotes": {"quoting": csv.QUOTE_NONE, "escapechar": "\\"},
    "all but numbers quoted": {"quoting": csv.QUOTE_NONNUMERIC},
    "all quoted": {"quoting": csv.QUOTE_ALL},
    "line ends of Unix": {"lineterminator": "\n"},
}
PIECES = [
    "ship",
    'the "old" one',
    "a, b",
    "C:\\dir\\",
    "\\",
    '"',
    '\\"',
    "’",
    "新",
    " ",
    ";",
    "no",
    "5",
    "\n",
    "two\nlines",
]


def written(how, rows):
    out = io.StringIO()
    csv.writer(out, **how).writerows(rows)
    return out.getvalue().encode()


def read_back(how, data):
    given = {**how, "quoting": how.get("quoting", csv.QUOTE_MINIMAL)}
    return list(csv.reader(io.StringIO(data.decode(), newline=""), **given))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("writer", WRITERS)
def test_tables_of_the_standard_writer(tmp_path, writer, delimiter):
    made = random.Random(7)
    how = {**WRITERS[writer], "delimiter": delimiter}
    texts = ["".join(made.choices(PIECES, k=made.randrange(1, 9))) for _ in range(300)]
    table = [["id", "text", "more"], *([i, text, made.choice(PIECES)] for i, text in enumerate(texts))]
    data = written(how, table)
    (tmp_path / "in.csv").write_bytes(data)
    assert [one.document().text for one in read(tmp_path / "in.csv")] == texts
    assert batch.run(tmp_path / "in.csv", tmp_path / "out.csv", chain=SAME).exit_code == 0
    assert (tmp_path / "out.csv").read_bytes() == data
    batch.run(tmp_path / "in.csv", tmp_path / "out.csv", chain=LOUD)
    found = read_back(how, (tmp_path / "out.csv").read_bytes())
    assert [row[1] for row in found[1:]] == [text.upper() for text in texts]
    assert [row[::2] for row in found[1:]] == [row[::2] for row in read_back(how, data)[1:]]


def test_the_row_that_the_end_of_the_beginning_cuts_says_nothing_of_the_delimiter():
    head = b"a;b,c\n1;2,3\n4;5\n6,"
    assert find_delimiter(head, "csv") == ";"
    assert find_delimiter(head + b"\n", "csv") == ","


def test_the_summary_says_how(tmp_path):
    (tmp_path / "in.csv").write_bytes(b'id,text\n1,"say \\"no\\", please"\n')
    summary = batch.run(tmp_path / "in.csv", tmp_path / "out.jsonl", chain=SAME)
    assert summary.tally.tables == {"delimiter ',', utf-8, quotes after backslashes": 1}


@pytest.mark.parametrize(
    "data",
    [
        b'id,text\n1,"C:\\"\n2,"D:\\"\n',
        b'id,text\n1,C:\\dir\n2,"a \\ b"\n',
        b"id,text\n1,\\N\n",
        'id,text\n1,"成功功"\n'.encode("big5"),  # its bytes have backslashes
    ],
)
def test_backslashes_that_escape_nothing(data):
    assert find_escape(data, ",") == ""


@pytest.mark.parametrize("size", [7, 64, 1 << 20])
def test_a_backslash_at_the_end_of_a_row_of_its_own_costs_no_other(tmp_path, monkeypatch, size):
    """It stands before a line feed only where the row is whole with what follows."""
    monkeypatch.setattr(rows, "READ", size)
    data = b'id,text,n\n1,"say \\"no\\"",x\n2,C:,dir\\\n3,one\\\ntwo\\\nthree,y\n4,four,z\\\n'
    (tmp_path / "in.csv").write_bytes(data)
    texts = [one.document().text for one in read(tmp_path / "in.csv")]
    assert texts == ['say "no"', "C:", "one\ntwo\nthree", "four"]


def test_tables_of_both_kinds_into_one(tmp_path):
    (tmp_path / "a.csv").write_bytes(b'id,text\n1,"say \\"no\\", please"\n')
    (tmp_path / "b.csv").write_bytes(b'id,text\n2,"say ""no"", \\ please"\n')
    batch.run([tmp_path / "a.csv", tmp_path / "b.csv"], tmp_path / "out.csv", chain=SAME)
    assert (tmp_path / "out.csv").read_bytes() == (
        b'id,text\n1,"say \\"no\\", please"\n2,say \\"no\\"\\, \\\\ please\n'
    )
    batch.run([tmp_path / "b.csv", tmp_path / "a.csv"], tmp_path / "out.csv", chain=SAME)
    assert (tmp_path / "out.csv").read_bytes() == (
        b'id,text\n2,"say ""no"", \\ please"\n1,"say ""no"", please"\n'
    )


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b',id,text\n0,1,snow\n1,2,\n2,3,"a, b"\n', ["snow", "", "a, b"]),  # pandas with its index
        (b'"id","text"\n1,"snow"\n2,""\n3.50,"x"\n', ["snow", "", "x"]),  # numbers without quotes
        (b'id,text\n1,\n2,""\n3,snow\n', ["", "", "snow"]),  # Polars: null and an empty string
        (b"id,text\n1,NULL\n2,NaN\n3,\\N\n", ["NULL", "NaN", "\\N"]),  # null values with a name are text
        (b"\xef\xbb\xbfid;text\r\n1;snow\r\n", ["snow"]),  # a spreadsheet's
    ],
)
def test_null_values_and_index_columns(tmp_path, data, texts):
    (tmp_path / "in.csv").write_bytes(data)
    assert [one.document().text for one in read(tmp_path / "in.csv")] == texts
    summary = batch.run(tmp_path / "in.csv", tmp_path / "out.csv", chain=SAME)
    assert (tmp_path / "out.csv").read_bytes() == data
    assert summary.tally.records["empty"] == texts.count("")


def test_a_table_is_gone_on_with_in_its_own_way(tmp_path, monkeypatch):
    monkeypatch.setattr("cleankit.io.reading.CHUNK", 200)
    data = b"id,text\r\n" + b"".join(b'%d,"say \\"no\\", %d"\r\n' % (i, i) for i in range(100))
    (tmp_path / "in.csv").write_bytes(data)
    seen = []

    def stop(*_):
        seen.append(1)
        if len(seen) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.run(tmp_path / "in.csv", tmp_path / "out.csv", chain=LOUD, workers=1, progress=stop)
    batch.run(tmp_path / "in.csv", tmp_path / "out.csv", chain=LOUD, workers=1, resume=True)
    assert (tmp_path / "out.csv").read_bytes() == data.replace(b"say", b"SAY").replace(b"no", b"NO")
