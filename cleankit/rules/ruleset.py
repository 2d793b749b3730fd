"""A set of rules and its judgement of a document."""

from collections.abc import Sequence

from cleankit.code import code_lines
from cleankit.document import Lines, Verdict
from cleankit.folding import fold
from cleankit.rules.cuts import Cuts
from cleankit.rules.matching import Fits, Matcher
from cleankit.rules.places import Places
from cleankit.rules.rule import Rule


class RuleSet:
    """The rules of some packs; ``digest`` changes with their content."""

    def __init__(self, rules: Sequence[Rule], digest: str = "") -> None:
        self.rules = tuple(rules)
        self.digest = digest
        self._matcher = Matcher(rules)
        self._cuts = Cuts(rules)

    def judge(self, lines: Lines) -> list[Verdict]:
        """Return a verdict for each line that a rule drops or shortens, in the order of the lines.

        The verdicts are a fixed point: on what they leave, there are none.
        """
        keys = lines.keys
        longest, fits = self._matcher.longest, self._matcher.fits
        found: dict[int, Fits] = {}
        for index, key in enumerate(keys):
            if 0 < len(key) <= longest and (fit := fits(key)):
                found[index] = fit
        shortened = self._shorten(lines, found) if self._cuts else {}
        if (found or shortened) and (code := code_lines(lines.texts)):
            found = {index: fit for index, fit in found.items() if index not in code}
            shortened = {index: verdict for index, verdict in shortened.items() if index not in code}
        if not found:
            return list(shortened.values())
        dropped = Places(keys, found).settle()
        verdicts = {**shortened, **{line: Verdict(line, rule) for line, rule in dropped.items()}}
        return [verdicts[line] for line in sorted(verdicts)]

    def _shorten(self, lines: Lines, found: dict[int, Fits]) -> dict[int, Verdict]:
        """Cut what lines begin or end with until nothing more goes; what is left is a line to judge."""
        shortened: dict[int, Verdict] = {}
        for index, text in enumerate(lines):
            if cut := self._cuts.cut(text):
                rule, left = cut
                shortened[index] = Verdict(index, rule, left)
                key = fold(left)
                found.pop(index, None)
                fit = self._matcher.fits(key) if 0 < len(key) <= self._matcher.longest else None
                if fit := {"anywhere": rule} if not key else fit:
                    found[index] = fit
        return shortened
