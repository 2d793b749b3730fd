"""Throughput of every filter and preset, beside the floor and the plain way to do the same.

    python -m pytest benchmarks --benchmark-only
    python -m pytest benchmarks --benchmark-only --data ../shared/eval -k bbc_en

Groups are texts, so that each table compares like with like; `chars` and `mchar_s` (million characters
a second, at the median) are in the JSON of --benchmark-json.
"""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.contenders import (
    TEXT_PART,
    chain_names,
    filter_names,
    ftfy_alone,
    of_chain,
    of_filter,
    of_preset,
    orjson_floor,
    plain_text_part,
    plain_whole,
)
from benchmarks.texts import Part
from benchmarks.timing import Contender


@pytest.mark.parametrize("name", filter_names())
def test_filter(benchmark: BenchmarkFixture, part: Part, name: str) -> None:
    run(benchmark, part, of_filter(name))


@pytest.mark.parametrize("name", chain_names())
def test_preset(benchmark: BenchmarkFixture, part: Part, name: str) -> None:
    run(benchmark, part, of_preset(name))


def test_text_part(benchmark: BenchmarkFixture, part: Part) -> None:
    run(benchmark, part, of_chain(TEXT_PART))


def test_floor(benchmark: BenchmarkFixture, part: Part) -> None:
    run(benchmark, part, orjson_floor)


def test_ftfy(benchmark: BenchmarkFixture, part: Part) -> None:
    run(benchmark, part, ftfy_alone)


def test_plain_text_part(benchmark: BenchmarkFixture, part: Part) -> None:
    run(benchmark, part, plain_text_part)


def test_plain_whole(benchmark: BenchmarkFixture, part: Part) -> None:
    run(benchmark, part, plain_whole())


def run(benchmark: BenchmarkFixture, part: Part, contender: Contender) -> None:
    contender(part)  # tables, patterns and packs are built before the clock runs
    benchmark.group = part.name
    benchmark.extra_info["chars"] = part.chars
    benchmark(contender, part)
    if benchmark.stats is not None:  # None with --benchmark-disable
        benchmark.extra_info["mchar_s"] = round(part.chars / 1e6 / benchmark.stats.stats.median, 1)
