"""`cleankit explain` reads what `batch-clean` reads, in the same way, and shows what it does."""

import json

import pytest
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


def explained(*args, expect=0):
    done = CliRunner().invoke(main, ["explain", *map(str, args)])
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
