"""What the default chain takes from lines that nothing was tuned on: text lost by filter, junk taken.

python -m benchmarks.heldout --data ../shared/eval [--sets waddle_more wcxb_types] [--show]

Pages go through extractors and, whole, through one that keeps everything; each line of what they give is
labelled by the true article (`benchmarks.training.html_labels`): text if at least .8 of it stands there, junk
if at most .1 does, else not counted. Of a line said twice one copy is text. Reported by route: the share of
the characters of text that goes, by filter, with 95 % intervals (bootstrap over sites); of that, what the
cleaned article still says as often as the true one does: a copy went; precision and recall on junk.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from benchmarks.accuracy.html_pages import Page, read_pages
from benchmarks.line_traces import ROUTES, Gone
from benchmarks.texts import add_data_option
from benchmarks.training.html_labels import label_blocks
from cleankit import Chain, Document
from cleankit.text.folding import fold

FILTERS = ("boilerplate", "duplicates")
TEXT, JUNK = 0.8, 0.1
RESAMPLES, SEED = 2000, 14
SHOWN = 100


class Taken(NamedTuple):
    """What went of a page: characters of text by filter and of those copies, lines of junk."""

    site: str
    text: int
    lost: Mapping[str, int]
    said: Mapping[str, int]
    junk: int
    hits: int
    wrong: int


def taken(page: Page, given: str, chain: Chain, *, show: bool) -> Taken | None:
    """Return what the chain takes of a page's lines; None if it has no text."""
    lines = [line.strip() for line in given.splitlines() if line.strip()]
    shares = label_blocks(lines, page.text or "")
    gone = Gone(len(lines))
    true = fold(page.text or "")
    left = fold(chain.run(Document("\n".join(lines), url=page.url), trace=gone).text)
    text = sum(len(line) for line, share in zip(lines, shares, strict=True) if share >= TEXT)
    if not text:
        return None
    lost: Counter[str] = Counter()
    said: Counter[str] = Counter()
    junk = hits = wrong = 0
    for i, (line, share) in enumerate(zip(lines, shares, strict=True)):
        by = gone.by.get(i, "")
        junk += share <= JUNK
        hits += share <= JUNK and bool(by)
        if share >= TEXT and by:
            wrong += 1
            lost[by] += len(line)
            key = fold(line)
            said[by] += len(line) if left.count(key) >= max(1, true.count(key)) else 0
            if show:
                print(f"    {by:12} {line[:SHOWN]!a} {page.id}")
    return Taken(page.site, text, lost, said, junk, hits, wrong)


def share(pages: Sequence[Taken], filter_: str, *, copies: bool) -> str:
    """Return the share that a filter takes, with its 95 % interval: sites drawn with replacement."""
    sites: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for page in pages:
        sites[page.site][0] += page.lost.get(filter_, 0) - (0 if copies else page.said.get(filter_, 0))
        sites[page.site][1] += page.text
    rng, every = random.Random(SEED), list(sites.values())
    shares = []
    for _ in range(RESAMPLES):
        drawn = rng.choices(every, k=len(every))
        shares.append(sum(lost for lost, _ in drawn) / sum(text for _, text in drawn))
    shares.sort()
    low, high = shares[int(0.025 * RESAMPLES)], shares[int(0.975 * RESAMPLES)]
    whole = sum(lost for lost, _ in every) / sum(text for _, text in every)
    return f"{whole:.5f} ({low:.5f}-{high:.5f})"


def rows(pages: Sequence[Page], *, show: bool) -> Iterator[str]:
    """Yield the rows of the table, one route and filter each."""
    chain = Chain("article")
    for route, make in ROUTES.items():
        extract = make()
        found = [one for page in pages if (one := taken(page, extract(page.data), chain, show=show))]
        text = sum(one.text for one in found)
        hits, wrong = sum(one.hits for one in found), sum(one.wrong for one in found)
        recall = hits / (sum(one.junk for one in found) or 1)
        sites = len({one.site for one in found})
        yield (
            f"{route}: {len(found)} pages, {sites} sites, {text:,} characters of text; "
            f"junk precision {hits / (hits + wrong or 1):.3f}, recall {recall:.3f}"
        )
        for name in FILTERS:
            every, once = (share(found, name, copies=copies) for copies in (True, False))
            yield f"  {name:12} lost {every}, copies apart {once}"


def main() -> None:
    """Print the table for some sets of pages."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_data_option(parser)
    parser.add_argument("--sets", nargs="+", default=["waddle_more", "wcxb_types"])
    parser.add_argument("--show", action="store_true", help="print the lines of text that go")
    given = parser.parse_args()
    if given.data is None or not given.data.exists():
        parser.exit(message="not measured: no --data FOLDER\n")
    pages = [page for page in read_pages(given.data, tuple(given.sets)) if page.text]
    for row in rows(pages, show=given.show):
        print(row, flush=True)


if __name__ == "__main__":
    main()
