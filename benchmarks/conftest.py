"""`pytest benchmarks --benchmark-only [--data FOLDER]`: which text the cases run on."""

from functools import cache
from pathlib import Path

import pytest

from benchmarks.texts import Part, made_parts, real_part, real_paths

SAMPLE = 200_000  # characters of a file: a round of the slowest case takes a tenth of a second


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--data", type=Path, metavar="FOLDER", help="measure a sample of FOLDER/text/*.jsonl.gz too"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "part" in metafunc.fixturenames:
        names: list[str | Path] = ["dirty", "clean", *real_paths(metafunc.config.getoption("--data"))]
        ids = [name if isinstance(name, str) else name.name.partition(".")[0] for name in names]
        metafunc.parametrize("part", names, ids=ids, indirect=True)


def pytest_report_header(config: pytest.Config) -> str:
    data: Path | None = config.getoption("--data")
    if data is None:
        return "text: made from the fixtures; real text is not measured without --data FOLDER"
    return f"text: made from the fixtures, and samples of {len(real_paths(data))} files of {data}"


@pytest.fixture
def part(request: pytest.FixtureRequest) -> Part:
    return _part(request.param)


@cache
def _part(name: str | Path) -> Part:
    if isinstance(name, Path):
        return real_part(name).sampled(SAMPLE)
    return next(part for part in made_parts() if part.name == name)
