"""An option that would have no effect is a usage error that says which two do not go together."""

import json
import signal

import pytest
from click.testing import CliRunner

from cleankit import ConfigError, InputError, ReadOptions, batch
from cleankit.cli import main

TEXT = "Advertisement\n\nThe bridge opens on “Monday”, the mayor said.\n"


@pytest.fixture
def cleankit(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}) + "\n")
    handlers = [(number, signal.getsignal(number)) for number in (signal.SIGINT, signal.SIGTERM)]

    def run(command):
        done = CliRunner().invoke(main, command.split())
        for number, handler in handlers:
            signal.signal(number, handler)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
        return done

    return run


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("clean in.jsonl --check -o out.jsonl", "--output and --check do not go together"),
        ("clean in.jsonl --check --audit a.jsonl", "--audit and --check do not go together"),
        ("clean in.jsonl --check --quarantine q.jsonl", "--quarantine and --check do not go together"),
        ("clean in.jsonl --check --dropped d.jsonl", "--dropped and --check do not go together"),
        ("clean in.jsonl --check --resume", "--resume and --check do not go together"),
        ("clean in.jsonl -o out.jsonl --sample 300", "--sample has an effect only with --review"),
        ("clean in.jsonl -o out.jsonl --format jsonl --delimiter ;", "delimiter: has no effect on jsonl"),
        ("dedup in.jsonl -o out.jsonl --max-documents 3", "--max-documents has an effect only with --lines"),
        ("dedup in.jsonl -o out.jsonl --min-chars 40", "--min-chars has an effect only with --lines"),
        (
            "dedup in.jsonl -o out.jsonl --lines --keep first",
            "--keep has an effect only with --doc",
        ),
        (
            "dedup in.jsonl -o out.jsonl --documents exact --threshold 0.7",
            "--threshold has an effect only",
        ),
        ("explain in.jsonl --rule x --html page.html", "--rule and --html do not go together"),
        ("explain in.jsonl --rule x --json", "--rule and --json do not go together"),
        ("explain in.jsonl --json --html page.html", "--json and --html do not go together"),
    ],
)
def test_options_without_effect_are_refused(tmp_path, cleankit, command, message):
    done = cleankit(command)
    assert (done.exit_code, message in done.output) == (2, True), done.output
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize("side", ["quarantine", "dropped", "audit"])
def test_sides_of_a_dry_run_are_refused(tmp_path, cleankit, side):
    with pytest.raises(InputError, match=f"{side}: nothing is written without an output"):
        batch.run("in.jsonl", None, **{side: "side.jsonl"})


def test_the_python_face_refuses_them_too(cleankit):
    with pytest.raises(InputError, match="resume: without an output"):
        batch.run("in.jsonl", None, resume=True)
    with pytest.raises(ConfigError, match="run: unknown option 'text_feld'; did you mean 'text_field'"):
        batch.run("in.jsonl", "out.jsonl", text_feld="body")
    with pytest.raises(ConfigError, match="run: unknown option 'examples'"):
        batch.run("in.jsonl", "out.jsonl", examples=3)
    with pytest.raises(ConfigError, match="delimiter: has no effect on html, only on csv, tsv"):
        ReadOptions(format="html", delimiter=";")
    corpus = pytest.importorskip("cleankit.corpus")
    with pytest.raises(ConfigError, match="max_documents: has an effect only with lines=True"):
        corpus.dedup("in.jsonl", "out.jsonl", max_documents=3)


def test_explain_names_the_rules_that_there_were(tmp_path, cleankit):
    (tmp_path / "clean.txt").write_text("The bridge opens.")
    done = cleankit("explain in.jsonl --rule nothing:*")
    assert done.exit_code == 0
    message = "no edit is by a rule that matches 'nothing:*'; rules: blank-lines:surplus, en:ad-label, quotes"
    assert message in done.output
    assert "4 lines without such edits" in done.output
    assert "matches" not in cleankit("explain in.jsonl --rule en:*").output
    assert "matches" not in cleankit("explain in.jsonl").output
    assert "rules: none, nothing was changed" in cleankit("explain clean.txt --rule x").output
