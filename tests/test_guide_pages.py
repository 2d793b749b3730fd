"""The commands and the Python of the guide's pages run, on files of the names that they speak of."""

import gzip
import json
import re
import textwrap

import pytest

from tests.batch.archives import packed, response
from tests.recipes import FENCE_RE, LONG, PAGE, ROOT, STORIES, WORKS, prepare, run_command

ELSEWHERE = "s3://"  # tests/batch/test_remote.py has a store, tests/hosts a cluster


@pytest.fixture
def folder(tmp_path):
    """Return a folder with what the pages read."""
    prepare(tmp_path)
    articles = [
        f"Advertisement\n\n{story}\n\n{LONG.format(work, work)}"
        for story, work in zip(STORIES, WORKS, strict=True)
    ]
    page = PAGE.format(title="Pier opens", story=LONG.format("pier", "pier"))
    (tmp_path / "article.txt").write_text(articles[0], "utf-8")
    (tmp_path / "page.html").write_text(page, "utf-8")
    bodies = "".join(
        json.dumps({"id": n, "body": text, "text": text}) + "\n" for n, text in enumerate(articles)
    )
    (tmp_path / "news").mkdir()
    for path in (tmp_path / "news/a.jsonl.gz", tmp_path / "news.jsonl.gz"):
        path.write_bytes(gzip.compress(bodies.encode()))
    (tmp_path / "huge.jsonl").write_text(bodies, "utf-8")
    (tmp_path / "rows.jsonl").write_text(json.dumps({"id": 1, "page": page}) + "\n", "utf-8")
    (tmp_path / "scraped").mkdir()
    for n, text in enumerate(articles):
        (tmp_path / f"scraped/{n}.txt").write_text(text, "utf-8")
    (tmp_path / "crawl.warc.gz").write_bytes(packed([response(1, page)]))
    return tmp_path


def commands_of(name):
    """Return the commands of a page: those of its fences, and its indented ones."""
    page = (ROOT / f"docs/{name}.md").read_text("utf-8")
    fenced = [
        line
        for kind, _, code in FENCE_RE.findall(page)
        if kind == "console"
        for line in re.findall(r"(?m)^\$ (.+)$", code)
    ]
    return fenced + re.findall(r"(?m)^    ((?:zcat \S+ \| )?(?:batch-clean|cleankit) .*)$", page)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["batch", "markdown", "stats"])
def test_the_commands_of_the_page_work(folder, name):
    found = commands_of(name)
    assert len(found) >= 3
    for command in found:
        if ELSEWHERE not in command:
            run_command(command, "", folder)


@pytest.mark.slow
def test_the_python_of_the_pages_works(folder, monkeypatch):
    monkeypatch.chdir(folder)
    batch = (ROOT / "docs/batch.md").read_text("utf-8")
    block = re.search(r"(?m)^    from cleankit import batch\n(?:    .*\n|\n(?=    ))*", batch)[0]
    exec(compile(textwrap.dedent(block), "batch.md", "exec"), {})
    known = {"page_bytes": (folder / "page.html").read_bytes(), "url": "https://skerry.example/1"}
    (code,) = [
        code
        for kind, _, code in FENCE_RE.findall((ROOT / "docs/markdown.md").read_text("utf-8"))
        if kind == "python"
    ]
    exec(compile(code, "markdown.md", "exec"), known)
