"""Choose how sure the model has to be, on scores of pages that it has not seen.

Of all settings in a small grid, the one that takes most boilerplate while no route loses more text than the
strength allows. One set of figures for all routes: nothing at run time says where a text came from.
"""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.training.line_pages import CLEAN_ROUTES, ROUTES, LabelledPage
from benchmarks.training.line_rows import Rows
from cleankit.boilerplate.model.deciding import CONFIRMED_SHARE, FULL_SHARE, log_odds

USUAL = (0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97)
LIKE_TEXT = (0.0, 1.0, 2.0, 3.0)
LENGTH = (0.5, 1.0)
WIDE = (2.0, 4.0)
UNCONFIRMED = (1.0, 2.0, 3.0)
FULL_PAGE = (0.0, -0.7, -1.4, -2.1, -2.8)
LEAST = -2.4  # log-odds: no setting takes a line below
HURT = {"safe": 0.01, "balanced": 0.03, "aggressive": 0.05}
"""Share of the clean texts, with and without lines of junk beside them, that may lose a line."""
OF_WIDE = 3  # times as many of the few texts without word spaces
LOST = {
    "safe": dict(zip(ROUTES, (0.0004, 0.0004, 0.0010, 0.0050), strict=True)),
    "balanced": dict(zip(ROUTES, (0.0030, 0.0030, 0.0060, 0.0200), strict=True)),
    "aggressive": dict(zip(ROUTES, (0.0060, 0.0060, 0.0110, 0.0400), strict=True)),
}
"""Shares of the text's characters that each strength may lose by route, the rules' losses aside."""


class Lines(NamedTuple):
    """The lines of a route, and how many of its lines and characters there are."""

    rows: NDArray[np.bool_]
    junk: int
    size: int


def choose(rows: Rows, pages: Sequence[LabelledPage], scores: NDArray[np.float32]) -> dict[str, list[float]]:
    """Return for each strength what `cleankit.boilerplate.model.strengths.Caution` holds."""
    known = ~np.isnan(scores)
    folds = {pages[i].fold for i in np.unique(rows.page[known])}
    full = full_pages(rows, pages, scores)[rows.page]
    near = np.flatnonzero(known & ~rows.vetoed & (np.nan_to_num(scores, nan=LEAST) > LEAST))
    few, scores, full = rows.only(near), scores[near], full[near]
    named = np.array([sum(page.named) for page in pages])
    routes = {route: _lines(few, pages, route, folds) for route in ROUTES}
    clean = {
        name: [i for i, page in enumerate(pages) if page.route in sets and page.fold in folds]
        for name, sets in (("all", CLEAN_ROUTES), ("wide", ("zhweb",)))
    }
    in_clean = {name: np.isin(few.page, found) & (few.label != 1) for name, found in clean.items()}
    best: dict[str, tuple[float, list[float]]] = {}
    for setting in product(USUAL, LIKE_TEXT, LENGTH, WIDE, FULL_PAGE, UNCONFIRMED):
        usual, like_text, length, wide, full_page, unconfirmed = setting
        wanted = log_odds(usual) + like_text * few.like_text + length * few.length
        open_page = unconfirmed_pages(few, named, scores > log_odds(usual) + full_page * full)[few.page]
        gone = scores > wanted + wide * few.wide + full_page * full + unconfirmed * open_page
        hurt = {
            name: len(np.unique(few.page[gone & in_clean[name]])) / max(1, len(found))
            for name, found in clean.items()
        }
        for strength, limits in LOST.items():
            if hurt["all"] > HURT[strength] or hurt["wide"] > OF_WIDE * HURT[strength]:
                continue
            value = _value(few, gone, routes, limits)
            if value is not None and value > best.get(strength, (-1.0, []))[0]:
                best[strength] = value, list(setting)
    return {strength: setting for strength, (_, setting) in best.items()}


def full_pages(rows: Rows, pages: Sequence[LabelledPage], scores: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return for each page whether most of its lines are expected to be boilerplate."""
    chances = 1 / (1 + np.exp(-np.nan_to_num(scores, nan=-30.0)))
    expected = np.bincount(rows.page, chances, len(pages)) + [sum(page.named) for page in pages]
    full: NDArray[np.bool_] = expected > FULL_SHARE * np.array([len(page.texts) for page in pages])
    return full


def unconfirmed_pages(rows: Rows, named: NDArray[np.int64], likely: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return for each page whether too few of the lines that are likely to go are confirmed."""
    confirmed = named + np.bincount(rows.page[likely & rows.confirming], minlength=len(named))
    going = named + np.bincount(rows.page[likely], minlength=len(named))
    found: NDArray[np.bool_] = confirmed < CONFIRMED_SHARE * going
    return found


def _lines(rows: Rows, pages: Sequence[LabelledPage], route: str, folds: set[int]) -> Lines:
    of_route = [i for i, page in enumerate(pages) if page.route == route and page.fold in folds]
    labelled = [
        (label, len(text))
        for i in of_route
        for text, label in zip(pages[i].texts, pages[i].labels, strict=True)
    ]
    junk = sum(label == 1 for label, _ in labelled)
    return Lines(np.isin(rows.page, of_route), junk, sum(size for label, size in labelled if label == 0))


def _value(
    rows: Rows, gone: NDArray[np.bool_], routes: dict[str, Lines], limits: dict[str, float]
) -> float | None:
    """Return the mean recall over the routes; None where a route would lose too much text."""
    recalls = []
    for route, lines in routes.items():
        taken = gone & lines.rows
        lost = int(rows.size[taken & (rows.label == 0)].sum())
        if lost > limits[route] * lines.size:
            return None
        recalls.append(int((taken & (rows.label == 1)).sum()) / max(1, lines.junk))
    return sum(recalls) / len(recalls)
