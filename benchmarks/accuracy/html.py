"""Measure main content: ``python -m benchmarks.accuracy html --data ../shared/eval``.

cleankit is measured by the models of the folds, none of which has seen the site of the page it judges
(benchmarks/training/html_content.py makes them), and peers on the same pages. ``--speed`` times cleankit,
trafilatura, its fast mode and resiliparse over all pages in one process, in turns. ``--worst N`` lists the
pages on which cleankit is worst, with what it kept wrongly and what it lost.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

import orjson

from benchmarks.accuracy.html_metric import (
    Counts,
    by_site,
    counts,
    elements_found,
    f1,
    low,
    pooled,
    pooled_f1,
    precision_recall,
    snippets,
)
from benchmarks.accuracy.html_pages import CACHE, SETS, Page, read_pages
from benchmarks.accuracy.html_peers import PEERS, outputs
from benchmarks.folds import FOLDS, fold_of
from benchmarks.peers.works.pages import Extract, resiliparse, trafilatura
from benchmarks.training.html_labels import covered
from cleankit.html import JudgedBlock, clean_html, judge_page
from cleankit.html.content import default_model, model_from_data

LEAST_COVERED = 0.8
SNIPPETS = "trafilatura_eval"
SPEED_TURNS = 2
TIMED: dict[str, Callable[[], Extract]] = {
    "trafilatura": trafilatura,
    "trafilatura fast": lambda: trafilatura(fast=True),
    "resiliparse": lambda: resiliparse(main_content=True),
}


def main(argv: list[str]) -> int:
    """Print the table; exit code 2 without the data or the models of the folds."""
    parser = argparse.ArgumentParser(prog="benchmarks.accuracy html", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one page in N, of every set")
    options = parser.parse_args(argv)
    if not (options.data / "html").is_dir():
        print(f"html: {options.data}: no folder html in it; nothing measured", file=sys.stderr)
        return 2
    files = [options.cache / f"html-fold{fold}.json" for fold in range(FOLDS)]
    if not all(file.exists() for file in files):
        print(
            "html: no models of folds; run python -m benchmarks.training.html_content first", file=sys.stderr
        )
        return 2
    models = [model_from_data(orjson.loads(file.read_bytes())) for file in files]
    pages, passed = usable(islice(read_pages(options.data), 0, None, options.every))
    print(f"{len(pages)} pages; passed over, for the page lacks a fifth of the truth: {', '.join(passed)}\n")
    judged = {
        page.id: judge_page(page.data, page.url, model=models[fold_of(page.site)]).blocks for page in pages
    }
    ours = {page: "\n".join(block.text for block in blocks if block.kept) for page, blocks in judged.items()}
    header()
    row("cleankit, out of fold", pages, ours)
    for name in [] if options.no_peers else PEERS:
        texts = outputs(name, pages, options.cache)
        if texts is None:
            print(f"{name:30} not installed, not measured")
        else:
            row(name, pages, texts)
    if options.worst:
        worst(pages, judged, ours, options.worst)
    if options.speed:
        speed(pages)
    return 0


def usable(pages: Iterable[Page]) -> tuple[list[Page], list[str]]:
    """Return the pages to measure, and the ids of those whose truth is not in the page."""
    kept, passed = [], []
    for page in pages:
        if page.set.startswith("waddle") and page.text is not None:
            texts = [block.text for block in judge_page(page.data, page.url).blocks]
            if covered(page.text, texts) < LEAST_COVERED:
                passed.append(page.id)
                continue
        kept.append(page)
    return kept, passed


def compare(page: Page, text: str) -> Counts:
    """Return the counts of one page, of 4-grams or of snippets."""
    return snippets(text, page.wanted, page.unwanted) if page.text is None else counts(text, page.text)


def header() -> None:
    print(f"{'':38} {'pages':>5} {'F1':>6} {'± sites':>7} {'P':>6} {'R':>6} {'R < .8':>6} {'F1 < .6':>7}")


def row(name: str, pages: Sequence[Page], texts: dict[str, str]) -> None:
    """Print one extractor's lines, one per set and type of page, and its recall by kind of element."""
    print(name)
    for chosen in SETS:
        line(chosen, [page for page in pages if page.set == chosen], texts)
    for kind in sorted({page.type for page in pages if page.type}):
        line(f"  {kind}", [page for page in pages if page.type == kind], texts)
    shares: dict[str, list[float]] = {}
    for page in pages:
        for kind, share in elements_found(texts[page.id], page.elements or ()).items():
            shares.setdefault(kind, []).append(share)
    means = (f"{kind} {sum(values) / len(values):.3f}" for kind, values in sorted(shares.items()))
    print(f"  elements: {', '.join(means)}", flush=True)


def line(name: str, pages: Sequence[Page], texts: dict[str, str]) -> None:
    """Print the figures of some pages."""
    if not pages:
        return
    found = [compare(page, texts[page.id]) for page in pages]
    has_snippets = pages[0].text is None
    measure, parts = (pooled_f1, pooled) if has_snippets else (f1, precision_recall)
    error = by_site([(page.site, counts_) for page, counts_ in zip(pages, found, strict=True)], measure)
    precision, recall = parts(found)
    little, bad = (0, 0) if has_snippets else low(found)
    print(
        f"  {name:36} {len(pages):5} {measure(found):6.4f} {error:7.3f} {precision:6.3f} {recall:6.3f}"
        f" {little:6} {bad:7}",
        flush=True,
    )


def worst(
    pages: Sequence[Page], judged: dict[str, list[JudgedBlock]], ours: dict[str, str], number: int
) -> None:
    """Print the pages with the lowest F1, and the longest blocks that were judged wrongly."""
    scored = sorted(
        (f1([compare(page, ours[page.id])]), page.id, page) for page in pages if page.text is not None
    )
    for value, name, page in scored[:number]:
        found = compare(page, ours[name])
        print(f"\n{name} F1 {value:.2f} wrongly kept {found.fp:.2f} missed {found.fn:.2f} {page.url or ''}")
        truth = " ".join((page.text or "").split())
        for label, kept in (("kept", True), ("missed", False)):
            wrong = [b for b in judged[name] if b.kept is kept and (b.text[:60] in truth) is not kept]
            for block in sorted(wrong, key=lambda b: -len(b.text))[:3]:
                where = f"{block.rule} {block.note} {block.xpath[-60:]}"
                print(f"  {label} {len(block.text):5} {where} {block.text[:80]!r}")


def speed(pages: Sequence[Page]) -> None:
    """Print milliseconds of CPU a page, the best of several turns over all pages for each."""
    default_model()
    contenders: dict[str, Callable[[bytes], object]] = {"cleankit": clean_html}
    for name, make in TIMED.items():
        try:
            contenders[name] = make()
        except ImportError:
            print(f"{name}: not installed, not timed")
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(SPEED_TURNS):
        spent = dict.fromkeys(contenders, 0.0)
        for page in pages:
            for name, extract in contenders.items():
                start = time.process_time()
                extract(page.data)
                spent[name] += time.process_time() - start
        best = {name: min(best[name], spent[name]) for name in best}
    print(f"\n{'one process, ' + str(len(pages)) + ' pages':30} ms a page   times as long as cleankit")
    for name, seconds in best.items():
        print(f"{name:30} {seconds / len(pages) * 1000:8.2f}   {seconds / best['cleankit']:.1f}")
