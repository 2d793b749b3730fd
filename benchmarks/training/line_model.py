"""Train the line model: ``python -m benchmarks.training.line_model --data ../shared/eval``.

Boosted trees over the features of cleankit.boilerplate.model.features. Word weights enter the rows of a
page only from sites of other folds, so that the trees learn how far to trust them on a site never seen.

`cross_validated` gives the model of each fold, made without that fold's sites in any part; the
accuracy benchmark judges with these. The last step trains on all folds and writes
cleankit/boilerplate/model/lines.json.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from benchmarks.folds import FOLDS
from benchmarks.training.boosting import BOOSTING
from benchmarks.training.line_glance import glance_rows, train_glance
from benchmarks.training.line_pages import TITLE, UNSURE, LabelledPage, data_hash, load_pages
from benchmarks.training.line_words import learn_weights
from cleankit.boilerplate.model.facts import facts_of
from cleankit.boilerplate.model.features import FEATURES, Page
from cleankit.boilerplate.model.words import Weights

OUTPUT = Path(__file__).parents[2] / "cleankit/boilerplate/model/lines.json"
ROUNDS = 160
PARAMETERS = BOOSTING | {
    "extra_trees": True,  # random thresholds: fewer odd pages learned by heart
    "feature_fraction": 0.4,
    "num_leaves": 24,
}
ROUTE_WEIGHTS = {"html_text": 0.25, "fundus": 0.5, "bbc_en": 0.5, "zhweb": 3.0}
FULL_PAGE = 50  # lines; the lines of a longer page weigh less each
JUNK_KEPT = 0.4  # share of the dropped lines of html_text that are used: there are enough
BARE_ROUTES = ("traf_recall", "newspaper4k", "fundus")
WITH_TITLE = 3  # of five pages come with title and site; the others as from a file of bare texts
WITH_PACKS = 7  # of ten pages are seen after the packs, the others raw, so that both are learned
METRICS = ("precision", "recall", "f1", "lost")
SENTENCE = 40  # characters from which a line of an article is more than a heading
Excluding = Callable[[LabelledPage], dict[str, float]]
Example = tuple[list[float], NDArray[np.float32], int, float]


def cross_validated(pages: list[LabelledPage]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each fold and a model that knows nothing of its sites."""
    weights = {
        (a, b): learn_weights(page for page in pages if page.fold not in (a, b))
        for a in range(FOLDS)
        for b in range(a, FOLDS)
    }
    for fold in range(FOLDS):
        others = [page for page in pages if page.fold != fold]
        yield fold, train(others, _without(weights, fold), weights[fold, fold])


def final(pages: list[LabelledPage]) -> dict[str, Any]:
    """Return the model of all pages."""
    weights = {fold: learn_weights(page for page in pages if page.fold != fold) for fold in range(FOLDS)}
    return train(pages, lambda page: weights[page.fold], learn_weights(pages))


def train(pages: Iterable[LabelledPage], excluding: Excluding, weights: dict[str, float]) -> dict[str, Any]:
    """Return a model: trees grown with the weights that ``excluding`` gives each page, and ``weights``."""
    rows: list[list[float]] = []
    glances: list[NDArray[np.float32]] = []
    labels: list[int] = []
    importance: list[float] = []
    for page in pages:
        weights_of_others = excluding(page)
        for row, glance, label, weight in chain(
            examples(titled(page), weights_of_others), examples(shortened(page), weights_of_others)
        ):
            rows.append(row)
            glances.append(glance)
            labels.append(label)
            importance.append(weight)
    data = lightgbm.Dataset(np.array(rows, dtype=np.float32), np.array(labels), weight=np.array(importance))
    trees = lightgbm.train(PARAMETERS, data, ROUNDS).dump_model()["tree_info"]
    return {
        "features": list(FEATURES),
        "bias": 0.0,
        "trees": [plain_tree(tree["tree_structure"]) for tree in trees],
        "glance": train_glance(np.array(glances), labels, importance),
        "weights": weights,
    }


def examples(page: LabelledPage, weights: dict[str, float]) -> Iterator[Example]:
    """Yield row, glance, label and importance of the lines of a page that the model may be asked about."""
    if not page.texts or (page.route == "bbc_en" and page.dice % 3):
        return  # a third of its 1,868 articles says all that it can
    named = page.named if page.dice % 10 < WITH_PACKS else [False] * len(page.texts)
    known = page.dice % 5 < WITH_TITLE
    title, site = (page.title, page.host) if known else (None, None)
    keys = page.lines().keys
    arranged = Weights(weights)
    facts = [facts_of(text, key, arranged) for text, key in zip(page.texts, keys, strict=True)]
    place = Page(page.texts, keys, named, facts, title=title, site=site)
    glances = glance_rows(place, facts)
    weight = ROUTE_WEIGHTS.get(page.route, 1.0) * min(1.0, (FULL_PAGE / len(page.texts)) ** 0.5)
    draw = np.random.default_rng(page.dice).random(len(page.texts))
    for i, label in enumerate(page.labels):
        if label == UNSURE or named[i]:
            continue
        if label == 1 and page.route == "html_text":
            if draw[i] < JUNK_KEPT:
                yield place.row(i), glances[i], label, weight / JUNK_KEPT
        else:
            yield place.row(i), glances[i], max(label, 0), weight


def titled(page: LabelledPage) -> LabelledPage:
    """Return an article with its title as first line, as texts that nobody labelled often have it."""
    if page.route not in BARE_ROUTES or not page.title or page.dice % 2 or TITLE in page.labels[:3]:
        return page
    return replace(
        page,
        texts=[page.title.strip(), *page.texts],
        labels=[TITLE, *page.labels],
        named=[False, *page.named],
    )


def shortened(page: LabelledPage) -> LabelledPage:
    """Return a page with only the first few lines of its article; an empty one where there is no use.

    Short articles are rare in the data and common elsewhere: without these, the model took a few
    sentences amid a long menu for teasers.
    """
    texts, labels, named = [], [], []
    left = 2 + page.dice % 6
    if page.route in ("html_text", "resiliparse_main"):
        for text, label, drop in zip(page.texts, page.labels, page.named, strict=True):
            left -= label == 0 and len(text) >= SENTENCE
            if label in (1, TITLE) or (label == 0 and left >= 0):
                texts.append(text)
                labels.append(label)
                named.append(drop)
    return replace(page, texts=texts, labels=labels, named=named)


def plain_tree(node: dict[str, Any]) -> Any:
    """Return a LightGBM node as cleankit.trees wants it."""
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    threshold = float(f"{node['threshold']:.4g}")
    return [node["split_feature"], threshold, plain_tree(node["left_child"]), plain_tree(node["right_child"])]


def _without(weights: dict[tuple[int, int], dict[str, float]], fold: int) -> Excluding:
    return lambda page: weights[min(fold, page.fold), max(fold, page.fold)]


def summary(found: dict[str, Any]) -> dict[str, dict[str, list[float]]]:
    """Return what a reader of the model file wants: precision, recall, F1 and text lost, with packs."""
    return {
        way: {
            where: [cells[name][0] for name in METRICS]
            for where, cells in sets.items()
            if " " not in where or where.endswith(" all")
        }
        for way, sets in found["scores"].items()
        if way.startswith("both")
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scores", type=Path, help="JSON of `python -m benchmarks.accuracy lines --json`")
    options = parser.parse_args()
    pages = load_pages(options.data)
    about = {
        "what": "log-odds that a line of an article as extracted is boilerplate",
        "trained": "benchmarks/training/line_model.py",
        "data": data_hash(options.data),
        "scores": summary(json.loads(options.scores.read_text())) if options.scores else {},
    }
    OUTPUT.write_text(
        json.dumps({"about": about, **final(pages)}, ensure_ascii=False, separators=(",", ":")) + "\n"
    )


if __name__ == "__main__":
    main()
