# mypy: disable-error-code="import-untyped,import-not-found"
"""Train the judge of main content: ``python -m benchmarks.training.html_content --data DIR --write``.

Blocks are labelled from the true article (html_labels.py) or by the snippets they hold. Sites are in five
folds (benchmarks/folds.py). Names of elements and words of texts are weighted without the site they are
used on. The second pass learns from first scores that were made out of fold. The models of the folds go to
``--cache``, where benchmarks/accuracy/html.py looks for them; ``--write`` trains on everything and replaces
cleankit/html/content.json. Takes about three minutes on one core and needs the extra ``bench``.
"""

import argparse
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import lightgbm
import numpy as np
import orjson

from benchmarks.accuracy.html_pages import CACHE, SETS, Page, read_pages
from benchmarks.folds import FOLDS, fold_of
from benchmarks.training.html_labels import covered, label_blocks
from cleankit import trees
from cleankit.decoding.evidence import decode
from cleankit.html.blocks import Element, PageBlock
from cleankit.html.content import SHIPPED, WORST, vocabulary
from cleankit.html.features import Columns, Described, describe
from cleankit.html.metadata import Hints, read_hints
from cleankit.html.page import JUDGED, PageBlocks
from cleankit.html.parse import parse
from cleankit.html.second_look import look_again
from cleankit.html.sheets import hiding_of
from cleankit.html.vocabulary import Vocabulary, class_tokens, text_tokens, title_tokens
from cleankit.html.walk import walk

PARAMETERS = {
    "objective": "binary",
    "max_depth": 7,
    "min_data_in_leaf": 60,
    "min_sum_hessian_in_leaf": 0.5,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 63,
    "num_threads": 1,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
FIRST = {"num_iterations": 80, "learning_rate": 0.06, "num_leaves": 24}
SECOND = {"num_iterations": 200, "learning_rate": 0.1, "num_leaves": 12}
# Scores of the second pass that no later tree moved over a threshold of content.py: half are, after 30 trees.
EXITS = [[30, -2.5, 2.0], [100, -2.0, 2.0]]
LEAF_DIGITS, THRESHOLD_DIGITS = 3, 4
NAME_SITES, WORD_SITES = 4, 5  # a token counts when so many sites have it
LEAST_WEIGHT = 0.25  # weaker tokens are left out of the file
SNIPPET_WEIGHT = 0.15
PAGE_WEIGHT = 4.0
# Pages of other types have many answers, and tools' own outputs are no truth: with full weight they cost
# articles .003 of F1.
SET_WEIGHTS = {"wcxb_types": 0.3, "mozilla": 0.3, "defuddle": 0.3, "waddle_more": 0.5}
SMALL, SMALL_SHARE = 0.03, 0.2  # four in five blocks of small weight are left out, the fifth counts fivefold

Floats: TypeAlias = "np.ndarray[Any, Any]"


class Labelled(NamedTuple):
    """A page with the label of each block: 0 to 1, or -1 where nothing is known."""

    page: Page
    hints: Hints
    blocks: list[PageBlock]
    labels: list[float]
    fold: int


def read_labelled(folder: Path) -> Iterator[Labelled]:
    """Yield the pages that have labels; a truth of which the page lacks a fifth is passed over."""
    for page in read_pages(folder):
        tree = parse(decode(page.data).text)
        root = tree.root
        blocks = walk(root, hiding=hiding_of(tree)) if root is not None else []
        if page.text is None:
            labels = [_snippet_label(block.text, page) for block in blocks]
        elif covered(page.text, [block.text for block in blocks]) < 0.8:
            continue
        else:
            labels = label_blocks([block.text for block in blocks], page.text)
        yield Labelled(
            page._replace(data=b""), read_hints(tree, page.url), blocks, labels, fold_of(page.site)
        )


def _snippet_label(text: str, page: Page) -> float:
    flat = " ".join(text.split())
    wanted = any(snippet in flat for snippet in page.wanted)
    unwanted = any(snippet in flat for snippet in page.unwanted)
    return -1.0 if wanted == unwanted else float(wanted)


class Shares:
    """How much of what carries a token was true, by token and site."""

    def __init__(self, least_sites: int) -> None:
        self.least_sites = least_sites
        self.of: dict[bytes, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))

    def add(self, site: str, tokens: Iterable[bytes], share: float) -> None:
        for token in set(tokens):
            sums = self.of[token][site]
            sums[0] += share
            sums[1] += 1

    def settle(self) -> None:
        """Add up over sites: the sum of each token's mean share, the number of sites, the mean of all."""
        self.sums: dict[bytes, tuple[float, int]] = {
            token: (sum(true / count for true, count in sites.values()), len(sites))
            for token, sites in self.of.items()
            if len(sites) >= self.least_sites
        }
        self.every: float = sum(true for true, _ in self.sums.values()) / max(
            1, sum(n for _, n in self.sums.values())
        )

    def weight(self, token: bytes, left_out: Iterable[str]) -> float | None:
        """Return the log-odds of a token, against the mean, without some sites; None if it says little."""
        if token not in self.sums:
            return None
        true, sites = self.sums[token]
        known = self.of[token]
        for site in left_out:
            if site in known:
                own, count = known[site]
                true -= own / count
                sites -= 1
        if sites < self.least_sites:
            return None
        share = min(max((true + 3 * self.every) / (sites + 3), 0.01), 0.99)
        weight = round(math.log(share / (1 - share)) - math.log(self.every / (1 - self.every)), 2)
        return weight if abs(weight) >= LEAST_WEIGHT else None

    def weights(self, left_out: Collection[str]) -> dict[str, float]:
        """Return the weights that say something."""
        every = ((token, self.weight(token, left_out)) for token in sorted(self.sums))
        return {token.decode(): weight for token, weight in every if weight is not None}


class Without:
    """The weights of tokens, made when asked for, as they are without one site."""

    def __init__(self, shares: Shares, site: str) -> None:
        self.shares: Shares = shares
        self.site = (site,)
        self.known: dict[bytes, float | None] = {}

    def get(self, token: bytes) -> float | None:
        if token not in self.known:
            self.known[token] = self.shares.weight(token, self.site)
        return self.known[token]


def token_shares(pages: Sequence[Labelled]) -> tuple[Shares, Shares]:
    """Return the shares of names of elements and of words of texts."""
    names, words = Shares(NAME_SITES), Shares(WORD_SITES)
    for labelled in pages:
        site = labelled.page.site
        sizes, true = [0.0], [0.0]
        for block, label in zip(labelled.blocks, labelled.labels, strict=True):
            size = math.log2(1 + len(block.text)) if label >= 0 else 0.0
            sizes.append(sizes[-1] + size)
            true.append(true[-1] + size * max(label, 0))
            if label >= 0:
                names.add(site, class_tokens(block.label), label)
                words.add(site, text_tokens(block.text), label)
        for element in _elements(labelled.blocks):
            size = sizes[element.end] - sizes[element.start]
            if size > 0:
                names.add(site, class_tokens(element.label), (true[element.end] - true[element.start]) / size)
    names.settle()
    words.settle()
    return names, words


def _elements(blocks: Sequence[PageBlock]) -> Iterator[Element]:
    seen: set[int] = set()
    for block in blocks:
        element: Element | None = block.element
        while element is not None and id(element) not in seen:
            seen.add(id(element))
            yield element
            element = element.parent


def block_weights(labelled: Labelled) -> list[float]:
    """Return what each block is worth: its share of the article, so that all pages count alike."""
    if labelled.page.text is None:
        return [SNIPPET_WEIGHT if label >= 0 else 0.0 for label in labelled.labels]
    pairs = [(len(block.text), label) for block, label in zip(labelled.blocks, labelled.labels, strict=True)]
    kept = sum(size for size, label in pairs if label >= 0.5)
    weights = [(size + 15) / (kept + 400) * abs(label - 0.5) * 2 for size, label in pairs]
    return [weight * min(1.0, PAGE_WEIGHT / (sum(weights) or 1)) for weight in weights]


def as_trees(booster: lightgbm.Booster, names: Sequence[str]) -> dict[str, Any]:
    """Return an ensemble in the form of cleankit/trees.py, of the features that it uses."""
    model = booster.dump_model()
    used = [i for i, times in enumerate(booster.feature_importance()) if times]
    number = {feature: i for i, feature in enumerate(used)}
    return {
        "features": [names[i] for i in used],
        "bias": 0.0,
        "trees": [_tree(info["tree_structure"], number) for info in model["tree_info"]],
    }


def _tree(node: dict[str, Any], number: dict[int, int]) -> trees.Tree:
    """Return a tree; its numbers are rounded, which makes the file smaller."""
    if "leaf_value" in node:
        return round(float(node["leaf_value"]), LEAF_DIGITS)
    threshold = float(f"{node['threshold']:.{THRESHOLD_DIGITS}g}")
    left, right = _tree(node["left_child"], number), _tree(node["right_child"], number)
    return [number[node["split_feature"]], threshold, left, right]


class Training:
    """The features, labels and weights of all candidates, page after page."""

    def __init__(self, pages: Sequence[Labelled]) -> None:
        self.names, self.words = token_shares(pages)
        self.pages: list[tuple[PageBlocks, Described, frozenset[bytes]]] = []
        labels, weights, folds = [], [], []
        lookups: dict[str, Vocabulary] = {}
        for labelled in pages:
            site = labelled.page.site
            if site not in lookups:
                lookups[site] = vocabulary(Without(self.names, site), Without(self.words, site))
            page = PageBlocks(labelled.blocks, lookups[site])
            if not page.candidates:
                continue
            titles = title_tokens(labelled.hints.titles)
            self.pages.append((page, describe(page, lookups[site]), titles))
            judged = [i for i, block in enumerate(labelled.blocks) if block.reason in JUDGED]
            worth = block_weights(labelled)
            labels += [labelled.labels[judged[i]] for i in page.candidates]
            share = SET_WEIGHTS.get(labelled.page.set, 1.0)
            weights += [worth[judged[i]] * share for i in page.candidates]
            folds += [labelled.fold] * len(page.candidates)
        self.labels, self.weights, self.folds = np.array(labels), np.array(weights), np.array(folds)
        self.sites = {labelled.page.site for labelled in pages}

    def models(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the model of each fold, which has not seen it, and last the one of everything."""
        names = list(self.pages[0][1].columns)
        first = np.concatenate([_matrix(described.columns) for _, described, _ in self.pages])
        boosters = [self.fit(first, self.folds != fold, FIRST) for fold in range(FOLDS)]
        scores = np.zeros(len(first))
        for fold, booster in enumerate(boosters):
            here = self.folds == fold
            scores[here] = booster.predict(first[here], raw_score=True)
        asked = scores >= WORST
        second_names, second = self.look_again(scores)
        for fold, booster in enumerate(boosters):
            then = self.fit(second, asked & (self.folds != fold), SECOND)
            left_out = {site for site in self.sites if fold_of(site) == fold}
            ensembles = as_trees(booster, names), as_trees(then, second_names)
            yield f"fold{fold}", self.data(*ensembles, left_out)
        every = np.ones(len(first), bool)
        booster = self.fit(first, every, FIRST)
        then = self.fit(second, asked, SECOND)
        yield "content", self.data(as_trees(booster, names), as_trees(then, second_names), ())

    def look_again(self, scores: Floats) -> tuple[list[str], Floats]:
        """Return the names and the rows of the second pass; those that are not asked again are zeros."""
        names: list[str] = []
        blocks: list[Floats] = []
        start = 0
        for page, described, titles in self.pages:
            here = scores[start : start + len(page.candidates)]
            start += len(page.candidates)
            if (here >= WORST).any():
                asked = (here >= WORST).tolist()
                columns = look_again(page, described, titles, here.tolist(), asked)
                names = list(columns)
                blocks.append(_matrix(columns))
        rows = np.zeros((len(scores), len(names)), dtype=np.float32)
        rows[scores >= WORST] = np.concatenate(blocks)
        return names, rows

    def fit(self, rows: Floats, chosen: Any, parameters: dict[str, Any]) -> lightgbm.Booster:
        """Train one ensemble; of the blocks of small weight only a part is looked at, and counts for all."""
        labels, weights = self.labels[chosen], self.weights[chosen]
        small = weights < SMALL
        kept = (weights > 0) & (~small | (np.random.default_rng(0).random(len(weights)) < SMALL_SHARE))
        weights = np.where(small, weights / SMALL_SHARE, weights)
        data = lightgbm.Dataset(rows[chosen][kept], (labels[kept] >= 0.5).astype(int), weight=weights[kept])
        return lightgbm.train(PARAMETERS | parameters, data)

    def data(
        self, first: dict[str, Any], second: dict[str, Any], left_out: Collection[str]
    ) -> dict[str, Any]:
        """Return a model in the form of its file."""
        return {
            "names": self.names.weights(left_out),
            "words": self.words.weights(left_out),
            "first": first,
            "second": second | {"exits": EXITS},
        }


def _matrix(columns: Columns) -> Floats:
    return np.array(list(columns.values()), dtype=np.float32).T


def main(argv: list[str] | None = None) -> int:
    """Train, and keep the models of the folds; with ``--write`` also the one of the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(argv)
    pages = list(read_labelled(options.data))
    options.cache.mkdir(parents=True, exist_ok=True)
    for name, model in Training(pages).models():
        if name != "content":
            (options.cache / f"html-{name}.json").write_bytes(orjson.dumps(model))
        elif options.write:
            about = {
                "what": "which blocks of a page are its article; see cleankit/html/content.py",
                "from": f"{len(pages)} labelled pages: {', '.join(SETS)}",
                "made_by": "python -m benchmarks.training.html_content --write",
                "scores": "docs/html.md; python -m benchmarks.accuracy html",
            }
            SHIPPED.write_bytes(orjson.dumps({"about": about, **model}))
        print(f"{name}: {len(model['names'])} names, {len(model['words'])} words", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
