"""How right lines are judged: ``python -m benchmarks.accuracy lines --data ../shared/eval``.

Every page is judged by a model that saw nothing of its site (see benchmarks.training.line_model), and
by the packs without phrases that the tables know from its fold only (benchmarks.training.line_pages).
With ``--models FOLDER`` the models of the folds are kept there, and used again while the data is the same.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.folds import FOLDS
from benchmarks.training.line_pages import (
    CLEAN_ROUTES,
    ROUTES,
    LabelledPage,
    data_hash,
    labelled,
    load_pages,
    records,
)
from cleankit.boilerplate.judge import Judge
from cleankit.boilerplate.model.judging import LineModel
from cleankit.boilerplate.model.strengths import STRENGTHS
from cleankit.boilerplate.rules import RuleSet, load_rules
from cleankit.boilerplate.rules.ruleset import Matches
from cleankit.document import Lines, Verdict

RESAMPLES = 300
GROUPS: dict[str, Callable[[LabelledPage], bool]] = {
    "all": lambda page: bool(page.route),
    "en": lambda page: page.lang == "en",
    "other": lambda page: page.lang != "en",
}
BASELINES = {  # P R F1, gold lost; measured on other sites of the same sets
    "C4": (".08 .80 .15 .213", ".06 .89 .12 .181", ".24 .84 .37 .199", ".80 .94 .87 .203"),
    "jusText on lines": (".12 .61 .20 .136", ".08 .52 .13 .104", ".28 .54 .37 .126", ".86 .75 .80 .130"),
    "lines under 5 words": (".10 .40 .16 .027", ".07 .54 .13 .032", ".31 .60 .41 .042", ".87 .79 .83 .043"),
    "an English phrase list": (
        ".69 .07 .13 .0006",
        ".82 .16 .27 .0005",
        ".93 .14 .25 .0006",
        ".99 .11 .20 .0006",
    ),
    "trees, 43 features, p>=.5": (
        ".67 .38 .48 .006",
        ".48 .15 .23 .001",
        ".74 .67 .70 .012",
        ".93 .95 .94 .052",
    ),
    "trees, 43 features, p>=.9": (
        ".85 .10 .18 .0002",
        ".68 .06 .10 .0002",
        ".88 .38 .53 .002",
        ".97 .85 .90 .015",
    ),
}


class Counts(NamedTuple):
    """What became of the lines of a page: numbers of lines, and characters of text lost of all text."""

    tp: int
    fp: int
    fn: int
    lost: int
    gold: int


class Scores(NamedTuple):
    """Precision, recall and F1 of dropped lines, and the share of the text's characters lost."""

    precision: float
    recall: float
    f1: float
    lost: float


def count(page: LabelledPage, dropped: Iterable[int]) -> Counts:
    """Compare the dropped lines of a page with its labels.

    >>> page = LabelledPage("a", "html_text", "a.org", "en", None, ["Home", "It rained.", "?"], [1, 0, -1])
    >>> count(page, [0, 2])
    Counts(tp=1, fp=0, fn=0, lost=0, gold=10)
    """
    gone = set(dropped)
    tp = fp = fn = lost = gold = 0
    for i, (text, label) in enumerate(zip(page.texts, page.labels, strict=True)):
        if label == 1:
            tp, fn = tp + (i in gone), fn + (i not in gone)
        elif label == 0:
            gold += len(text)
            fp, lost = fp + (i in gone), lost + len(text) * (i in gone)
    return Counts(tp, fp, fn, lost, gold)


def scores(counts: NDArray[np.int64]) -> Scores:
    """Return the scores of the sum of counts.

    >>> scores(np.array([[3, 1, 1, 10, 1000]]))
    Scores(precision=0.75, recall=0.75, f1=0.75, lost=0.01)
    """
    tp, fp, fn, lost, gold = (int(value) for value in counts.sum(axis=0))
    precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return Scores(
        precision, recall, 2 * precision * recall / max(1e-9, precision + recall), lost / max(1, gold)
    )


def interval(counts: NDArray[np.int64]) -> tuple[Scores, Scores]:
    """Return the 2.5 and 97.5 % points of the scores over resamples of the pages."""
    draw = np.random.default_rng(0)
    found = [scores(counts[draw.integers(0, len(counts), len(counts))]) for _ in range(RESAMPLES)]
    low, high = np.percentile(np.array(found), [2.5, 97.5], axis=0)
    return Scores(*map(float, low)), Scores(*map(float, high))


class Found(RuleSet):
    """Rules that were tried already: what a page's fold may know was found in the whole page."""

    def __init__(self, lines: Lines, verdicts: list[Verdict]) -> None:
        super().__init__([])
        self._lines, self._verdicts = lines, verdicts

    def judge(self, lines: Lines, matches: Matches | None = None) -> list[Verdict]:  # noqa: ARG002
        return self._verdicts if lines is self._lines else []


def ways(page: LabelledPage, model: LineModel) -> Iterator[tuple[str, list[int]]]:
    """Yield each way to judge a page and the lines it drops."""
    lines, named = page.lines(), [Verdict(i, "packs") for i, drop in enumerate(page.named) if drop]
    rules = Found(lines, named)
    in_passages = [i for i, inside in enumerate(page.in_passages) if inside]
    yield "packs", [verdict.line for verdict in named if verdict.line not in in_passages]
    yield "packs and blocks", [verdict.line for verdict in named]
    for strength in STRENGTHS:
        alone = Judge(RuleSet([]), strength, model)(lines)  # type: ignore[arg-type]
        yield f"model {strength}", [verdict.line for verdict in alone]
        both = Judge(rules, strength, model)(lines)  # type: ignore[arg-type]
        yield f"both {strength}", [verdict.line for verdict in both]


def fold_models(data: Path, folder: Path | None) -> list[LineModel]:
    """Return the model of each fold, trained or from ``folder``."""
    digest = data_hash(data)
    paths = [folder / f"lines-{digest}-{fold}.json" for fold in range(FOLDS)] if folder else []
    if paths and all(path.exists() for path in paths):
        return [LineModel.from_data(json.loads(path.read_text())) for path in paths]
    from benchmarks.training.line_model import Training, cross_validated
    from benchmarks.training.line_routes import made_routes

    training = Training(load_pages(data, made_routes(data)))
    found = [model for _, model in cross_validated(training)]
    for path, model in zip(paths, found, strict=False):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(model))
    return [LineModel.from_data(model) for model in found]


def measure(data: Path, folder: Path | None = None) -> dict[str, dict[str, dict[str, Any]]]:
    """Return way -> set -> scores; a set is a route and "all", "en" or "other", or a clean corpus."""
    pages = load_pages(data)
    models = fold_models(data, folder)
    pages += list(_german(data))
    counted: dict[tuple[str, str], list[Counts]] = defaultdict(list)
    for page in pages:
        for way, dropped in ways(page, models[page.fold]):
            counts = count(page, dropped)
            if page.route in ROUTES:
                for group, holds in GROUPS.items():
                    if holds(page):
                        counted[way, f"{page.route} {group}"].append(counts)
            else:
                counted[way, page.route].append(counts)
    table: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for (way, where), found in counted.items():
        array = np.array(found)
        low, high = interval(array)
        table[way][where] = {"pages": len(found)} | {
            name: [
                round(value, 5)
                for value in (getattr(scores(array), name), getattr(low, name), getattr(high, name))
            ]
            for name in Scores._fields
        }
    return dict(table)


def shipped_scores(data: Path) -> dict[str, float]:
    """Return what the shipped model and packs score, as "<route>-<strength>-<measure>": more is better.

    Measures are precision, recall, f1 and kept, the share of the text's characters that is left. The
    model has seen these pages, so this guards against drops and claims nothing; it takes half a minute.
    """
    rules = load_rules("all")
    pages = list(labelled(data))
    found: dict[str, float] = {}
    for strength in STRENGTHS:
        counted: dict[str, list[Counts]] = defaultdict(list)
        for page in pages:
            verdicts = Judge(rules, strength)(page.lines())  # type: ignore[arg-type]
            counted[page.route].append(count(page, [v.line for v in verdicts if v.text is None]))
        for route, counts in counted.items():
            precision, recall, f1, lost = scores(np.array(counts))
            measures = {"precision": precision, "recall": recall, "f1": f1, "kept": 1 - lost}
            found |= {f"{route}-{strength}-{name}": value for name, value in measures.items()}
    return found


def _german(data: Path) -> Iterator[LabelledPage]:
    """Read gnad_de, of which training sees nothing; its articles are one line each."""
    for page in records(data / "text/gnad_de.jsonl.gz"):
        texts = [line for line in page["text"].splitlines() if line.strip()]
        site, none = f"gnad_de/{page['id']}", [False] * len(texts)
        yield LabelledPage(site, "gnad_de", site, "de", None, texts, [0] * len(texts), none, none)


def show(table: dict[str, dict[str, dict[str, Any]]]) -> None:
    """Print the table: precision, recall, F1 and gold lost, each interval of 95 % in brackets."""
    for group in GROUPS:
        print(
            f"\n## {group}: P R F1 | gold lost\n\n| way | {' | '.join(ROUTES)} |\n|---|{'---|' * len(ROUTES)}"
        )
        for way, sets in table.items():
            print(f"| {way} | {' | '.join(_cell(sets[f'{route} {group}']) for route in ROUTES)} |")
        if group == "all":
            for name, cells in BASELINES.items():
                print(f"| _{name}_ | {' | '.join(cells)} |")
    clean = (*CLEAN_ROUTES, "gnad_de")
    print(f"\n## articles without boilerplate: share of characters lost\n\n| way | {' | '.join(clean)} |")
    print(f"|---|{'---|' * len(clean)}")
    for way, sets in table.items():
        lost = [sets[name]["lost"] for name in clean]
        print(f"| {way} | {' | '.join(f'{m:.5f} [{a:.5f}-{b:.5f}]' for m, a, b in lost)} |")


def _cell(found: dict[str, Any]) -> str:
    p, r, (f1, low, high), (lost, least, most) = (found[name] for name in Scores._fields)
    return f"{p[0]:.2f} {r[0]:.2f} {f1:.3f} [{low:.2f}-{high:.2f}] {lost:.4f} [{least:.4f}-{most:.4f}]"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy lines", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    parser.add_argument("--models", type=Path, help="folder that keeps the models of the folds")
    parser.add_argument("--json", type=Path, help="also write the scores there")
    options = parser.parse_args(argv)
    if not (options.data / "lines").is_dir():
        print(f"lines: not measured, no data at {options.data}")
        return 0
    table = measure(options.data, options.models)
    show(table)
    if options.json:
        options.json.write_text(
            json.dumps({"data": data_hash(options.data), "scores": table}, indent=1) + "\n"
        )
    return 0
