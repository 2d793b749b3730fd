"""`batch-clean --review`: the page of a run, with the same sample for any number of workers."""

import json

import pytest
from running import batch_clean

from cleankit import Chain, batch

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
    names = [[one.report.id for one in sample] for sample in samples]
    assert len(names[0]) == 20
    assert names[0] == names[1] == names[2]
    assert names[0] == sorted(names[0], key=lambda name: int(name[1:]))
    assert all(one.report.source == f"{one.report.id[1:]} {DIRTY}" for one in samples[1])
    assert all(one.place == f"{news}: line {int(one.report.id[1:]) + 1}" for one in samples[1])


@pytest.mark.parametrize("workers", [1, 2])
def test_dropped_and_refused_records_are_in_the_sample(tmp_path, workers):
    """As often as they are in the run, with their title and address, and what was wrong with them."""
    source = tmp_path / "news.jsonl"
    records = [
        {"id": "long", "title": "Bridge open", "text": "The bridge was open again on Monday. " * 20},
        {"id": "short", "title": "Fog", "url": "https://example.org/fog", "text": "Fog fell."},
        {"title": "No text", "url": "https://example.org/none", "body": "Ice."},
    ]
    lines = [json.dumps(record) for record in records]
    source.write_text("\n".join([*lines, "broken <b>"]))
    options = batch.RunOptions(sample=9, workers=workers)
    chain = Chain("article", "length")
    summary = batch.run(source, tmp_path / "out.jsonl", chain=chain, options=options)
    known = [(one.title, one.url, one.place.rpartition(" ")[2]) for one in summary.sample]
    assert known == [
        ("Bridge open", None, "1"),
        ("Fog", "https://example.org/fog", "2"),
        ("No text", "https://example.org/none", "3"),
        (None, None, "4"),
    ]
    kept, dropped, no_text, broken = summary.sample
    assert (kept.report.dropped, kept.refused) == (None, None)
    assert dropped.report.dropped == "length: words 2 < 50"
    assert (no_text.report, broken.report) == (None, None)
    assert no_text.refused.startswith("no field 'text'")
    assert (broken.text, broken.refused[:8]) == ("broken <b>", "not JSON")


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
