"""What stays of the lines that a site's pages repeat, once its pack is learned from other pages of it.

    python -m benchmarks.sites --data ../shared/eval
    python -m benchmarks.sites            # made sites alone

Whole pages as plain text, with menus, footers and all. Of each site, every second page teaches and the others
are cleaned. A line recurs that stands on a fifth of the site's pages or more (three at least); it is text if
the page's true text has it as a line, or, from 25 characters, anywhere.
"""

import argparse
import gzip
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.made_sites import KINDS, TONGUES
from benchmarks.texts import add_data_option
from cleankit import Document
from cleankit.boilerplate.judge import Judge
from cleankit.boilerplate.rules import load_rules
from cleankit.boilerplate.rules.edges import strip_decoration
from cleankit.document import Lines
from cleankit.learn import learn
from cleankit.learn.documents import repaired
from cleankit.text.folding import fold

LEAST_PAGES, SHARE, LEAST_DOCS = 8, 0.2, 3
MADE = 80  # pages of a made site
LEAST_PART = 25  # characters of a line that is text wherever the true text has it


Judged = dict[int, tuple[str, str | None]]


class Page(NamedTuple):
    """A page as plain text and its true text."""

    document: Document
    truth: str


class Figures(NamedTuple):
    """Occurrences of recurring lines that are no text: all, left by shipped packs, left by both."""

    recurring: int = 0
    shipped: int = 0
    left: int = 0
    truth: int = 0
    lost: int = 0
    rules: int = 0
    fire: int = 0

    def plus(self, other: "Figures") -> "Figures":
        return Figures(*(one + two for one, two in zip(self, other, strict=True)))

    def row(self, name: str) -> str:
        whole = max(1, self.recurring)
        fire = f"{self.fire} of {self.rules}"
        return (
            f"| {name} | {self.recurring:,} | {self.shipped / whole:.1%} | {self.left / whole:.1%} "
            f"| {self.lost:,} of {self.truth:,} | {fire} |"
        )


def plain(raw: bytes) -> str:
    """Return all the text of a page."""
    from resiliparse.extract.html2text import extract_plain_text

    from cleankit.decoding.evidence import decode

    return str(extract_plain_text(decode(raw).text, main_content=False, alt_texts=False))


def pages_of(data: Path, name: str) -> dict[str, list[Page]]:
    """Return the pages of the sites that have enough."""
    folder = data / "html" / name
    found: dict[str, list[Page]] = defaultdict(list)
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            known = json.loads(line)
            raw = gzip.decompress((folder / known["file"]).read_bytes())
            document = Document(plain(raw), known["id"], site=known["site"])
            document = Document(repaired(document), known["id"], site=known["site"])
            found[known["site"]].append(Page(document, known["text"]))
    return {site: pages for site, pages in sorted(found.items()) if len(pages) >= LEAST_PAGES}


def made_sites() -> dict[str, list[Page]]:
    """Return made sites, a kind in a tongue each."""
    found: dict[str, list[Page]] = {}
    for kind, write in KINDS.items():
        for tongue in TONGUES:
            name = f"{kind}, {tongue}"
            for number in range(MADE):
                lines = [*write(tongue, number)]
                document = Document("\n".join(line for line, _ in lines), f"{number}", site=name)
                truth = "\n".join(line for line, is_text in lines if is_text)
                found.setdefault(name, []).append(Page(document, truth))
    return found


def key_of(line: str) -> str:
    key = fold(line)
    return strip_decoration(key) or key


def is_text(key: str, truth_lines: Container[str], truth: str) -> bool:
    return key in truth_lines or (len(key) >= LEAST_PART and key in truth)


def judge_with(pack: Path | None) -> Judge:
    return Judge(load_rules("all" if pack is None else ["all", str(pack)], categories="interface"))


def judged(judge: Judge, document: Document) -> Judged:
    """Return what went of a document's lines: the rule, and what is left."""
    return {one.line: (one.rule, one.text) for one in judge(Lines(document.text.split("\n"), document))}


def measured(pages: Sequence[Page], min_docs: int, show: bool = False) -> Figures:
    """Learn from every second page and clean the others."""
    times = Counter(
        key for page in pages for key in {key_of(line) for line in page.document.text.split("\n")}
    )
    least = max(LEAST_DOCS, SHARE * len(pages))
    recurring = {key for key, count in times.items() if key and count >= least}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "learned.toml"
        learned = learn([page.document for page in pages[::2]], path, min_docs=min_docs)
        shipped, both = judge_with(None), judge_with(path)
        total = Figures(rules=len(learned.on))
        for page in pages[1::2]:
            before, after = judged(shipped, page.document), judged(both, page.document)
            total = total.plus(compared(page, before, after, recurring, show))
        on_its_own = (judged(both, page.document) for page in pages[::2])
        fired = {rule for found in on_its_own for rule, _ in found.values() if rule.startswith("learned:")}
    return total._replace(fire=len(fired))


def compared(page: Page, before: Judged, after: Judged, recurring: Container[str], show: bool) -> Figures:
    """Return the figures of a page; of a headline that a menu has too, a copy is enough."""
    lines = page.document.text.split("\n")
    truth = " ".join(fold(page.truth).split())
    wanted = Counter(key_of(line) for line in page.truth.split("\n"))
    counts, went, left = Counter[str](), list[tuple[int, str]](), set[str]()
    for i, line in enumerate(lines):
        key = key_of(line)
        gone = i in after and after[i][1] is None
        if not gone:
            left.add(key)
        if key and is_text(key, wanted, truth):
            counts["truth"] += len(line)
            wanted[key] -= not gone
            if gone and i not in before:
                went.append((i, key))
        elif key in recurring:
            counts["recurring"] += 1
            counts["shipped"] += i not in before or before[i][1] is not None
            counts["left"] += not gone
            if show and not gone:
                print("LEFT", page.document.id, repr(line[:80]))
    for i, key in went:
        if wanted[key] > 0 or (wanted[key] == 0 and key not in left):
            wanted[key] -= 1
            counts["lost"] += len(lines[i])
            if show:
                print("LOST", page.document.id, after[i], repr(lines[i][:100]))
    return Figures(**counts)


def table(sets: dict[str, list[Page]], min_docs: int, show: bool) -> None:
    print("| site | recurring | left by shipped packs | left | text lost | rules that fire |")
    print("|---|---|---|---|---|---|")
    total = Figures()
    for site, pages in sets.items():
        figures = measured(pages, min_docs, show)
        total = total.plus(figures)
        print(figures.row(f"{site}, {len(pages)}"), flush=True)
    print(total.row("all"), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--min-docs", type=int, default=3)
    parser.add_argument("--show", action="store_true", help="print what is lost and left")
    parser.add_argument("--site")
    add_data_option(parser)
    given = parser.parse_args()
    print("Made sites:\n")
    table(made_sites(), 5, given.show)
    if given.data is not None and given.data.is_dir():
        found = pages_of(given.data, "waddle_more")
        if given.site:
            found = {given.site: found[given.site]}
        table(found, given.min_docs, given.show)


if __name__ == "__main__":
    main()
