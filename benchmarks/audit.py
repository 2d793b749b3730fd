"""What the audit costs, and whether annotations follow.

    python -m benchmarks.audit --data ../shared/eval

Cost: CPU time of `chain.audit` over that of `chain`, in pairs, the median. Annotations: spans of names and
figures found in the cleaned text are mapped to the source and back, over 1,000 real articles.
Pages: the size of a line of the audit file.
"""

import argparse
import gzip
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time

import orjson
from zstandard import ZstdCompressor

from cleankit import Chain
from cleankit.batch.audits import audit_line
from cleankit.html.audit import audit_page

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


def page_sizes(chain: Chain, folder: Path) -> str:
    """Return what the audit of pages takes, as a line to print."""
    paths = sorted(folder.glob("*/pages/*.html.gz"))
    pages = [gzip.decompress(path.read_bytes()) for path in paths[:: max(1, len(paths) // 300)]]
    reports = [audit_page(chain, page) for page in pages]
    lines = [audit_line(report, "page.html") for report in reports]
    edits = (edit for one in reports for layer in one.layers for edit in layer.edits)
    removed = sum(len(edit.before.encode()) for edit in edits if edit.filter == "html")
    packed = len(ZstdCompressor().compress(b"".join(lines)))
    size, count = sum(map(len, lines)), max(1, len(pages))
    share = size / max(1, sum(map(len, pages)))
    return (
        f"{count} pages: {size / count / 1e3:.1f} kB of audit each, {share:.1%} of the HTML "
        f"({removed / count / 1e3:.1f} kB: text of dropped blocks); {packed / count / 1e3:.1f} kB with zstd"
    )


def main() -> None:
    """Print the figures; exit with 1 if a span is mapped wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    folder = parser.parse_args().data
    data = folder / "text"
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
    print(page_sizes(chain, folder / "html"))
    raise SystemExit(wrong > 0)


if __name__ == "__main__":
    main()
