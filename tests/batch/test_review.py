"""`batch-clean --review`: the page of a run, with the same sample for any number of workers."""

import json

import pytest
from running import batch_clean

from cleankit import batch

DIRTY = "Advertisement\n\nThe bridge “opens” on Monday, the mayor said.\n"


@pytest.fixture
def news(tmp_path):
    source = tmp_path / "news.jsonl"
    source.write_text("".join(json.dumps({"id": f"a{i}", "text": f"{i} {DIRTY}"}) + "\n" for i in range(500)))
    return source


def test_the_sample_is_the_same_for_any_number_of_workers(tmp_path, news):
    samples = [
        batch.run([str(news)], None, options=batch.RunOptions(workers=workers, sample=20)).sample
        for workers in (1, 2, 3)
    ]
    names = [[report.id for report in sample] for sample in samples]
    assert len(names[0]) == 20
    assert names[0] == names[1] == names[2]
    assert names[0] == sorted(names[0], key=lambda name: int(name[1:]))
    assert all(report.source == f"{report.id[1:]} {DIRTY}" for report in samples[1])


def test_no_sample_unless_asked(news):
    assert batch.run([str(news)], None).sample == []


def test_the_page_is_written_beside_the_output_and_in_a_dry_run(tmp_path, news):
    page = tmp_path / "review.html"
    batch_clean(news, "-o", tmp_path / "out.jsonl", "--review", page, "--sample", "7")
    assert page.read_text().count('"a') >= 7
    assert "500" in page.read_text()
    page.unlink()
    batch_clean(news, "--check", "--review", page, expect=4)
    assert page.exists()
