import json
import subprocess
import sys

import pytest

from cleankit import Chain
from cleankit.errors import InputError
from cleankit.io import ReadOptions
from cleankit.stats import stats
from cleankit.stats.figures import MEASURES, REMOVED, Histogram
from cleankit.stats.run import GROUPS, OTHERS

ARTICLE = (
    "The mayor said on Monday that the old bridge over the river would open again in May, and that nobody "
    "will have to pay a toll.\n\nRepairs took eleven months, two more than planned, as steel came late."
)


def command(*args, cwd, expect=0):
    done = subprocess.run(
        [sys.executable, "-m", "cleankit.cli", "stats", *args],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=False,
    )
    assert done.returncode == expect, done.stderr
    return done.stdout, done.stderr


@pytest.fixture
def corpus(tmp_path):
    records = [
        {"id": "a", "text": f"Advertisement\n\n{ARTICLE}", "url": "https://one.example/1", "lang": "en"},
        {"id": "b", "text": "Der Bürgermeister sagte am Montag, dass die alte Brücke wieder öffnet."},
        {"id": "c", "text": "The cafÃ© is open. Nobodyâ€™s boat was harmed.", "lang": "eng"},
        {"id": "d", "text": 5},
    ]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (tmp_path / "in.jsonl").write_text(lines)
    (tmp_path / "page.html").write_text(f"<title>Bridge</title><p>{ARTICLE}</p>")
    return tmp_path


def test_everything_is_counted_once(corpus):
    found = stats([corpus / "in.jsonl", corpus / "page.html"])
    assert (found.all.articles, found.unreadable) == (4, 1)
    assert "is a JSON number" in found.refused[0]
    for kind in ("site", "language", "file"):
        assert sum(group.articles for group in found.groups[kind].values()) == 4
    assert {name: group.articles for name, group in found.groups["language"].items()} == {"en": 3, "de": 1}
    assert found.groups["site"]["one.example"].articles == 1
    assert found.articles_with["mojibake"] == 1
    assert found.tally.removed_by_rule["en:ad-label"] > 0
    assert found.categories["ad"] == found.tally.removed_by_rule["en:ad-label"]
    assert found.gates["length"] == 4
    words = found.all.histograms[0]
    assert (words.count, words.refused, sum(words.bins)) == (4, 4, 4)


def test_gates_are_asked_of_the_cleaned_article(corpus):
    (corpus / "ad.jsonl").write_text(json.dumps({"text": "Advertisement"}) + "\n")
    assert stats(corpus / "ad.jsonl").gates["empty"] == 1
    assert stats(corpus / "ad.jsonl", chain=Chain("minimal")).gates["empty"] == 0


def test_groups_are_bounded(tmp_path):
    lines = (
        json.dumps({"text": "Short.", "url": f"https://s{n}.example/"}) + "\n" for n in range(GROUPS + 9)
    )
    (tmp_path / "in.jsonl").write_text("".join(lines))
    sites = stats(tmp_path / "in.jsonl").groups["site"]
    assert len(sites) == GROUPS + 1
    assert sites[OTHERS].articles == 9


@pytest.mark.parametrize("measure", [*MEASURES, REMOVED])
def test_bins_hold_every_value_and_their_edges_order(measure):
    histogram = Histogram(measure)
    values = [0.0, 0.1, 0.3, 0.5, 0.999, 1.0, 3.0, 50.0, 1e12]
    for value in values:
        histogram.add(value)
    edges = histogram.as_dict()["edges"]
    assert sum(histogram.bins) == histogram.count == len(values)
    assert edges == sorted(edges)
    refused = [v for v in values if (v < measure.limit if measure.side == "<" else v > measure.limit)]
    assert histogram.refused == len(refused)


def test_a_missing_input_is_an_error(tmp_path):
    with pytest.raises(InputError, match=r"none\.jsonl"):
        stats(tmp_path / "none.jsonl")


def test_a_file_that_breaks_off_gives_what_is_whole(corpus):
    import gzip

    data = gzip.compress((corpus / "in.jsonl").read_bytes())
    (corpus / "cut.jsonl.gz").write_bytes(data[:-12])
    found = stats(corpus / "cut.jsonl.gz")
    assert found.unreadable >= 1
    assert found.refused


@pytest.mark.parametrize("order", [("cut.jsonl.gz", "in.jsonl"), ("in.jsonl", "cut.jsonl.gz")])
def test_the_inputs_beside_one_that_breaks_off_are_read(corpus, order):
    import gzip

    (corpus / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Snow fell."}\n' * 50)[:30])
    found = stats([corpus / name for name in order])
    assert found.groups["file"][str(corpus / "in.jsonl")].articles == 3


def test_the_command_shows_tables_and_json(corpus):
    shown, told = command("in.jsonl", cwd=corpus, expect=1)
    for word in ("3 articles", "mean word length", "gopher-quality", "en:ad-label", "one.example"):
        assert word in " ".join(shown.split())
    assert "in.jsonl: line 4" in told
    written, _ = command("in.jsonl", "--json", "-q", cwd=corpus, expect=1)
    figures = json.loads(written)
    assert figures["articles"] == 3
    assert figures["all"]["measures"][0]["measure"] == "words"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "no input"),
        (("none.jsonl",), "none.jsonl"),
        (("in.jsonl", "--preset", "artcle"), "did you mean 'article'"),
        (("in.jsonl", "--encoding", "utf-9"), "unknown encoding 'utf-9'"),
    ],
)
def test_wrong_usage_is_said(corpus, args, message):
    _, told = command(*args, cwd=corpus, expect=2)
    assert message in told


@pytest.mark.parametrize("page", ["in.jsonl", "./in.jsonl", "chain.toml", "link.html"])
def test_the_page_replaces_nothing_that_is_read(corpus, page):
    (corpus / "chain.toml").write_text('extends = "article"\n')
    (corpus / "link.html").symlink_to(corpus / "in.jsonl")
    before = (corpus / "in.jsonl").read_bytes()
    _, told = command("in.jsonl", "--config", "chain.toml", "--html", page, cwd=corpus, expect=2)
    assert "page" in told
    assert (corpus / "in.jsonl").read_bytes() == before
    assert (corpus / "chain.toml").read_text() == 'extends = "article"\n'


def test_options_of_reading_hold(corpus):
    (corpus / "body.jsonl").write_text(json.dumps({"body": ARTICLE}) + "\n")
    assert stats(corpus / "body.jsonl", options=ReadOptions(text_field="body")).all.articles == 1
