"""Measure which elements of pages are kept: ``python -m benchmarks.accuracy structure --data DIR``.

Recall by kind of element, of its first 60 letters, the mean over pages that name their elements. By the
shipped model, which has seen them; ``accuracy html`` has the figures of models that have not.
"""

import argparse
import sys
from pathlib import Path

from benchmarks.accuracy.html_metric import elements_found
from benchmarks.accuracy.html_pages import CACHE, read_pages
from benchmarks.accuracy.html_peers import PEERS, outputs
from cleankit.html import clean_html


def main(argv: list[str]) -> int:
    """Print the table; exit code 2 without the data."""
    parser = argparse.ArgumentParser(prog="benchmarks.accuracy structure", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one page in N")
    parser.add_argument("--peers", action="store_true", help="also the peers that are installed")
    options = parser.parse_args(argv)
    if not (options.data / "html").is_dir():
        print(f"structure: {options.data}: no folder html in it; nothing measured", file=sys.stderr)
        return 2
    pages = [page for page in read_pages(options.data) if page.elements][:: options.every]
    print(f"{len(pages)} pages")
    texts = {"cleankit": {page.id: clean_html(page.data, page.url) for page in pages}}
    for name in PEERS if options.peers else ():
        found = outputs(name, pages, options.cache)
        if found is None:
            print(f"{name}: not installed, not measured")
        else:
            texts[name] = found
    for name, by_page in texts.items():
        shares: dict[str, list[float]] = {}
        for page in pages:
            for kind, share in elements_found(by_page[page.id], page.elements or ()).items():
                shares.setdefault(kind, []).append(share)
        means = (f"{kind} {sum(values) / len(values):.3f}" for kind, values in sorted(shares.items()))
        print(f"{name}: {', '.join(means)}")
    return 0
