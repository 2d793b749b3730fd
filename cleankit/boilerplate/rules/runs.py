"""Runs: the footer or header of a site, known by its lines and their order.

Menus lack the section that a page is in, counters differ, a headline stands between. So lines of a run are
known by their company: three that stand together, in order, go wherever they are. What stands alone goes at
the run's own end of the document only, before or after all that is new in it (`zones`). Lines of others
between them stay, but for signs and numbers, and what the rule says may stand ``between``.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleankit.boilerplate.rules.edges import strip_decoration
from cleankit.boilerplate.rules.rule import Rule
from cleankit.boilerplate.rules.zones import article_span, is_filler, masked, prose_of
from cleankit.document import Lines
from cleankit.text.code import code_lines
from cleankit.text.frames import frame_lines

COMPANY = 3  # lines of a run that know one another
STRANGERS, REACH = 2, 12  # lines of others between two of a run, and lines of any kind
ROUNDS = 5  # on what is left, lines that were apart may stand together
NONE: frozenset[int] = frozenset()


class Taken(NamedTuple):
    """The lines that go and the rule of each; those in ``company`` go whatever their form."""

    rules: dict[int, str]
    company: frozenset[int]


NOTHING = Taken({}, NONE)


class Runs:
    """Rules that are runs, looked up by their lines without decoration. False if there is none."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [rule for rule in rules if rule.match == "run"]
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._between: dict[str, set[int]] = {}
        for number, rule in enumerate(self._rules):
            for order, phrase in enumerate(rule.phrases):
                self._places.setdefault(phrase, []).append((number, order))
            for phrase in rule.between:
                self._between.setdefault(masked(phrase), set()).add(number)

    def __bool__(self) -> bool:
        return bool(self._rules)

    def judge(self, lines: Lines, going: Container[int]) -> Taken:
        """Return the lines of runs that go; ``going`` are lines that other rules take wherever they stand."""
        bare = [strip_decoration(key) or key for key in lines.keys]
        if self._places.keys().isdisjoint(bare):
            return NOTHING
        apart = code_lines(lines.texts) | frame_lines(lines.texts)
        solid = [i for i, key in enumerate(lines.keys) if key and i not in apart]
        rules: dict[int, str] = {}
        company: set[int] = set()
        for _ in range(ROUNDS):
            found = _Round(self, [i for i in solid if i not in rules], lines.keys, bare, going).taken()
            rules |= found.rules
            company |= found.company
            if not found.rules:
                break
        return Taken(rules, frozenset(company))

    def rule(self, number: int) -> Rule:
        """Return a rule by its number."""
        return self._rules[number]

    def places(self, inner: str) -> Sequence[tuple[int, int]]:
        """Return the rules that have a line, each with the line's place in its order."""
        return self._places.get(inner, ())

    def may_vary(self, inner: str) -> Container[int]:
        """Return the rules that let a line stand between theirs."""
        return self._between.get(masked(inner), NONE) if self._between else NONE


class _Round:
    """One look at what is left of a document; lines go by their place among those that are not blank."""

    def __init__(
        self, runs: Runs, solid: list[int], keys: Sequence[str], bare: Sequence[str], going: Container[int]
    ) -> None:
        self._runs, self._solid = runs, solid
        self._keys = [keys[i] for i in solid]
        self._found = [runs.places(bare[i]) for i in solid]
        self._vary = [runs.may_vary(bare[i]) for i in solid]
        self._known = [
            bool(found or vary or i in going)
            for i, found, vary in zip(solid, self._found, self._vary, strict=True)
        ]
        self._span = article_span(self._keys, self._known)

    def taken(self) -> Taken:
        hits: dict[int, list[tuple[int, int]]] = {}
        for place, found in enumerate(self._found):
            for number, order in found:
                hits.setdefault(number, []).append((place, order))
        gone: dict[int, int] = {}
        company: set[int] = set()
        for number, own in hits.items():
            for part in self._parts(own):
                going: list[tuple[int, int]] = []
                if _is_company(part):
                    going = self._without_copies(part)
                    company |= {place for place, _ in going}
                elif self._is_home(part, self._runs.rule(number)):
                    going = part
                gone |= {place: number for place, _ in going if place not in gone}
        filled = self._fillers(gone)
        company |= set(filled)
        gone = {**filled, **gone}
        rules = {self._solid[place]: self._runs.rule(number).name for place, number in gone.items()}
        return Taken(rules, frozenset(self._solid[place] for place in company))

    def _without_copies(self, part: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return a company without lines that may be the title of the article, which a menu names, too.

        Such a line is said twice, and out of order, or next to the article.
        """
        times = Counter(order for _, order in part)
        if len(times) == len(part):
            return part
        rising: list[list[tuple[int, int]]] = []
        for hit in part:
            if not rising or hit[1] <= rising[-1][-1][1]:
                rising.append([])
            rising[-1].append(hit)
        spared = {hit for some in rising if len(some) < COMPANY for hit in some}
        if self._span is not None:
            spared |= {part[-1]} if part[-1][0] < self._span[0] else set()
            spared |= {part[0]} if part[0][0] > self._span[1] else set()
        return [hit for hit in part if times[hit[1]] == 1 or hit not in spared]

    def _parts(self, hits: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
        """Yield the lines of a run that stand together."""
        part = hits[:1]
        for hit in hits[1:]:
            if not self._are_close(part[-1][0], hit[0]):
                yield part
                part = []
            part.append(hit)
        yield part

    def _are_close(self, place: int, other: int) -> bool:
        if other - place > REACH:
            return False
        strangers = 0
        for between in range(place + 1, other):
            if not (self._known[between] or is_filler(self._keys[between])):
                strangers += 1
                if strangers > STRANGERS or prose_of(self._keys[between]):
                    return False
        return True

    def _is_home(self, part: list[tuple[int, int]], rule: Rule) -> bool:
        """Say whether lines stand at the end of the document where their run belongs.

        At the head a single line of a menu may be the headline, which the menu names, too.
        """
        if self._span is None:
            return False
        if rule.where == "head":
            return part[-1][0] < self._span[0] and len(rule.phrases) < COMPANY
        return rule.where == "tail" and part[0][0] > self._span[1]

    def _fillers(self, gone: Mapping[int, int]) -> dict[int, int]:
        """Return signs and numbers between lines that go, and lines beside these that may vary."""
        filled: dict[int, int] = {}
        for place, number in gone.items():
            for step in (-1, 1):
                passed: list[int] = []
                other = place + step
                while 0 <= other < len(self._keys) and other not in gone and self._passes(other, number):
                    passed.append(other)
                    other += step
                if other not in gone:  # to the edge of the run: only what the rule names
                    passed = passed[: self._named(passed, number)]
                filled |= dict.fromkeys(passed, number)
        return filled

    def _passes(self, place: int, number: int) -> bool:
        return number in self._vary[place] or is_filler(self._keys[place])

    def _named(self, places: Sequence[int], number: int) -> int:
        """Return how many places there are up to the last that the rule names."""
        return max((i + 1 for i, place in enumerate(places) if number in self._vary[place]), default=0)


def _is_company(part: Sequence[tuple[int, int]]) -> bool:
    """Say whether enough lines of a run stand together, mostly in its order."""
    orders = [order for _, order in part]
    if len({*orders}) < COMPANY:
        return False
    falls = sum(one >= other for one, other in pairwise(orders))
    return 3 * falls < len(orders)
