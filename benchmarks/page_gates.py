"""Measure the gates of pages, `page-type` and `doubtful-extraction`, on labelled pages.

    python -m benchmarks.page_gates [--data FOLDER] [--every N]

Prints what `page-type` refuses by kind of page, and for thresholds of `doubtful-extraction` how many of the
pages that it refuses are failures: the extracted text agrees with the page's true text by less than .6 (F1
over words). The least characters and the agreement are chosen on four fifths of the sites and measured on
the last fifth, five times; figures without "out of fold" are of the defaults on all pages.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

from benchmarks.texts import add_data_option
from cleankit import Chain, Cleaned, Document
from cleankit.html import extract
from cleankit.registry import filter

SETS = ("fundus", "wcxb", "waddle", "waddle_more", "zhweb", "cleanportal", "wcxb_types")
FAILED = 0.6
FOLDS = 5
CHARS = (0, 100, 150, 200, 250, 350, 500)
AGREEMENTS = (0.0, 0.1, 0.2, 0.25, 0.3, 0.4)
LEAST_PRECISION = 0.5


class Page(NamedTuple):
    """A page, as it was extracted, and how well."""

    kind: str
    site: str
    document: Document
    f1: float


def pages_of(data: Path, every: int) -> list[Page]:
    """Return every n-th page of the sets that have the whole text."""
    chain, found = Chain("article"), []
    for name in SETS:
        folder = data / "html" / name
        for line in (folder / "truth.jsonl").read_text("utf-8").split("\n")[::every]:
            record: dict[str, Any] = json.loads(line or "{}")
            if not record.get("text"):
                continue
            url = record.get("url")
            page = extract(gzip.decompress((folder / record["file"]).read_bytes()), url)
            text = chain.apply(page).text
            site = record.get("site") or urlsplit(url or "").netloc.removeprefix("www.") or record["id"]
            kind = record.get("type") or "article"
            document = Document(text, title=page.title, blocks=page.blocks, metadata=page.metadata)
            found.append(Page(kind, site, document, agreement(text, record["text"])))
    return found


def agreement(ours: str, truth: str) -> float:
    """Return the F1 of word characters, as two- and three-letter pieces: it needs no words in any script."""
    one, two = (Counter(pieces(text)) for text in (ours, truth))
    both = (one & two).total()
    return 2 * both / (one.total() + two.total()) if both else 0.0


def pieces(text: str) -> Iterable[str]:
    """Yield words where blanks part them, else pairs of characters."""
    for part in text.lower().split():
        if part.isascii() or len(part) < 12:
            yield part
        else:
            yield from (part[i : i + 2] for i in range(len(part) - 1))


def refused(page: Page, **options: Any) -> str | None:
    """Return the reason of doubtful-extraction."""
    one = filter("doubtful-extraction", **options)
    reason: str | None = one.bound(Cleaned(page.document.text, page.document, None, ""))
    return reason


def measured(pages: list[Page], hit: list[bool]) -> str:
    """Return precision and recall, and how many good articles go."""
    failed = [page.f1 < FAILED for page in pages]
    right = sum(a and b for a, b in zip(failed, hit, strict=True))
    good = sum(b and page.f1 >= 0.8 for page, b in zip(pages, hit, strict=True))
    share = right / max(1, sum(hit))
    return (
        f"refused {sum(hit):4}, of them failures {right:4} (precision {share:.2f}), of "
        f"{sum(failed)} failures (recall {right / max(1, sum(failed)):.2f}); good ones refused {good}"
    )


def chosen(
    pages: list[Page], table: dict[tuple[int, float], list[bool]], rows: list[int]
) -> tuple[int, float]:
    """Return the thresholds that find most failures, with at least half of what goes being failures."""

    def score(key: tuple[int, float]) -> tuple[int, int]:
        hits = [i for i in rows if table[key][i]]
        right = sum(pages[i].f1 < FAILED for i in hits)
        return (right, -len(hits)) if right >= LEAST_PRECISION * len(hits) else (0, -len(hits))

    return max(table, key=score)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_data_option(parser)
    parser.add_argument("--every", type=int, default=1, metavar="N")
    given = parser.parse_args()
    if given.data is None:
        print("not measured: no --data FOLDER")
        return
    pages = pages_of(given.data, given.every)
    types, refusals, kinds = Counter[str](), Counter[str](), Counter(page.kind for page in pages)
    gate = filter("page-type")
    for page in pages:
        types[page.kind] += "type" in page.document.metadata
        refusals[page.kind] += gate.bound(Cleaned("", page.document, None, "")) is not None
    for kind, count in kinds.most_common():
        print(f"page-type: {kind:16} {count:4} pages, {types[kind]:4} say a type, {refusals[kind]:4} refused")
    articles = [page for page in pages if page.kind == "article"]
    for name, part in (("all pages", pages), ("articles", articles)):
        hit = [refused(page) is not None for page in part]
        print(f"doubtful-extraction, {name}: {measured(part, hit)}")
    table = {
        (chars, share): [refused(page, min_chars=chars, min_agreement=share) is not None for page in pages]
        for chars in CHARS
        for share in AGREEMENTS
    }
    out = [False] * len(pages)
    for fold in range(FOLDS):
        inside = [i for i, page in enumerate(pages) if crc32(page.site.encode()) % FOLDS != fold]
        best = chosen(pages, table, inside)
        print(f"fold {fold}: min_chars {best[0]}, min_agreement {best[1]}")
        for i in set(range(len(pages))) - set(inside):
            out[i] = table[best][i]
    print(f"doubtful-extraction, out of fold: {measured(pages, out)}")


if __name__ == "__main__":
    main()
