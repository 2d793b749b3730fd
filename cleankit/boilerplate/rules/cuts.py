"""Rules with ``cut``: only what a line begins or ends with goes, the rest of the line stays."""

from collections import defaultdict
from collections.abc import Iterable

from cleankit.boilerplate.rules.edges import strip_left, strip_right
from cleankit.boilerplate.rules.matching import begins, ends
from cleankit.boilerplate.rules.rule import AFFIX_LENGTH, Rule
from cleankit.text.folding import fold

SEPARATORS = " \t\u00a0-–—|·•»›>"
BRACKETS = "([{"
REACH = 40
"""How many characters more than the phrase the text may need: decoration, ligatures, wide blanks."""


class Cuts:
    """The prefixes and suffixes to cut. False if there is none."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.heads: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.tails: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.window = REACH
        for rule in rules:
            for phrase in rule.phrases if rule.cut else ():
                if rule.match == "prefix":
                    self.heads[phrase[:AFFIX_LENGTH]].append((phrase, rule.name))
                else:
                    self.tails[phrase[-AFFIX_LENGTH:]].append((phrase, rule.name))
                self.window = max(self.window, 2 * len(phrase) + REACH)

    def __bool__(self) -> bool:
        return bool(self.heads or self.tails)

    def cut(self, text: str) -> tuple[str, str] | None:
        """Return the last rule that cuts a line and what all cuts leave of it, or None.

        Only a window at each end is looked at, so that many cuts of one long line stay linear.
        """
        start, end, last = 0, len(text), ""
        while True:
            if hit := self._at_head(text[start : min(end, start + self.window)]):
                start, last = start + hit[0], hit[1]
            elif hit := self._at_tail(text[max(start, end - self.window) : end]):
                end, last = end - hit[0], hit[1]
            else:
                return (last, text[start:end]) if last else None

    def _at_head(self, text: str) -> tuple[int, str] | None:
        left = strip_left(fold(text))
        for phrase, rule in self.heads.get(left[:AFFIX_LENGTH], ()):
            if begins(left, phrase):
                for length in range(1, len(text) + 1):
                    if strip_left(fold(text[:length])) == phrase:
                        return len(text) - len(text[length:].lstrip(SEPARATORS)), rule
        return None

    def _at_tail(self, text: str) -> tuple[int, str] | None:
        right = strip_right(fold(text))
        for phrase, rule in self.tails.get(right[-AFFIX_LENGTH:], ()):
            if ends(right, phrase):
                for length in range(1, len(text) + 1):
                    if strip_right(fold(text[-length:])) == phrase:
                        return len(text) - len(text[:-length].rstrip(SEPARATORS + BRACKETS)), rule
        return None
