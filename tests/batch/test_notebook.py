"""`batch.run` in a notebook, on a real kernel: a bar while it runs, a table when it is done, once."""

import json

import pytest
from running import DIRTY, jsonl

nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")
pytest.importorskip("ipykernel")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    """Return the outputs of each cell."""
    folder = tmp_path_factory.mktemp("notebook")
    records = [{"id": i, "text": f"{i} {DIRTY}"} for i in range(30)]
    (folder / "in.jsonl").write_bytes(jsonl(*records) + b"<b>bad\n")
    sources = [
        "from cleankit import batch",
        "summary = batch.run('in.jsonl', 'out.jsonl')",
        "batch.run('in.jsonl', 'out.jsonl')",
        "summary",
        "quiet = batch.run('in.jsonl', 'out.jsonl', progress=lambda bytes_read, summary: None)",
        "from cleankit.batch import notebook; notebook.EVERY = 0\n"
        "seen = []\n"
        "notebook.NotebookProgress._update = lambda self, html, text: seen.append(html)\n"
        "batch.run('in.jsonl', 'out.jsonl'); print(seen[0], len(seen))",
    ]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    nbclient.NotebookClient(made, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return [cell["outputs"] for cell in made.cells]


def test_the_table_is_shown_when_the_run_is_done(cells):
    (shown,) = cells[1]
    html = shown["data"]["text/html"]
    assert html.count("<table>") == 4  # records, quarantined, filters, rules
    assert "<td>quarantined</td><td>1</td>" in html
    assert "not JSON" in html
    assert "<progress" not in html
    assert "31 records" in shown["data"]["text/plain"]


def test_a_cell_that_ends_with_the_run_has_one_table(cells):
    assert json.dumps(cells[2]).count("<thead>") == 4
    assert cells[2][-1]["data"]["text/plain"].startswith("<Summary 31 records: 30 output")


def test_a_summary_that_is_asked_for_again_has_its_table(cells):
    (shown,) = cells[3]
    assert shown["data"]["text/html"].count("<table>") == 4


def test_who_gives_a_progress_sees_nothing_else(cells):
    assert cells[4] == []


def test_the_bar_knows_how_much_there_is(cells):
    printed = next(one["text"] for one in cells[5] if one["output_type"] == "stream")
    assert printed.startswith('<progress value="')
    assert "31 records" in printed
