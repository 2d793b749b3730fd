"""Hugging Face datasets: in memory, by several processes and streamed, and found again in the cache."""

import os
import subprocess
import sys

import pytest
from articles import CHAIN, CLEAN, DIRTY, FAILING, GATED, LONG, SHORT, TEXTS, is_failure

from cleankit import Chain, ConfigError

datasets = pytest.importorskip("datasets")

from cleankit.integrations.datasets import CleanBatch, clean  # noqa: E402


@pytest.fixture(autouse=True)
def _quiet(tmp_path, monkeypatch):
    datasets.disable_progress_bars()
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")


@pytest.mark.parametrize("options", [{}, {"num_proc": 2}, {"batch_size": 7}])
def test_the_same_as_the_chain(options):
    dataset = datasets.Dataset.from_dict({"n": range(len(TEXTS)), "text": TEXTS})
    found = clean(dataset, chain=CHAIN, **options)
    assert found["text"][:] == CLEAN
    assert found["n"][:] == list(range(len(TEXTS)))
    assert found.column_names == ["n", "text", "dropped", "error"]


def test_streams_and_dicts():
    def rows():
        yield from ({"n": n, "text": text} for n, text in enumerate(TEXTS))

    stream = datasets.IterableDataset.from_generator(rows)
    found = list(clean(stream, chain=CHAIN))
    assert [row["text"] for row in found] == CLEAN
    assert found[0]["n"] == 0
    parts = datasets.DatasetDict({"train": datasets.Dataset.from_dict({"text": [DIRTY]})})
    found = clean(parts, chain=CHAIN)
    assert isinstance(found, datasets.DatasetDict)
    assert found["train"]["text"][:] == [CHAIN(DIRTY)]


def test_nulls_gates_and_errors_are_columns_of_strings():
    dataset = datasets.Dataset.from_dict({"text": [None, "Too short.", LONG]})
    found = clean(dataset, chain=GATED, batch_size=1)  # each batch alone knows too little of the types
    assert found["text"][:] == [None, "Too short.", GATED(LONG)]
    assert found["dropped"][:] == [None, SHORT, None]
    assert found.features["error"] == datasets.Value("string")
    found = clean(datasets.Dataset.from_dict({"text": ["rain", "snow"]}), chain=FAILING)
    assert found["text"][:] == ["rain", "snow"]
    assert is_failure(found["error"][1])
    nothing = clean(datasets.Dataset.from_dict({"text": [None, None]}), chain=CHAIN)
    assert nothing.features["text"] == datasets.Value("string")


def fingerprint_elsewhere(seed):
    code = (
        "import datasets; datasets.disable_progress_bars()\n"
        "from cleankit import Chain; from cleankit.integrations.datasets import CleanBatch\n"
        "from datasets.fingerprint import Hasher; print(Hasher.hash(CleanBatch(Chain('article'))))"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


def test_the_cache_is_hit_after_use_and_in_other_processes():
    from datasets.fingerprint import Hasher

    unused, used = CleanBatch(Chain("article")), CleanBatch(Chain("article"))
    used({"text": TEXTS})
    assert used.chain.fingerprint
    assert {
        Hasher.hash(unused),
        Hasher.hash(used),
        fingerprint_elsewhere("0"),
        fingerprint_elsewhere("1"),
    } == {Hasher.hash(unused)}
    assert Hasher.hash(CleanBatch(Chain("minimal"))) != Hasher.hash(unused)
    dataset = datasets.Dataset.from_dict({"text": TEXTS})
    assert clean(dataset, chain=CHAIN)._fingerprint == clean(dataset, chain=Chain("article"))._fingerprint


@pytest.mark.parametrize(
    ("columns", "field", "message"),
    [
        ({"text": ["a"]}, "txt", "no column 'txt'; did you mean 'text'"),
        ({"text": [1]}, "text", "of type int64; accepted: strings"),
        ({"error": ["a"]}, "error", "rename it"),
    ],
)
def test_what_holds_no_texts_is_refused(columns, field, message):
    with pytest.raises(ConfigError, match=message):
        clean(datasets.Dataset.from_dict(columns), field)


def test_a_record_is_no_batch():
    one = datasets.Dataset.from_dict({"text": TEXTS[:2]})
    with pytest.raises(ConfigError, match="batched=True"):
        one.map(CleanBatch(Chain("article")))
