"""Choose the thresholds of the judge inside folds: ``python -m benchmarks.accuracy html_nested --data DIR``.

For each fold of sites, every threshold is the value that gives the best F1 (the mean over sets) on the pages
of the other folds, judged by models that have not seen their sites; with these, the pages of the fold are
judged. So no figure of the table knows a page it is measured on. Below it stands what each fold chose, and
what the shipped thresholds give.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import orjson

from benchmarks.accuracy.html import SNIPPETS, compare, header, row, usable
from benchmarks.accuracy.html_metric import Counts, f1, pooled, pooled_f1, precision_recall
from benchmarks.accuracy.html_pages import ARTICLES, CACHE, SETS, Page, read_pages
from benchmarks.folds import FOLDS, fold_of
from cleankit.extraction import Favor
from cleankit.html import body, content, judge_page, lists, purpose, structure
from cleankit.html.blocks import PageBlock
from cleankit.html.metadata import Hints

VALUES: Mapping[str, Sequence[float]] = {
    "balanced": (-0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6),
    "INSIDE": (-3.5, -3.0, -2.5, -2.0, -1.5),
    "AROUND": (-2.5, -2.0, -1.5, -1.0, -0.5),
    "IN_STRUCTURE": (-3.0, -2.5, -2.0, -1.5, -1.0),
    "IN_CAPTION": (-2.0, -1.7, -1.4, -1.1, -0.8),
    "AMONG": (-2.5, -2.0, -1.5, -1.0, -0.5, 0.0),
    "IN_COMPANY": (-4.5, -4.0, -3.5, -3.0, -2.5),
    "CORE_SHARE": (0.9, 0.95, 0.98),
    "POOR": (0.3, 0.4, 0.5, 0.6, 0.7),
    "POOR_OVERVIEW": (0.5, 0.6, 0.7, 0.8, 0.9),
    "POOR_DISCUSSION": (0.5, 0.6, 0.7, 0.8, 0.9),
    "MORE_CHARS": (250, 400, 800, 1600),
    "MORE_TIMES": (1, 2, 3),
    "FEW": (0.3, 0.4, 0.5, 0.6, 0.7),
    "MOST": (0.3, 0.4, 0.5, 0.6),
    "LIST_LINES": (3, 5, 8),
    "PAGE_LINES": (2, 3, 4, 5),
}
# What only pages of these purposes are asked about; all others stay as they are.
LISTS, OVERVIEWS = frozenset(("list",)), frozenset(("list", "overview"))
ONLY: Mapping[str, frozenset[str]] = {
    "POOR_OVERVIEW": OVERVIEWS,
    "POOR_DISCUSSION": frozenset(("discussion",)),
    "MORE_CHARS": LISTS,
    "MORE_TIMES": LISTS,
    "FEW": OVERVIEWS,
    "MOST": OVERVIEWS,
    "LIST_LINES": LISTS,
    "PAGE_LINES": OVERVIEWS,
}
MODULES = (purpose, structure, lists, body)
Settings = Mapping[str, float]
# The first threshold counts that keeps the promise: for precision from below, for recall from above.
FAVORS: Mapping[Favor, Sequence[float]] = {
    "precision": (0.1, 0.3, 0.5, 0.7, 0.9),
    "recall": (-0.7, -1.0, -1.3, -1.6),
}
PROMISED: Mapping[Favor, float] = {"precision": 0.94, "recall": 0.975}


class Scored(NamedTuple):
    """A page with the scores of its blocks, by a model that has not seen its site."""

    page: Page
    blocks: list[PageBlock]
    hints: Hints
    scores: list[float | None]
    model: content.Model

    @property
    def fold(self) -> int:
        return fold_of(self.page.site)


class Results:
    """The text and the counts of every page under some settings; equal texts are compared once."""

    def __init__(self, scored: Sequence[Scored]) -> None:
        self.scored = scored
        self.known: dict[tuple[str, int], Counts] = {}

    def of(
        self, settings: Settings, chosen: Sequence[Scored] | None = None, favor: Favor = "balanced"
    ) -> dict[str, tuple[str, Counts]]:
        found = {}
        with applied(settings):
            for one in self.scored if chosen is None else chosen:
                judged = content.decide(one.blocks, one.hints, one.scores, one.model, favor=favor)
                text = "\n".join(block.text for block in judged if block.kept)
                key = one.page.id, hash(text)
                if key not in self.known:
                    self.known[key] = compare(one.page, text)
                found[one.page.id] = text, self.known[key]
        return found


@contextmanager
def applied(settings: Settings) -> Iterator[None]:
    """Judge by other thresholds than the shipped ones."""
    before: dict[str, float] = {**shipped(), **{str(name): v for name, v in content.THRESHOLDS.items()}}
    _apply(settings)
    try:
        yield
    finally:
        _apply(before)


def shipped() -> dict[str, float]:
    """Return the thresholds of the package."""
    return {
        name: content.THRESHOLDS["balanced"] if name == "balanced" else getattr(_home(name), name)
        for name in VALUES
    }


def _apply(settings: Settings) -> None:
    for name, value in settings.items():
        if name in content.THRESHOLDS:
            content.THRESHOLDS = {**content.THRESHOLDS, name: value}  # type: ignore[dict-item]
        else:
            for module in MODULES:  # one has names of another too
                if hasattr(module, name):
                    setattr(module, name, value)


def _home(name: str) -> ModuleType:
    return next(module for module in MODULES if hasattr(module, name))


def objective(pages: Sequence[Page], found: Mapping[str, tuple[str, Counts]]) -> float:
    """Return the mean F1 over sets."""
    values = []
    for name in SETS:
        counts = [found[page.id][1] for page in pages if page.set == name]
        if counts:
            values.append((pooled_f1 if name == SNIPPETS else f1)(counts))
    return sum(values) / len(values)


def main(argv: list[str]) -> int:
    """Print the table; exit code 2 without the data or the models of the folds."""
    parser = argparse.ArgumentParser(prog="benchmarks.accuracy html_nested", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument(
        "--only",
        choices=VALUES,
        action="append",
        metavar="NAME",
        help="choose this threshold; others as shipped",
    )
    options = parser.parse_args(argv)
    files = [options.cache / f"html-fold{fold}.json" for fold in range(FOLDS)]
    if not (options.data / "html").is_dir() or not all(file.exists() for file in files):
        print("html_nested: no folder html in the data, or no models of folds", file=sys.stderr)
        return 2
    models = [content.model_from_data(orjson.loads(file.read_bytes())) for file in files]
    pages, _ = usable(read_pages(options.data))
    scored = [_score(page, models[fold_of(page.site)]) for page in pages]
    report(scored, options.only or VALUES)
    if not options.only:
        favors(scored)
    return 0


def report(scored: Sequence[Scored], names: Collection[str] = VALUES) -> None:
    """Print the figures of thresholds chosen in folds, and what each fold chose."""
    pages = [one.page for one in scored]
    results = Results(scored)
    default = results.of({})

    def asked(name: str) -> list[Scored]:
        return [one for one in scored if name not in ONLY or one.hints.purpose in ONLY[name]]

    tried: dict[tuple[str, float], dict[str, tuple[str, Counts]]] = {
        (name, value): default
        if value == shipped()[name]
        else default | results.of({name: value}, asked(name))
        for name in names
        for value in VALUES[name]
    }
    nested: dict[str, str] = {}
    choices: dict[str, Counter[float]] = {name: Counter() for name in names}
    for fold in range(FOLDS):
        others = [one.page for one in scored if one.fold != fold]
        settings = {
            name: max(VALUES[name], key=lambda value, name=name: objective(others, tried[name, value]))  # type: ignore[misc]
            for name in names
        }
        for name, value in settings.items():
            choices[name][value] += 1
        here = [one for one in scored if one.fold == fold]
        nested |= {page: text for page, (text, _) in results.of(settings, here).items()}
    header()
    row("cleankit, nested", pages, nested)
    row("cleankit, as shipped", pages, {page: text for page, (text, _) in default.items()})
    for name, counted in choices.items():
        print(f"{name:15} shipped {shipped()[name]:5}  chosen {dict(sorted(counted.items()))}")


def favors(scored: Sequence[Scored]) -> None:
    """Print what `favor` gives when each fold takes the first threshold that keeps the promise on the others.

    The promise is a mean over the sets of articles: of precision for "precision", of recall for "recall".
    """
    pages = [one.page for one in scored]
    results = Results(scored)
    for place, (favor, values) in enumerate(FAVORS.items()):
        tried = {value: results.of({favor: value}, favor=favor) for value in values}
        texts: dict[str, str] = {}
        chosen: Counter[float] = Counter()
        for fold in range(FOLDS):
            others = [one.page for one in scored if one.fold != fold and one.page.set in ARTICLES]
            value = next(
                (v for v in values if _promised(others, tried[v])[place] >= PROMISED[favor]), values[-1]
            )
            chosen[value] += 1
            texts |= {one.page.id: tried[value][one.page.id][0] for one in scored if one.fold == fold}
        print(f"\nfavor={favor}, shipped {content.THRESHOLDS[favor]}, chosen {dict(sorted(chosen.items()))}")
        row(f"cleankit, {favor}, nested", pages, texts)
        found = {page.id: ("", compare(page, texts[page.id])) for page in pages}
        precision, recall = _promised([page for page in pages if page.set in ARTICLES], found)
        print(f"  articles: precision {precision:.3f}, recall {recall:.3f}; promised {PROMISED[favor]}")


def _promised(pages: Sequence[Page], found: Mapping[str, tuple[str, Counts]]) -> tuple[float, float]:
    """Return precision and recall, each the mean over sets."""
    parts = []
    for name in {page.set for page in pages}:
        counts = [found[page.id][1] for page in pages if page.set == name]
        parts.append((pooled if name == SNIPPETS else precision_recall)(counts))
    return sum(p for p, _ in parts) / len(parts), sum(r for _, r in parts) / len(parts)


def _score(page: Page, model: content.Model) -> Scored:
    judged: Any = judge_page(page.data, page.url, model=model)
    blocks = [block.block for block in judged.blocks]
    return Scored(
        page._replace(data=b""), blocks, judged.hints, [block.score for block in judged.blocks], model
    )
