"""Pattern rules with ``cut``: a span near the end of a line goes, the rest of the line stays.

"The pilot went out. The post Ferry late again appeared first on Harbour Post." Lines are long and many, so
a rule is tried only where one of the last words of a line is the longest word of its guard: one lookup
per line, however many packs there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cleankit.boilerplate.rules.matching import compiled
from cleankit.boilerplate.rules.rule import Rule
from cleankit.text.folding import QUOTES
from cleankit.text.scripts import is_spaceless

NEAR = 60  # characters at the end of a line that are split into words
WINDOW = 320  # characters that the pattern is searched in
SIGNS = ("/", "...", "]")  # that a guard is found by, rarer than its words
STOPS = ".。!…\"')]"
EDGES = " \t\u00a0-–—|·•»›>("
ALIKE = str.maketrans({**QUOTES, "\u00a0": " ", "\u202f": " "})


class Tails:
    """The patterns to cut. False if there is none."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.by_word: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
        self.others: list[tuple[str, Rule]] = []  # of scripts without word spaces, and with a sign of SIGNS
        for rule in rules:
            for guard in rule.guards if rule.cut and rule.pattern else ():
                if is_spaceless(guard) or any(sign in guard for sign in SIGNS):
                    self.others.append((guard, rule))
                else:
                    word = max(guard.split(), key=len).rstrip(STOPS)
                    for stop in ("", *STOPS):
                        self.by_word[word + stop].append((guard, rule))
        self.words = frozenset(self.by_word)
        self.marks: dict[str, set[str]] = defaultdict(set)  # by their sign; "" for those without word spaces
        for guard, _ in self.others:
            self.marks[next((sign for sign in SIGNS if sign in guard), "")].add(guard)

    def __bool__(self) -> bool:
        return bool(self.by_word or self.others)

    def suspects(self, keys: Sequence[str]) -> list[int]:
        """Return the lines that a rule may cut."""
        tails = "\n".join([key[-NEAR:] for key in keys])
        marks = self.words.intersection(tails.split())
        for sign, others in self.marks.items():
            if sign in tails if sign else not tails.isascii():
                marks = marks.union([mark for mark in others if mark in tails])
        if not marks:
            return []
        places = sorted([place for mark in marks for place in _places(tails, mark)])
        found: list[int] = []
        line = at = 0
        for place in places:
            line += tails.count("\n", at, place)
            at = place
            if not found or found[-1] != line:
                found.append(line)
        return found

    def cut(self, text: str, key: str) -> tuple[str, str] | None:
        """Return the last rule that cuts a line and what all cuts leave of it, or None."""
        last = ""
        while hit := self._find(text, key):
            start, end, last = hit
            before, after = text[:start].rstrip(EDGES), text[end:].lstrip(EDGES)
            text = f"{before} {after}" if before and after else before or after
            key = aligned(text)
        return (last, text) if last else None

    def _find(self, text: str, key: str) -> tuple[int, int, str] | None:
        """Return the span that the first of the rules fits, and its name."""
        tail = key[-NEAR:]
        words = tail.split()
        rules = [
            rule
            for word in words
            if word in self.by_word
            for guard, rule in self.by_word[word]
            if guard in key
        ]
        rules += [rule for guard, rule in self.others if guard in tail]
        offset = max(0, len(text) - WINDOW)
        window = aligned(text[offset:]) if rules else ""
        for rule in rules:
            found = compiled(rule.pattern or "").search(window)
            if found and found.end() > found.start():
                return offset + found.start(), offset + found.end(), rule.name
        return None


def _places(tails: str, mark: str) -> Iterator[int]:
    """Yield where a mark stands first in each line."""
    place = tails.find(mark)
    while place >= 0:
        yield place
        end = tails.find("\n", place)
        place = tails.find(mark, end) if end >= 0 else -1


def aligned(text: str) -> str:
    """Return text in lower case, with plain quotes and blanks, in which each character keeps its place.

    >>> aligned("The “Post”…")
    'the "post"…'
    """
    if text.isascii():
        return text.lower()
    lower = text.translate(ALIKE).lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text.translate(ALIKE))
