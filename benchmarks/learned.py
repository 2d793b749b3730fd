"""What `cleankit learn` finds, what it costs, and what its rules take of labelled pages.

    python -m benchmarks.learned corpora --data ../shared/eval
    python -m benchmarks.learned labels --data ../shared/eval
    python -m benchmarks.learned memory
    python -m benchmarks.learned sample --data ../shared/eval [--rules 150 --min-docs 3] > sample.tsv

`corpora` learns from whole sets and applies the rules to the same texts. Every set is a process of its own,
so that its memory is its own. `labels` learns, for every site of the labelled lines that has several pages,
from these pages, and applies the rules to them; and, where there are three pages or more, from all but one,
and applies the rules to that one. `memory` learns from made corpora of which no two lines are the same, the
worst there is. `sample` prints rules to be judged by eye, at most twenty of a site.
"""

import argparse
import csv
import gzip
import json
import random
import resource
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from benchmarks.texts import add_data_option
from cleankit import Chain, Document
from cleankit.boilerplate.rules import load_rules
from cleankit.document import Lines
from cleankit.learn import Learned, learn

SETS = (
    ("masakhane_news", None),
    ("saudinews", None),
    ("fakenewsnet_old", None),
    ("ai_blogs_md", None),
    ("extractor_outputs", "resiliparse"),
)
MORE = (
    *(("extractor_outputs", route) for route in ("boilerpipe", "newspaper3k", "trafilatura", "readability")),
    *((name, None) for name in ("fullpage_outputs", "fakebr", "fi_news", "hack_fake_bg", "vfnd_vi")),
    *((name, None) for name in ("celebrity_fake", "horne2017", "moroccan_ar", "bbc_en", "gnad_de")),
)
ROUTES = ("traf_recall", "newspaper4k", "resiliparse_main", "html_text")
LETTERS = str.maketrans("0123456789", "abcdefghij")  # numbers would be taken for one another
SEED, OF_A_SITE = 5, 20


class Page(NamedTuple):
    """A labelled page."""

    document: Document
    labels: list[str]


class Losses(NamedTuple):
    """Characters of lines to keep and to drop, and how many of each went."""

    pages: int = 0
    keep: int = 0
    lost: int = 0
    junk: int = 0
    removed: int = 0

    def plus(self, other: "Losses") -> "Losses":
        return Losses(*(one + two for one, two in zip(self, other, strict=True)))

    def told(self) -> str:
        lost, removed = self.lost / max(1, self.keep), self.removed / max(1, self.junk)
        return f"{self.pages} | {self.keep:,} | {self.lost:,} ({lost:.2%}) | {self.junk:,} | {removed:.1%}"


def records(data: Path, name: str, route: str | None) -> Iterator[dict[str, Any]]:
    with gzip.open(data / "text" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if route is None or record.get("route") == route:
                yield record


def document_of(record: dict[str, Any]) -> Document:
    known: dict[str, Any] = {key: record.get(key) for key in ("id", "url", "site", "title")}
    return Document(record["text"], **known)


def judged(learned: Learned, documents: Sequence[Document]) -> list[dict[int, str | None]]:
    """Return for each document what became of its lines: None for those that went."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "learned.toml"
        path.write_text(learned.as_toml(), encoding="utf-8")
        rules = load_rules(str(path))
    return [
        {one.line: one.text for one in rules.judge(Lines(document.text.split("\n"), document))}
        for document in documents
    ]


def measured(data: Path, name: str, route: str | None) -> str:
    """Return a row of the table of corpora."""
    learn(records(data, name, route))  # one record at a time: what the process takes is what learning takes
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    given = list(records(data, name, route))
    characters = sum(len(record["text"]) for record in given)
    started = process_time()
    learned = learn(given)
    seconds = process_time() - started
    text_part = Chain(*(one for one in Chain("article").filters if one.kind == "text"))
    started = process_time()
    documents = [document_of({**record, "text": text_part(record["text"])}) for record in given]
    repairing = process_time() - started
    touched = removed = 0
    for document, verdicts in zip(documents, judged(learned, documents), strict=True):
        lines = document.text.split("\n")
        touched += bool(verdicts)
        removed += sum(len(lines[i]) - len(left or "") for i, left in verdicts.items())
    off = len(learned.rules) - len(learned.on)
    label = f"{name}, {route}" if route else name
    return (
        f"| {label} | {len(given):,} | {len(learned.on)} | {off} | {touched:,} | {removed:,} "
        f"({removed / characters:.2%}) | {memory / 1024:.0f} MB | {characters / seconds / 1e6:.1f} "
        f"| {seconds / repairing:.1f} |"
    )


def made(documents: int) -> Iterator[Document]:
    """Yield documents of 200 sites, twenty lines each; only the last line has been seen before."""
    for number in range(documents):
        names = (str(20 * number + i).translate(LETTERS) for i in range(19))
        lines = [f"Nobody has ever written {name} on the last page of a book." for name in names]
        text = "\n".join([*lines, "The last line of all"])
        yield Document(text, str(number), site=f"{number % 200}.example")


def peak(documents: int) -> str:
    learn(made(400))  # packs read, patterns compiled
    started = process_time()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    learned = learn(made(documents))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    missed = max(group.missed for group in learned.groups)
    each = 1000 * (process_time() - started) / documents
    told = f"{memory / 1024:.0f} MB | {each:.2f} ms | {len(learned.on)} | {missed}"
    return f"| {documents:,} | {20 * documents:,} | {told} |"


def memory() -> None:
    print("| documents | lines | memory | CPU time a document | of 200 rules found | documents missed |")
    print("|---|---|---|---|---|---|")
    for documents in (10_000, 30_000, 100_000):
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            print(pool.submit(peak, documents).result(), flush=True)


def corpora(data: Path) -> None:
    print("| set | documents | rules | off | touched | characters removed | memory | Mchar/s | repair = 1 |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, route in SETS:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            print(pool.submit(measured, data, name, route).result(), flush=True)


def pages_of(data: Path, route: str) -> dict[str, list[Page]]:
    """Return the labelled pages of a route by site, those of sites with several."""
    found: dict[str, list[Page]] = defaultdict(list)
    with gzip.open(data / "lines" / f"{route}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            texts = [text.replace("\n", " ") for text, _ in page["lines"]]
            document = Document("\n".join(texts), page["id"], site=page["domain"], title=page.get("title"))
            found[page["domain"]].append(Page(document, [label for _, label in page["lines"]]))
    return {site: pages for site, pages in found.items() if len(pages) > 1}


def losses(learned: Learned, pages: Sequence[Page]) -> Losses:
    total = Losses()
    verdicts = judged(learned, [page.document for page in pages])
    for page, gone in zip(pages, verdicts, strict=True):
        keep = lost = junk = removed = 0
        for i, (text, label) in enumerate(zip(page.document.text.split("\n"), page.labels, strict=True)):
            went = len(text) - len(gone[i] or "") if i in gone else 0
            if label == "keep":
                keep, lost = keep + len(text), lost + went
                if went:
                    print(f"lost: {page.document.id}: {text[:100]!r}", file=sys.stderr)
            elif label == "drop":
                junk, removed = junk + len(text), removed + went
        total = total.plus(Losses(1, keep, lost, junk, removed))
    return total


def labels(data: Path) -> None:
    print("| route | applied to | pages | characters to keep | lost | junk | junk removed |")
    print("|---|---|---|---|---|---|---|")
    for route in ROUTES:
        same = left_out = Losses()
        for pages in pages_of(data, route).values():
            same = same.plus(losses(learn([page.document for page in pages], min_docs=2), pages))
            for i in range(len(pages) if len(pages) > 2 else 0):
                others = [page.document for page in (*pages[:i], *pages[i + 1 :])]
                left_out = left_out.plus(losses(learn(others, min_docs=2), pages[i : i + 1]))
        print(f"| {route} | the same pages | {same.told()} |")
        print(f"| {route} | a page left out | {left_out.told()} |", flush=True)


def sample(data: Path, size: int, min_docs: int) -> None:
    """Print rules of all sets: the line, how many documents have it, and where."""
    rows: list[list[object]] = []
    for name, route in (*SETS, *MORE):
        learned = learn(records(data, name, route), min_docs=min_docs)
        by_site: dict[str, int] = defaultdict(int)
        for entry in random.Random(SEED).sample(learned.on, len(learned.on)):
            group = entry.group
            by_site[group.name] += 1
            if by_site[group.name] <= OF_A_SITE:
                share = f"{max(one.count for one in entry.members)}/{group.documents}"
                kind = [entry.table["match"], entry.table["where"], share]
                rows.append([name, group.name, *kind, " / ".join(entry.lines)])
    chosen = sorted(random.Random(SEED).sample(rows, min(size, len(rows))), key=str)
    csv.writer(sys.stdout, delimiter="\t", lineterminator="\n").writerows(chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=["corpora", "labels", "memory", "sample"])
    parser.add_argument("--rules", type=int, default=150, help="of the sample")
    parser.add_argument("--min-docs", type=int, default=3, help="for the sample")
    add_data_option(parser)
    given = parser.parse_args()
    if given.what == "memory":
        memory()
        return
    if given.data is None or not given.data.is_dir():
        sys.exit(f"{given.data}: no such folder; nothing was measured; give --data FOLDER")
    if given.what == "corpora":
        corpora(given.data)
    elif given.what == "labels":
        labels(given.data)
    else:
        sample(given.data, given.rules, given.min_docs)


if __name__ == "__main__":
    main()
