"""Every block of docs/recipes runs; Python for a host runs in the host's environment (tests/hosts)."""

import pytest

from tests.recipes import FENCE_RE, PAGES, ROOT, host_of, prepare, run_blocks


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_the_recipe_works(tmp_path, name):
    prepare(tmp_path)
    kinds = {"console"} if host_of(PAGES[name]) else {"console", "python"}
    run_blocks(PAGES[name], tmp_path, kinds)


def test_every_recipe_is_listed():
    listed = (ROOT / "docs/recipes/README.md").read_text()
    assert all(f"({path.name})" in listed for path in PAGES.values())


def test_every_block_is_of_a_kind_that_runs():
    blocks = [block for page in PAGES.values() for block in FENCE_RE.findall(page.read_text())]
    assert {kind for kind, title, _ in blocks if not title} == {"console", "python"}
