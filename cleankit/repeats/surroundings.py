"""What stands around two copies: whether each is part of a text of its own.

Who takes a paragraph twice takes what is beside it too, or sets it beside its source, or puts it into a list
of labels. A copy far from its source, with other sentences around it, was written there on purpose: a comment
that takes up another, a section that says again what one before it says.

>>> from cleankit.document import Lines
>>> comment = ["She rang.", "The tide was high.", "Nobody came."]
>>> lines = Lines(["It rained.", "The tide was high.", "We left.", *["More."] * 40, *comment])
>>> Surroundings(lines, Sections(lines)).are_far([(44, 1)])
True
"""

from bisect import bisect
from collections.abc import Sequence
from functools import cached_property

from cleankit.document import Lines
from cleankit.repeats.passages import Pair
from cleankit.repeats.relations import is_quoted
from cleankit.repeats.sections import Sections
from cleankit.text.patterns import lazy
from cleankit.text.sentences import has_end_mark

FAR = 32  # places between two copies that no article of usual length has
FEW_OF_MANY = 8  # places for each line of a passage, from which on it is a part and no body again
BESIDE = 4  # places within which a standfirst, a pull quote, a caption stands beside its source
NUMBER_RE = lazy(r"\d+")
DATE_RE = lazy(r"\d\d?[:.]\d\d(?!\d)|\d(?:.*\D)?(?:19|20)\d\d(?!\d)|(?<!\d)(?:19|20)\d\d\D.*\d")
ENTRY_RE = lazy(r"[^.!?:]{3,60}(?: [-–—] |: )\S")  # a name, and what is said of it
LEAST_HELD = 3  # lines above or below one that the same line holds
LEAST_POSTS = 3  # lines that begin or end posts
LONGEST_POST = 4  # lines that two posts share; more are a post again
LONGEST_MARK, LONGEST_COUNT = 100, 24  # characters of a line with a date, of one with a number: "3 days ago"


class Surroundings:
    """Answers, for one document, what stands above and below two copies of a line or of a passage."""

    def __init__(self, lines: Lines, sections: Sections) -> None:
        self._lines = lines
        self._sections = sections

    def are_far(self, passage: Sequence[Pair]) -> bool:
        """Say whether a few lines stand far from their source, each within a text of its own."""
        apart = self._sections.apart(*passage[0])
        return apart > max(FAR, FEW_OF_MANY * len(passage)) and self._sides(passage) > 0

    def are_within(self, passage: Sequence[Pair]) -> bool:
        """Say whether two copies that are not beside each other have other sentences above and below."""
        return self._sections.apart(*passage[0]) > BESIDE and self._sides(passage) == 2

    def is_between(self, line: int) -> bool:
        """Say whether sentences stand above and below a line."""
        return all(self._is_text(self._sections.beside(line, step)) for step in (-1, 1))

    def is_quoted(self, line: int, of: int) -> bool:
        """Say whether a line is a quotation and no more, between other sentences: somebody takes it up."""
        return is_quoted(self._lines.keys[line]) and self.are_within([(line, of)])

    def are_in_frame(self, line: int, of: int) -> bool:
        """Say whether a line that differs stands between two copies and a label that is above both."""
        above, other = self._sections.beside(line, -1), self._sections.beside(of, -1)
        if min(above, other) < 0 or self._lines.keys[above] == self._lines.keys[other]:
            return False
        label, label2 = self._sections.beside(above, -1), self._sections.beside(other, -1)
        if min(label, label2) < 0 or self._lines.keys[label] != self._lines.keys[label2]:
            return False
        return self._sections.is_heading(label)

    def are_of_two_posts(self, passage: Sequence[Pair]) -> bool:
        """Say whether a post begins or ends between two copies, and each has another sentence beside it."""
        (line, of), rank = passage[0], self._sections.rank
        if self._sections.apart(line, of) <= 1 or len(passage) > LONGEST_POST or not self._posts:
            return False
        if any(rank[one] in self._marks for one, _ in passage) or self._sides(passage, each=True) == 0:
            return False
        return self._has_mark_between(line, of)

    def is_sent_again(self, line: int, of: int) -> bool:
        """Say whether two copies stand at one place of two posts, and more of its post beside the second."""
        if self._sections.apart(line, of) <= 1 or not self._posts:
            return False
        keys, begin, first = self._lines.keys, self._begin_of_post(line), self._begin_of_post(of)
        if min(begin, first) < 0 or keys[begin] == keys[first]:
            return False
        if self._sections.apart(line, begin) != self._sections.apart(of, first):
            return False
        return any(self._is_text(self._sections.beside(line, step)) for step in (-1, 1))

    def _begin_of_post(self, line: int) -> int:
        """Return the line that begins a post, above one of its first lines; -1 if that is far."""
        rank = self._sections.rank[line]
        before = bisect(self._posts, rank - 1) - 1
        if before < 0 or rank - self._posts[before] > BESIDE:
            return -1
        return self._sections.line_at(self._posts[before])

    def is_run_together(self, line: int, of: int) -> bool:
        """Say whether what holds an entry also holds those above or below it: a list on one line."""
        if ENTRY_RE.match(self._lines.keys[line]) is None:
            return False
        return any(self._holds_run(line, of, step) for step in (-1, 1))

    def _holds_run(self, line: int, of: int, step: int) -> bool:
        keys = self._lines.keys
        for _ in range(LEAST_HELD):
            line = self._sections.beside(line, step)
            if line in (-1, of) or ENTRY_RE.match(keys[line]) is None or keys[line] not in keys[of]:
                return False
        return True

    def _has_mark_between(self, line: int, of: int) -> bool:
        after = bisect(self._posts, self._sections.rank[of])
        return after < len(self._posts) and self._posts[after] < self._sections.rank[line]

    @cached_property
    def _marks(self) -> set[int]:
        return set(self._posts)

    @cached_property
    def _posts(self) -> list[int]:
        """The places of lines that begin or end posts, in order: three or more with a date or a number."""
        found: dict[str, list[int]] = {"date": []}
        for line, rank in self._sections.rank.items():
            key = self._lines.keys[line]
            if len(key) > LONGEST_MARK or NUMBER_RE.search(key) is None:
                continue
            if DATE_RE.search(key) is not None and not has_end_mark(key):
                found["date"].append(rank)
            elif len(key) <= LONGEST_COUNT:
                found.setdefault(NUMBER_RE.sub("0", key), []).append(rank)
        return sorted(rank for ranks in found.values() if len(ranks) >= LEAST_POSTS for rank in ranks)

    def _sides(self, passage: Sequence[Pair], *, each: bool = False) -> int:
        """Return on how many sides of two copies other sentences stand, if nothing on both is the same.

        With ``each`` a copy needs a sentence on any side, and the other one needs none on the same.
        """
        sides = []
        for (line, of), step in ((passage[0], -1), (passage[-1], 1)):
            one, other = self._sections.beside(line, step), self._sections.beside(of, step)
            if one >= 0 and other >= 0 and self._lines.keys[one] == self._lines.keys[other]:
                return 0
            sides.append((self._is_text(one), self._is_text(other)))
        if each:
            return int(all(map(any, zip(*sides, strict=True))))
        return sum(map(all, sides))

    def _is_text(self, line: int) -> bool:
        if line < 0 or self._sections.is_heading(line) or self._sections.rank[line] in self._marks:
            return False
        return any(map(str.isalpha, self._lines.keys[line]))
