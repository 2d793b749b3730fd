"""How right metadata is: title, author, date, site and language against labelled pages.

    python -m benchmarks.accuracy metadata --data ../shared/eval [--peer] [--wrong FIELD]

Right, wrong and missing, in two halves of the sites: pages that came out wrong were read in the half "read"
only; the scores of both were seen while rules were made. Then where the values came from. With ``--peer``
trafilatura (extra `bench`) runs on the same pages; ``--wrong`` lists what is wrong on the half that was read.

A title is right if one of both holds the other and has at most 25 characters more; an author if the names
are the same, or all wanted ones and at most three words more; a date by the day, give or take one; a site
and a language if one is in the other.
"""

import argparse
import gzip
import html
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from benchmarks.folds import site_of
from cleankit.html import judge_page
from cleankit.html.metadata.dates import parse_date

SETS = ("wcxb", "wcxb_types", "mozilla", "defuddle")
NO_SITES = ("mozilla", "defuddle")  # of their urls, which are those of a test host
FIELDS = ("title", "author", "date", "site", "lang")
HALVES = ("read", "unread")
BY_RE = re.compile(r"^(by|von|por|par|da) ")


class Labelled(NamedTuple):
    """A page and what is true of it."""

    id: str
    url: str | None
    data: bytes
    truth: Mapping[str, str]
    half: str


def main(argv: list[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="benchmarks.accuracy metadata", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--wrong", choices=FIELDS)
    options = parser.parse_args(argv)
    pages = list(read_labelled(options.data / "html"))
    if not pages:
        parser.error(f"{options.data}: found no metadata in html/{{{','.join(SETS)}}}/truth.jsonl")
    sources: Counter[tuple[str, str, str]] = Counter()
    print("cleankit")
    tally: Counter[tuple[str, str, str]] = Counter()
    started = time.process_time()
    for page in pages:
        document = judge_page(page.data, page.url).document
        found = {
            "title": document.title,
            "author": document.metadata.get("author"),
            "date": document.metadata.get("date"),
            "site": document.site,
            "lang": document.lang,
        }
        for field, answer, value in score(page, found):
            tally[field, page.half, answer] += 1
            if value:
                sources[field, document.metadata["sources"][field], answer] += 1
            if field == options.wrong and answer != "right" and page.half == HALVES[0]:
                print(f"  {page.id}: {answer}, wanted {page.truth[field]!r}, found {value!r}")
    show(tally)
    print(f"{(time.process_time() - started) / len(pages) * 1000:.1f} ms a page, the whole extraction")
    if options.peer:
        print("trafilatura")
        show(measure_peer(pages))
    print(f"{'field':8} {'from':40} {'right':>6} {'wrong':>6}")
    for field, source in sorted({key[:2] for key in sources}):
        print(
            f"{field:8} {source:40} {sources[field, source, 'right']:6} {sources[field, source, 'wrong']:6}"
        )
    return 0


def read_labelled(folder: Path) -> Iterator[Labelled]:
    """Yield the pages with metadata in their truth, or in a file beside it."""
    for name in SETS:
        path = folder / name / "truth.jsonl"
        if not path.exists():
            continue
        beside = folder / name / "metadata.jsonl"
        extra = {row["url"]: row for row in rows(beside)} if beside.exists() else {}
        for row in rows(path):
            truth = row.get("metadata") or extra.get(row.get("url")) or (row if "author" in row else {})
            truth = {field: str(truth[field]) for field in FIELDS if truth.get(field)}
            if name not in NO_SITES:  # there a language is as found, and a site is not labelled
                truth = {field: truth[field] for field in ("title", "author", "date") if field in truth}
            if not truth:
                continue
            site = row["id"] if name in NO_SITES else site_of(row.get("url"), row["id"])
            half = HALVES[sha256(site.encode()).digest()[0] % 2]
            data = gzip.decompress((folder / name / row["file"]).read_bytes())
            yield Labelled(row["id"], row.get("url"), data, truth, half)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file."""
    return map(orjson.loads, path.read_bytes().splitlines())


def score(page: Labelled, found: Mapping[str, str | None]) -> Iterator[tuple[str, str, str | None]]:
    """Yield of each labelled field whether what was found is right, wrong or missing."""
    for field, wanted in page.truth.items():
        value = found.get(field)
        yield field, "missing" if not value else "right" if is_right(field, wanted, value) else "wrong", value


def is_right(field: str, wanted: str, value: str) -> bool:
    """Say whether a value is what was wanted."""
    if field == "date":
        days = [parse_date(text) for text in (wanted, value)]
        if None in days:
            return False
        one, other = (date.fromisoformat(str(day)[:10]) for day in days)
        return abs((one - other).days) <= 1
    if field == "lang":
        return wanted[:2].lower() == value[:2].lower()
    x, y = words(wanted), words(value)
    if field == "author":
        x, y = BY_RE.sub("", x), BY_RE.sub("", y)
        xs, ys = set(x.split()), set(y.split())
        return (
            x == y
            or (xs <= ys and len(ys) <= len(xs) + 3)
            or (len(ys) >= 2 and ys <= xs and 2 * len(ys) >= len(xs))
        )
    if field == "title":
        return (
            x == y
            or (x in y and len(y) - len(x) <= 25)
            or (len(y) >= 10 and y in x and len(x) - len(y) <= 25)
        )
    return bool(y) and (x in y or y in x)


def words(text: str) -> str:
    """Return the words of a value, folded."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", html.unescape(text)).lower()))


def measure_peer(pages: list[Labelled]) -> Counter[tuple[str, str, str]]:
    """Return the tally of trafilatura, which gives no language without another package."""
    import trafilatura

    tally: Counter[tuple[str, str, str]] = Counter()
    for page in pages:
        said = trafilatura.extract_metadata(page.data, default_url=page.url)
        found = {} if said is None else {
            "title": said.title, "author": said.author, "date": said.date, "site": said.sitename,
            "lang": said.language,
        }  # fmt: skip
        for field, answer, _ in score(page, found):
            tally[field, page.half, answer] += 1
    return tally


def show(tally: Counter[tuple[str, str, str]]) -> None:
    """Print the shares that are right, wrong and missing, per field and half."""
    print(f"{'field':8} {'sites':8} {'values':>6} {'right':>7} {'wrong':>7} {'missing':>7}")
    for field in FIELDS:
        for half in (*HALVES, "all"):
            halves = HALVES if half == "all" else (half,)
            counts = {
                answer: sum(tally[field, h, answer] for h in halves)
                for answer in ("right", "wrong", "missing")
            }
            total = sum(counts.values()) or 1
            shares = " ".join(f"{counts[answer] / total:7.3f}" for answer in counts)
            print(f"{field:8} {half:8} {sum(counts.values()):6} {shares}")
