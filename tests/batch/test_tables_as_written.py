"""Tables come back as they were written; the text alone is another."""

import csv
import io
import random

import pytest
from running import batch_clean, lines_of

from cleankit import Chain, batch
from cleankit.io import reading

SAME = Chain(lambda text: text)
LOUD = Chain(lambda text: text.upper())
CELLS = [
    "plain",
    "",
    "007",
    '"quoted"',
    '"a, b; c|d"',
    '"say ""no"""',
    '"two\nlines"',
    " blanks ",
    "-5 degrees",
]
CELLS += [
    "+49 30 1234",
    "@reuters",
    "=1+1",
    '"=1,2"',
    '5" pipe',
    "新闻",
    "'",
    '""',
    "a\rb",
    "NaN",
    "null",
    "\\N",
    "1e5",
]


def cleaned(tmp_path, data, name="in.csv", chain=SAME, output=None, **options):
    (tmp_path / name).write_bytes(data)
    output = tmp_path / (output or f"out{name[2:]}")
    summary = batch.run(tmp_path / name, output, chain=chain, **options)
    return output.read_bytes(), summary


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_comes_back_byte_for_byte(tmp_path, monkeypatch, delimiter, end, mark):
    monkeypatch.setattr(reading, "CHUNK", 300)
    made = random.Random(3)
    cells = [cell for cell in CELLS if delimiter not in cell or cell.startswith('"')]
    rows = [["id", '"text"', "n"], *([str(i), *made.choices(cells, k=2)] for i in range(120))]
    data = (mark + "".join(delimiter.join(row) + end for row in rows)).encode()
    found, summary = cleaned(tmp_path, data, delimiter=delimiter)
    assert found == data
    assert summary.exit_code == 0


def test_the_text_alone_is_written_anew(tmp_path):
    data = b'id;text;"n";m\r\n"1";"a;b";"x";=1\r\n2;plain;y;-z\r\n3;"say ""no""";"";\'q\r\n4;x;5" pipe;\r\n'
    found, _ = cleaned(tmp_path, data, chain=LOUD)
    assert found == (
        b'id;text;"n";m\r\n"1";"A;B";"x";=1\r\n2;PLAIN;y;-z\r\n3;"SAY ""NO""";"";\'q\r\n4;X;5" pipe;\r\n'
    )


def test_a_text_that_needs_quotes_gets_them(tmp_path):
    found, _ = cleaned(tmp_path, b"text\nab\nc\n", chain=Chain(lambda text: {"ab": 'a,"b"'}.get(text, "")))
    assert found == b'text\n"a,""b"""\n""\n'  # an empty line would be no row
    again, _ = cleaned(tmp_path, found)
    assert again == found


@pytest.mark.parametrize("data", [b"id,text\n", b"\xef\xbb\xbfid;text\r\n", b"id,text\n1,x,y\n"])
def test_a_table_without_rows_keeps_its_header(tmp_path, data):
    found, summary = cleaned(tmp_path, data)
    assert found == data.split(b"\n")[0] + b"\n"
    assert summary.tally.records["input"] == summary.tally.records["quarantined"]
    batch.run(tmp_path / "in.csv", f"{tmp_path}/out/", chain=SAME)
    assert (tmp_path / "out" / "in.csv").read_bytes() == found


def test_a_last_line_without_an_end_gets_one(tmp_path):
    assert cleaned(tmp_path, b"id,text\r\n1,x")[0] == b"id,text\r\n1,x\r\n"


def test_other_encodings_become_utf8(tmp_path):
    found, summary = cleaned(tmp_path, "id;text\n1;Café für Ängste\n".encode("cp1252"))
    assert found.decode() == "id;text\n1;Café für Ängste\n"
    (how,) = summary.tally.tables
    assert "';'" in how
    assert "1252" in how
    assert f"1 rows of tables read with {how}" in summary.as_text()
    assert summary.as_dict()["tables"] == {how: 1}
    found, summary = cleaned(tmp_path, "id,text\n1,é\n".encode("utf-16"))
    assert found.decode() == "id,text\n1,é\n"
    assert "utf-16" in next(iter(summary.tally.tables))


def test_tables_written_in_other_ways_go_into_one(tmp_path):
    (tmp_path / "a.csv").write_text('id;text\n1;"one"\n')
    (tmp_path / "b.csv").write_text('text,id\n"t,w;o",2\n')
    (tmp_path / "c.csv").write_text("id,text,more\n3,three,x\n")
    (tmp_path / "d.jsonl").write_text('{"id": 4, "text": "four"}\n')
    inputs = [tmp_path / name for name in ("a.csv", "b.csv", "c.csv", "d.jsonl")]
    summary = batch.run(inputs, tmp_path / "out.csv", chain=SAME)
    assert (tmp_path / "out.csv").read_text() == 'id;text\n1;"one"\n2;"t,w;o"\n4;four\n'
    (refused,) = lines_of((tmp_path / "out.csv.quarantine.jsonl").read_bytes())
    assert (refused["file"], refused["raw"]) == (str(tmp_path / "c.csv"), "3,three,x")
    assert summary.tally.records["output"] == 3


def test_columns_that_a_run_adds(tmp_path):
    data = b'id;text\r\n1;"Der Zug kam am Abend in die Stadt."\r\n'
    found, _ = cleaned(tmp_path, data, add_fields=True)
    rows = list(csv.reader(io.StringIO(found.decode()), delimiter=";"))
    assert rows[0] == ["id", "text", "lang", "cleankit"]
    assert rows[1][2] == "de"
    assert found.startswith(b'id;text;lang;cleankit\r\n1;"Der Zug kam am Abend in die Stadt.";de;"{""lang""')


def test_formulas_are_guarded_when_asked(tmp_path):
    (tmp_path / "in.csv").write_text('=id;text\n=1+1;"@sum"\n-5;-x\n')
    batch_clean(tmp_path / "in.csv", "-o", tmp_path / "out.csv", "--preset", "minimal", "--csv-safe")
    assert (tmp_path / "out.csv").read_text() == "'=id;text\n'=1+1;\"'@sum\"\n-5;'-x\n"


def test_a_guard_without_a_table_is_refused(tmp_path):
    (tmp_path / "in.csv").write_text("id,text\n")
    _, message = batch_clean(tmp_path / "in.csv", "-o", tmp_path / "out.jsonl", "--csv-safe", expect=2)
    assert "--csv-safe" in message


def test_a_run_that_was_stopped_goes_on_in_the_same_table(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 200)
    rows = "".join(f'{i};"text {i}";x\r\n' for i in range(100))
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id;text;n\r\n" + rows, newline="")

    class Stopped(Exception):  # noqa: N818
        pass

    def stop(_bytes, summary):
        if summary.tally.records["output"] > 40:
            raise Stopped

    with pytest.raises(Stopped):
        batch.run(source, output, chain=LOUD, workers=1, progress=stop)
    assert not output.exists()
    batch.run(source, output, chain=LOUD, workers=1, resume=True)
    assert output.read_bytes() == ("id;text;n\r\n" + rows.replace("text", "TEXT")).encode()
