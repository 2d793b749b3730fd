"""Apply rules to the documents that they were learned from, as `--learned` does, and count what they do."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleankit.boilerplate.judge import Judge
from cleankit.boilerplate.rules import load_rules
from cleankit.boilerplate.rules.rule import Rule
from cleankit.document import Document, Lines
from cleankit.learn.lines import hash_of
from cleankit.learn.spool import Kept


class Fired(NamedTuple):
    """In how many documents a rule fired, and on how many lines."""

    documents: int = 0
    lines: int = 0


NEVER = Fired()


class Replay:
    """What rules do to a corpus in a chain that has the shipped packs too.

    ``fired`` is by the names of rules, ``gone`` has the hashes of lines that any rule dropped, by site.
    """

    def __init__(self) -> None:
        self.fired: dict[str, Fired] = {}
        self.gone: dict[str, set[int]] = {}

    def run(self, rules: Sequence[Rule], kept: Iterable[Kept], scope: str | None) -> "Replay":
        """Apply rules to documents."""
        judge = Judge(load_rules("all", categories="interface").plus(rules))
        own = {rule.name for rule in rules}
        for one in kept if rules else ():
            lines = Lines(one.text.split("\n"), document_of(one, scope))
            found = judge(lines)
            gone = self.gone.setdefault(one.site, set())
            gone.update(hash_of(lines.keys[verdict.line]) for verdict in found if verdict.text is None)
            for name, times in Counter(verdict.rule for verdict in found if verdict.rule in own).items():
                self._count(name, Fired(1, times))
        return self

    def join(self, other: "Replay") -> None:
        """Add what the same rules did to other documents."""
        for name, fired in other.fired.items():
            self._count(name, fired)
        for site, hashes in other.gone.items():
            self.gone.setdefault(site, set()).update(hashes)

    def _count(self, name: str, more: Fired) -> None:
        fired = self.fired.get(name, NEVER)
        self.fired[name] = Fired(fired.documents + more.documents, fired.lines + more.lines)


def document_of(one: Kept, scope: str | None) -> Document:
    """Return a document as rules see it: of its site or of its source, as ``scope`` says."""
    metadata = {"source": one.site} if scope == "source" else {}
    return Document(
        one.text, site=one.site if scope == "site" else None, title=one.title or None, metadata=metadata
    )
