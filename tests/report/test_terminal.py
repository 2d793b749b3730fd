"""What `cleankit explain` shows, and that data cannot drive the terminal."""

import io
import json
import os
import pty
import subprocess
import sys

import pytest

from cleankit import Chain
from cleankit.report.terminal import plain_lines, rich_lines
from cleankit.report.view import lines_of

STORY = (
    "Advertisement\nX\n\nThe “old” bridge\u00a0opens.\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nShow comments\nUS"
)
ESCAPE = "\x1b]0;owned\x07 \x1b[31mred\u202e"


def explain(*args, expect=0, stdout=subprocess.PIPE):
    command = [sys.executable, "-m", "cleankit.cli", "explain", *map(str, args)]
    done = subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, check=False)
    assert done.returncode == expect, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return (done.stdout or b"").decode(), done.stderr.decode()


def test_lines_are_kept_changed_or_removed():
    told = list(plain_lines(Chain("article").audit(STORY)))
    assert told == [
        "- 1 Advertisement   en:ad-label",
        "- 2 X   boilerplate:leftover",
        "- 3    blank-lines:surplus",
        '~ 4 The [-“-]{+"+}old[-”-]{+"+} bridge[-°-]{+ +}opens.   quotes invisibles',
        "  5 ",
        "  6 One.",
        "    … 4 lines unchanged",
        "  11 ",
        "  12 Four.",
        "- 13    blank-lines:surplus",
        "- 14 Show comments   en:comments-show",
        "- 15 US   boilerplate:leftover",
    ]


def test_a_rule_can_be_chosen():
    told = list(plain_lines(Chain("article").audit(STORY), "quotes"))
    assert [line for line in told if line.startswith("~")] != []
    assert "    … 8 lines unchanged" in told or told[-1].startswith("    …")


@pytest.mark.parametrize("text", ["", "\n", "a\r\nb\rc", "\n\na\n\n", ESCAPE, "x\ny\nx", "\ud800"])
def test_every_line_is_shown_once(text):
    lines = list(lines_of(Chain("article").audit(text)))
    assert "\n".join(line.text for line in lines) == text


def test_records_and_json(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"id": name, "text": STORY}) + "\n" for name in "ab"))
    out, _ = explain(source)
    assert out.count("en:ad-label") == 2
    out, _ = explain(source, "--record", "b", "--json")
    (report,) = map(json.loads, out.splitlines())
    assert (report["id"], report["schema"]) == ("b", 2)
    assert {edit["rule"] for layer in report["layers"] for edit in layer} >= {"en:ad-label", "quotes"}


def test_a_page_shows_the_blocks_that_went(tmp_path):
    page = "<nav><a href='/'>Home</a></nav><p>The bridge over the river opens on Monday, the mayor said.</p>"
    (tmp_path / "a.html").write_text(page)
    out, _ = explain(tmp_path / "a.html")
    assert "- 1 Home   html:" in out
    assert "/nav" in out


def test_a_file_at_a_url_is_read(tmp_path):
    (tmp_path / "in.txt").write_text(STORY)
    assert "en:ad-label" in explain((tmp_path / "in.txt").as_uri())[0]
    assert "none.txt: no such file" in explain((tmp_path / "none.txt").as_uri(), expect=2)[1]


def test_learned_rules_are_shown(tmp_path):
    (tmp_path / "in.txt").write_text("The bridge opens on Monday.\nAll island news")
    (tmp_path / "site.toml").write_text(
        '[[rule]]\nid = "all"\nmatch = "line"\nwhere = "tail"\nphrases = ["All island news"]\n'
        'keeps = ["All island news is read at six."]\ndrops = ["All island news"]\n'
    )
    out, _ = explain(tmp_path / "in.txt", "--learned", tmp_path / "site.toml")
    assert "- 2 All island news   site:all" in out


def test_preset_is_taken(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    out, _ = explain(tmp_path / "a.txt", "--preset", "minimal")
    assert "en:ad-label" not in out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["none.txt"], "none.txt: no such file or folder"),
        (["in.jsonl", "--record", "zz"], "no record 'zz'"),
        (["bad.jsonl"], "bad.jsonl: line 1: not JSON"),
        (["in.jsonl", "--text-field", "body"], "no field 'body'"),
        (["in.jsonl", "--preset", "artcle"], "did you mean 'article'?"),
    ],
)
def test_wrong_usage_is_told(tmp_path, monkeypatch, args, message):
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": STORY}) + "\n")
    (tmp_path / "bad.jsonl").write_text("{\n")
    monkeypatch.chdir(tmp_path)
    assert message in explain(*args, expect=2)[1]


def test_data_cannot_drive_a_terminal(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"id": ESCAPE, "text": f"Advertisement\n{ESCAPE}“x”\n{ESCAPE}"})
    )
    ours, theirs = pty.openpty()
    explain(tmp_path / "a.jsonl", stdout=theirs)
    os.close(theirs)
    seen = b""
    try:
        while data := os.read(ours, 65536):
            seen += data
    except OSError:  # the other end is closed: that is the end of a pty
        pass
    assert b"Advertisement" in seen
    assert b"\x1b[" in seen  # our own colours
    assert b"\x1b]0" not in seen
    assert b"\x07" not in seen
    assert "\u202e".encode() not in seen


def test_wrapped_lines_keep_their_indent():
    from rich.console import Console

    text = "The “bridge” was open again on Monday, " * 6 + "\n" + "Advertisement"
    report = Chain("article").audit(text)
    lines = [line.plain for line in rich_lines(report, "*", {}, Console(width=40, file=io.StringIO()))]
    assert len(lines) > 6
    assert all(len(line) <= 40 for line in lines)
    assert [line[:6] for line in lines if line[:6].strip()] == ["    1 ", "    2 "]
    assert all(line.startswith(" " * 6) for line in lines[1:] if not line[:6].strip())
    assert "".join(line[6:] for line in lines).count("Monday") == 6
