"""`--protect`, `--keep-line` and `--drop-line` of batch-clean and explain."""

import json

import pytest
from click.testing import CliRunner

from cleankit.cli.clean import batch_clean
from cleankit.cli.explain import explain

OWN = ["--protect", "“ACME”", "--keep-line", "Share", "--drop-line", "/Page [0-9]+/", "--drop-line", "Snow."]
TEXT = "Share\n“ACME” is “late”.\nPage 12\nSnow."


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_batch_clean_does_what_the_user_says(article, tmp_path):
    report = tmp_path / "report.json"
    run = [str(article), "-o", str(tmp_path / "out.txt"), "--workers", "1", "--report", str(report), *OWN]
    done = CliRunner().invoke(batch_clean, run)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == 'Share\n“ACME” is "late".\n'
    assert "own:drop-line" in report.read_text()


def test_explain_shows_it(article):
    done = CliRunner().invoke(explain, [str(article), "--json", *OWN])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["text"] == 'Share\n“ACME” is "late".'
    done = CliRunner().invoke(explain, [str(article), *OWN])
    assert "- 3 Page 12   own:drop-line (/Page [0-9]+/)" in done.stdout


def test_explain_shows_what_stays_and_why(tmp_path):
    lines = ["Share", "Tweet", "“ACME” is “late”.", "ACME: Advertisement", "Advertisement", "Plain “end”."]
    article = tmp_path / "article.txt"
    article.write_text("\n".join(lines), encoding="utf-8")
    say = ["--keep-line", "share", "--keep-line", "/(?i:A).*t/", "--protect", "“ACME”"]
    shown = CliRunner().invoke(explain, [str(article), *say]).stdout.splitlines()
    assert "= 1 Share   own:keep-line, not en:share-action" in shown
    assert "- 2 Tweet   en:share-action" in shown
    assert "= 5 Advertisement   own:keep-line, not en:ad-label" in shown
    assert next(line for line in shown if line.startswith("~ 3")).endswith("quotes; own:protect, not quotes")
    assert not any(line.startswith("= 4") for line in shown)  # nothing would have been done to it
    only = CliRunner().invoke(explain, [str(article), *say, "--rule", "own:*"]).stdout
    assert "= 1 Share" in only
    assert "~ 6" in only  # near one that is shown
    assert "… 6 lines" in CliRunner().invoke(explain, [str(article), *say, "--rule", "own:other"]).stdout
    without = CliRunner().invoke(explain, [str(article)]).stdout
    assert "own:" not in without


@pytest.mark.parametrize("command", [batch_clean, explain])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--protect", "(a"], "--protect: protect: '(a': not a valid pattern"),
        (["--protect", r"\w+@"], "its time grows faster than the text"),
        (["--keep-line", " "], "--keep-line: keep_lines: found ' '; accepted: the words of one line"),
        (["--drop-line", "//"], "--drop-line: drop_lines: '//': matches the empty text"),
    ],
)
def test_what_cannot_be_used_is_refused(command, given, said, article, tmp_path):
    output = ["-o", str(tmp_path / "out.txt")] if command is batch_clean else []
    done = CliRunner().invoke(command, [str(article), *output, *given])
    assert done.exit_code == 2
    assert said in done.output
