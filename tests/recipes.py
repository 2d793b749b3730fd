"""The pages of docs/recipes: the files they speak of, and their blocks run in order."""

import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = {path.stem: path for path in sorted(ROOT.glob("docs/recipes/*.md")) if path.stem != "README"}
FENCE_RE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
HOST_RE = re.compile(r"<!-- host: (\w+) -->")
STORIES = [
    "The ferry was late again because of the fog.",
    "Nobody at the harbour had seen the seal.",
    "Two boats were damaged in the storm on Monday.",
    "A new lamp was put into the old lighthouse.",
    "The school choir sings at the pier tonight.",
    "The council will vote on the new pier in June.",
]
LONG = (
    "The mayor said on Monday that the {} would open again in May, and that nobody will have to pay for it "
    "until the end of the year. Repairs of the {} took eleven months, two more than planned, because the "
    "steel arrived late and the workers of the yard were on strike in March."
)
WORKS = ["old bridge", "north pier", "fish market", "town library", "sea wall", "cable car"]
PAGE = """<!doctype html><html lang="en"><head><title>{title} | Skerry News</title>
<meta name="author" content="Ann Example"><meta property="article:published_time" content="2024-05-03"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>{title}</h1><p>{story}</p><h2>What comes next</h2>
<p>The council meets on Friday, and <a href="/vote">the vote</a> will be on Monday, she said at the pier.</p>
</article><footer><a href="/terms">Terms</a> <a href="/privacy">Privacy</a></footer></body></html>"""


def host_of(page):
    """Return the host in whose environment the Python of a page runs, or None."""
    found = HOST_RE.search(page.read_text("utf-8"))
    return found and found[1]


def prepare(folder):
    """Write what the pages read: JSON lines, a table, saved pages."""
    site = "https://skerry.example"
    longer = [f"{story}\n\n{LONG.format(work, work)}" for story, work in zip(STORIES, WORKS, strict=True)]
    rows = [
        {
            "id": f"a{n}",
            "url": f"{site}/{n}",
            "text": f"Advertisement\n\n{story}\n\nShow comments\nAll island news",
        }
        for n, story in enumerate([*STORIES, *longer])
    ]
    for name, records in (("news-1", rows[:6]), ("news-2", rows[6:]), ("news", rows)):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    with (folder / "news.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, ["id", "url", "text"])
        table.writeheader()
        table.writerows(rows)
    (folder / "pages").mkdir()
    for name, title in (("bridge", "Harbour bridge opens again"), ("choir", "School choir sings")):
        (folder / "pages" / f"{name}.html").write_text(
            PAGE.format(title=title, story=LONG.format("pier", "bridge")), encoding="utf-8"
        )
    programs = folder / "bin"
    programs.mkdir()
    for name, command in (("cleankit", "cleankit"), ("batch-clean", "cleankit clean"), ("python", "")):
        module = f"-m {command}" if command else ""
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n')
        (programs / name).chmod(0o755)


def run_blocks(page, folder, kinds):
    """Run the blocks of a page in order: commands with what they must print, Python, files to write."""
    known = {}
    for kind, title, code in FENCE_RE.findall(page.read_text("utf-8")):
        if title:
            (folder / title).write_text(code, encoding="utf-8")
        elif kind == "console" and kind in kinds:
            for part in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
                run_command(*part.split("\n", 1), folder)
        elif kind == "python" and kind in kinds:
            with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
                exec(compile(code, str(page), "exec"), known)


def run_apart(page, folder):
    """Run the Python of a page as a program of its own: an engine stays in the folder that it started in."""
    blocks = FENCE_RE.findall(page.read_text("utf-8"))
    for _, title, code in blocks:
        if title:
            (folder / title).write_text(code, encoding="utf-8")
    program = "\n".join(code for kind, title, code in blocks if kind == "python" and not title)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def run_command(command, printed, folder):
    """Run a command; what the page shows below it is what it prints."""
    path = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    if printed.strip():
        assert done.stdout == printed, f"{command}\n{done.stdout}"
