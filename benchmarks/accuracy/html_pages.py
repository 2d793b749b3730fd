"""Read the labelled pages: raw bytes with what is true of them."""

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import orjson

from benchmarks.folds import site_of

ARTICLES = ("fundus", "wcxb", "waddle", "waddle_more", "trafilatura_eval", "zhweb", "cleanportal")
SETS = (*ARTICLES, "wcxb_types", "mozilla", "defuddle")  # pages of other types; test pages of other tools
CACHE = (
    Path(tempfile.gettempdir()) / "cleankit-bench"
)  # outputs of peers and models of folds, to be made again
TEST_PAGES = ("mozilla", "defuddle")
NO_TRUTH = {"wcxb/0374"}


class Page(NamedTuple):
    """A page; ``text`` is the true article, or None where only snippets are known."""

    id: str
    set: str
    url: str | None
    data: bytes
    text: str | None
    title: str | None
    wanted: list[str]
    unwanted: list[str]
    type: str | None = None
    elements: list[tuple[str, str]] | None = None
    named_site: str | None = None

    @property
    def site(self) -> str:
        """The site as the set names it, else the host, else the page itself; hosts of tests are no sites."""
        url = None if self.set in TEST_PAGES else self.url
        return self.named_site or site_of(url, self.id)


def read_pages(folder: Path, sets: tuple[str, ...] = SETS) -> Iterator[Page]:
    """Yield the pages of the sets in ``folder``/html, except those without a truth."""
    for name in sets:
        for line in (folder / "html" / name / "truth.jsonl").read_bytes().splitlines():
            row = orjson.loads(line)
            if row["id"] in NO_TRUTH:
                continue
            data = gzip.decompress((folder / "html" / name / row["file"]).read_bytes())
            yield Page(
                row["id"],
                name,
                row.get("url"),
                data,
                row.get("text"),
                row.get("title"),
                row.get("with") or [],
                row.get("without") or [],
                row.get("type"),
                None if row.get("synthetic") else row.get("elements"),
                row.get("site"),
            )
