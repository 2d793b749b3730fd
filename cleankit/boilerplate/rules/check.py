"""Lint a rule pack: its examples hold, its rules all fire, its patterns are guarded and linear."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from cleankit.boilerplate.rules.categories import PROVENANCE
from cleankit.boilerplate.rules.matching import ENDLESS
from cleankit.boilerplate.rules.packs import find_pack, read_pack
from cleankit.boilerplate.rules.probe import UntriedError, examples, is_linear
from cleankit.boilerplate.rules.rule import Rule
from cleankit.boilerplate.rules.ruleset import RuleSet
from cleankit.boilerplate.rules.tails import aligned
from cleankit.document import Document, Lines, Verdict
from cleankit.errors import ConfigError
from cleankit.text.folding import fold

PROSE = [
    line
    for number in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
    for line in (
        f"On the {number} day the council met again, and the bridge over the river was closed.",
        "",
    )
]
NEIGHBOUR = "check neighbour qqq"
PROBES = {"line": "{}", "prefix": "{} qq", "suffix": "qq {}"}
FOUND_BESIDE = Rule("check:neighbour", "line", phrases=(NEIGHBOUR,))


def check_pack(path: str | Path) -> list[str]:
    """Return what is wrong with a pack, one finding a line; an empty list means that it is sound.

    A file that cannot be read as a pack at all is one finding.
    """
    try:
        rules = read_pack(find_pack(str(path)))
    except ConfigError as error:
        return [str(error)]
    whole = RuleSet([*rules, FOUND_BESIDE])
    interface = RuleSet([*(rule for rule in rules if rule.category not in PROVENANCE), FOUND_BESIDE])
    found = [*_order(rules)]
    for rule in rules:
        label = rule.name.partition(":")[2]
        findings = _check(rule, whole if rule.category in PROVENANCE else interface)
        found += [f"{path}: rule {label!r}: {finding}" for finding in findings]
    return found


def _order(rules: Iterable[Rule]) -> Iterator[str]:
    for before, after in pairwise(rules):
        if before.name > after.name:
            yield f"rule {after.name!r} stands after {before.name!r}; rules are sorted by id"


def _check(rule: Rule, whole: RuleSet) -> Iterator[str]:
    home = Document("", site=rule.site, metadata={"source": rule.source})
    for line in rule.keeps:
        verdict = judge_at(whole, line, "anywhere", home)
        if verdict is not None:
            yield f"keeps {line!r}: it is dropped by {verdict.rule!r}"
    if rule.match == "run":
        yield from _check_run(rule, whole, home)
        return
    probes = [PROBES[rule.match].format(phrase) if rule.max_rest > 3 else phrase for phrase in rule.phrases]
    if rule.max_rest >= ENDLESS:
        probes = [f"{phrase} {'qq ' * 80}" for phrase in rule.phrases]
    for line in (*rule.drops, *probes):
        verdict = judge_at(whole, line, rule.where, home)
        if verdict is None:
            yield f"drops {line!r}: it stays"
        elif verdict.rule != rule.name:
            yield f"drops {line!r}: {verdict.rule!r} takes it first"
    if rule.pattern is not None:
        try:
            yield from _check_pattern(rule, re.compile(rule.pattern))
        except UntriedError as error:
            yield f"pattern cannot be checked: it {error}"


def _check_run(rule: Rule, whole: RuleSet, home: Document) -> Iterator[str]:
    for line in run_stays(whole, rule.drops, rule.where, home):
        yield f"drops {line!r}: it stays"


def run_stays(rules: RuleSet, run: Sequence[str], where: str, document: Document) -> list[str]:
    """Return those lines of a run that stay when all stand together where it belongs."""
    before = [] if where == "head" else PROSE
    after = [] if where == "tail" else PROSE
    gone = {verdict.line for verdict in rules.judge(Lines([*before, *run, "", *after], document))}
    return [line for number, line in enumerate(run, len(before)) if number not in gone]


def _check_pattern(rule: Rule, pattern: re.Pattern[str]) -> Iterator[str]:
    texts = examples(pattern)
    compared = aligned if rule.cut else fold
    for text in texts:
        if any(compared(char) != char for char in text if char != " "):
            yield f"pattern fits {text!r}, but a line reads {compared(text)!r} when it is compared"
            break
    for text in texts:
        if not any(guard in fold(text) for guard in rule.guards):
            yield f"pattern fits {text!r}, which has none of the guards"
            break
    for guard in rule.guards:
        if not any(guard.strip() in fold(text) for text in texts):
            yield f"guard {guard!r} is in nothing that the pattern fits"
    if not is_linear(pattern):
        yield "pattern takes more than linear time on its worst text"


def judge_at(rules: RuleSet, line: str, where: str, document: Document | None = None) -> Verdict | None:
    """Return the verdict on a line that stands amid prose, or where its rule asks for it.

    ``document`` says what site it is of.

    >>> from cleankit.boilerplate.rules import load_rules
    >>> judge_at(load_rules("en"), "Advertisement", "anywhere").rule
    'en:ad-label'
    """
    before = {"head": [], "beside-boilerplate": [*PROSE, NEIGHBOUR]}.get(where, PROSE)
    after = ["", *([] if where == "tail" else PROSE)]
    verdicts = rules.judge(Lines([*before, line, *after], document))
    return next((verdict for verdict in verdicts if verdict.line == len(before)), None)
