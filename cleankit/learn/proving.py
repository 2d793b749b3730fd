"""Keep the rules that fire on the corpus they come from, and of a run the lines that go."""

from collections.abc import Callable, Container, Iterator, Sequence

from cleankit.boilerplate.rules.check import judge_at, run_stays
from cleankit.boilerplate.rules.edges import strip_decoration
from cleankit.boilerplate.rules.rule import Rule
from cleankit.boilerplate.rules.ruleset import RuleSet
from cleankit.boilerplate.rules.runs import COMPANY
from cleankit.document import Document
from cleankit.learn.replaying import NEVER, Replay
from cleankit.learn.writing import Entry, Table, numbered, rules_of
from cleankit.text.folding import fold

KEEP, SURE = "The pier is open again.", "The ferry will sail at noon on Sunday, if the wind allows it."
ROUNDS = 4


def proven(
    made: Sequence[Entry], replayed: Callable[[Sequence[Rule], str | None], Replay], scope: str | None
) -> list[Entry]:
    """Return the rules without those that never fire, each with how often it does.

    Lines of a run that never go are left out, and what is left is applied again, as it will be used.
    """
    left = [*_kept(made)]
    for _ in range(ROUNDS):
        done = replayed(rules_of(left), scope)
        left = [one._replace(fired=done.fired.get(f"learned:{one.name}", NEVER)) for one in left]
        cut = [
            _cut(one, done.gone.get(one.group.name, set())) for one in left if one.off or one.fired.documents
        ]
        if [one.table for one in cut] == [one.table for one in left]:
            break
        left = numbered([*_kept(cut)])
    return [one for one in left if one.off or one.fired.documents]


def _cut(entry: Entry, gone: Container[int]) -> Entry:
    """Return a run without the lines that never go."""
    if entry.off or entry.table["match"] != "run":
        return entry
    (finding,) = entry.findings
    members = tuple(one for one in finding.members if one.hashed in gone) or finding.members
    between = tuple(one for one in finding.between if one.hashed in gone)
    table: Table = {**entry.table}
    for key, some in (("phrases", members), ("between", between)):
        table[key] = [one.line.text for one in some]
    if not between:
        del table["between"]
    return entry._replace(table=table, findings=(finding._replace(members=members, between=between),))


def _kept(made: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the rules with examples: a line that all of them keep, and of runs some that go."""
    whole = RuleSet(rules_of(made, off=True))
    for entry in made:
        rule = entry.table
        site, source = (str(rule[key]) if key in rule else None for key in ("site", "source"))
        home = Document("", site=site, metadata={"source": source} if source else {})
        keeps = (keep for keep in (*_texts(rule, "keeps"), KEEP, SURE) if _stays(whole, keep, home))
        keep = next(keeps, None)
        drops = _drops(entry, whole, home)
        if keep is None or not drops:
            continue
        if rule["match"] == "line":  # several that are switched off together
            rule = {**rule, "phrases": drops}
        yield entry._replace(table={**rule, "keeps": [keep], "drops": drops})


def _stays(rules: RuleSet, line: str, home: Document) -> bool:
    return judge_at(rules, line, "anywhere", home) is None


def _drops(entry: Entry, rules: RuleSet, home: Document) -> list[str]:
    """Return examples of what a rule drops: of a run a few lines."""
    if entry.table["match"] != "run":
        return [line for line in _texts(entry.table, "drops") if _goes(entry, line, rules, home)]
    lines, where = _texts(entry.table, "phrases"), str(entry.table["where"])
    for some in (lines[:COMPANY], lines):
        stays = run_stays(rules, some, where, home)
        going = [line for line in some if line not in stays]
        if going and not run_stays(rules, going, where, home):
            return going
    return []


def _goes(entry: Entry, line: str, rules: RuleSet, home: Document) -> bool:
    """Say whether a rule drops a line, and what of it is compared, with its decoration and without."""
    where = str(entry.table["where"])
    bare = [line, strip_decoration(fold(line))] if entry.table["match"] == "line" else [line]
    found = [judge_at(rules, one, where, home) for one in bare]
    return all(verdict is not None and verdict.rule == f"learned:{entry.name}" for verdict in found)


def _texts(table: Table, key: str) -> list[str]:
    found = table.get(key, [])
    return found if isinstance(found, list) else []
