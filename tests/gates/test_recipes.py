"""The recipes of docs/gates.md and docs/language.md run as they stand there, and do what they say."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cleankit import Chain

DOCS = Path(__file__).parents[2] / "docs"
ENGLISH = "\n\n".join(
    [
        "The mayor said on Monday that the old bridge over the river would open again in May, and that "
        "nobody will have to pay a toll until the end of the year. Repairs took eleven months, two more "
        "than planned, because the steel arrived late and the workers of the yard were on strike in March.",
        "Ships that have waited for the bridge will be let through first, the port said, and it expects "
        'no delays after the first week of June. Asked about the costs, the mayor answered: "We will know '
        'in July." The paper that he showed to the council speaks of four million.',
        "The old bridge was built in 1931. It carries twelve thousand cars a day, more than any other in "
        "the county, and was closed when engineers found cracks in two of its piers.",
    ]
)
GERMAN = "\n\n".join(
    [
        "Der Bürgermeister sagte am Montag, dass die alte Brücke über den Fluss im Mai wieder öffnet und "
        "dass bis zum Ende des Jahres niemand eine Gebühr bezahlen muss.",
        "Die Arbeiten dauerten elf Monate, zwei mehr als geplant, weil der Stahl zu spät kam und die "
        "Arbeiter der Werft im März streikten. Der Rat hatte gehofft, vor dem Winter fertig zu sein.",
        "Schiffe, die auf die Brücke gewartet haben, werden zuerst durchgelassen, teilte der Hafen mit, "
        "und er rechnet nach der ersten Woche im Juni nicht mehr mit Verspätungen.",
    ]
)
NOTICE = "The ferry to the island will not run on Friday, the port said, because of the storm."
MENU = "Home\nNews\nSport\nWeather\nCulture\nTravel\nJobs\nShop"
RECORDS = {"english": ENGLISH, "german": GERMAN, "notice": NOTICE, "menu": MENU, "empty": "Advertisement"}
COMMANDS = [
    line.strip()
    for line in (DOCS / "gates.md").read_text("utf-8").splitlines()
    if line.startswith("    batch-clean ")
]
KEPT = {  # by output: which records stay
    "english.jsonl": {"english"},
    "corpus.jsonl": {"german"},  # both recipes for German, or for languages with numbers
    "passages.jsonl": {"english", "german", "notice"},
    "marked.jsonl": set(RECORDS),
}


def run(command, folder):
    program, *args = shlex.split(command)
    assert program == "batch-clean"
    code = "from cleankit.cli import batch_clean; batch_clean()"
    return subprocess.run(
        [sys.executable, "-c", code, *args], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def folder(tmp_path):
    lines = "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in RECORDS.items())
    for name in ("news.jsonl", "archive.jsonl"):
        (tmp_path / name).write_text(lines)
    return tmp_path


def test_every_recipe_is_tried():
    outputs = {re.search(r"-o (\S+)", command)[1] for command in COMMANDS}
    assert outputs == set(KEPT)


@pytest.mark.parametrize("command", [one for one in COMMANDS if "warc" not in one])
def test_recipes_of_gates(folder, command):
    done = run(command, folder)
    assert done.returncode == 0, done.stderr
    output = re.search(r"-o (\S+)", command)[1]
    written = [json.loads(line) for line in (folder / output).read_text().splitlines()]
    kept = {record["id"] for record in written}
    if output == "corpus.jsonl" and "fineweb2" in command:
        assert {"english", "german"} <= kept  # no numbers for English: Gopher's alone
        assert not kept & {"menu", "empty"}
    else:
        assert kept == KEPT[output]
    dropped = folder / f"{output}.dropped.jsonl"
    gone = [json.loads(line) for line in dropped.read_text().splitlines()] if dropped.exists() else []
    assert kept | {json.loads(one["raw"])["id"] for one in gone} == set(RECORDS)  # nothing is lost
    if output == "marked.jsonl":
        reasons = {record["id"]: record["refused"] for record in written}
        assert reasons["english"] == []
        assert "language: language de, not en or fr" in reasons["german"]
        assert any(reason.startswith("length: ") for reason in reasons["notice"])
        assert len(reasons["menu"]) > 1


def test_the_recipe_for_passages(tmp_path):
    (command,) = [one for one in COMMANDS if "warc" in one]
    (tmp_path / "site").mkdir()
    for name, text in RECORDS.items():
        body = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        (tmp_path / "site" / f"{name}.html").write_text(f"<title>Harbour</title><article>{body}</article>")
    command = command.replace("site.warc.gz", "site").replace("passages.jsonl", "passages/")
    done = run(command, tmp_path)
    assert done.returncode == 0, done.stderr
    kept = {path.stem for path in (tmp_path / "passages").iterdir() if path.suffix == ".txt"}
    assert {"english", "german"} <= kept
    assert not kept & {"menu", "empty"}


@pytest.mark.parametrize("document", ["gates.md", "language.md"])
def test_chains_in_files_are_chains(document):
    text = (DOCS / document).read_text("utf-8")
    blocks = re.findall(r"(?:^|\n\n)((?:    .*\n)+)", text)
    chains = [re.sub(r"(?m)^    ", "", block) for block in blocks if "extends =" in block]
    assert chains
    for one in chains:
        assert Chain.from_toml(one)(ENGLISH) == ENGLISH


def test_the_file_of_the_gates_keeps_both_languages():
    text = (DOCS / "gates.md").read_text("utf-8")
    (block,) = [one for one in re.findall(r"\n\n((?:    .*\n)+)", text) if "extends =" in one]
    chain = Chain.from_toml(re.sub(r"(?m)^    ", "", block))
    assert chain.run(ENGLISH).dropped is None
    assert chain.run(NOTICE).dropped == "length: words 17 < 80"
    assert chain.run(MENU).dropped.startswith("length: words ")
