"""Train the line model: ``python -m benchmarks.training.line_model --data ../shared/eval``.

Sums of tables over the features of cleankit.boilerplate.model.features. Word weights enter the rows of a
page only from sites of other folds, so that the tables learn how far to trust them on a site never seen.

`cross_validated` gives the model of each fold, made without that fold's sites in any part, thresholds
included; the accuracy benchmark judges with these. The last step trains on all folds and writes
cleankit/boilerplate/model/lines.json.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.folds import FOLDS
from benchmarks.training.line_pages import LabelledPage, data_hash, load_pages
from benchmarks.training.line_routes import made_routes
from benchmarks.training.line_rows import rows_of, with_variants
from benchmarks.training.line_tables import train_tables
from benchmarks.training.line_thresholds import choose
from benchmarks.training.line_words import learn_weights

OUTPUT = Path(__file__).parents[2] / "cleankit/boilerplate/model/lines.json"
ROUTE_WEIGHTS = {
    "html_text": 0.25, "fundus": 0.5, "bbc_en": 0.2, "zhweb": 3.0,
    "recall": 0.3, "markdown": 0.2, "main_content": 0.3, "justext": 0.2, "whole_page": 0.05,
}  # fmt: skip
FULL_PAGE = 50  # lines; the lines of a longer page weigh less each
JUNK_KEPT = {
    "html_text": 0.4,
    "whole_page": 0.1,
}  # shares of the dropped lines that are used: there are enough
METRICS = ("precision", "recall", "f1", "lost")
Model = dict[str, Any]
Scores = NDArray[np.float32]


class Training:
    """The labelled lines of all pages as rows, and models of some folds of them."""

    def __init__(self, pages: Sequence[LabelledPage]) -> None:
        self.weights = {
            (a, b): learn_weights(page for page in pages if page.fold not in (a, b))
            for a in range(FOLDS)
            for b in range(a, FOLDS)
        }
        self.pages = with_variants(pages)
        self.rows = rows_of(self.pages, self.weights)
        number = self.rows.page
        self.fold = np.array([page.fold for page in self.pages])[number]
        self.importance = np.array([_importance(page) for page in self.pages], np.float32)[number]
        share = np.array([JUNK_KEPT.get(page.route, 1.0) for page in self.pages], np.float32)[number]
        share[self.rows.label != 1] = 1
        self.importance /= share
        self.used = (self.rows.label != -1) & (np.random.default_rng(0).random(len(number)) < share)

    def model(self, fold: int, without: Sequence[int]) -> Model:
        """Return the tables learned with the features of an outer fold, from the pages of the other folds."""
        rows = self.used & ~np.isin(self.fold, without)
        labels = np.maximum(self.rows.label[rows], 0)
        return train_tables(self.rows.features[fold][rows], labels, self.importance[rows])

    def scores(self, model: Model, fold: int, rows: NDArray[np.bool_]) -> Scores:
        """Return the scores of some rows, with the features of an outer fold."""
        from benchmarks.training.line_scores import scores_of

        return scores_of(model, self.rows.features[fold][rows])


def cross_validated(training: Training) -> Iterator[tuple[int, Model]]:
    """Yield each fold and a model that knows nothing of its sites.

    Thresholds are chosen on scores of models that saw neither the fold nor the page: half of the other
    folds is judged by a model of the other half.
    """
    for fold in range(FOLDS):
        others = [other for other in range(FOLDS) if other != fold]
        scores = np.full(len(training.fold), np.nan, np.float32)
        for half in (others[:2], others[2:]):
            rows = np.isin(training.fold, half)
            scores[rows] = training.scores(training.model(fold, [fold, *half]), fold, rows)
        strengths = choose(training.rows, training.pages, scores)
        model = training.model(fold, [fold])
        yield fold, model | {"weights": training.weights[fold, fold], "strengths": strengths}


def final(training: Training, models: Sequence[tuple[int, Model]]) -> Model:
    """Return the model of all pages; its thresholds are chosen on the scores of the models of the folds."""
    scores = np.full(len(training.fold), np.nan, np.float32)
    for fold, model in models:
        rows = training.fold == fold
        scores[rows] = training.scores(model, fold, rows)
    strengths = choose(training.rows, training.pages, scores)
    features = np.empty_like(training.rows.features[0])
    for fold in range(FOLDS):
        rows = training.fold == fold
        features[rows] = training.rows.features[fold][rows]
    labels = np.maximum(training.rows.label[training.used], 0)
    tables = train_tables(features[training.used], labels, training.importance[training.used])
    return tables | {"weights": learn_weights(training.pages), "strengths": strengths}


def _importance(page: LabelledPage) -> float:
    weight: float = ROUTE_WEIGHTS.get(page.route, 1.0) * min(1.0, (FULL_PAGE / len(page.texts)) ** 0.5)
    return weight


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
    parser.add_argument("--models", type=Path, help="folder that keeps the models of the folds")
    parser.add_argument("--scores", type=Path, help="JSON of `python -m benchmarks.accuracy lines --json`")
    parser.add_argument("--every", type=int, default=1, help="train on each so many-th page only")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="where to write the model")
    options = parser.parse_args()
    if options.every > 1 and options.output == OUTPUT:
        parser.error(
            "--every needs --output: a model of some pages does not take the place of the shipped one"
        )
    training = Training(load_pages(options.data, made_routes(options.data))[:: options.every])
    models = list(cross_validated(training))
    digest = data_hash(options.data)
    if options.models:
        options.models.mkdir(parents=True, exist_ok=True)
        for fold, model in models:
            (options.models / f"lines-{digest}-{fold}.json").write_text(json.dumps(model))
    about = {
        "what": "log-odds that a line of an article as extracted is boilerplate",
        "trained": "benchmarks/training/line_model.py",
        "data": digest,
        "scores": summary(json.loads(options.scores.read_text())) if options.scores else {},
    }
    options.output.write_text(
        json.dumps({"about": about, **final(training, models)}, ensure_ascii=False, separators=(",", ":"))
        + "\n"
    )


if __name__ == "__main__":
    main()
