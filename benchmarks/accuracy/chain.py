"""Measure what a whole chain does to labelled lines: ``python -m benchmarks.accuracy chain --data DIR``.

Per route of extraction: the share of the article's characters that go, and by which filter, the documents
that lose any, and precision and recall on lines of junk. A line goes if an edit removes it whole.
"""

import argparse
import gzip
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import orjson

from cleankit import Chain


class Tally(NamedTuple):
    """Characters of the article, those that went by filter, documents hurt, and lines that went or stayed."""

    kept: int
    lost: Counter[str]
    hurt: int
    found: int
    wrong: int
    missed: int


def main(argv: list[str]) -> int:
    """Print a line per route; exit code 2 without the data."""
    parser = argparse.ArgumentParser(prog="benchmarks.accuracy chain", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--chain", default="article", metavar="PRESET")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one document in N")
    options = parser.parse_args(argv)
    paths = sorted((options.data / "lines").glob("*.jsonl.gz"))
    if not paths:
        print(f"chain: {options.data}: no lines/*.jsonl.gz in it; nothing measured", file=sys.stderr)
        return 2
    chain = Chain(options.chain)
    for path in paths:
        rows = gzip.decompress(path.read_bytes()).splitlines()[:: options.every]
        pages = [orjson.loads(row)["lines"] for row in rows]
        tally = measure(chain, pages)
        by_filter = ", ".join(f"{name} {count / tally.kept:.5f}" for name, count in tally.lost.most_common())
        lost = tally.lost.total() / tally.kept
        precision = tally.found / max(1, tally.found + tally.wrong)
        recall = tally.found / max(1, tally.found + tally.missed)
        name = path.name.partition(".")[0]
        print(f"{name:18} {len(pages):4} documents, lost {lost:.5f} ({by_filter}), {tally.hurt} hurt", end="")
        print(f"; junk: precision {precision:.3f}, recall {recall:.3f}", flush=True)
    return 0


def measure(chain: Chain, pages: list[list[tuple[str, str]]]) -> Tally:
    """Return what a chain does to pages of labelled lines.

    >>> page = [("Advertisement", "drop"), ("The boat left at noon.", "keep"), ("Menu of the day", "drop")]
    >>> measure(Chain("article"), [page])
    Tally(kept=22, lost=Counter(), hurt=0, found=1, wrong=0, missed=1)
    """
    lost: Counter[str] = Counter()
    kept = hurt = found = wrong = missed = 0
    for page in pages:
        texts = [" ".join(text.splitlines()) for text, _ in page]
        gone = dict(_removed(chain, texts))
        for number, (_, label) in enumerate(page):
            size = len(texts[number])
            kept += size if label == "keep" else 0
            if number in gone and label == "keep":
                lost[gone[number]] += size
                wrong += 1
            found += label == "drop" and number in gone
            missed += label == "drop" and number not in gone
        hurt += any(page[number][1] == "keep" for number in gone)
    return Tally(kept, lost, hurt, found, wrong, missed)


def _removed(chain: Chain, texts: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that an edit removes whole, with the edit's filter."""
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    for edit in chain.audit("\n".join(texts)).edits:
        if edit.after.strip() or not edit.before.strip():
            continue
        number = max(0, bisect_left(starts, edit.start) - 1)
        while number < len(texts) and starts[number] < edit.end:
            end = starts[number] + len(texts[number].rstrip())
            if texts[number].strip() and edit.start <= starts[number] and end <= edit.end:
                yield number, edit.filter
            number += 1
