"""Decide which recurring lines are boilerplate: runs of lines that stand together, and single lines.

Three lines that always stand beside one another are a run, whatever each of them is. What stands alone needs
to keep to one end of the documents, and to be in most of them or to have an address or a copyright.
"""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Literal

from cleankit.boilerplate.rules.rule import Match
from cleankit.boilerplate.rules.runs import COMPANY
from cleankit.boilerplate.rules.zones import weight_of
from cleankit.learn.doubts import (
    HEADING,
    is_dated,
    is_distinct,
    is_wordy,
    of_content,
    of_edge,
    of_enclosed,
    of_loose,
    of_part,
    outer,
    size_of,
)
from cleankit.learn.finding import Finding, Place, is_speech, is_spoken, share
from cleankit.learn.forms import is_form, without_form
from cleankit.learn.groups import Group
from cleankit.learn.linking import clusters, linked
from cleankit.learn.recurring import CHANGES, EDGE, Recurring, Zone, documents, node_of
from cleankit.text.sentences import has_end_mark

ENDS: tuple[Literal["head", "tail"], ...] = ("head", "tail")
PARTS: dict[str, Match] = {"suffix": "suffix", "prefix": "prefix"}
LEAST_WEIGHT = 25  # characters of a run's lines together
STRAY = 0.1  # of the places where lines were, that may be elsewhere
MOSTLY = 0.8  # of the documents that have a run's other lines
STEADY = 0.75  # of the neighbours of a line that some documents lack, that are the same
ROWS = 1 / 3  # of the places of short lines that may be amid the rows of a table
FREE = 1 / 3  # of a run's lines, that may stand between lines of others
PASSAGE_SHARE = 0.3  # of a site's documents that have a run of sentences


def findings(group: Group, least: int) -> Iterator[Finding]:
    """Yield what recurs in at least ``least`` documents of a site, copies counted once."""
    found = _recurring(group, least)
    lines = {node: one for node, one in found.items() if one.kind == "line"}
    zones: dict[int, Zone] = {}  # of the lines of runs
    taken: set[int] = set()
    known: list[Finding] = []
    runs = [run for cluster in clusters(lines) if (run := _run_of(cluster, group)) is not None]
    for run in sorted(
        runs, key=lambda run: (run.where == "anywhere", -len(run.members), _order(run.members[0]))
    ):
        zones |= {node_of(one.hashed, one.zone): one.zone for one in run.members}
        hashes = {one.hashed for one in run.members}
        if not hashes <= taken:  # a menu at the head knows its copy at the foot
            known.append(run)
        taken |= hashes | {one.hashed for one in run.between}
    known += _of_loose([one for one in lines.values() if one.hashed not in taken], zones, group)
    yield from without_form(known) if is_form(known, group) else known
    for one in found.values():
        if one.kind in PARTS and one.zone != "inside":
            yield Finding(PARTS[one.kind], "anywhere", (one,), off=of_part(one, share(one, group)))


def _recurring(group: Group, least: int) -> dict[int, Recurring]:
    """Return the lines that enough documents have, each with what it has in other zones."""
    by_hash: dict[int, list[Recurring]] = {}
    for one in group.recurring.values():
        by_hash.setdefault(one.hashed, []).append(one)
    for same in by_hash.values():
        whole, inside = sum(one.seen for one in same), sum(one.seen for one in same if one.zone == "inside")
        for one in same:
            one.whole, one.inside = whole, inside
    return {
        node: one
        for node, one in sorted(group.recurring.items())  # whatever order the documents had
        if documents(one.whole) >= least and 2 * one.count >= least
    }


def _run_of(cluster: Sequence[Recurring], group: Group) -> Finding | None:
    """Return a run of the lines of a cluster, if they make one."""
    fixed = [one for one in cluster if not one.varies and not of_content(one, share(one, group))]
    naming = _naming(cluster)
    fixed = [one for one in fixed if node_of(one.hashed, one.zone) not in naming]
    fixed = _without_edges([one for one in fixed if not _is_chosen(one, group)], group)
    if not _is_run(fixed, group):
        return None
    between = tuple(
        one
        for one in cluster
        if one not in fixed and _may_vary(one) and not (_is_value(one) or _is_above_a_title(one))
    )
    return Finding("run", _place(fixed), tuple(fixed), between)


def _naming(cluster: Sequence[Recurring]) -> set[int]:
    """Return the lines of a cluster that name a value below them, and the headings of these."""
    found: set[int] = set()
    named = {node_of(one.hashed, one.zone) for one in cluster if _is_value(one)}
    for _ in ("label", "heading"):
        named = {node_of(one.hashed, one.zone) for one in cluster if one.mostly("after") in named}
        found |= named
    return found


def _is_chosen(one: Recurring, group: Group) -> bool:
    """Say whether pages choose a line from a list: what goods can do, what a dish is of.

    It is beside one line here and another there. A part of a menu that some pages lack is as steady as all.
    """
    return share(one, group) < MOSTLY and one.steadiness < STEADY


def _without_edges(fixed: list[Recurring], group: Group) -> list[Recurring]:
    """Return the lines of a run without those next to the article that may be its own last or first words.

    A formula, an appeal or an ingredient always stands beside the footer, too; the footer does without it.
    """
    if len(fixed) < COMPANY:
        return fixed
    usual = MOSTLY * median(one.seen for one in fixed)
    own = [one.seen < usual or bool(of_edge(one, share(one, group))) for one in fixed]
    where = _place(fixed)
    start = next((i for i, doubt in enumerate(own) if not doubt), len(own)) if where != "head" else 0
    stop = next((i for i in range(len(own), 0, -1) if not own[i - 1]), 0) if where != "tail" else len(own)
    return fixed[start:stop]


def _of_loose(lines: Sequence[Recurring], zones: Mapping[int, Zone], group: Group) -> Iterator[Finding]:
    """Yield a finding for each line that is in no run; those that are applied at one end make one rule."""
    sure: dict[Place, list[Recurring]] = {}
    doubts = _doubts(lines, zones, group)
    for one in sorted(lines, key=_order):
        off = doubts[node_of(one.hashed, one.zone)]
        where: Place = "anywhere" if one.zone == "inside" else one.zone
        if off:
            yield Finding("line", where, (one,), off=off)
        elif one.varies:
            yield Finding("pattern", "anywhere", (one,))
        elif is_distinct(one) or one.zone == "inside":
            yield Finding("line", "anywhere", (one,))
        else:
            sure.setdefault(where, []).append(one)
    for end, some in sure.items():
        yield Finding("run", end, tuple(some))


def _doubts(lines: Sequence[Recurring], zones: Mapping[int, Zone], group: Group) -> dict[int, str]:
    """Return what speaks against each line that is in no run, or "", by its node.

    What differs in numbers alone may change, too: "Width" stands above "126 mm", and "Size" above "Width".
    """
    loose = {node_of(one.hashed, one.zone): one for one in lines}
    enclosed = {node for node, one in loose.items() if _is_enclosed(one, zones)}
    found = {
        node: (of_enclosed if node in enclosed else of_loose)(one, share(one, group))
        for node, one in loose.items()
    }
    changing = {
        node
        for node, one in loose.items()
        if found[node] == HEADING or (found[node] and one.varies and (_is_value(one) or not _may_vary(one)))
    }
    while changing:
        above = {
            node
            for node, one in loose.items()
            if not (found[node] or node in enclosed or is_distinct(one))
            and one.mostly(outer(one)) in changing
        }
        found |= dict.fromkeys(above, HEADING)
        changing = above
    return found


def _is_value(one: Recurring) -> bool:
    """Say whether a line is what others name: its number differs, and it is there several times."""
    return one.varies and 2 * one.several > one.seen


def _is_enclosed(one: Recurring, zones: Mapping[int, Zone]) -> bool:
    """Say whether a line stands between two runs, or a run and the end, on one side of the article."""
    near, far = ("above", "below") if one.zone == "tail" else ("below", "above")
    if one.zone == "inside" or zones.get(one.mostly(near)) != one.zone:
        return False
    return one.mostly(far) in zones or one.mostly(far) == EDGE


def _is_run(fixed: Sequence[Recurring], group: Group) -> bool:
    """Say whether lines of a cluster are a run, whatever else may be between them."""
    if len(fixed) < COMPANY or sum(weight_of(one.line.key) for one in fixed) < LEAST_WEIGHT:
        return False
    members = {node_of(one.hashed, one.zone): one for one in fixed}
    if sum(not linked(one, members) for one in fixed) > FREE * len(fixed):
        return False
    if sum(one.amid_rows for one in fixed) > ROWS * sum(one.seen for one in fixed) and _are_short(fixed):
        return False
    if 2 * sum(one.several for one in fixed if one.zone == "inside") > sum(one.seen for one in fixed):
        return False  # a refrain
    if is_spoken(fixed):
        return max(share(one, group) for one in fixed) >= PASSAGE_SHARE
    return True


def _are_short(lines: Sequence[Recurring]) -> bool:
    return all(size_of(one) == "short" for one in lines)


def _order(one: Recurring) -> tuple[str, float, str]:
    return one.zone, one.rank / max(1, one.seen), one.line.key


def _may_vary(one: Recurring) -> bool:
    """Say whether a line may stand between those of a run and go with them: a counter or a sign.

    No date, and no sentence: what it counts is the article's.
    """
    key = one.line.key
    if is_dated(key) or is_speech(key) or has_end_mark(key):
        return False
    return one.varies or not any(map(str.isalpha, key))


def _is_above_a_title(one: Recurring) -> bool:
    """Say whether what changes follows a line at the head: "Chapter 9" above its title."""
    return one.zone == "head" and is_wordy(one.line.key) and one.mostly("after") == CHANGES


def _place(lines: Sequence[Recurring]) -> Place:
    """Return the end of documents where lines mostly stand."""
    whole = sum(one.seen for one in lines)
    by_zone = {zone: sum(one.seen for one in lines if one.zone == zone) for zone in ENDS}
    return next((zone for zone in ENDS if by_zone[zone] >= (1 - STRAY) * whole), "anywhere")
