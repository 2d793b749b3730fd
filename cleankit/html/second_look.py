"""Describe blocks by what the first pass of the judge thought of everything near them.

Of their neighbours, of their containers, of the blocks marked up like them: what tells a stream of
teasers, or a second article, from a body in parts.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress
from math import exp

from cleankit.html.features import NEAR, Column, Columns, Described, Groups, pick
from cleankit.html.page import HEADINGS, PageBlocks, running_sums
from cleankit.html.vocabulary import log

SIBLINGS = 0.3  # what the scores of blocks beside one, marked up alike, weigh in its own
UNSEEN = -7.0  # the score of a block that is no candidate
OUTSIDE = -9.0  # the score beyond the first and the last block
FAR = 12.0  # levels above a block, or none
MOST_DEPTH = 40.0
NO_HEADLINE = -30.0
HEADLINE_CHARS = 200
CORE_SHARE = 0.8
SURE, SURE_CHARS, NEVER = 0.8, 80, 20.0
MOST_TITLE_WORDS = 30
LEVELS_OF = {
    "links": (3,), "mean": (2, 3), "count": (3,),
    "good_mass": (2, 3), "good_share": (0, 1), "good_odds": (0, 1, 3),
}  # fmt: skip


def look_again(
    page: PageBlocks, described: Described, titles: frozenset[bytes], scores: Column, asked: Sequence[bool]
) -> Columns:
    """Return the features of the candidates that are ``asked`` again, at least one."""
    columns: Columns = {name: list(compress(column, asked)) for name, column in described.columns.items()}
    places = list(compress(page.candidates, asked))
    odds_of = [1 / (1 + exp(-score)) for score in scores]
    mass_of = [page.chars[i] * odds for i, odds in zip(page.candidates, odds_of, strict=True)]
    every, odds, mass = [UNSEEN] * page.count, [0.0009] * page.count, [0.0] * page.count
    for i, score, o, m in zip(page.candidates, scores, odds_of, mass_of, strict=True):
        every[i] = score
        odds[i], mass[i] = o, m
    sum_mass, sum_odds = running_sums(mass), running_sums(odds)
    total = sum_mass[-1] or 1e-9
    columns |= {
        "score": pick(every, places),
        "score_before": [every[i - 1] if i else OUTSIDE for i in places],
        "score_after": pick([*every[1:], OUTSIDE], places),
        "chars_after": [log(c) for c in pick([*page.chars[1:], 0], places)],
        "from_start": [log(i) for i in places],
        "depth": [min(float(page.blocks[i].element.depth), MOST_DEPTH) for i in places],
        "below_list": [
            min(page.blocks[i].element.depth - depth, FAR)
            for i, depth in zip(places, compress(described.list_depths, asked), strict=True)
        ],
        "headline": _from_headline(page, described, titles, places),
        "mass": [log(mass[i]) for i in places],
        "mass_share": [mass[i] / total for i in places],
        "mass_before": [sum_mass[i] / total for i in places],
    }
    columns |= _of_page(page, total, len(places))
    columns |= _good_nearby(page, sum_mass, places)
    columns |= _from_body(page, mass, sum_mass, places)
    levels = [list(compress(level, asked)) for level in described.levels]
    containers = described.containers | _containers(page, sum_mass, sum_odds, total)
    for name, chosen in LEVELS_OF.items():
        for level in chosen:
            columns[f"{name}{level}"] = pick(containers[name], levels[level])
    for name, groups in (("alike", described.alike), ("marked", described.marked)):
        masses, odds_sums = groups.sums(mass_of), groups.sums(odds_of)
        good = [m / c for m, c in zip(masses, groups.chars, strict=True)]
        columns[f"{name}_mass"] = list(compress(groups.share(masses, total), asked))
        columns[f"{name}_good"] = list(compress(pick(good, groups.of), asked))
        columns[f"{name}_odds"] = list(compress(groups.mean(odds_sums), asked))
    return columns


def towards_siblings(page: PageBlocks, scores: Column) -> list[float]:
    """Move the score of each candidate towards the mean of those beside it that are marked up alike.

    What is short among paragraphs says little alone. On other sites: recall of short paragraphs +.04, of
    cells +.02, four pages fewer with a recall below .8, F1 of no set of articles down by more than .0005.
    """
    elements = [page.blocks[i].element for i in page.candidates]
    alike = Groups(((id(e.parent), e.tag, e.label) for e in elements), scores)
    means = alike.mean(alike.chars)
    return [score + SIBLINGS * (mean - score) for score, mean in zip(scores, means, strict=True)]


def _of_page(page: PageBlocks, total: float, count: int) -> Columns:
    """Return the features that all candidates of a page share."""
    values = {
        "mass_total": log(total),
        "prose_total": log(page.total),
        "block_count": log(page.count),
        "candidate_count": log(len(page.candidates)),
        "long_share": page.sum_long[-1] / page.count,
    }
    return {name: [value] * count for name, value in values.items()}


def _containers(
    page: PageBlocks, sum_mass: Sequence[float], sum_odds: Sequence[float], total: float
) -> Columns:
    """Return for each span its share of all that is good, and how good its text and its blocks are."""
    chars, spans = page.sum_chars, page.spans
    masses = [sum_mass[end] - sum_mass[start] for start, end in spans]
    return {
        "good_mass": [m / total for m in masses],
        "good_share": [
            m / ((chars[end] - chars[start]) or 1) for m, (start, end) in zip(masses, spans, strict=True)
        ],
        "good_odds": [(sum_odds[end] - sum_odds[start]) / (end - start or 1) for start, end in spans],
    }


def _from_body(
    page: PageBlocks, mass: Sequence[float], sum_mass: Sequence[float], places: Sequence[int]
) -> Columns:
    """Return where each block is to the body: in its container or not, how far from what is surely of it.

    The body's container is the smallest that holds most of what is good.
    """
    total = sum_mass[-1]
    start, end = min(
        (span for span in page.spans if sum_mass[span[1]] - sum_mass[span[0]] >= CORE_SHARE * total),
        key=lambda span: span[1] - span[0],
    )
    chars = page.sum_chars
    sure = [i for i in page.candidates if mass[i] >= SURE * page.chars[i] and page.chars[i] >= SURE_CHARS]
    count = len(sure)
    since, until = [], []
    for i in places:
        at = bisect_left(sure, i)
        since.append(log(chars[i] - chars[sure[at - 1] + 1]) if at else NEVER)
        if at < count and sure[at] == i:
            at += 1
        until.append(log(chars[sure[at]] - chars[i + 1]) if at < count else NEVER)
    body = chars[end] - chars[start]
    return {
        "in_core": [1.0 if start <= i < end else 0.0 for i in places],
        "past_core": [float(max(-20, min(20, i - end if i >= end else min(0, i - start)))) for i in places],
        "core_good": [(sum_mass[end] - sum_mass[start]) / (body or 1)] * len(places),
        "core_share": [body / (chars[-1] or 1)] * len(places),
        "since_sure": since,
        "until_sure": until,
    }


def _good_nearby(page: PageBlocks, sum_mass: Sequence[float], places: Sequence[int]) -> Columns:
    """Return which share of the text of the blocks before and after is good."""
    chars = [0] * NEAR + page.sum_chars + [page.sum_chars[-1]] * NEAR
    mass = [0.0] * NEAR + list(sum_mass) + [sum_mass[-1]] * NEAR
    return {
        "good_before": [(mass[i + NEAR] - mass[i]) / ((chars[i + NEAR] - chars[i]) or 1) for i in places],
        "good_after": [
            (mass[i + 2 * NEAR + 1] - mass[i + NEAR + 1])
            / ((chars[i + 2 * NEAR + 1] - chars[i + NEAR + 1]) or 1)
            for i in places
        ],
    }


def _from_headline(
    page: PageBlocks, described: Described, titles: frozenset[bytes], places: Sequence[int]
) -> list[float]:
    """Return how far after the block most like the page's title each one is; headings first."""
    best, at = 0.5, -1
    words = min(len(titles), MOST_TITLE_WORDS) or 1
    for i, tokens in zip(page.candidates, described.tokens, strict=True):
        if page.chars[i] > HEADLINE_CHARS:
            continue
        same = len(titles.intersection(tokens)) / words
        if same > best:
            tag = page.blocks[i].element.tag
            same *= 1.0 if tag == "h1" else 0.9 if tag in HEADINGS else 0.75
            if same > best:
                best, at = same, i
    if at < 0:
        return [NO_HEADLINE] * len(places)
    return [float(max(-20, min(60, i - at))) for i in places]
