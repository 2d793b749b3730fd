"""A set of rules and its judgement of a document."""

from collections.abc import Container, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from cleankit.boilerplate.rules.cuts import Cuts
from cleankit.boilerplate.rules.matching import Matcher
from cleankit.boilerplate.rules.places import Places
from cleankit.boilerplate.rules.rule import AFFIX_LENGTH, Fits, Rule
from cleankit.boilerplate.rules.runs import NOTHING, Runs, Taken
from cleankit.boilerplate.rules.sites import site_of, source_of
from cleankit.boilerplate.rules.tails import Tails
from cleankit.document import Lines, Verdict
from cleankit.text.folding import fold

NONE: frozenset[str] = frozenset()
ADS = frozenset(("ad",))
Belongs = tuple[str | None, str | None]


class Matches(NamedTuple):
    """Which rules fit lines, whatever their forms and places: those of whole lines, and what cuts leave."""

    fits: dict[int, Fits]
    cuts: dict[int, Verdict]


class Arranged(NamedTuple):
    """Rules as they are looked up: those of lines and their parts, those that cut, and runs."""

    matchers: list[Matcher]
    cuts: Cuts
    tails: Tails
    runs: Runs


class Shared(NamedTuple):
    """The rules for all documents, as sets share them that have more for some."""

    free: list[Rule]
    arranged: Arranged


class RuleSet:
    """The rules of some packs; ``digest`` changes with their content.

    ``heads`` and ``categories`` are those of the rules that have one, by their names; ``runs`` names those of
    several lines, ``chosen`` has all categories. ``spared`` are rules of the same packs whose lines stay.

    Rules for one site are arranged apart, when its first document comes, and other documents never
    meet them: a pack of a thousand sites costs a document what a pack of its own would.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        digest: str = "",
        shared: Shared | None = None,
        spared: Sequence[Rule] = (),
    ) -> None:
        self.rules = tuple(rules)
        self.digest = digest
        self.heads = {rule.name: rule.heads for rule in rules if rule.heads}
        self.categories = {rule.name: rule.category for rule in rules if rule.category}
        self.chosen = frozenset(self.categories.values())
        self.forms = {rule.name: frozenset(rule.form) for rule in rules if rule.form}
        self.runs = frozenset(rule.name for rule in rules if rule.match == "run")
        self._bound: dict[Belongs, list[Rule]] = {}
        for rule in rules:
            self._bound.setdefault((rule.site, rule.source), []).append(rule)
        free = self._bound.pop((None, None), [])
        if shared is None:
            shared = Shared(free, Arranged([Matcher(free)], Cuts(free), Tails(free), Runs(free)))
        elif more := free[len(shared.free) :]:
            self._bound[None, None] = more
        self._shared = shared
        self._arranged: dict[tuple[Belongs, ...], Arranged] = {}
        self._spared = tuple(spared)

    def plus(self, rules: Sequence[Rule]) -> "RuleSet":
        """Return a set with some more rules; what these are arranged in already is shared."""
        return RuleSet([*self.rules, *rules], self.digest, self._shared, self._spared)

    def spares(self, key: str) -> bool:
        """Say whether a rule that was not chosen fits a line, by its key: its category is to stay."""
        return 0 < len(key) <= self._sparing.longest and bool(self._sparing.fits(key))

    @cached_property
    def _sparing(self) -> Matcher:
        return Matcher(self._spared)

    def judge(self, lines: Lines, matches: Matches | None = None) -> list[Verdict]:
        """Return a verdict for each line that a rule drops or shortens, in the order of the lines.

        On what the verdicts leave there may be more where the form of a line forbids one: `Judge` goes on
        until there is none. ``matches`` are those of the lines, where they are known.
        """
        found, shortened = matches or self.matches(lines)
        found, taken = _with_runs(self._for(lines).runs, lines, found)
        if not found and not shortened:
            return []
        places = Places(lines.keys, found)
        dropped = places.settle() if found else {}
        left, shortened = self._allowed(lines, found, dropped, shortened, taken)
        if any(left.get(index) != fit for index, fit in found.items() if index in dropped):
            dropped = Places(lines.keys, left, places.solid).settle() if left else {}
        verdicts = {**shortened, **{line: Verdict(line, rule) for line, rule in dropped.items()}}
        return [verdicts[line] for line in sorted(verdicts)]

    def matches(self, lines: Lines) -> Matches:
        """Return which rules fit the lines."""
        return self._look(lines, range(len(lines)))

    def matches_left(
        self, before: Matches, lines: Lines, kept: Sequence[int], changed: Container[int]
    ) -> Matches:
        """Return which rules fit the lines that are left of others, given those that fitted these.

        ``kept`` are the places where the lines stood, ``changed`` those of lines that were shortened: these
        are looked at again.
        """
        fits: dict[int, Fits] = {}
        cuts: dict[int, Verdict] = {}
        new: list[int] = []
        for line, origin in enumerate(kept):
            if origin in changed:
                new.append(line)
                continue
            if origin in before.fits:
                fits[line] = before.fits[origin]
            if origin in before.cuts:
                cuts[line] = before.cuts[origin]._replace(line=line)
        again = self._look(lines, new) if new else Matches({}, {})
        return Matches(fits | again.fits, cuts | again.cuts)

    def _look(self, lines: Lines, places: Sequence[int]) -> Matches:
        matchers, cuts, tails, _ = self._for(lines)
        keys = lines.keys
        found: dict[int, Fits] = {}
        for matcher in matchers:
            longest, fits, of_long, starts = matcher.longest, matcher.fits, matcher.of_long, matcher.starts
            for index in places:
                key = keys[index]
                if not key:
                    continue
                if len(key) <= longest:
                    fit = fits(key)
                elif key[:AFFIX_LENGTH] in starts:
                    fit = of_long(key)
                else:
                    continue
                if fit:
                    found[index] = {**fit, **found[index]} if index in found else fit
        cut = _cut_by(cuts, tails, lines, places)
        return Matches(found, _shorten(matchers, cut, found) if cut else {})

    def _allowed(
        self,
        lines: Lines,
        found: dict[int, Fits],
        candidates: Container[int],
        shortened: dict[int, Verdict],
        taken: Taken,
    ) -> tuple[dict[int, Fits], dict[int, Verdict]]:
        """Return what the forms of lines do not veto.

        A line that would not go without vetoes does not go with them: only ``candidates`` are looked at.
        """
        from cleankit.boilerplate.menus import LooseLabels
        from cleankit.boilerplate.vetoes import OPENED, Vetoes

        ads = {i for i, fits in found.items() if {self.categories.get(one) for one in fits.values()} == ADS}
        vetoes, loose = Vetoes(lines, found, ads), LooseLabels(lines, found, ads)
        going: dict[int, Fits] = {}
        cut: dict[int, Verdict] = {}
        for index in sorted({*found, *shortened}):
            if index not in candidates and index not in shortened:
                continue
            if index in taken.company:
                going[index] = found[index]
                continue
            forms = vetoes.on(index, going)
            if forms and forms <= {*OPENED} and loose.has(index):
                forms = set()
            fit = {
                where: rule
                for where, rule in found.get(index, {}).items()
                if forms <= self.forms.get(rule, NONE)
                and not (rule in self.forms and "{" in lines.texts[index] and vetoes.is_about_styles)
                and not vetoes.heads_text(index, self.categories.get(rule, ""), opens=rule in self.heads)
            }
            if fit:
                going[index] = fit
            if index in shortened and forms <= self.forms.get(shortened[index].rule, NONE):
                cut[index] = shortened[index]
        return going, vetoes.unsigned(cut)

    def _for(self, lines: Lines) -> Arranged:
        """Return the rules for a document, those of its site included."""
        if not self._bound:
            return self._shared.arranged
        site, source = site_of(lines.document), source_of(lines.document)
        kinds = ((None, None), (site, None), (None, source), (site, source))
        wanted = tuple(kind for kind in kinds if kind in self._bound)
        if not wanted:
            return self._shared.arranged
        if wanted not in self._arranged:
            own = [rule for kind in wanted for rule in self._bound[kind]]
            every = [*self._shared.free, *own]
            matchers, cuts, tails, runs = self._shared.arranged
            if any(rule.cut for rule in own):
                cuts, tails = Cuts(every), Tails(every)
            if any(rule.match == "run" for rule in own):
                runs = Runs(every)
            self._arranged[wanted] = Arranged([*matchers, Matcher(own)], cuts, tails, runs)
        return self._arranged[wanted]


def _with_runs(runs: Runs, lines: Lines, found: dict[int, Fits]) -> tuple[dict[int, Fits], Taken]:
    """Return what fits, and what runs take of the lines; rules that take a line anywhere go first."""
    if not runs:
        return found, NOTHING
    taken = runs.judge(lines, {index for index, fits in found.items() if "anywhere" in fits})
    more = {index: {"anywhere": rule, **found.get(index, {})} for index, rule in taken.rules.items()}
    return found | more, taken


def _cut_by(cuts: Cuts, tails: Tails, lines: Lines, places: Sequence[int]) -> list[tuple[int, str, str]]:
    """Return the lines that are to be shortened: their places, the rule, and what is left."""
    texts, keys = lines.texts, lines.keys
    found = [(i, *cut) for i in places if (cut := cuts.cut(texts[i]))] if cuts else []
    if tails:
        asked = keys if len(places) == len(keys) else [keys[i] for i in places]
        suspects = [places[place] for place in tails.suspects(asked)]
        found += [(i, *cut) for i in suspects if (cut := tails.cut(texts[i], keys[i]))]
    return found


def _shorten(
    matchers: Sequence[Matcher], cut: Iterable[tuple[int, str, str]], found: dict[int, Fits]
) -> dict[int, Verdict]:
    """Cut what lines begin or end with until nothing more goes; what is left is a line to judge."""
    shortened: dict[int, Verdict] = {}
    for index, rule, left in cut:
        shortened[index] = Verdict(index, rule, left)
        key = fold(left)
        found.pop(index, None)
        fit: Fits = {} if key else {"anywhere": rule}
        for matcher in matchers if key else ():
            fit = {**((matcher.fits(key) if len(key) <= matcher.longest else None) or {}), **fit}
        if fit:
            found[index] = fit
    return shortened
