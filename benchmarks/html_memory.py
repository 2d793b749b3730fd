"""The memory of one process that takes the articles out of many pages.

    python -m benchmarks.html_memory --data ../shared/eval [--pages 10000]

The pages of the folder come round and round, in one order. What the largest page needs stays with the
process, so that the first round decides; after it, memory that grows is memory that leaks.
"""

import argparse
import gzip
import os
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from benchmarks.batch_memory import pss
from cleankit.html import extract


def samples(pages: Sequence[bytes], number: int, every: int) -> Iterator[tuple[int, float]]:
    """Extract from ``number`` gzipped pages; yield after each ``every`` how many, and the memory in MB."""
    for done, page in enumerate(islice(cycle(pages), number), 1):
        extract(gzip.decompress(page))
        if done % every == 0:
            yield done, pss(os.getpid()) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=10_000)
    options = parser.parse_args()
    paths = sorted((options.data / "html").glob("*/pages/*.gz"))
    if not paths:
        parser.error(f"{options.data}: found no html/*/pages/*.gz; give the folder of the labelled pages")
    pages = [path.read_bytes() for path in paths]
    print(f"{len(pages)} pages, again and again")
    for done, megabytes in samples(pages, options.pages, max(1, options.pages // 10)):
        print(f"{done:>8,} pages {megabytes:8.1f} MB", flush=True)


if __name__ == "__main__":
    main()
