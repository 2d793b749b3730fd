"""The site: every page is in its navigation, it builds without a warning, and it loads nothing foreign."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tools.site import PAGES, within_docs

ROOT = Path(__file__).parents[1]
CONFIG = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))


def test_every_page_is_in_the_navigation():
    listed = [page for part in CONFIG["nav"] for pages in part.values() for page in pages]
    pages = [path.relative_to(ROOT / "docs").as_posix() for path in ROOT.glob("docs/**/*.md")]
    assert sorted(listed) == sorted([*pages, *PAGES.values()])


@pytest.mark.parametrize(
    ("markdown", "path", "expected"),
    [
        ("[a](docs/audit.md#json)", "README.md", "[a](audit.md#json)"),
        ("[a](../README.md)", "docs/batch.md", "[a](index.md)"),
        ("[a](../../CHANGELOG.md)", "docs/recipes/README.md", "[a](../changelog.md)"),
        ("[a](../audit.md)", "docs/recipes/README.md", "[a](../audit.md)"),
        ("[a](../tests/test_laws.py)", "docs/security.md", "a (`tests/test_laws.py`)"),
        ("[a](https://example.org/b#c)", "docs/security.md", "[a](https://example.org/b#c)"),
    ],
)
def test_links_of_the_site(markdown, path, expected):
    assert within_docs(markdown, path) == expected


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("mkdocs") is None, reason="needs the extra docs")
def test_the_site_builds_and_loads_nothing_from_elsewhere(tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", tmp_path / "site"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for page in (tmp_path / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        found = re.findall(r'<(?:script|img|iframe)[^>]* src="[^"]+|<link rel="stylesheet" href="[^"]+', text)
        assert not [one for one in found if re.search(r'"(https?:)?//', one)], page
