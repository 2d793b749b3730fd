"""Choose the threshold of the judge: ``python -m benchmarks.training.html_threshold --data DIR --write``.

The models of the folds (html_content.py) score every page, each those of the sites it has not seen. For
each fold the threshold is the one that is best on the pages of the other folds, so that what
benchmarks/accuracy/html.py measures is what comes true elsewhere. ``--write`` puts the one that is best on
all pages into cleankit/html/content.json.
"""

import argparse
from collections.abc import Collection, Mapping
from pathlib import Path

import orjson

from benchmarks.accuracy.html import SNIPPETS, compare, usable
from benchmarks.accuracy.html_metric import Counts, f1, pooled_f1
from benchmarks.accuracy.html_pages import CACHE, SETS, Page, read_pages
from benchmarks.folds import FOLDS, fold_of
from cleankit.html import judge_page
from cleankit.html.content import SHIPPED, Model, decide, model_from_data

GRID = (-0.6, -0.4, -0.2, 0.0, 0.2)

Found = dict[tuple[str, int, float], list[Counts]]  # by set, fold and threshold


def measured(pages: Collection[Page], models: Mapping[int, Model]) -> Found:
    """Return the counts of all pages at each threshold."""
    found: Found = {}
    for page in pages:
        fold = fold_of(page.site)
        model = models[fold]
        judged = judge_page(page.data, page.url, model=model)
        blocks = [block.block for block in judged.blocks]
        scores = [block.score for block in judged.blocks]
        for threshold in GRID:
            kept = decide(blocks, judged.hints, scores, model._replace(threshold=threshold))
            text = "\n".join(block.text for block in kept if block.kept)
            found.setdefault((page.set, fold, threshold), []).append(compare(page, text))
    return found


def best(found: Found, folds: Collection[int]) -> float:
    """Return the threshold with the highest mean F1 of all sets in some folds."""

    def mean(threshold: float) -> float:
        total = 0.0
        for name in SETS:
            counts = [c for fold in folds for c in found.get((name, fold, threshold), ())]
            total += (pooled_f1 if name == SNIPPETS else f1)(counts) if counts else 0.0
        return total

    return max(GRID, key=mean)


def main(argv: list[str] | None = None) -> int:
    """Write the thresholds into the models of the folds; with ``--write`` also into the package's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(argv)
    files = {fold: options.cache / f"html-fold{fold}.json" for fold in range(FOLDS)}
    data = {fold: orjson.loads(file.read_bytes()) for fold, file in files.items()}
    pages, _ = usable(read_pages(options.data))
    found = measured(pages, {fold: model_from_data(model) for fold, model in data.items()})
    for fold, file in files.items():
        threshold = best(found, [other for other in files if other != fold])
        file.write_bytes(orjson.dumps(data[fold] | {"threshold": threshold}))
        print(f"fold {fold}: {threshold}")
    threshold = best(found, list(files))
    print(f"all: {threshold}")
    if options.write:
        SHIPPED.write_bytes(orjson.dumps(orjson.loads(SHIPPED.read_bytes()) | {"threshold": threshold}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
