"""Text to measure on: made from the fixtures, or the files of a data folder.

Made text is the default: a seed draws paragraphs of the fixtures, in their order, into articles, once as
they come from scrapers ("dirty") and once cleaned ("clean"). A data folder has text/*.jsonl.gz, records
with an "id" and a "text"; each file is a part of its own.
"""

import argparse
import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import orjson

FIXTURES = Path(__file__).parents[1] / "fixtures"
DATA = Path("../shared/eval")
KEPT_PARAGRAPHS = 0.8


class Part(NamedTuple):
    """Records as JSON, and their texts."""

    name: str
    records: Sequence[bytes]
    texts: Sequence[str]

    @property
    def chars(self) -> int:
        """The characters of all texts."""
        return sum(map(len, self.texts))

    def chunks(self, chars: int = 200_000) -> "Iterator[Part]":
        """Yield the part in pieces of about so many characters."""
        start = size = 0
        for end, text in enumerate(self.texts, 1):
            size += len(text)
            if size >= chars or end == len(self.texts):
                yield Part(self.name, self.records[start:end], self.texts[start:end])
                start, size = end, 0

    def sampled(self, chars: int) -> "Part":
        """Return about so many characters of it: every n-th record."""
        step = max(1, round(self.chars / chars))
        return Part(self.name, self.records[::step], self.texts[::step])


def made_parts(seed: int = 0, articles: int = 300) -> list[Part]:
    """Return "dirty" and "clean" text made from the fixtures; the same for the same seed."""
    names = {"dirty": "input.*", "clean": "expected.txt"}
    return [_part(name, _articles(pattern, Random(seed), articles)) for name, pattern in names.items()]


def real_part(path: Path) -> Part:
    """Return the records of a .jsonl.gz file."""
    records = [orjson.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    return _part(path.name.partition(".")[0], records)


def real_paths(data: Path | None) -> list[Path]:
    """Return the files of a data folder, none if there is no folder."""
    return sorted((data / "text").glob("*.jsonl.gz")) if data else []


def add_data_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--data``; its default is the folder that stands beside the project, if it does."""
    parser.add_argument("--data", type=Path, default=DATA if DATA.is_dir() else None, metavar="FOLDER")


def _part(name: str, records: Sequence[dict[str, Any]]) -> Part:
    return Part(name, [orjson.dumps(record) for record in records], [record["text"] for record in records])


def _articles(pattern: str, random: Random, count: int) -> list[dict[str, Any]]:
    sources = [path.read_bytes().decode() for path in sorted(FIXTURES.glob(f"*/{pattern}"))]
    made = []
    for number in range(count):
        paragraphs = random.choice(sources).split("\n\n")
        kept = [paragraph for paragraph in paragraphs if random.random() < KEPT_PARAGRAPHS]
        text = "\n\n".join(kept or paragraphs[:1]).removesuffix("\n")
        made.append({"id": f"made/{number}", "url": f"https://example.org/{number}", "text": text})
    return made
