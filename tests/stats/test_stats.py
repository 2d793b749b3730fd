import json
import os
import subprocess
import sys
import time

import pytest

from cleankit import Chain, filter
from cleankit.cli.gates import parse_gate
from cleankit.errors import ConfigError, InputError
from cleankit.io import ReadOptions
from cleankit.stats import StatsOptions, stats
from cleankit.stats.figures import MEASURES, REMOVED, Column, Histogram
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
    histogram.add(Column.of(measure, values))
    edges = histogram.as_dict()["edges"]
    assert sum(histogram.bins) == histogram.count == len(values)
    assert edges == sorted(edges)
    refused = [v for v in values if (v < measure.limit if measure.side == "<" else v > measure.limit)]
    assert histogram.refused == len(refused)


@pytest.mark.parametrize("measure", [*MEASURES, REMOVED], ids=lambda one: one.name)
def test_where_a_slider_stops_its_count_is_exact(measure):
    whole = measure.scale == "count"
    values = [float(n) for n in range(200)] if whole else [n / 200 for n in range(200)]
    histogram = Histogram(measure)
    histogram.add(Column.of(measure, values))
    for i in range(len(histogram.bins)):
        below = sum(value < histogram.edge(i) - 1e-12 for value in values)
        assert sum(histogram.bins[:i]) == below, histogram.edge(i)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.name)
def test_a_measure_says_how_its_threshold_is_written(measure):
    flag, _, spec = f"{measure.setting}{measure.limit:g}".partition(" ")
    assert flag == "--gate"
    name, options = parse_gate(spec)
    assert list(options.values()) == [measure.limit]
    assert filter(name, **options).name == measure.gate


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


@pytest.fixture
def many(tmp_path, monkeypatch):
    """Records in so many chunks that several processes have some."""
    records = [
        {
            "text": f"Advertisement\n\nShip {n} waits at the bridge. " + ARTICLE * (n % 4),
            "site": f"s{n % 70}.example",
        }
        for n in range(400)
    ]
    (tmp_path / "many.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    monkeypatch.setattr("cleankit.io.reading.CHUNK", 20_000)
    monkeypatch.setattr("cleankit.stats.run.CHUNK", 20_000)
    return tmp_path / "many.jsonl"


@pytest.mark.parametrize("sample", [1.0, 0.25])
def test_the_number_of_workers_changes_nothing(many, monkeypatch, sample):
    one, three = (stats(many, options=StatsOptions(workers=n, sample=sample)).as_dict() for n in (1, 3))
    monkeypatch.setattr("cleankit.stats.run.CHUNK", 1 << 30)
    here = stats(many, options=StatsOptions(sample=sample)).as_dict()
    assert one == three == here
    assert one["articles"] == 400
    assert len(one["groups"]["site"]) == GROUPS + 1
    assert sum(group["articles"] for group in one["groups"]["site"].values()) == 400


def test_a_sample_is_measured_and_all_are_counted(many):
    whole = stats(many, options=StatsOptions(sample=1))
    part = stats(many, sample=0.25)
    assert (part.all.articles, whole.all.measured) == (400, 400)
    assert 60 < part.all.measured < 140
    assert part.tally.removed_by_rule == whole.tally.removed_by_rule
    assert part.articles_with == whole.articles_with
    assert sum(group.articles for group in part.groups["language"].values()) == part.all.measured
    (file,) = part.groups["file"].values()
    assert (file.articles, file.measured) == (400, part.all.measured)
    share = whole.gates["length"] / 400
    assert abs(part.gates["length"] / part.all.measured - share) < 0.15


def test_of_a_large_corpus_less_is_measured(many, monkeypatch):
    monkeypatch.setattr("cleankit.stats.run.MEASURED", many.stat().st_size // 4)
    assert 60 < stats(many).all.measured < 140


def test_a_record_that_kills_its_worker_is_one_record(many):
    def deadly(text):
        if "Ship 77 " in text:
            os._exit(9)
        return text

    found = stats(many, chain=Chain(deadly), options=StatsOptions(workers=2, sample=1))
    assert (found.all.articles, found.all.measured, found.unreadable) == (399, 399, 1)
    assert "line 78: its worker ended twice" in found.refused[0]


def test_a_record_that_takes_too_long_is_one_record(many):
    def slow(text):
        if "Ship 77 " in text:
            time.sleep(60)
        return text

    found = stats(many, chain=Chain(slow), options=StatsOptions(workers=2, timeout=0.5))
    assert (found.all.articles, found.unreadable) == (399, 1)
    assert "line 78: took longer" in found.refused[0]


@pytest.mark.slow
def test_memory_does_not_grow_with_the_corpus(tmp_path):
    code = """
import resource, sys
from cleankit import Chain, filter
from cleankit.cli.gates import parse_gate
from cleankit.stats import StatsOptions, stats
found = stats(sys.argv[1], chain=Chain("minimal"), sample=0.1)
print(found.all.articles, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
      resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
    peaks = []
    for megabytes in (6, 48):
        path = tmp_path / f"{megabytes}.jsonl"
        with path.open("w") as out:
            for n in range(megabytes * 1000):
                record = {"text": f"Ship {n}. " + ARTICLE * 4, "site": f"s{n}.example"}
                out.write(json.dumps(record) + "\n")
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
        )
        count, *peak = map(int, done.stdout.split())
        assert count == megabytes * 1000
        peaks.append(max(peak))
    assert peaks[1] < peaks[0] * 1.15


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sample": 10}, "sample: found 10; accepted: a share above 0, up to 1; 10 % is 0.1"),
        ({"sample": 0.0}, "sample: found 0.0; accepted"),
        ({"workers": 0}, "workers: found 0; accepted: 1 or more"),
        ({"timeout": -1.0}, "timeout: found -1.0; accepted"),
        ({"text_fild": "x"}, "unknown option 'text_fild'; did you mean 'text_field'"),
    ],
)
def test_options_are_checked(corpus, options, message):
    with pytest.raises(ConfigError, match=message):
        stats(corpus / "in.jsonl", **options)


def test_a_folder_of_nothing_known_is_an_error(tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(InputError, match=r"no file of a known format \(1 file of another kind\)"):
        stats(tmp_path)
    _, told = command(".", cwd=tmp_path, expect=2)
    assert "no file of a known format" in told
    (tmp_path / "photo.jpg").unlink()
    _, told = command(".", cwd=tmp_path, expect=2)
    assert "no file of a known format; give files" in told


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no articles: the inputs are empty; nothing was measured"),
        (b'{"text": 5}\n{"text": 6}\n', "no articles: 2 records cannot be read; nothing was measured"),
    ],
)
def test_no_article_is_said_and_no_page_is_written(tmp_path, content, message):
    (tmp_path / "in.jsonl").write_bytes(content)
    shown, told = command("in.jsonl", "--html", "page.html", cwd=tmp_path, expect=1)
    assert message in told
    assert shown == ""
    assert not (tmp_path / "page.html").exists()


def test_the_command_says_what_was_measured(corpus):
    shown, _ = command("in.jsonl", "--sample", "0.4", "--workers", "2", cwd=corpus, expect=1)
    assert "of them measured" in shown
    _, told = command("in.jsonl", "--sample", "40", cwd=corpus, expect=2)
    assert "sample: found 40.0; accepted: a share above 0, up to 1; 40 % is 0.4" in told
