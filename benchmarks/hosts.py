"""What an adapter costs: CPU time of cleaning in its host over that of a loop of the chain, in one run.

    PYTHONPATH=. .venv-hosts/polars/bin/python -m benchmarks.hosts polars --data FOLDER

Run it with the Python of the host's environment (tests/hosts/run.py makes those). Turns alternate; the
median of their ratios counts. Outputs are compared with the chain's.
"""

import argparse
from collections.abc import Callable
from importlib import import_module
from statistics import median
from time import process_time
from typing import Any

from benchmarks.texts import add_data_option, made_parts, real_part, real_paths
from cleankit import Chain

TEXTS = 2000
TURNS = 5
CHAIN = Chain("article")
FOUND: list[Any] = []  # what a pipeline gave last
Run = Callable[[list[str]], list[Any]]


def _pandas() -> Run:
    import pandas as pd

    from cleankit.integrations.pandas import clean

    return lambda texts: clean(pd.DataFrame({"text": texts}), chain=CHAIN)["text"].tolist()


def _polars() -> Run:
    import polars as pl

    from cleankit.integrations.polars import clean

    return lambda texts: clean(pl.LazyFrame({"text": texts}), chain=CHAIN).collect()["text"].to_list()


def _arrow() -> Run:
    import pyarrow as pa

    from cleankit.integrations.arrow import clean

    return lambda texts: clean(pa.table({"text": texts}), chain=CHAIN)["text"].to_pylist()


def _duckdb() -> Run:
    import duckdb
    import pyarrow as pa

    from cleankit.integrations.duckdb import register

    connection = register(duckdb.connect(), CHAIN)

    def run(texts: list[str]) -> list[Any]:
        connection.register("articles", pa.table({"n": range(len(texts)), "text": texts}))
        return [text for (text,) in connection.execute("SELECT clean(text).text FROM articles").fetchall()]

    return run


def _datasets() -> Run:
    import datasets

    from cleankit.integrations.datasets import clean

    datasets.disable_progress_bars()
    datasets.disable_caching()
    return lambda texts: clean(datasets.Dataset.from_dict({"text": texts}), chain=CHAIN)["text"][:]


def _langchain() -> Run:
    from langchain_core.documents import Document

    from cleankit.integrations.langchain import CleanText

    clean = CleanText(CHAIN)
    return lambda texts: [
        one.page_content for one in clean.transform_documents([Document(text) for text in texts])
    ]


def _llama_index() -> Run:
    from llama_index.core.schema import TextNode

    from cleankit.integrations.llama_index import CleanText

    clean = CleanText(CHAIN)
    return lambda texts: [one.text for one in clean([TextNode(text=text) for text in texts])]


def _haystack() -> Run:
    from haystack import Document

    from cleankit.integrations.haystack import CleanText

    clean = CleanText(CHAIN)
    return lambda texts: [
        one.content for one in clean.run(documents=[Document(content=text) for text in texts])["documents"]
    ]


def _datatrove() -> Run:
    from datatrove.data import Document

    from cleankit.integrations.datatrove import CleanText

    clean = CleanText(CHAIN)
    return lambda texts: [
        one.text for one in clean.run(Document(text, id=str(n)) for n, text in enumerate(texts))
    ]


def _sklearn() -> Run:
    from cleankit.integrations.sklearn import CleanText

    return CleanText(CHAIN).transform


def _spacy() -> Run:
    import spacy

    from cleankit.integrations.spacy import clean_first

    nlp = clean_first(spacy.blank("en"), CHAIN)
    return lambda texts: [doc.text for doc in nlp.pipe(texts)]


def _dask() -> Run:
    import dask.dataframe as dd
    import pandas as pd

    from cleankit.integrations.dask import clean

    return lambda texts: (
        clean(dd.from_pandas(pd.DataFrame({"text": texts}), npartitions=4), chain=CHAIN)
        .compute(scheduler="synchronous")["text"]
        .tolist()
    )


def _beam() -> Run:
    import apache_beam as beam

    from cleankit.integrations.beam import CleanText

    def keep(found: list[Any]) -> None:
        import_module("benchmarks.hosts").FOUND[:] = found  # by name: what a pipeline is given is copied

    def run(texts: list[str]) -> list[Any]:
        with beam.Pipeline() as pipeline:
            records = pipeline | beam.Create([{"n": n, "text": text} for n, text in enumerate(texts)])
            cleaned = (records | CleanText(CHAIN)).cleaned
            _ = cleaned | beam.combiners.ToList() | beam.Map(keep)
        return [
            one["text"] for one in sorted(import_module("benchmarks.hosts").FOUND, key=lambda one: one["n"])
        ]

    return run


def _spacy_alone() -> Run:
    import spacy

    nlp = spacy.blank("en")
    return lambda texts: [doc.text for doc in nlp.pipe(CHAIN.many(texts))]


LOOPS = {"spacy": _spacy_alone}  # most of its time is its own: compared with the same on clean texts
HOSTS = {
    "beam": _beam,
    "sklearn": _sklearn,
    "spacy": _spacy,
    "dask": _dask,
    "pandas": _pandas,
    "polars": _polars,
    "arrow": _arrow,
    "duckdb": _duckdb,
    "datasets": _datasets,
    "langchain": _langchain,
    "llama_index": _llama_index,
    "haystack": _haystack,
    "datatrove": _datatrove,
}


def seconds(run: Run, texts: list[str]) -> tuple[float, list[Any]]:
    """Return the CPU time of a run, and what it gave."""
    started = process_time()
    found = run(texts)
    return process_time() - started, found


def main() -> int:
    """Print the host's overhead; exit with 1 if an output differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_data_option(parser)
    parser.add_argument("host", choices=HOSTS)
    given = parser.parse_args()
    parts = map(real_part, real_paths(given.data)) if given.data else iter(made_parts())
    found = [text for part in parts for text in part.texts[::40] if text]
    texts = found[:: max(1, len(found) // TEXTS)][:TEXTS]
    run, loop = HOSTS[given.host](), LOOPS.get(given.host, lambda: CHAIN.many)()
    expected = loop(texts)
    wrong = sum(a != b for a, b in zip(run(texts), expected, strict=True))
    ratios = []
    for _ in range(TURNS):
        alone, _ = seconds(loop, texts)
        ratios.append(seconds(run, texts)[0] / alone)
    print(f"{given.host}: {len(texts)} texts, {wrong} differ, {median(ratios):.2f} x a loop of the chain")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
