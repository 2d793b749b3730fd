"""Where lines stand: what rules drop at the head, at the tail, and beside what went already."""

from collections.abc import Sequence

from cleankit.boilerplate.rules.rule import Fits
from cleankit.text.scripts import is_spaceless
from cleankit.text.sentences import END_MARKS

WINDOW = 5
LEFTOVER = "boilerplate:leftover"
SHORT_LEFTOVER = 2  # characters of what goes also where text follows
LEFTOVER_LENGTH = 15
LEFTOVER_LENGTH_SPACELESS = 2


class Places:
    """The non-blank lines of a document, and which of them are dropped by which rule.

    Each drop may bring other lines into the head, the tail or beside it; everything is visited
    once, so the work is linear in the lines.
    """

    def __init__(
        self, keys: Sequence[str], found: dict[int, Fits], solid: Sequence[int] | None = None
    ) -> None:
        self.keys = keys
        self.found = found
        self.solid = solid or [index for index, key in enumerate(keys) if key]
        self.dropped: dict[int, str] = {}
        self.fresh: list[int] = []
        self.head, self.head_kept = 0, 0
        self.tail, self.tail_kept = len(self.solid) - 1, 0

    def settle(self) -> dict[int, str]:
        """Return the lines that go and the rule of each; on what is left, nothing more goes."""
        for place, index in enumerate(self.solid):
            if index in self.found and "anywhere" in self.found[index]:
                self._drop(place, "anywhere")
        while True:
            self._grow_head()
            self._grow_tail()
            if not self.fresh:
                return self.dropped
            fresh, self.fresh = self.fresh, []
            for place in fresh:
                self._look_beside(place)
            for place in fresh:
                self._look_after(place)

    def _drop(self, place: int, where: str) -> None:
        self._mark(place, self.found[self.solid[place]][where])
        self.fresh.append(place)

    def _mark(self, place: int, rule: str) -> None:
        self.dropped[self.solid[place]] = rule
        self.head_kept -= place < self.head
        self.tail_kept -= place > self.tail

    def _grow_head(self) -> None:
        while self.head_kept < WINDOW and self.head < len(self.solid):
            if self._is_kept_and_fits(self.head, "head"):
                self._drop(self.head, "head")
            elif self.solid[self.head] not in self.dropped:
                self.head_kept += 1
            self.head += 1

    def _grow_tail(self) -> None:
        while self.tail_kept < WINDOW and self.tail >= 0:
            if self._is_kept_and_fits(self.tail, "tail"):
                self._drop(self.tail, "tail")
            elif self.solid[self.tail] not in self.dropped:
                self.tail_kept += 1
            self.tail -= 1

    def _look_beside(self, place: int) -> None:
        for other in (place - 1, place + 1):
            if 0 <= other < len(self.solid) and self._is_kept_and_fits(other, "beside-boilerplate"):
                self._drop(other, "beside-boilerplate")

    def _look_after(self, place: int) -> None:
        """Drop the leftover of a line that went: a lone short word on the next line, then a blank."""
        line = self.solid[place] + 1
        if line >= len(self.keys) or line in self.dropped or not is_leftover(self.keys[line]):
            return
        if self.solid[-1] != line and len(self.keys[line]) > SHORT_LEFTOVER:
            return  # a word with text below it may be the heading of that
        if line + 1 == len(self.keys) or not self.keys[line + 1]:
            self._mark(place + 1, LEFTOVER)

    def _is_kept_and_fits(self, place: int, where: str) -> bool:
        index = self.solid[place]
        return index not in self.dropped and where in self.found.get(index, ())


def is_leftover(key: str) -> bool:
    """Say whether a line is one short word that begins with a letter, without end mark or digit.

    >>> [is_leftover(key) for key in ("x", "us", "no.", "why?", "1", "two words", "---", "新华社")]
    [True, True, False, False, False, False, False, False]
    """
    limit = LEFTOVER_LENGTH_SPACELESS if is_spaceless(key[:LEFTOVER_LENGTH]) else LEFTOVER_LENGTH
    if not 0 < len(key) <= limit or " " in key:
        return False
    return key[0].isalpha() and not any(char.isnumeric() or char in END_MARKS for char in key)
