"""The labelled lines as pages, with their folds and the lines that rule packs name.

Truth texts of fundus, waddle and zhweb and the articles of bbc_en are pages without boilerplate: they
teach what a clean article looks like, in Chinese, Russian, Polish and Greek too.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from benchmarks.folds import fold_of, site_of
from cleankit.boilerplate.passages import whole_passages
from cleankit.boilerplate.rules import load_rules
from cleankit.boilerplate.rules.edges import strip_decoration
from cleankit.document import Document, Lines

ROUTES = ("traf_recall", "newspaper4k", "resiliparse_main", "html_text")
MADE_ROUTES = ("recall", "markdown", "main_content", "justext", "whole_page")
"""Routes that benchmarks.training.line_routes makes of further pages: to learn from, not to report."""
CLEAN_ROUTES = ("fundus", "waddle", "zhweb", "bbc_en")
LABELS = {"keep": 0, "drop": 1, "unsure:title": -2}
UNSURE, TITLE = -1, -2  # neither is scored; a title is text to the model


@dataclass(slots=True)
class LabelledPage:
    """The lines of one page by one route; a label is 1 for boilerplate, 0 for text, -1 or -2 for unsure."""

    id: str
    route: str
    site: str
    lang: str
    title: str | None
    texts: list[str]
    labels: list[int]
    named: list[bool] = field(default_factory=list)
    in_passages: list[bool] = field(default_factory=list)

    @property
    def fold(self) -> int:
        return fold_of(self.site)

    @property
    def host(self) -> str | None:
        return self.site if "/" not in self.site else None

    @property
    def dice(self) -> int:
        """A number that is the same for all routes of a page, to draw by."""
        return crc32(self.id.encode())

    def lines(self) -> Lines:
        return Lines(self.texts, Document("", site=self.host, title=self.title))


def load_pages(data: Path, made: Path | None = None) -> list[LabelledPage]:
    """Return all pages, those of the folder ``made`` too, each with the lines named by the shipped packs."""
    pages = [*labelled(data), *clean(data), *(labelled_routes(made) if made else [])]
    name_lines(pages, Phrases(data, pages))
    return pages


def labelled(data: Path) -> Iterator[LabelledPage]:
    """Read ``lines/*.jsonl.gz``."""
    for route in ROUTES:
        for page in records(data / "lines" / f"{route}.jsonl.gz"):
            pairs = [
                (text.strip(), LABELS.get(label, UNSURE)) for text, label in page["lines"] if text.strip()
            ]
            texts, labels = [text for text, _ in pairs], [label for _, label in pairs]
            site = site_of(page["url"], page["id"])
            yield LabelledPage(page["id"], route, site, page["lang"], page["title"], texts, labels)


def labelled_routes(made: Path) -> Iterator[LabelledPage]:
    """Read what `benchmarks.training.line_routes` made."""
    for route in MADE_ROUTES:
        for page in records(made / f"{route}.jsonl.gz"):
            texts, labels = zip(*page["lines"], strict=True)
            found = [LABELS.get(label, UNSURE) for label in labels]
            yield LabelledPage(
                page["id"], route, page["site"], page["lang"], page["title"], list(texts), found
            )


def clean(data: Path) -> Iterator[LabelledPage]:
    """Read texts in which every line stays."""
    for route in CLEAN_ROUTES:
        path = data / ("text/bbc_en.jsonl.gz" if route == "bbc_en" else f"html/{route}/truth.jsonl")
        for page in records(path):
            texts = [line.strip() for line in page["text"].split("\n") if line.strip()]
            site = site_of(page.get("url"), page["id"])
            if texts:
                lang = page.get("lang") or ""
                yield LabelledPage(page["id"], route, site, lang, page.get("title"), texts, [0] * len(texts))


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Read a JSONL file, gzip or not."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        yield from map(json.loads, file)


class Phrases:
    """Which phrases of ``phrases/`` a fold may know: those seen on a site outside it.

    The tables hold counts of sites only, so the sites within the fold are counted in the labelled
    lines and taken off. A phrase that is not in the tables is a rule writer's own knowledge.
    """

    def __init__(self, data: Path, pages: list[LabelledPage]) -> None:
        self.sites: dict[str, int] = {}
        for name in ("phrases", "residual"):
            rows = (data / "phrases" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
            header, *table = (row.split("\t") for row in rows)
            line, count = header.index("line"), header.index("dev_domains")
            for row in table:
                key = strip_decoration(row[line].casefold())
                self.sites[key] = max(self.sites.get(key, 0), int(row[count]))
        self.within: dict[tuple[str, int], set[str]] = defaultdict(set)
        for page in pages:
            for text, label in zip(page.texts, page.labels, strict=True):
                if label == 1 and (key := strip_decoration(text.casefold())) in self.sites:
                    self.within[key, page.fold].add(page.site)

    def may_know(self, text: str, fold: int) -> bool:
        key = strip_decoration(text.casefold())
        return key not in self.sites or self.sites[key] > len(self.within[key, fold])


def name_lines(pages: list[LabelledPage], phrases: Phrases) -> None:
    """Set ``named`` of each page: the lines that packs drop, by phrases that its fold may know, and passages.

    ``in_passages`` are those that go only because they belong to a passage.
    """
    rules = load_rules("all")
    for page in pages:
        verdicts = [
            verdict for verdict in rules.judge(Lines(list(page.texts)))
            if verdict.text is None and phrases.may_know(page.texts[verdict.line], page.fold)
        ]  # fmt: skip
        passages = {verdict.line for verdict in whole_passages(Lines(list(page.texts)), verdicts, rules)}
        lines = {verdict.line for verdict in verdicts} | passages
        page.named = [i in lines for i in range(len(page.texts))]
        page.in_passages = [i in passages for i in range(len(page.texts))]


def data_hash(data: Path) -> str:
    """Return a digest of the files that training reads."""
    names = [f"lines/{route}.jsonl.gz" for route in ROUTES]
    names += ["text/bbc_en.jsonl.gz", *(f"html/{route}/truth.jsonl" for route in CLEAN_ROUTES[:3])]
    names += ["phrases/phrases.tsv", "phrases/residual.tsv"]
    digest = sha256()
    for name in names:
        digest.update((data / name).read_bytes())
    return digest.hexdigest()[:16]
