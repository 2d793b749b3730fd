"""`batch-clean --to markdown`: pages keep their shape, every record its account, and undo goes back."""

import subprocess
import sys

import pytest
from running import batch_clean, jsonl, lines_of

from cleankit import Chain, batch
from cleankit.batch import RunOptions
from cleankit.errors import ConfigError, InputError
from cleankit.html import clean_html, extract

PROSE = "The harbour council met on Tuesday to settle the budget for the northern quay, which is closed."
PAGE = f"""<title>Quay: "again" # late</title><html lang=en><article><h1>Quay</h1><p>{PROSE}</p>
<p>Advertisement</p><h2>What it costs</h2><p>{PROSE} It costs 5 * 3 “pounds”.</p>
<ul><li>The first pontoon stays where it is until the spring comes</li>
<li>The second one is towed to the south of the island</li></ul></article>"""
CLEANED = clean_html(PAGE, chain=Chain("article"), format="markdown")


def undo(*args, expect=0):
    command = [sys.executable, "-m", "cleankit.cli", "undo", *map(str, args)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == expect, done.stderr
    return done.stderr


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.html").write_text(PAGE)
    (folder / "deep" / "b.HTM").write_text(PAGE.replace("Quay", "Mole"))
    (folder / "c.txt").write_text("Plain *text* stays.\n")
    (folder / "d.md").write_text("# Mine\n\nA [link](https://port.example/) stays.\n")
    (folder / "empty.html").write_text("")
    return folder


def test_a_folder_of_pages_becomes_markdown(tmp_path, pages):
    batch_clean(pages, "-o", tmp_path / "out", "--to", "markdown")
    found = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_text()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file()
    }
    assert sorted(found) == ["a.md", "c.txt", "d.md", "deep/b.md", "empty.md"]
    assert found["a.md"] == CLEANED
    assert "\n## What it costs\n" in found["a.md"]
    assert "Advertisement" not in found["a.md"]
    assert (found["c.txt"], found["empty.md"]) == ("Plain *text* stays.\n", "")
    assert found["d.md"].startswith("# Mine\n\nA [link](https://port.example/) stays.\n")


def test_the_name_of_the_output_says_markdown(tmp_path, pages):
    batch_clean(pages / "a.html", "-o", tmp_path / "a.md")
    assert (tmp_path / "a.md").read_text() == CLEANED
    batch_clean(pages / "a.html", "-o", tmp_path / "plain.md", "--to", "text")
    assert (tmp_path / "plain.md").read_text() == clean_html(PAGE, chain=Chain("article")) + "\n"
    out, _ = batch_clean(
        "-",
        "-o",
        "-",
        "--format",
        "html",
        "--to",
        "markdown",
        "--quarantine",
        tmp_path / "q",
        stdin=PAGE.encode(),
    )
    assert out.decode() == CLEANED


def test_records_have_markdown_in_their_text(tmp_path, pages):
    batch_clean(pages, "-o", tmp_path / "out.jsonl", "--to", "markdown")
    records = {record["id"]: record for record in lines_of((tmp_path / "out.jsonl").read_bytes())}
    body = CLEANED.split("---\n\n")[1]
    assert records["a.html"]["text"] == body.rstrip("\n")
    assert records["a.html"]["title"] == "Quay"
    (tmp_path / "in.jsonl").write_bytes(
        jsonl({"id": "a", "page": PAGE, "n": 1}, {"id": "b", "page": "", "n": 2})
    )
    command = (
        tmp_path / "in.jsonl",
        "-o",
        tmp_path / "field.jsonl",
        "--html-field",
        "page",
        "--to",
        "markdown",
    )
    batch_clean(*command, "--audit", tmp_path / "edits.jsonl")
    first, second = lines_of((tmp_path / "field.jsonl").read_bytes())
    assert first == {"id": "a", "page": PAGE, "n": 1, "text": body.rstrip("\n")}
    assert second["text"] == ""
    undo(tmp_path / "field.jsonl", "--audit", tmp_path / "edits.jsonl", "-o", tmp_path / "back.jsonl")
    first, _ = lines_of((tmp_path / "back.jsonl").read_bytes())
    assert first["text"] == Chain("article").audit(extract(PAGE)).source


def test_undo_gives_the_text_of_the_page_back(tmp_path, pages):
    audit = tmp_path / "edits.jsonl.gz"
    batch_clean(pages, "-o", tmp_path / "out", "--to", "markdown", "--audit", audit)
    assert "5 records restored" in undo(tmp_path / "out", "--audit", audit, "-o", tmp_path / "back")
    restored = (tmp_path / "back" / "a.md").read_text()
    assert restored == Chain("article").audit(extract(PAGE)).source
    assert "Advertisement" in restored
    assert (tmp_path / "back" / "c.txt").read_text() == "Plain *text* stays.\n"
    undo(tmp_path / "out", "--audit", audit, "-o", tmp_path / "ads", "--rule", "en:ad-label")
    kept = (tmp_path / "ads" / "a.md").read_text()
    assert "Advertisement" in kept
    assert "“" not in kept


def test_undo_refuses_markdown_that_was_edited(tmp_path, pages):
    audit = tmp_path / "edits.jsonl"
    batch_clean(pages / "a.html", "-o", tmp_path / "a.md", "--audit", audit)
    (tmp_path / "a.md").write_text(CLEANED.replace("## What", "### What"))
    assert "was the output edited" in undo(
        tmp_path / "a.md", "--audit", audit, "-o", tmp_path / "x.md", expect=2
    )


def test_gates_judge_the_text(tmp_path, pages):
    out = tmp_path / "out.jsonl"
    batch_clean(pages, "-o", out, "--to", "markdown", "--min-words", "20")
    assert [record["id"] for record in lines_of(out.read_bytes())] == ["a.html", "deep/b.HTM"]
    dropped = lines_of((tmp_path / "out.jsonl.dropped.jsonl").read_bytes())
    assert {record["reason"].split(":")[0] for record in dropped} == {"length"}


@pytest.mark.parametrize(
    ("inputs", "output", "why"),
    [
        (["c.txt", "d.md"], "out/", "no input is a page"),
        (["a.html"], "out.txt", "named as text"),
        (["a.html", "deep/b.HTM"], "out.md", "2 inputs into one text file"),
    ],
)
def test_what_cannot_be_markdown_is_refused(tmp_path, pages, inputs, output, why):
    _, message = batch_clean(
        *(pages / name for name in inputs), "-o", f"{tmp_path}/{output}", "--to", "markdown", expect=2
    )
    assert why in message
    assert not (tmp_path / output).exists()


def test_records_of_text_are_refused(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(jsonl({"text": PROSE}))
    with pytest.raises(InputError, match="--html-field"):
        batch.run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", to="markdown")
    with pytest.raises(ConfigError, match="did you mean 'markdown'"):
        RunOptions(to="markdwn")


def test_two_pages_of_one_name_are_refused(tmp_path, pages):
    (pages / "a.htm").write_text(PAGE)
    _, message = batch_clean(pages, "-o", tmp_path / "out", "--to", "markdown", expect=2)
    assert "not cleaned" in message
    assert "a.md" in message


def test_workers_write_the_same_bytes(tmp_path, pages):
    for number in range(40):
        (pages / f"{number}.html").write_text(PAGE.replace("budget", f"budget of {number} pounds"))
    for workers in ("1", "3"):
        batch_clean(pages, "-o", tmp_path / workers, "--to", "markdown", "--workers", workers)
    one, three = ({path.name: path.read_bytes() for path in (tmp_path / n).rglob("*.md")} for n in ("1", "3"))
    assert one == three
    assert len(one) == 44


def test_what_articles_become_is_decided_once(tmp_path):
    options = RunOptions(to="markdown")
    assert options.as_written() != RunOptions().as_written()
    assert options.as_written() == RunOptions(to="markdown", workers=3).as_written()


def test_links_and_images_are_asked_for(tmp_path, pages):
    linked = PAGE.replace("It costs", 'It <a href="https://port.example/costs">costs</a>')
    (pages / "a.html").write_text(linked)
    batch_clean(pages / "a.html", "-o", tmp_path / "plain.md")
    assert "](" not in (tmp_path / "plain.md").read_text()
    audit = tmp_path / "edits.jsonl"
    batch_clean(pages / "a.html", "-o", tmp_path / "a.md", "--links", "--images", "--audit", audit)
    assert "It [costs](https://port.example/costs) 5" in (tmp_path / "a.md").read_text()
    undo(tmp_path / "a.md", "--audit", audit, "-o", tmp_path / "back.md")
    assert (tmp_path / "back.md").read_text() == Chain("article").audit(extract(linked)).source
    for output in ("a.txt", "out/"):
        _, message = batch_clean(pages / "a.html", "-o", tmp_path / output, "--links", expect=2)
        assert "--links has an effect only on Markdown" in message
