"""The benchmark of peers: a tool that destroys text shows it, one that does not run is named."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks.accuracy.__main__ import subcommands
from benchmarks.peers import environments, made, measure
from benchmarks.peers.measure import Row, Task, tool_of
from benchmarks.peers.plot import plot
from benchmarks.peers.report import heading, table
from benchmarks.peers.tasks import SOURCES, tasks
from benchmarks.peers.worker import works

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["peers", "accuracy", "scale", "guard"])
def test_every_benchmark_has_one_entry(name):
    assert name in benchmarks.names()


@pytest.mark.parametrize("name", ["lines", "chain", "html", "structure", "metadata", "language", "repeats"])
def test_every_figure_of_accuracy_has_one_entry(name):
    assert name in subcommands()
    command = [sys.executable, "-m", "benchmarks", "accuracy", name, "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--data" in done.stdout


def test_each_tool_has_an_environment():
    tools = {tool_of(name) for task in SOURCES for name in works(task)}
    assert tools - {measure.OWN} <= environments.REQUIRES.keys()


@pytest.fixture(scope="module")
def clean():
    (task,) = tasks(["clean"], None)
    return task, [one["truth"] for one in made.articles()]


def _score(task, answers):
    return task.score(answers, {})


def test_the_truth_scores_full_and_the_scraped_text_shows_its_junk(clean):
    task, truths = clean
    right = _score(task, truths)
    assert right == {"F1": 1.0, "words lost": 0.0, "junk left": 0.0, "paragraphs whole": 1.0}
    scraped = _score(task, [one["text"] for one in task.records])
    assert scraped["junk left"] == 1.0
    assert scraped["F1"] < 0.95


@pytest.mark.parametrize(
    ("destroy", "figure"),
    [
        (lambda text: "", "words lost"),
        (lambda text: text[: len(text) // 2], "words lost"),
        (lambda text: text.replace("\n", " "), "paragraphs whole"),
        (lambda text: text.replace("e", ""), "words lost"),
    ],
)
def test_a_tool_that_destroys_text_shows_it(clean, destroy, figure):
    task, truths = clean
    spoilt = _score(task, list(map(destroy, truths)))
    assert spoilt[figure] > 0.2 if figure == "words lost" else spoilt[figure] < 0.2


def test_a_harmed_text_is_no_repair():
    (task,) = tasks(["repair"], None)
    untouched = _score(task, [one["text"] for one in task.records])
    assert untouched["repaired"] == untouched["harmed"] == 0
    assert _score(task, ["" for _ in task.records])["harmed"] == 1


def test_pages_languages_and_copies_are_scored():
    pages, languages, repeats = tasks(["pages", "languages", "repeats"], None)
    assert _score(pages, [one["truth"] for one in made.pages()])["F1"] == 1
    assert _score(pages, ["" for _ in pages.records])["recall"] == 0
    assert _score(languages, [one["lang"] for one in made.paragraphs()])["right"] == 1
    assert _score(languages, [None for _ in languages.records]) == {"right": 0, "wrong": 0}
    copies = ["repeats" in one for one in made.corpus()]
    assert _score(repeats, copies) == {"right": 1, "copies gone": 1, "look-alikes lost": 0}
    assert _score(repeats, [True for _ in copies])["look-alikes lost"] == 1


def test_no_truth_is_given_to_a_tool():
    for task in tasks(list(SOURCES), None):
        assert {key for record in task.records for key in record} <= {"text", "page", "lang"}
        assert task.name != "languages" or "lang" not in task.records[0]


def test_turns_run_and_what_does_not_is_named(tmp_path, monkeypatch):
    """A tool that does not install, one that raises on every record, and cleankit in processes of its own."""
    monkeypatch.setitem(environments.REQUIRES, "textacy", ("no-such-distribution-of-ours==0",))
    monkeypatch.setattr(environments, "_run", _refuse)
    (task,) = tasks(["gates"], None)
    short = task._replace(records=task.records[:12], score=lambda answers, _: {"passed": sum(answers) / 12})
    rows = measure.measured(short, ["cleankit", "textacy"], 2, tmp_path, lambda line: None)
    assert [(row.tool, bool(row.seconds), row.raised) for row in rows] == [
        ("cleankit", True, 0),
        ("textacy", False, 0),
    ]
    assert rows[1].refused == "does not install: no such distribution"
    text = table(short, rows)
    assert "| **cleankit** " in text
    assert "Not measured: textacy, does not install" in text


def _refuse(command):
    raise environments.NotInstalledError("no such distribution")


def test_a_tool_that_raises_on_all_is_refused_with_its_error(tmp_path):
    given = tmp_path / "records.json"
    given.write_text(json.dumps([{"page": "a"}]))
    with pytest.raises(subprocess.CalledProcessError) as caught:
        measure._turn("pages", "cleankit", Path(sys.executable), given)
    assert "it raised on every record; the first: Error: " in measure._last_line(caught.value)


ROWS = [
    Row("cleankit", "1", {"F1": 0.99, "words lost": 0.001}, 0.2, 0),
    Row("hasty", "2", {"F1": 0.3, "words lost": 0.6}, 0.01, 1, steady=False),
    Row("absent", "", {}, 0.0, 0, refused="does not run: no"),
]
TASK = Task("clean", "Clean <all>", "About.", [{"text": "a"}] * 10, lambda answers, others: {})


def test_the_table_has_quality_beside_speed():
    text = table(TASK, ROWS)
    assert "| hasty 2\\* | 0.300 | 60.0% | 1 | 20 | 1 |" in text
    assert "| **cleankit** 1 | 0.990 | 0.1% | 20 | 1 | 0 |" in text
    assert "Not measured: absent, does not run: no." in text
    assert "fixtures" in heading(5, None)
    assert "median of 5 turns" in heading(5, None)


def test_the_picture_is_one_for_light_and_dark():
    svg = plot([(TASK, ROWS)])
    root = ElementTree.fromstring(svg)
    texts = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Clean <all>", "cleankit", "hasty", "0.300", "1,000"} <= set(texts)
    assert "absent" not in texts
    assert "prefers-color-scheme: dark" in svg


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["cleen"], "unknown task 'cleen'; accepted: clean, repair"),
        (["--tool", "ftfi"], "unknown tool 'ftfi'; accepted: ftfy"),
        (["--turns", "0"], "at least 1"),
        (["--data", "nowhere"], "no folder text in it"),
    ],
)
def test_wrong_arguments_are_refused(arguments, said):
    command = [sys.executable, "-m", "benchmarks", "peers", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert said in done.stderr
