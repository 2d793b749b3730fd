"""The example of a host in docs/hosts.md runs."""

import os
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "hosts.md"
TITLES = {
    "arrow": "PyArrow",
    "pandas": "pandas",
    "polars": "Polars",
    "duckdb": "DuckDB",
    "datasets": "Hugging Face datasets",
    "langchain": "LangChain",
    "llama_index": "LlamaIndex",
    "haystack": "Haystack",
    "datatrove": "datatrove",
    "sklearn": "scikit-learn",
    "spacy": "spaCy",
    "dask": "Dask",
    "ray": "Ray Data",
    "spark": "Spark",
}


def example_of(title):
    (section,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    (code,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    return code


@pytest.mark.skipif("CLEANKIT_HOST" not in os.environ, reason="runs in a host's environment")
def test_the_example_runs():
    exec(compile(example_of(TITLES[os.environ["CLEANKIT_HOST"]]), "docs/hosts.md", "exec"), {})


def test_each_adapter_has_an_example_a_test_and_a_row():
    folder = Path(__file__).parents[2] / "cleankit" / "integrations"
    adapters = {path.stem for path in folder.glob("*.py")} - {"__init__", "articles", "rows"}
    assert adapters == set(TITLES)
    for name in adapters:
        assert "assert" in example_of(TITLES[name])
        assert PAGE.read_text().count(f"\n| {TITLES[name]} |") == 1
        assert Path(__file__).with_name(f"test_{name}.py").exists()
