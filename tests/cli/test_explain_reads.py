"""`cleankit explain` reads what `batch-clean` reads, in the same way, and shows what it does."""

import gzip
import io
import json
import subprocess
import sys

import pytest
import zstandard
from click.testing import CliRunner

from cleankit.cli import main

PACK = """
[[rule]]
id = "motto"
category = "navigation"
match = "line"
where = "anywhere"
{scope}
phrases = ["Follow Gazette daily"]
keeps = ["Follow Gazette daily news in the paper."]
drops = ["Follow Gazette daily"]
"""
TEXT = "Follow Gazette daily\nThe boat left the harbour at nine, the port said."


def explained(*args, expect=0, given=None):
    done = CliRunner().invoke(main, ["explain", *map(str, args)], input=given)
    assert done.exit_code == expect, done.output
    return done.output


@pytest.mark.parametrize("scope", ['site = "example.org"', 'source = "wire"'])
@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_rules_bound_to_a_record_show(tmp_path, scope, kind):
    (tmp_path / "site.toml").write_text(PACK.format(scope=scope))
    record = {"id": "a", "site": "example.org", "source": "wire", "text": TEXT}
    if kind == "jsonl":
        (tmp_path / "in.jsonl").write_text(json.dumps(record) + "\n")
    else:
        cells = ",".join(f'"{cell}"' for cell in record.values())
        (tmp_path / "in.csv").write_text(",".join(record) + "\n" + cells + "\n")
    told = explained(tmp_path / f"in.{kind}", "--learned", tmp_path / "site.toml", "--json")
    assert '"site:motto"' in told


def test_options_of_reading(tmp_path):
    data = "name;body\nx;“Snow” fell.\n".encode()
    (tmp_path / "in.dat").write_bytes(data)
    told = explained(tmp_path / "in.dat", "--format", "csv", "--text-field", "body", "--id-field", "name")
    assert told.startswith("== x\n")
    assert "quotes" in told


def test_a_record_by_its_id_and_a_bad_one(tmp_path):
    (tmp_path / "in.jsonl").write_text('{"id": 7, "text": "Snow."}\n{"id": "b", "text": "Ice."}\nbad\n')
    (tmp_path / "good.jsonl").write_text('{"id": 7, "text": "Snow."}\n{"id": "b", "text": "Ice."}\n')
    assert explained(tmp_path / "good.jsonl", "--record", "7").startswith("== 7\n")
    assert "no record 'c'" in explained(tmp_path / "good.jsonl", "--record", "c", expect=2)
    assert "in.jsonl: line 3: not JSON" in explained(tmp_path / "in.jsonl", expect=2)


PIPED = {
    "csv": b'id;text;n\na;"\xe2\x80\x9cSnow\xe2\x80\x9d fell.";2\n',
    "tsv": "id\ttext\na\t“Snow” fell.\n".encode("utf-16"),
    "json": '[{"id": "a", "text": "“Snow” fell."}]'.encode(),
    "jsonl": '{"id": "a", "text": "“Snow” fell."}\n'.encode(),
    "gz": gzip.compress('{"id": "a", "text": "“Snow” fell."}\n'.encode()),
    "zst": zstandard.compress(b"id,text\na,\xe2\x80\x9cSnow\xe2\x80\x9d fell.\n"),
}


@pytest.mark.parametrize("kind", PIPED)
def test_standard_input_is_read_as_what_it_is(kind):
    told = explained("-", given=PIPED[kind]).splitlines()
    assert told[0] == "== a"
    assert told[1].startswith('~ 1 [-“-]{+"+}Snow[-”-]{+"+} fell.   quotes')


def test_a_piped_table_of_parquet():
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    stored = io.BytesIO()
    parquet.write_table(pyarrow.table({"id": ["a"], "text": ["“Snow” fell."]}), stored)
    assert explained("-", given=stored.getvalue()).startswith("== a\n~ 1 ")


@pytest.mark.parametrize(
    "text", ["id, text, and more\nSnow fell.\n", "text\nSnow, fell.\n", "Dear text,\nhello,\n"]
)
def test_a_text_that_looks_a_little_like_a_table_is_a_text(text):
    assert explained("-", given=text.encode()).startswith("== stdin\n")


def test_standard_input_needs_no_dash():
    command = [sys.executable, "-m", "cleankit", "explain"]
    done = subprocess.run(command, input=PIPED["csv"], capture_output=True, check=False)
    assert done.stdout.startswith(b"== a\n~ 1 ")
    done = subprocess.run(command, input="", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "cleankit: no input; give a file, or pipe one in\n")


def test_it_ends_with_a_total(tmp_path):
    lines = [
        {"id": i, "text": text} for i, text in enumerate(["“Snow” fell.", "Advertisement\nIce.", "Ice."])
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    told = explained(tmp_path / "in.jsonl").splitlines()[-1]
    assert told == "== total: 3 articles, 2 changed; 3 edits by 2 rules; 14 of 34 characters removed (41 %)"
    told = explained(tmp_path / "in.jsonl", "--rule", "quotes").splitlines()[-1]
    assert told == "== total: 3 articles, 1 changed; 2 edits by 1 rule; 0 of 34 characters removed (0 %)"


def test_a_dropped_article_says_so(tmp_path):
    (tmp_path / "gated.toml").write_text('extends = "article"\nadd = ["length"]\n')
    (tmp_path / "in.txt").write_text("Snow fell.")
    told = explained(tmp_path / "in.txt", "--config", tmp_path / "gated.toml").splitlines()
    assert told[0].endswith("   dropped: length: words 2 < 50")
    assert ", 1 dropped;" in told[-1]
