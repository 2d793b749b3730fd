"""What the audit costs, and whether annotations follow.

    python -m benchmarks.audit --data ../shared/eval

Cost: CPU time of `chain.audit` over that of `chain`, in pairs, the median. Annotations: spans of names and
figures found in the cleaned text are mapped to the source and back, over 1,000 real articles.
"""

import argparse
import gzip
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time

import orjson

from cleankit import Chain

PAIRS = 5
SETS = {"bbc_en": 2.5, "extractor_outputs": 4.0}  # and the price that was promised
ENTITY_RE = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+|\d[\d,.]*\d|\b[A-Z]{2,}\b")


def read_texts(path: Path, every: int = 1) -> list[str]:
    """Return the texts of every n-th record."""
    with gzip.open(path) as lines:
        return [orjson.loads(line)["text"] for number, line in enumerate(lines) if number % every == 0]


def cost(chain: Chain, texts: Sequence[str]) -> float:
    """Return the median ratio of audit to plain chain."""

    def seconds(call: Callable[[str], object]) -> float:
        started = process_time()
        for text in texts:
            call(text)
        return process_time() - started

    seconds(chain)
    return median(seconds(chain.audit) / seconds(chain) for _ in range(PAIRS))


def projected(chain: Chain, text: str) -> tuple[int, int, int]:
    """Return counts of entities: found, untouched on the way, mapped wrongly."""
    report = chain.audit(text)
    found = untouched = wrong = 0
    source = report.source
    for entity in ENTITY_RE.finditer(report.text):
        found += 1
        start, end = report.source_span(*entity.span())
        if source[start:end] == entity[0]:
            untouched += 1
            wrong += report.clean_span(start, end) != entity.span()
        else:  # touched: at least one edit must lie in the span it was mapped to
            wrong += not any(edit.start < end and start < edit.end for edit in report.edits)
    return found, untouched, wrong


def main() -> None:
    """Print the figures; exit with 1 if a span is mapped wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    data = parser.parse_args().data / "text"
    if not data.is_dir():
        raise SystemExit(f"{data}: not there; nothing was measured")
    chain = Chain("article")
    for name, promised in SETS.items():
        texts = read_texts(data / f"{name}.jsonl.gz", every=3)
        print(f"{name:20} audit costs {cost(chain, texts):.2f} x the chain (promised: {promised})")
    counts = [
        projected(chain, text) for text in read_texts(data / "extractor_outputs.jsonl.gz", every=5)[:1000]
    ]
    found, untouched, wrong = map(sum, zip(*counts, strict=True))
    print(f"{len(counts)} articles: {found} entities, {untouched} untouched, {wrong} mapped wrongly")
    raise SystemExit(wrong > 0)


if __name__ == "__main__":
    main()
