"""Write findings as a rule pack for a person: each rule with how often it was, where, and beside what."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cleankit.boilerplate.rules.edges import strip_decoration
from cleankit.boilerplate.rules.matching import LONGEST_FOR_PATTERNS, longest_word
from cleankit.boilerplate.rules.rule import AFFIX_LENGTH, BARE, Rule, read_rule
from cleankit.boilerplate.rules.zones import DIGITS_RE, masked
from cleankit.learn.finding import Finding
from cleankit.learn.groups import Group
from cleankit.learn.recurring import Context, Recurring, documents
from cleankit.learn.replaying import NEVER, Fired
from cleankit.text.folding import fold

LEAST_GUARD = 3  # letters
SPECIAL_RE = re.compile(r"[\\.^$*+?{}\[\]|()]")
NO_SLUG_RE = re.compile(r"[^a-z0-9]+")
ZONES = (("head", "head"), ("tail", "tail"))
KEEP = "The pier is open again."
Table = dict[str, str | bool | list[str]]


class Entry(NamedTuple):
    """Findings as a rule: one that is applied, or some that are written switched off for the same reason."""

    table: Table
    findings: tuple[Finding, ...]
    group: Group
    fired: Fired = NEVER

    @property
    def off(self) -> str:
        """Why the rule is switched off, or ""."""
        return self.findings[0].off

    @property
    def name(self) -> str:
        """The rule's id."""
        return str(self.table["id"])

    @property
    def members(self) -> Sequence[Recurring]:
        """The lines of the rule."""
        return [one for finding in self.findings for one in finding.members]

    @property
    def lines(self) -> Sequence[str]:
        """The lines of the rule as they stood in a document."""
        return [one.line.text for one in self.members]


def entries(found: Iterable[tuple[Group, Finding]], scope: str | None) -> list[Entry]:
    """Return rules for some findings, those of a site together, the commonest first.

    ``scope`` is the key that binds a rule to its group, "site" or "source". What no rule can say is left out.
    """
    made: list[Entry] = []
    off: dict[tuple[str, str, str, str], list[tuple[Group, Finding]]] = defaultdict(list)
    for group, finding in sorted(found, key=_order):
        if finding.off:
            off[group.name, finding.off, finding.match, finding.where].append((group, finding))
        elif table := _table(finding, {scope: group.name} if scope else {}):
            made.append(Entry(table, (finding,), group))
    for some in off.values():
        group = some[0][0]
        tables = [_table(finding, {scope: group.name} if scope else {}) for _, finding in some]
        told = [(table, finding) for table, (_, finding) in zip(tables, some, strict=True) if table]
        if told:
            table = _merged([table for table, _ in told])
            made.append(Entry(table, tuple(finding for _, finding in told), group))
    return numbered(made)


def numbered(made: Sequence[Entry]) -> list[Entry]:
    """Return rules with ids in their order: those of a site that are applied, then the others."""
    by_slug: dict[str, list[Entry]] = defaultdict(list)
    for entry in made:
        by_slug[_slug(entry.group.name)].append(entry)
    found: list[Entry] = []
    for slug, some in sorted(by_slug.items()):
        digits = len(str(len(some)))
        some.sort(key=lambda entry: (entry.group.name, bool(entry.off)))
        for number, entry in enumerate(some, 1):
            parts = ("learned", slug, f"{number:0{digits}}")
            found.append(entry._replace(table={**entry.table, "id": "-".join(filter(None, parts))}))
    return sorted(found, key=lambda entry: entry.name)


def as_toml(head: Sequence[str], rules: Iterable[Entry]) -> str:
    """Return the text of a pack: a head of comments, then the rules; those that are off are comments."""
    lines = [f"# {line}".rstrip() for line in head]
    for entry in rules:
        lines += ["", *(f"# {_inert(line)}" for line in _told(entry))]
        rule = ["[[rule]]", *(f"{key} = {_value(value)}" for key, value in entry.table.items())]
        lines += [f"# {line}" for line in rule] if entry.off else rule
    return "\n".join(lines) + "\n"


def rules_of(made: Iterable[Entry], *, off: bool = False) -> list[Rule]:
    """Return the rules that are applied, or those that are switched off as well."""
    return [read_rule("learned", "learned", 1, entry.table) for entry in made if off or not entry.off]


def _order(one: tuple[Group, Finding]) -> tuple[str, int, str]:
    group, finding = one
    return group.name, -finding.times, finding.members[0].line.key


def _slug(name: str) -> str:
    """Return a site's name as part of an id.

    >>> _slug("news.example.org"), _slug("日报")
    ('news-example-org', '')
    """
    return NO_SLUG_RE.sub("-", name).strip("-")


def _merged(tables: Sequence[Table]) -> Table:
    """Return one rule for rules that differ only in their phrases."""
    merged = dict(tables[0])
    for key in ("phrases", "drops"):
        texts: list[str] = []
        for table in tables:
            more = table.get(key, [])
            texts += more if isinstance(more, list) else []
        merged[key] = list(dict.fromkeys(texts))
    return merged


def _table(finding: Finding, scope: Mapping[str, str]) -> Table | None:
    first = finding.members[0].line
    match = finding.match
    table: Table = {"id": "", "match": match, "where": finding.where, **scope}
    keeps = [_keep(finding)]
    if match == "pattern":
        inner = strip_decoration(first.key)
        guard = longest_word(masked(inner))
        if len(first.key) > LONGEST_FOR_PATTERNS or len(guard) < LEAST_GUARD or not _is_plain(first.key):
            return None
        pattern = r"\d+".join(SPECIAL_RE.sub(r"\\\g<0>", part) for part in DIGITS_RE.split(inner))
        return {**table, "pattern": pattern, "guard": guard, "keeps": keeps, "drops": [first.text]}
    if match == "line" and not strip_decoration(first.key):
        return None
    if match in ("line", "run"):
        texts = [one.line.text for one in finding.members]
        between = [one.line.text for one in finding.between]
        more: Table = {"between": between} if between else {}
        return {**table, "phrases": texts, **more, "keeps": keeps, "drops": texts}
    if len(BARE[match](fold(first.text))) < AFFIX_LENGTH:
        return None
    beside = keeps[0]
    joined = f"{beside} {first.text}" if match == "suffix" else f"{first.text} {beside}"
    return {**table, "cut": True, "phrases": [first.text], "keeps": keeps, "drops": [joined]}


def _keep(finding: Finding) -> str:
    """Return a line that stood beside one of a finding's and is none itself."""
    own = {strip_decoration(one.line.key) for one in (*finding.members, *finding.between)}
    for one in finding.members:
        for context in one.contexts:
            for side in (context.before, context.after):
                inner = strip_decoration(fold(side))
                if inner and any(map(str.isalpha, inner)) and inner not in own:
                    return side
    return KEEP


def _is_plain(key: str) -> bool:
    """Say whether a pattern's characters stay as they are when lines are folded one by one."""
    return all(fold(char) == char for char in key if char != " ")


def _told(entry: Entry) -> Iterator[str]:
    """Yield what a person wants to know of a rule, line by line."""
    members, group = entry.members, entry.group
    most, least = (choose(one.count for one in members) for choose in (max, min))
    some = f"{most:,}" if most == least else f"{least:,} to {most:,}"
    seen = {told: max((one.count for one in members if one.zone == zone), default=0) for zone, told in ZONES}
    inside = documents(max(one.inside for one in members))
    told = ", ".join(
        f"{place} {times:,}" for place, times in {**seen, "amid the article": inside}.items() if times
    )
    share = 100 * most / max(1, group.documents)
    lines = "" if len(members) == 1 else f"{len(members)} lines, in "
    yield f"{lines}{some} of {group.documents:,} documents ({share:.1f} %); {told}"
    if entry.off:
        yield f"OFF: {entry.off}"
        return
    fired = entry.fired
    yield f"fires in {fired.documents:,} of {group.looked_at:,} documents, on {fired.lines:,} lines"
    for context in members[0].contexts[:1]:
        yield _example(context)


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
