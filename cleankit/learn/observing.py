"""Look at each document twice: for the lines it has, then for where those stand that recur."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from cleankit.boilerplate.rules.edges import strip_decoration
from cleankit.boilerplate.rules.zones import SENTENCE, article_span, is_filler, prose_of
from cleankit.learn.groups import Group
from cleankit.learn.lines import LONGEST, Line, Unit, edge_of, hash_of, hashed_lines, is_row, units_of
from cleankit.learn.recurring import CHANGES, EDGE, WHOLE, Context, Recurring, Sight, Zone, node_of, shortened
from cleankit.learn.spool import Kept
from cleankit.text.folding import fold

TABLE = 3  # lines between a column's head, on a line of its own, and a number
KINDS = ("suffix", "prefix")
REACH = 3  # lines of prose at either end of a document whose first or last sentence may be set off
NEW, HARDLY_NEW, LARGE = 1 / 3, 0.1, 0.3  # shares: of new sentences, and of a site's documents
DASHES = "-–—―"


def count(group: Group, text: str) -> int:
    """Count the lines of a document once each; return how many lines are held more than before."""
    return group.count(hashes_of(text))


def hashes_of(text: str) -> set[int]:
    """Return what is counted of a document: lines, some sentences, and what may be set off at its ends."""
    lines = hashed_lines(text)
    hashes = {line.hashed for line in lines}
    hashes.update(hashed for unit in units_of(lines) for hashed in unit)
    prose = [line for line in lines if line.prose]
    for kind, some in zip(KINDS, (prose[-REACH:], prose[:REACH]), strict=True):
        hashes.update(_part(part, kind).hashed for line in some if (part := edge_of(line.text, kind)))
    return hashes


def observe(group: Group, kept: Kept, least: int) -> None:
    """Note where the lines of a document stand that ``least`` documents of its site have or more.

    A document without anything new says nothing of what surrounds it. One that was published several times,
    with a word changed or a sentence added, weighs as little as each of its copies.
    """
    lines = hashed_lines(kept.text)
    weight = WHOLE // _copies(group, units_of(lines))
    group.looked_at += 1
    group.seen += weight
    counters = group.counters
    known = [counters.get(line.hashed, 0) >= least for line in lines]
    span = article_span([line.key for line in lines], known)
    if span is None:
        return
    page = _SeenDocument(kept, lines, known, span)
    for i, sight in page.sights():
        _recurring(group, lines[i], "line", page.zones[i]).see(sight, weight, page.context(i))
    for line, kind, rest, zone in page.edges():
        if counters.get(line.hashed, 0) >= least and _can_be_rule(line.key):
            beside = shortened(rest)
            context = Context(
                kept.digest, kept.name, *((beside, "") if kind == "suffix" else ("", beside)), line
            )
            sides = (CHANGES, EDGE) if kind == "suffix" else (EDGE, CHANGES)
            _recurring(group, line, kind, zone).see(Sight(before=sides[0], after=sides[1]), weight, context)


def _copies(group: Group, units: Sequence[Unit]) -> int:
    """Return how many documents say what this one says, itself included.

    They have half of its sentences or more, and the others nearly so. A long footer under short news is not
    meant.
    """
    counters = group.counters
    same = sorted(times for unit in units if (times := counters.get(unit.whole, 0)) > 1)
    new = sum(max(counters.get(hashed, 0) for hashed in unit) < 2 for unit in units) / max(1, len(units))
    if not same or new >= NEW or 2 * len(same) < len(units):
        return 1
    copies = same[len(same) // 4]
    return 1 if copies > LARGE * group.given and new >= HARDLY_NEW else min(copies, WHOLE)


class _SeenDocument:
    """A document's lines, which of them recur, and where the article is among them."""

    def __init__(
        self, kept: Kept, lines: Sequence[Line], known: Sequence[bool], span: tuple[int, int]
    ) -> None:
        self.kept, self.lines, self.known, self.span = kept, lines, known, span
        self._filler = [is_filler(line.key) for line in lines]
        self._new = [not old and line.prose == SENTENCE for line, old in zip(lines, known, strict=True)]
        self.zones = [self._zone(i) for i in range(len(lines))]

    def sights(self) -> Iterator[tuple[int, Sight]]:
        """Yield the lines that recur, each once in each zone, with how they stand there."""
        lines, zones = self.lines, self.zones
        places: dict[tuple[int, Zone], list[int]] = {}
        for i, line in enumerate(lines):
            if self.known[i] and _can_be_rule(line.key):
                places.setdefault((line.hashed, zones[i]), []).append(i)
        rows = list(accumulate((is_row(line.key) for line in lines), initial=0))
        title = strip_decoration(fold(self.kept.title))
        above, below = self._nearest(1), self._nearest(-1)
        for (_, zone), at in places.items():
            i = at[-1] if zone == "tail" else at[0]
            near = rows[min(i + TABLE + 1, len(lines))] - rows[max(0, i - TABLE)]
            yield (
                i,
                Sight(
                    first=i == 0,
                    leads=self._new[i + 1 : i + 2] == [True],
                    trails=i > 0 and self._new[i - 1],
                    goes_on=self._goes_on(i),
                    tabular=near > 0,
                    amid_rows=near > 1,
                    several=len(at) > 1,
                    titled=bool(title) and title == strip_decoration(lines[i].key),
                    before=self._neighbour(i, -1),
                    after=self._neighbour(i, 1),
                    above=above[i],
                    below=below[i],
                    rank=i - len(lines) if zone == "tail" else i,
                ),
            )

    def _zone(self, i: int) -> Zone:
        first, last = self.span
        if i < first:
            return "head"
        # At the tail it may be a heading over what was taken for a teaser.
        return "tail" if i > last and self._new[i + 1 : i + 2] != [True] else "inside"

    def _goes_on(self, i: int) -> bool:
        """Say whether the next line goes on with what this one begins: "CHICAGO" before "- The council…"."""
        after = self.lines[i + 1].text.lstrip() if i + 1 < len(self.lines) and not self.known[i + 1] else ""
        return after[:1] in DASHES and after[1:2] == " " if after[:1] in DASHES else after[:1].islower()

    def _neighbour(self, i: int, step: int) -> int:
        """Return the hash of the next line that is no sign and no number."""
        i += step
        while 0 <= i < len(self.lines) and self._filler[i]:
            i += step
        if not 0 <= i < len(self.lines):
            return EDGE
        return self._node(i) if self.known[i] else CHANGES

    def _node(self, i: int) -> int:
        return node_of(self.lines[i].hashed, self.zones[i])

    def _nearest(self, step: int) -> list[int]:
        """Return for each line the hash of the last line before it that recurs, or of the next after it."""
        found: list[int] = []
        last = EDGE
        for i in range(len(self.lines))[::step]:
            found.append(last)
            if self.known[i] and not self._filler[i]:
                last = self._node(i)
        return found[::step]

    def context(self, i: int) -> Context:
        """Return where a line stands as an example."""
        before, after = (self.lines[j].text if 0 <= j < len(self.lines) else "" for j in (i - 1, i + 1))
        return Context(self.kept.digest, self.kept.name, shortened(before), shortened(after), self.lines[i])

    def edges(self) -> Iterator[tuple[Line, str, str, Zone]]:
        """Yield the first or last sentences of lines: the part, its kind, the rest, and the zone."""
        first, last = self.span
        for i in range(first, last + 1):
            line = self.lines[i]
            if self.known[i] or not line.prose:
                continue
            for kind, end in (("suffix", last), ("prefix", first)):
                if part := edge_of(line.text, kind):
                    rest = line.text.removesuffix(part) if kind == "suffix" else line.text.removeprefix(part)
                    zone: Zone = "inside" if i != end else "tail" if kind == "suffix" else "head"
                    yield _part(part, kind), kind, rest, zone


def _part(part: str, kind: str) -> Line:
    key = fold(part)
    return Line(part, key, hash_of(key, kind), prose_of(key))


def _recurring(group: Group, line: Line, kind: str, zone: Zone) -> Recurring:
    node = node_of(line.hashed, zone)
    found = group.recurring.get(node)
    if found is None:
        found = group.recurring[node] = Recurring(line.hashed, kind, zone)
    return found


def _can_be_rule(key: str) -> bool:
    """Say whether a line is short enough for a rule, and can be written to a file."""
    return len(key) <= LONGEST and not any("\ud800" <= char <= "\udfff" for char in key)
