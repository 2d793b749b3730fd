"""Each adapter has an extra, a test, and in docs/hosts.md a row and an example; the host's example runs."""

import os
import re

import pytest
from adapters import ROOT, find_adapters

from tests.recipes import PAGES, host_of, prepare, run_apart

PAGE = (ROOT / "docs" / "hosts.md").read_text(encoding="utf-8")
ADAPTERS = find_adapters()


def sections_of(name):
    """Return title and code of the sections whose first example imports the adapter."""
    used = re.compile(rf"from cleankit\.integrations(\.{name} import | import {name}$)", re.MULTILINE)
    found = re.findall(r"^## ([^\n]+)\n\s*```python\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL)
    return [(title, code) for title, code in found if used.search(code)]


@pytest.mark.skipif("CLEANKIT_HOST" not in os.environ, reason="runs in a host's environment")
def test_the_example_runs():
    [(_, code)] = sections_of(os.environ["CLEANKIT_HOST"])
    exec(compile(code, "docs/hosts.md", "exec"), {})


@pytest.mark.skipif("CLEANKIT_HOST" not in os.environ, reason="runs in a host's environment")
@pytest.mark.parametrize("page", [one for one in PAGES.values() if host_of(one)], ids=lambda page: page.stem)
def test_the_recipe_for_the_host_runs(tmp_path, page):
    if host_of(page) != os.environ["CLEANKIT_HOST"]:
        pytest.skip(f"runs with {host_of(page)}")
    prepare(tmp_path)
    run_apart(page, tmp_path)


def test_recipes_are_for_hosts_that_have_adapters():
    assert {host_of(page) for page in PAGES.values()} - {None} <= set(ADAPTERS)


@pytest.mark.parametrize("name", ADAPTERS)
def test_each_adapter_has_an_extra_a_test_an_example_and_a_row(name):
    assert ADAPTERS[name].requires, f"pyproject.toml has no extra {ADAPTERS[name].extra!r}"
    assert ADAPTERS[name].test.exists()
    [(title, code)] = sections_of(name)
    assert "assert" in code
    assert PAGE.count(f"\n| [{title}](../tests/hosts/{ADAPTERS[name].test.name}) |") == 1


def test_what_is_no_adapter_names_no_extra():
    others = {path.stem for path in ADAPTERS["pandas"].file.parent.glob("*.py")} - set(ADAPTERS)
    assert others == {"__init__", "articles", "rows"}
