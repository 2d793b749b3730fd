"""The page of documents that are alike: whole, inert, and asked for by the command."""

import json
import re

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("rensa")

from click.testing import CliRunner

from cleankit.cli import main
from cleankit.report.clusters_page import MOST_CLUSTERS, MOST_MEMBERS, write_clusters_page

STORY = (
    "The ferry between the two harbours was cancelled because of a strong wind in the north. "
    "Passengers waited in the hall and were given soup by the crew of the ship until it was dark. "
    "A second ship is being repaired and will not sail before the end of the season, says the company."
)


def line(cluster, gone=(), apart=(), name="a"):
    stays = {"id": name, "file": "in.jsonl", "line": 1}
    return json.dumps({"cluster": cluster, "stays": stays, "gone": list(gone), "apart": list(apart)}) + "\n"


def member(**more):
    told = {"kept": "<script>alert(1)</script>", "this": "\u202e\x1b[31m&amp;"}
    place = {"id": None, "file": "<b>.jsonl", "line": 2, "similarity": 0.9, "differences": [told]}
    return {**place, **more}


def test_data_is_shown_and_not_run(tmp_path):
    clusters = tmp_path / "c.jsonl"
    clusters.write_text(
        line(1, [member(reason="equal")], [member(own=["name: <i>"])], name='"><img src=x onerror=alert(1)>')
    )
    write_clusters_page(tmp_path / "page.html", clusters)
    page = (tmp_path / "page.html").read_text()
    assert not re.search(r"<(script|img|b|i)\b", page)
    assert "default-src 'none'" in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "name: &lt;i&gt;" in page


def test_long_files_are_cut_and_say_so(tmp_path):
    clusters = tmp_path / "c.jsonl"
    clusters.write_text(
        line(1, [member(reason="r")] * (MOST_MEMBERS + 7))
        + line(2, [member(reason="r")]) * (MOST_CLUSTERS + 2)
    )
    write_clusters_page(tmp_path / "page.html", clusters)
    page = (tmp_path / "page.html").read_text()
    assert "7 more</p>" in page
    assert "3 more: see c.jsonl" in page


def test_command(tmp_path):
    records = [
        {"id": "a", "text": STORY},
        {"id": "b", "text": STORY.replace("second", "secnd")},
        {"id": "c", "text": STORY.replace("company", "captain Ann Lee")},
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    out, page = tmp_path / "out.jsonl", tmp_path / "alike.html"
    command = ["dedup", str(source), "-o", str(out), "--keep", "first", "--review", str(page)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    shown = page.read_text()
    assert "<td>second</td><td>secnd</td>" in shown
    assert "of its own: name: Ann; name: Lee" in shown
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "alike.html",
        "in.jsonl",
        "out.jsonl",
        "out.jsonl.removed.jsonl",
    ]
    wrong = CliRunner().invoke(main, ["dedup", str(source), "-o", str(out), "--review", str(source)])
    assert wrong.exit_code == 2
    assert source.read_text().startswith('{"id": "a"')
    useless = CliRunner().invoke(
        main, ["dedup", str(source), "-o", str(out), "--lines", "--review", str(page)]
    )
    assert useless.exit_code == 2
    assert "--documents" in useless.output
