"""Other extractors over the same pages: ``PYTHON -m benchmarks.accuracy html_peers --data DIR``.

Their outputs are kept in a folder, so that a rerun is quick, and so that peers which do not install beside
cleankit (they want another Python, or another release of a package) can run in an environment of their own:
this module needs orjson and the peers, nothing of cleankit. `benchmarks.accuracy html` reads the folder; a
peer that is neither installed nor in it is left out and said so.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path

import orjson

from benchmarks.accuracy.html_pages import CACHE, Page, read_pages
from benchmarks.peers.works.pages import (
    Extract,
    magic_html,
    newspaper,
    readability,
    resiliparse,
    rs_trafilatura,
    trafilatura,
)

PEERS: dict[str, tuple[str, Callable[[], Extract]]] = {
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura, no comments": ("trafilatura", lambda: trafilatura(include_comments=False)),
    "trafilatura fast": ("trafilatura", lambda: trafilatura(fast=True, include_comments=False)),
    "trafilatura precision": ("trafilatura", lambda: trafilatura(favor_precision=True)),
    "readability-lxml + html-text": ("readability-lxml", readability),
    "resiliparse": ("resiliparse", lambda: resiliparse(main_content=True)),
    "newspaper4k": ("newspaper4k", newspaper),
    "magic-html": ("magic-html", magic_html),
    "rs-trafilatura": ("rs-trafilatura", rs_trafilatura),
    "whole page": ("resiliparse", lambda: resiliparse(main_content=False)),
}


def outputs(name: str, pages: Sequence[Page], cache: Path) -> dict[str, str] | None:
    """Return a peer's text of each page, from the cache where it is there; None if it is not installed.

    A page on which the peer raises counts as an empty text. Where the peer is not installed, the newest
    outputs in the cache that have all pages are taken.
    """
    package, make = PEERS[name]
    try:
        kept, missing = _known(cache, name, version(package), pages)
        if missing:
            kept |= _run(make(), missing)
            cache.mkdir(parents=True, exist_ok=True)
            _file(cache, name, version(package)).write_bytes(orjson.dumps(kept))
    except (ImportError, PackageNotFoundError):
        for file in sorted(cache.glob(_file(cache, name, "*").name), reverse=True):
            found: dict[str, str] = orjson.loads(file.read_bytes())
            if all(page.id in found for page in pages):
                return found
        return None
    return kept


def _file(cache: Path, name: str, release: str) -> Path:
    return cache / f"{name.replace(' ', '-')}-{release}.json"


def _known(cache: Path, name: str, release: str, pages: Sequence[Page]) -> tuple[dict[str, str], list[Page]]:
    """Return the outputs that the cache has, and the pages that it lacks."""
    file = _file(cache, name, release)
    kept = orjson.loads(file.read_bytes()) if file.exists() else {}
    return kept, [page for page in pages if page.id not in kept]


def _run(extract: Extract, pages: Sequence[Page]) -> dict[str, str]:
    found = {}
    for page in pages:
        try:
            found[page.id] = extract(page.data).encode("utf-8", "replace").decode()
        except Exception:  # noqa: BLE001 - any failure of a peer is an empty answer
            found[page.id] = ""
    return found


def main(argv: list[str]) -> int:
    """Run the peers that are installed here, and keep their outputs; exit code 2 without the data."""
    parser = argparse.ArgumentParser(prog="benchmarks.accuracy html_peers", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--peer", action="append", choices=PEERS, help="only this one; may be repeated")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one page in N, of every set")
    options = parser.parse_args(argv)
    if not (options.data / "html").is_dir():
        print(f"html_peers: {options.data}: no folder html in it; nothing measured", file=sys.stderr)
        return 2
    pages = list(islice(read_pages(options.data), 0, None, options.every))
    for name in options.peer or PEERS:
        start = time.process_time()
        if outputs(name, pages, options.cache) is None:
            print(f"{name:30} not installed")
        else:
            spent = time.process_time() - start
            print(
                f"{name:30} {len(pages)} pages, {spent / len(pages) * 1000:.1f} ms of CPU a page", flush=True
            )
    return 0
