"""The lines of all pages as rows of numbers, for training and for choosing thresholds.

A page of fold h has, for each outer fold f, features of word weights that were learned without the sites of f
and of h: what a model for f may learn from, and for h = f what it is tested on.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from benchmarks.folds import FOLDS
from benchmarks.training.line_pages import TITLE, LabelledPage
from cleankit.boilerplate.model.deciding import CONFIRMING, PLAIN_SIZE, WIDE_SHARE, Likeness, amid_article
from cleankit.boilerplate.model.facts import facts_of
from cleankit.boilerplate.model.features import LINE, PAGE, PageLines
from cleankit.boilerplate.model.judging import LEAST_LINES, undecided
from cleankit.boilerplate.model.words import Weights
from cleankit.boilerplate.vetoes import Vetoes

NAMES = (*LINE, *PAGE)
WITH_TITLE = 3  # of five pages come with title and site; the others as from a file of bare texts
WITH_PACKS = 7  # of ten pages are seen after the packs, the others raw, so that both are learned
JUNK_LINES = (0, 1, 3, 9)  # put into a clean text
BARE_ROUTES = ("traf_recall", "newspaper4k", "fundus")
WHOLE_ROUTES = ("html_text", "whole_page", "resiliparse_main", "main_content")
SENTENCE = 40  # characters from which a line of an article is more than a heading
LONG_PAGE = 3000  # lines
Array = NDArray[np.float32]
Threshold = tuple[int, int, bool, float, bool, bool, int, bool]


@dataclass(slots=True)
class Rows:
    """One row per line that the model may be asked about.

    ``features`` are those of each outer fold; ``page`` is the number of the page, ``line`` that of the line
    in it; the others are what `cleankit.boilerplate.model.deciding` asks.
    """

    features: list[Array]
    page: NDArray[np.int32]
    line: NDArray[np.int32]
    label: NDArray[np.int8]
    like_text: NDArray[np.bool_]
    length: Array
    wide: NDArray[np.bool_]
    vetoed: NDArray[np.bool_]
    size: NDArray[np.int32]
    confirming: NDArray[np.bool_]

    def only(self, rows: NDArray[np.int64]) -> "Rows":
        """Return some of the rows, without their features."""
        return Rows(
            [], self.page[rows], self.line[rows], self.label[rows], self.like_text[rows], self.length[rows],
            self.wide[rows], self.vetoed[rows], self.size[rows], self.confirming[rows],
        )  # fmt: skip


def rows_of(pages: Sequence[LabelledPage], weights: dict[tuple[int, int], dict[str, float]]) -> Rows:
    """Return the rows of all pages; ``weights`` by pairs of folds whose sites they do not know."""
    arranged = {pair: Weights(found) for pair, found in weights.items()}
    features: list[list[Array]] = [[] for _ in range(FOLDS)]
    facts: list[tuple[int, *Threshold]] = []
    for number, page in enumerate(pages):
        if not LEAST_LINES <= len(page.texts) <= LONG_PAGE:
            continue
        named = page.named if page.dice % 10 < WITH_PACKS else [False] * len(page.texts)
        keys = page.lines().keys
        own = arranged_page(page, keys, named, arranged[page.fold, page.fold])
        lines = undecided(own, named, [], None)
        if not lines or not own.running:
            continue
        for fold in range(FOLDS):
            first, second = sorted((fold, page.fold))
            seen = own if first == second else arranged_page(page, keys, named, arranged[first, second])
            features[fold].append(features_of(seen, lines))
        facts += [(number, *fact) for fact in facts_for_thresholds(page, own, lines)]
    columns = list(zip(*facts, strict=True))
    return Rows(
        [np.concatenate(found) for found in features],
        np.array(columns[0], np.int32), np.array(columns[1], np.int32), np.array(columns[2], np.int8),
        np.array(columns[3], bool), np.array(columns[4], np.float32), np.array(columns[5], bool),
        np.array(columns[6], bool), np.array(columns[7], np.int32), np.array(columns[8], bool),
    )  # fmt: skip


def arranged_page(
    page: LabelledPage, keys: Sequence[str], named: Sequence[bool], weights: Weights
) -> PageLines:
    """Return a labelled page as the model sees it."""
    known = page.dice % 5 < WITH_TITLE
    facts = [facts_of(text, key, weights) for text, key in zip(page.texts, keys, strict=True)]
    title, site = (page.title, page.host) if known else (None, None)
    return PageLines(page.texts, keys, named, facts, title=title, site=site)


def features_of(page: PageLines, lines: Sequence[int]) -> Array:
    """Return a row for each of the lines: its features and those of the page, in the order of NAMES."""
    of_lines = np.array(page.columns(lines), dtype=np.float32).T[list(lines)]
    return np.hstack([of_lines, np.tile(np.array(page.page, dtype=np.float32), (len(lines), 1))])


def facts_for_thresholds(page: LabelledPage, seen: PageLines, lines: Sequence[int]) -> Iterator[Threshold]:
    """Yield for each of the lines what thresholds ask, in the order of the fields of Rows."""
    going = {i for i, drop in enumerate(page.named) if drop}
    like_text, vetoes, amid = Likeness(seen), Vetoes(page.lines(), going), amid_article(seen)
    wide = sum(seen.sizes) > WIDE_SHARE * sum(map(len, page.texts))
    for i in lines:
        length = float(np.log(max(1.0, seen.sizes[i] / PLAIN_SIZE)))
        vetoed = i in amid or vetoes.on_score(i)
        confirming = seen.facts["heaviest"][i] >= CONFIRMING
        yield i, page.labels[i], like_text(i), length, wide, vetoed, len(page.texts[i]), confirming


def with_variants(pages: Iterable[LabelledPage]) -> list[LabelledPage]:
    """Return the pages and what is rare among them and common elsewhere.

    Articles with their title as first line, whole pages with only the first sentences of the article, and
    clean texts with junk of other sites of their fold.
    """
    pages = list(pages)
    donors: dict[int, list[list[tuple[str, bool]]]] = {fold: [] for fold in range(FOLDS)}
    for page in pages:
        for run in junk_runs(page):
            donors[page.fold].append(run)
    made = [variant for page in pages for variant in (titled(page), shortened(page)) if variant]
    made += [with_junk(page, donors[page.fold]) for page in pages if donors[page.fold] and is_clean(page)]
    return [*pages, *made]


def is_clean(page: LabelledPage) -> bool:
    """Say whether every line of a page is text."""
    return len(page.texts) >= 2 and not any(page.labels)


def junk_runs(page: LabelledPage) -> Iterator[list[tuple[str, bool]]]:
    """Yield the runs of lines of a page that are no text, nine lines of each at most; and what rules name."""
    run: list[tuple[str, bool]] = []
    for text, label, named in zip(page.texts, page.labels, page.named, strict=True):
        if label == 1 and len(run) < JUNK_LINES[-1]:
            run.append((text, named))
        elif label != 1 and run:
            yield run
            run = []
    if run:
        yield run


def with_junk(page: LabelledPage, donors: Sequence[list[tuple[str, bool]]]) -> LabelledPage:
    """Return a clean text with lines of other sites' junk: mostly below it, else above or amid it."""
    draw = np.random.default_rng(page.dice)
    wanted = JUNK_LINES[1 + page.dice % (len(JUNK_LINES) - 1)]
    junk: list[tuple[str, bool]] = []
    while len(junk) < wanted:
        junk += donors[int(draw.integers(len(donors)))]
    junk = junk[:wanted]
    place = [len(page.texts), len(page.texts), len(page.texts), 0, int(draw.integers(len(page.texts)))]
    at = place[page.dice % len(place)]
    named = page.named or [False] * len(page.texts)
    return replace(
        page,
        texts=[*page.texts[:at], *(text for text, _ in junk), *page.texts[at:]],
        labels=[*page.labels[:at], *([1] * len(junk)), *page.labels[at:]],
        named=[*named[:at], *(drop for _, drop in junk), *named[at:]],
    )


def titled(page: LabelledPage) -> LabelledPage | None:
    """Return an article with its title as first line, as texts that nobody labelled often have it."""
    if page.route not in BARE_ROUTES or not page.title or page.dice % 2 or TITLE in page.labels[:3]:
        return None
    return replace(
        page,
        texts=[page.title.strip(), *page.texts],
        labels=[TITLE, *page.labels],
        named=[False, *page.named],
    )


def shortened(page: LabelledPage) -> LabelledPage | None:
    """Return a whole page with only the first few lines of its article.

    Short articles are rare in the data and common elsewhere: without these, the model took a few
    sentences amid a long menu for teasers.
    """
    if page.route not in WHOLE_ROUTES or not page.texts:
        return None
    most = 2 + page.dice % 6
    is_long = [
        label == 0 and len(text) >= SENTENCE for text, label in zip(page.texts, page.labels, strict=True)
    ]
    seen = list(accumulate(is_long))
    kept = [
        i for i, label in enumerate(page.labels) if label in (1, TITLE) or (label == 0 and seen[i] <= most)
    ]
    texts, labels, named = page.texts, page.labels, page.named
    return replace(
        page,
        texts=[texts[i] for i in kept],
        labels=[labels[i] for i in kept],
        named=[named[i] for i in kept],
    )
