"""Count what a chain leaves of the junk that a reader marked in whole documents.

python -m benchmarks.left count --data ../shared/eval [--categories all] [--set NAME] [--show]
python -m benchmarks.left draw --data ../shared/eval --out FILE [--seed 27]
python -m benchmarks.left mark SHEET MARKS NAME

`draw` takes documents of collections and of extractors' output at random, a few of each source; the chain has
no say in which: a document needs a short line near its beginning or its end, where junk stands. Its sheet has
every line with a number. A reader writes marks, a document on a line: its number, its language, and what
lines are of which category ("7 zh navigation 0,2,4 related 44-68"). `mark` adds them to left.tsv under a
name, each line as a digest: the texts are not ours to keep. `count` reads left.tsv and prints the share
of the marked lines that goes, by kind of source, category and language.
"""

import argparse
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.accuracy.html_pages import Page, read_pages
from benchmarks.line_traces import ROUTES, Gone
from benchmarks.texts import add_data_option
from cleankit import Chain, Document

MARKS = Path(__file__).with_name("left.tsv")
CLEAN = ("bbc_en", "gnad_de", "udhr2", "ria_ru", "fullpage_outputs")  # no article text, or none of its junk
OUTPUTS = "extractor_outputs"
PAGE_SETS = ("fundus", "waddle", "zhweb")
ROUTE_NAMES = ("trafilatura", "resiliparse")
ENGLISH = ("en", "English", None)
COUNTS = {"text": 3, OUTPUTS: 10, "lines": 4, "pages": 5}  # documents of each source
SMALLEST, LARGEST, LEAST_LINES = 600, 6000, 5
FIRST, LAST, MOST_WORDS, MOST_CHARS = 3, 4, 8, 60  # lines looked at, words and characters of a short one
PROVENANCE = frozenset(("byline", "caption", "credit", "source", "contact", "timestamp"))


class Text(NamedTuple):
    """A document as it is read and counted."""

    source: str
    id: str
    lines: Sequence[str]
    url: str | None = None


class Mark(NamedTuple):
    """A line that a reader calls junk, as left.tsv has it."""

    set: str
    source: str
    id: str
    lang: str
    digest: str
    category: str

    @property
    def kind(self) -> str:
        """Where the document comes from, and what the line is."""
        kind = "extractors" if self.source == OUTPUTS or "/" in self.source else "collections"
        return f"{kind}, {'provenance' if self.category in PROVENANCE else 'interface'}"


def digest(line: str) -> str:
    """Return a line's digest: blanks around it do not count."""
    return blake2b(line.strip().encode(), digest_size=5).hexdigest()


def texts(data: Path, source: str, wanted: Iterable[str] | None = None) -> Iterator[Text]:
    """Yield the documents of a source, all or those with ids that are wanted."""
    ids = None if wanted is None else frozenset(wanted)
    folder, _, name = source.rpartition("/")
    if folder == "pages":
        sets = PAGE_SETS if ids is None else tuple(sorted({id_.partition("/")[0] for id_ in ids}))
        extract = ROUTES[name]()
        for page in read_pages(data, sets):
            if ids is None or page.id in ids:
                yield _text(source, page.id, extract(page.data), page.url)
        return
    with gzip.open(data / (folder or "text") / f"{name}.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if ids is None or row["id"] in ids:
                whole = row["text"] if "text" in row else "\n\n".join(line for line, _ in row["lines"])
                yield _text(source, row["id"], whole, row.get("url"))


def _text(source: str, id_: str, whole: str, url: str | None) -> Text:
    return Text(source, id_, Chain("newlines")(whole).split("\n"), url)


def draw(data: Path, seed: int) -> list[Text]:
    """Return documents drawn at random, a few of each source."""
    rng = random.Random(seed)
    known = {(mark.source, mark.id) for mark in read_marks()}
    drawn: list[Text] = []
    for source in _sources(data):
        count = COUNTS.get(source) or COUNTS[source.partition("/")[0] if "/" in source else "text"]
        pool = [one for one in _pool(data, source, rng) if (one.source, one.id) not in known]
        drawn += rng.sample(pool, min(count, len(pool)))
    rng.shuffle(drawn)
    return drawn


def _sources(data: Path) -> list[str]:
    names = sorted(path.name.partition(".")[0] for path in (data / "text").glob("*.jsonl.gz"))
    routes = sorted(path.name.partition(".")[0] for path in (data / "lines").glob("*.jsonl.gz"))
    kept = [name for name in names if name not in CLEAN]
    of_lines = [f"lines/{route}" for route in routes if route != "html_text"]
    return [*kept, *of_lines, *(f"pages/{route}" for route in ROUTE_NAMES)]


def _pool(data: Path, source: str, rng: random.Random) -> list[Text]:
    """Return the documents of a source that may be drawn; of pages and labelled lines few in English."""
    wanted = None
    if source.startswith("pages/"):
        foreign = [page.id for page in read_pages(data, PAGE_SETS) if _is_foreign(page)]
        wanted = rng.sample(foreign, min(30, len(foreign)))
    return [one for one in texts(data, source, wanted) if _may_be_drawn(one.lines)]


def _is_foreign(page: Page) -> bool:
    letters = [char for char in (page.text or "")[:400] if char.isalpha()]
    return sum(not char.isascii() for char in letters) > 0.03 * len(letters)


def _may_be_drawn(lines: Sequence[str]) -> bool:
    solid = [line for line in lines if line.strip()]
    if not SMALLEST < sum(map(len, solid)) < LARGEST or len(solid) < LEAST_LINES:
        return False
    return any(
        len(one.split()) <= MOST_WORDS and len(one) <= MOST_CHARS for one in solid[:FIRST] + solid[-LAST:]
    )


def marks_of(row: str, text: Mapping[str, Any], name: str) -> Iterator[Mark]:
    """Yield the marks of a reader's line about a document.

    >>> text = {"source": "a", "id": "1", "lines": ["Share", "It rained.", "Print", "Save"]}
    >>> [mark.category for mark in marks_of("7 en share 0,2-3", text, "x")]
    ['share', 'share', 'share']
    """
    _, lang, *pairs = row.split()
    for category, places in zip(pairs[::2], pairs[1::2], strict=True):
        for place in places.split(","):
            first, _, last = place.partition("-")
            for line in text["lines"][int(first) : int(last or first) + 1]:
                if line.strip():
                    yield Mark(name, text["source"], text["id"], lang, digest(line), category)


def read_marks(name: str | None = None) -> list[Mark]:
    """Return the marks of left.tsv, of one set or of all."""
    if not MARKS.exists():
        return []
    rows = [Mark(*row.split("\t")) for row in MARKS.read_text(encoding="utf-8").splitlines()]
    return [mark for mark in rows if name in (None, mark.set)]


def count(data: Path, chain: Chain, marks: Sequence[Mark], *, show: bool) -> dict[str, Counter[bool]]:
    """Return how many marked lines went and stayed, by kind, category and language."""
    found: dict[str, Counter[bool]] = defaultdict(Counter)
    by_source: dict[str, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        by_source[mark.source][mark.id].append(mark)
    for source, documents in sorted(by_source.items()):
        for text in texts(data, source, documents):
            trace = Gone(len(text.lines))
            chain.run(Document("\n".join(text.lines), url=text.url), trace=trace)
            for mark, line, gone in _seen(text, documents[text.id], trace):
                for key in (mark.kind, f"  {mark.category}", f"    {mark.lang}"):
                    found[key][gone] += 1
                if show and not gone:
                    print(f"{mark.category:12} {mark.lang} {text.source}/{text.id}: {line.strip()[:150]}")
    return found


def _seen(text: Text, marks: Sequence[Mark], trace: Gone) -> Iterator[tuple[Mark, str, bool]]:
    """Yield each mark with its line and whether it went; of lines said twice each mark has one."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(text.lines):
        if line.strip():
            places[digest(line)].append(i)
    for mark in marks:
        if places[mark.digest]:
            at = places[mark.digest].pop(0)
            yield mark, text.lines[at], at in trace.by


def main() -> None:
    """Draw, mark or count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="what", required=True)
    counting, drawing = commands.add_parser("count"), commands.add_parser("draw")
    for one in (counting, drawing):
        add_data_option(one)
    counting.add_argument("--preset", default="article")
    counting.add_argument("--categories", default=None)
    counting.add_argument("--set", default=None)
    counting.add_argument("--show", action="store_true", help="print the marked lines that stay")
    drawing.add_argument("--seed", type=int, default=27)
    drawing.add_argument("--out", type=Path, required=True)
    marking = commands.add_parser("mark")
    for name in ("sheet", "marks"):
        marking.add_argument(name, type=Path)
    marking.add_argument("name")
    given = parser.parse_args()
    if given.what == "mark":
        _mark(given.sheet, given.marks, given.name)
    elif given.data is None or not given.data.exists():
        parser.exit(message="not measured: no --data FOLDER\n")
    elif given.what == "draw":
        rows = [
            json.dumps({"k": k, **one._asdict()}, ensure_ascii=False)
            for k, one in enumerate(draw(given.data, given.seed))
        ]
        given.out.write_text("\n".join(rows) + "\n", encoding="utf-8")
    else:
        _count(given)


def _mark(sheet: Path, marks: Path, name: str) -> None:
    known = {str(text["k"]): text for text in map(json.loads, sheet.read_text(encoding="utf-8").splitlines())}
    rows = [row for row in marks.read_text(encoding="utf-8").splitlines() if row.strip()]
    found = [mark for row in rows for mark in marks_of(row, known[row.split()[0]], name)]
    kept = [mark for mark in read_marks() if mark.set != name]
    MARKS.write_text("".join("\t".join(mark) + "\n" for mark in [*kept, *found]), encoding="utf-8")


def _count(given: argparse.Namespace) -> None:
    chain = Chain(given.preset)
    if given.categories:
        chain = chain.replace("boilerplate", categories=given.categories)
    marks = read_marks(given.set)
    found = count(given.data, chain, marks, show=given.show)
    for key, counts in sorted(found.items(), key=lambda one: (len(one[0]) - len(one[0].lstrip()), one[0])):
        total = counts.total()
        print(f"{key:28} {counts[True]:5} of {total:5}  {counts[True] / total:.2f}")
    documents = {(mark.source, mark.id) for mark in marks}
    print(f"{len(documents)} documents with marks, {len({mark.source for mark in marks})} sources")


if __name__ == "__main__":
    main()
