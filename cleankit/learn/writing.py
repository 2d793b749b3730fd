"""Write findings as a rule pack for a person: each rule with how often it was, where, and beside what."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleankit.boilerplate.rules.check import judge_at
from cleankit.boilerplate.rules.edges import core
from cleankit.boilerplate.rules.matching import LONGEST_FOR_PATTERNS, longest_word
from cleankit.boilerplate.rules.rule import AFFIX_LENGTH, BARE, Rule, read_rule
from cleankit.boilerplate.rules.ruleset import RuleSet
from cleankit.document import Document
from cleankit.learn.deciding import Finding
from cleankit.learn.groups import Group
from cleankit.learn.lines import DIGITS_RE, masked
from cleankit.learn.recurring import Context
from cleankit.text.folding import fold

LEAST_GUARD = 3  # letters
SPECIAL_RE = re.compile(r"[\\.^$*+?{}\[\]|()]")
NO_SLUG_RE = re.compile(r"[^a-z0-9]+")
Table = dict[str, str | bool | list[str]]


class Entry(NamedTuple):
    """A finding as a rule."""

    table: Table
    finding: Finding
    group: Group


def entries(found: Iterable[tuple[Group, Finding]], scope: str | None) -> list[Entry]:
    """Return the rules for some findings in the order of their ids.

    ``scope`` is the key that binds a rule to its group, "site" or "source". What no rule can say, or
    what another rule says already, is left out.
    """
    made: dict[str, list[Entry]] = defaultdict(list)
    for group, finding in sorted(found, key=_order):
        if table := _table(finding, {scope: group.name} if scope else {}):
            made[_slug(group.name)].append(Entry(table, finding, group))
    numbered: list[Entry] = []
    for slug, some in made.items():
        digits = len(str(len(some)))
        for number, entry in enumerate(some, 1):
            parts = ("learned", slug, f"{number:0{digits}}")
            numbered.append(entry._replace(table={"id": "-".join(filter(None, parts)), **entry.table}))
    numbered.sort(key=lambda entry: str(entry.table["id"]))
    return list(_proven(numbered))


def as_toml(head: Sequence[str], rules: Iterable[Entry]) -> str:
    """Return the text of a pack: a head of comments, then the rules; those that are off are comments."""
    lines = [f"# {line}".rstrip() for line in head]
    for entry in rules:
        lines += ["", *(f"# {_inert(line)}" for line in _told(entry))]
        rule = ["[[rule]]", *(f"{key} = {_value(value)}" for key, value in entry.table.items())]
        lines += [f"# {line}" for line in rule] if entry.finding.off else rule
    return "\n".join(lines) + "\n"


def _order(one: tuple[Group, Finding]) -> tuple[str, int, str]:
    group, finding = one
    return group.name, -finding.recurring.count, finding.recurring.line.key


def _slug(name: str) -> str:
    """Return a site's name as part of an id.

    >>> _slug("news.example.org"), _slug("日报")
    ('news-example-org', '')
    """
    return NO_SLUG_RE.sub("-", name).strip("-")


def _table(finding: Finding, scope: dict[str, str]) -> Table | None:
    line, kind = finding.recurring.line, finding.recurring.kind
    table: Table = {"match": kind, "where": finding.where, **scope}
    if finding.recurring.varies and kind == "line":
        inner = core(line.key)
        guard = longest_word(masked(inner))
        if len(line.key) > LONGEST_FOR_PATTERNS or len(guard) < LEAST_GUARD or not _is_plain(line.key):
            return None
        pattern = r"\d+".join(SPECIAL_RE.sub(r"\\\g<0>", part) for part in DIGITS_RE.split(inner))
        return {**table, "match": "pattern", "pattern": pattern, "guard": guard, "drops": [line.text]}
    if kind == "line":
        return {**table, "phrases": [line.text], "drops": [line.text]}
    if len(BARE[kind](fold(line.text))) < AFFIX_LENGTH:
        return None
    part = {**table, "cut": True, "phrases": [line.text]}
    beside = next((one.before or one.after for one in finding.recurring.contexts), "") or "The pier is open."
    joined = f"{beside} {line.text}" if kind == "suffix" else f"{line.text} {beside}"
    return {**part, "drops": [joined]}


def _is_plain(key: str) -> bool:
    """Say whether a pattern's characters stay as they are when lines are folded one by one."""
    return all(fold(char) == char for char in key if char != " ")


def _proven(made: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the rules that fire, with a neighbour of theirs that they keep."""
    rules = [_rule(entry, ["-"]) for entry in made]
    whole = RuleSet(rules)
    for entry, rule in zip(made, rules, strict=True):
        home = Document("", site=rule.site, metadata={"source": rule.source})
        verdict = judge_at(whole, rule.drops[0], rule.where, home)
        if verdict is None or verdict.rule != rule.name:
            continue
        text = entry.finding.recurring.line.text
        sides = [side for one in entry.finding.recurring.contexts for side in (one.before, one.after)]
        for keep in (*sorted(sides, key=len, reverse=True), f"{text} {text}", "The pier is open again."):
            if keep and judge_at(whole, keep, "anywhere", home) is None:
                table = dict(entry.table)
                drops = table.pop("drops")
                yield entry._replace(table={**table, "keeps": [keep], "drops": drops})
                break


def _rule(entry: Entry, keeps: list[str]) -> Rule:
    return read_rule("learned", "learned", 1, {**entry.table, "keeps": keeps})


def _told(entry: Entry) -> Iterator[str]:
    """Yield what a person wants to know of a rule, line by line."""
    recurring, group = entry.finding.recurring, entry.group
    missed = f", or up to {group.missed:,} more" if group.missed else ""
    share = 100 * recurring.count / max(1, group.documents)
    places = {"head": recurring.head, "tail": recurring.tail, "amid the article": recurring.inside}
    told = ", ".join(f"{place} {times:,}" for place, times in places.items() if times)
    yield f"{recurring.count:,} of {group.documents:,} documents ({share:.1f} %{missed}); {told}"
    for context in recurring.contexts:
        yield _example(context)
    if entry.finding.off:
        yield f"OFF: {entry.finding.off}"
    elif entry.finding.warning:
        yield f"WARNING: {entry.finding.warning}"


def _example(context: Context) -> str:
    before = context.before or "(the beginning)"
    after = context.after or "(the end)"
    return f"{context.name}: {before} [...] {after}" if context.name else f"{before} [...] {after}"


def _inert(text: str) -> str:
    """Return text that a comment can hold: one line, without control characters."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return plain.encode("utf-8", "replace").decode("utf-8")


def _value(value: str | bool | list[str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    plain = value.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007F")
