"""Every block of docs/recipes runs; Python for a host runs in the host's environment (tests/hosts)."""

import re

import pytest

from tests.recipes import FENCE_RE, PAGES, ROOT, host_of, prepare, run_blocks, run_command


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_the_recipe_works(tmp_path, name):
    prepare(tmp_path)
    kinds = {"console"} if host_of(PAGES[name]) else {"console", "python"}
    run_blocks(PAGES[name], tmp_path, kinds)


@pytest.mark.slow
def test_the_commands_of_the_quickstart_work(tmp_path):
    prepare(tmp_path)
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    page = (ROOT / "docs/quickstart.md").read_text(encoding="utf-8")
    commands = re.findall(r"(?m)^    ((?:batch-clean|cleankit) .*)$", page)
    assert len(commands) > 6
    for command in commands:
        run_command(f"{command} || test $? = 4", "", tmp_path)
    assert (tmp_path / "sources.jsonl").exists()


def test_every_recipe_is_listed():
    listed = (ROOT / "docs/recipes/README.md").read_text()
    assert all(f"({path.name})" in listed for path in PAGES.values())


def test_every_block_is_of_a_kind_that_runs():
    blocks = [block for page in PAGES.values() for block in FENCE_RE.findall(page.read_text())]
    assert {kind for kind, title, _ in blocks if not title} == {"console", "python"}
