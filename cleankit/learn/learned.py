"""What a corpus taught: decided and proven, however its lines were counted, and as a pack."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, get_args

from cleankit.boilerplate.rules.rule import Rule
from cleankit.boilerplate.rules.sites import site_of, source_of
from cleankit.document import Document
from cleankit.errors import ConfigError, did_you_mean
from cleankit.learn.deciding import findings
from cleankit.learn.doubts import is_wordy
from cleankit.learn.finding import Finding
from cleankit.learn.groups import Group
from cleankit.learn.proving import proven
from cleankit.learn.replaying import Replay
from cleankit.learn.side import as_jsonl
from cleankit.learn.writing import Entry, as_toml, entries

By = Literal["site", "source", "all"]
Replayed = Callable[[Sequence[Rule], str | None], Replay]

MOST_OFF = 20  # rules of a site that are written switched off: a reader's patience
NAMED = 20  # sites and refused records that are told one by one


@dataclass(frozen=True, slots=True)
class Learned:
    """What a corpus taught: ``rules`` as they stand in the pack, and how many documents they come from.

    ``repeats`` are documents that say what others say, ``refused`` why records could not be read.
    """

    rules: Sequence[Entry]
    groups: Sequence[Group]
    by: By
    min_docs: int
    refused: Sequence[str] = ()
    forgotten: int = 0

    @property
    def documents(self) -> int:
        """How many documents were counted."""
        return sum(group.documents for group in self.groups)

    @property
    def repeats(self) -> int:
        """How many documents say what others say, with a word changed or a sentence added."""
        return sum(group.looked_at - group.documents for group in self.groups)

    @property
    def hint(self) -> str:
        """What to try where most documents are of sites too small for anything to recur, or ""."""
        small = sum(group.given for group in self.groups if group.given < self.min_docs)
        if self.by == "all" or 2 * small <= sum(group.given for group in self.groups):
            return ""
        return (
            f"most documents are of {self.by}s with fewer than {self.min_docs} documents, so that no line is "
            "in as many; try --min-docs 2 (min_docs=), or --by all (by=) if they are of one publisher"
        )

    @property
    def on(self) -> Sequence[Entry]:
        """The rules that are applied."""
        return [entry for entry in self.rules if not entry.off]

    def as_toml(self) -> str:
        """Return the text of the pack."""
        return as_toml(list(_head(self)), self.rules)

    def as_side(self) -> str:
        """Return what each site repeats, once, with its counts: a JSON object a line."""
        return "".join(f"{line}\n" for line in as_jsonl(self.rules, self.by))

    def as_text(self) -> str:
        """Return the counts as a line for a person."""
        told = f"{self.documents:,} documents, {self.repeats:,} more that are copies"
        if self.refused:
            told += f", {len(self.refused):,} that could not be read"
        return f"{told}: {len(self.on):,} rules, {len(self.rules) - len(self.on):,} written switched off"


def check(by: str, min_docs: int) -> None:
    """Raise ConfigError for options that cannot be used."""
    if by not in get_args(By):
        raise ConfigError(f"by {by!r}: {did_you_mean(str(by), get_args(By))}")
    if min_docs < 2:
        raise ConfigError(f"min_docs {min_docs}: accepted: 2 or more; what one document has does not recur")


def name_of(document: Document, by: By) -> str:
    """Return the name of the group that a document is counted with."""
    if by == "all":
        return ""
    return site_of(document) if by == "site" else source_of(document)


def concluded(
    groups: Sequence[Group], replayed: Replayed, by: By, min_docs: int, refused: Sequence[str], forgotten: int
) -> Learned:
    """Return what was learned from groups that were observed; ``replayed`` applies rules to the corpus."""
    scope = None if by == "all" or all(not group.name for group in groups) else by
    found = [(group, finding) for group in groups for finding in _findings(group, min_docs)]
    rules = proven(entries(found, scope), replayed, scope)
    return Learned(rules, groups, by, min_docs, refused, forgotten)


def _findings(group: Group, min_docs: int) -> Iterator[Finding]:
    found = sorted(findings(group, min_docs), key=lambda one: (-one.times, one.members[0].line.key))
    on = [finding for finding in found if not finding.off]
    told = {one.hashed for finding in on for one in finding.members}
    off: dict[int, Finding] = {}  # a line is told once, whatever zones it stands in
    for finding in found:
        (one, *_) = finding.members
        if finding.off and one.hashed not in told and is_wordy(one.line.key):
            off.setdefault(one.hashed, finding)
    yield from on
    yield from islice(off.values(), MOST_OFF)


def _head(learned: Learned) -> Iterator[str]:
    """Yield the comments that a pack begins with."""
    yield "Boilerplate that cleankit learned from a corpus. Read it and edit it, then use it:"
    yield "    batch-clean INPUT -o OUTPUT --learned THIS_FILE"
    yield "A rule behind # signs is switched off: it may be the article's own. Take the signs away to use it."
    yield ""
    yield f"{learned.as_text()}."
    yield f"A line is here if it is in at least {learned.min_docs} documents."
    if learned.forgotten:
        yield f"There were too many sites: of one, up to {learned.forgotten:,} documents may not be counted."
    if learned.by == "all":
        return
    yield ""
    of = {"site": "Sites", "source": "Sources"}[learned.by]
    yield f"{of}, with the documents counted:"
    groups = sorted(learned.groups, key=lambda group: (-group.given, group.name))
    for group in islice(groups, NAMED):
        sampled = f" of {group.given:,}" if group.looked_at < group.given else ""
        yield f"    {_plain(group.name) or '(none named)'} {group.documents:,}{sampled}"
    if len(groups) > NAMED:
        yield f"    and {len(groups) - NAMED:,} more"


def _plain(name: str) -> str:
    return "".join(char if char.isprintable() else " " for char in name)
