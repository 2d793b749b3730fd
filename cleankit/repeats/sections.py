"""Whether two copies of a line belong to different sections: parallel headings, names, dates above them.

>>> from cleankit.document import Lines
>>> plans = Lines(["Group A, surgery", "Means will be taken.", "Group B, no surgery", "Means will be taken."])
>>> Sections(plans).parallel(3, 1)
True
"""

from collections import Counter
from functools import cached_property

from cleankit.document import Lines
from cleankit.repeats.relations import QUESTIONS
from cleankit.text.forms.items import is_item
from cleankit.text.patterns import lazy
from cleankit.text.scripts import size_of
from cleankit.text.sentences import COLONS, has_end_mark

LONGEST_LABEL = 100  # size of a heading
SHORT_LABEL = 48  # size of two headings that are parallel though they share nothing
NAME_LABEL = 16  # the same, if one is the first line: two names of places or signs, no headline and a byline
ALIKE = 2  # words with which two sentences begin alike: "In the north", "In the south"
LEAD_RE = lazy(r"\s*(?:\*\*|__)[^*_]{1,60}(?:\*\*|__)")
LEAST_WORDS, SHARED = 6, 0.6  # of two lines that are one frame, filled anew
REACH = 3  # lines above a copy in which its heading stands
HEADING_ENDS = COLONS | QUESTIONS
NUMBER_RE = lazy(r"\d+")
MARK_RE = lazy(r"[^\w\s]")
SUBHEAD_RE = lazy(r"\s*#{2,6}\s")
MARKED_RE = lazy(r"\s*(?:#{1,6}\s|\*\*[^*]*\*\*\s*$)")


class Sections:
    """The headings of one document, looked for only when asked."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    @cached_property
    def _solid(self) -> list[int]:
        return [i for i, key in enumerate(self._lines.keys) if key]

    @cached_property
    def rank(self) -> dict[int, int]:
        """The place of each line that is not blank among all of these."""
        return {line: rank for rank, line in enumerate(self._solid)}

    def apart(self, line: int, of: int) -> int:
        """Return how many places two lines stand apart, blank lines left out."""
        return self.rank[line] - self.rank[of]

    def is_under_headline(self, line: int) -> bool:
        """Say whether a line stands right under the first line, and that is a headline."""
        first = self._solid[0]
        text = self._lines.texts[first].rstrip()
        return self.rank[line] == 1 and not has_end_mark(text) and text[-1] not in COLONS

    def parallel(self, line: int, of: int, *, sentences: bool = True) -> bool:
        """Say whether two copies stand under different headings that are alike.

        Alike are headings with the same first or last word, the same numbering or marks, or two short ones.
        Under a headline only the first of these counts: a byline is no heading of its own. A short question
        is a heading too, and so are ``sentences`` right above that begin alike.
        """
        if sentences and self._sentences_alike(line, of):
            return True
        one, other = self._heading(line), self._heading(of)
        if one is None or other is None or one == other:
            return False
        keys = self._lines.keys
        if keys[one] == keys[other]:
            return False
        if _are_alike(keys[one], keys[other]):
            return True
        near = self.rank[line] - self.rank[one] == self.rank[of] - self.rank[other]
        longest = SHORT_LABEL
        if self.rank[other] == 0:
            longest = NAME_LABEL
            near = near and self._ends_section(line)
        return near and max(size_of(keys[one]), size_of(keys[other])) <= longest

    def _sentences_alike(self, line: int, of: int) -> bool:
        """Say whether the short sentences above two copies begin alike, or with words in bold each."""
        above = [self._solid[self.rank[i] - 1] if self.rank[i] else -1 for i in (line, of)]
        if min(above) < 0 or above[0] == of:
            return False
        one, other = (self._lines.keys[i] for i in above)
        if one == other:
            return False
        texts = [self._lines.texts[i] for i in above]
        if all(LEAD_RE.match(text) is not None for text in texts):
            return True
        if not all(size_of(text) < LONGEST_LABEL and has_end_mark(text) for text in texts):
            return False
        words, words2 = one.split()[:ALIKE], other.split()[:ALIKE]
        return len(words) == ALIKE and words == words2

    def in_template(self, line: int, of: int) -> bool:
        """Say whether two copies stand in a frame that is filled anew: the same but for names and numbers.

        Equal lines above both are of the frame; the first that differ must share most of their words.
        """
        keys, place, other = self._lines.keys, self.rank[line] - 1, self.rank[of] - 1
        for _ in range(REACH):
            if other < 0 or place <= self.rank[of]:
                return False
            one, two = keys[self._solid[place]], keys[self._solid[other]]
            if one != two:
                return _share_most_words(one, two)
            place, other = place - 1, other - 1
        return False

    def _ends_section(self, line: int) -> bool:
        """Say whether nothing stands below a line, or a heading."""
        below = self.rank[line] + 1
        return below == len(self._solid) or self.is_heading(self._solid[below])

    def in_own_section(self, line: int, of: int) -> bool:
        """Say whether two copies are of two sections, by what stands right above the second or below both.

        The second stands right below a heading that does not stand above the first ("What is a groyne?"),
        or each is the last of its section: headings with different text below them follow both.
        """
        if self._has_own_heading(line, of):
            return True
        below, other = self.beside(line, 1), self.beside(of, 1)
        if not (self._heads_text(below) and self._heads_text(other)):
            return False
        return not (self._same(below, other) and self._same(self.beside(below, 1), self.beside(other, 1)))

    def is_below_mark(self, line: int, of: int) -> bool:
        """Say whether the second of two copies stands right below a marked heading of its own: "## Why?"."""
        head = self.beside(line, -1)
        return (
            head >= 0
            and SUBHEAD_RE.match(self._lines.texts[head]) is not None
            and self._has_own_heading(line, of)
        )

    def _has_own_heading(self, line: int, of: int) -> bool:
        head, first = self.beside(line, -1), self.beside(of, -1)
        return head >= 0 and self._opens_section(head) and (first < 0 or not self._same(head, first))

    def line_at(self, place: int) -> int:
        """Return the line at a place among those that are not blank."""
        return self._solid[place]

    def beside(self, line: int, step: int) -> int:
        """Return the line above (-1) or below (1), blank lines left out; -1 if there is none."""
        place = self.rank[line] + step
        return self._solid[place] if 0 <= place < len(self._solid) else -1

    def _same(self, line: int, other: int) -> bool:
        return self._lines.keys[line] == self._lines.keys[other]

    def _opens_section(self, line: int) -> bool:
        """Say whether a line is a heading, not one of a run of labels: marked as one, or below a sentence."""
        if not self.is_heading(line) or is_item(self._lines.texts[line].strip()):
            return False
        above = self.beside(line, -1)
        marked = MARKED_RE.match(self._lines.texts[line]) is not None
        return marked or (above >= 0 and not self.is_heading(above))

    def _heads_text(self, line: int) -> bool:
        """Say whether a line is a heading right above a sentence."""
        if line < 0 or not self.is_heading(line):
            return False
        below = self.beside(line, 1)
        return below >= 0 and not self.is_heading(below)

    def is_headed(self, line: int) -> bool:
        """Say whether a heading stands right above a line."""
        return self.rank[line] > 0 and self.is_heading(self._solid[self.rank[line] - 1])

    def boundary_between(self, line: int, of: int) -> bool:
        """Say whether a heading stands between two copies that are a few lines apart."""
        start, end = self.rank[of] + 1, self.rank[line]
        return any(self.is_heading(self._solid[rank]) for rank in range(start, end))

    def _heading(self, line: int) -> int | None:
        """Return the heading above a line, within reach; a line of prose may stand between."""
        place = self.rank[line]
        above = range(place - 1, max(-1, place - 1 - REACH), -1)
        return next((self._solid[rank] for rank in above if self.is_heading(self._solid[rank])), None)

    def is_heading(self, line: int) -> bool:
        """Say whether a line is short and ends in no sentence, or in a question or a colon."""
        text = self._lines.texts[line].strip()
        return size_of(text) < LONGEST_LABEL and (text[-1] in HEADING_ENDS or not has_end_mark(text))


def _share_most_words(one: str, other: str) -> bool:
    words, words2 = Counter(one.split()), Counter(other.split())
    longer = max(words.total(), words2.total())
    return longer >= LEAST_WORDS and (words & words2).total() >= SHARED * longer


def _are_alike(one: str, other: str) -> bool:
    words, words2 = one.split(), other.split()
    if words[0] == words2[0] or (min(len(words), len(words2)) > 1 and words[-1] == words2[-1]):
        return True
    if one[-1] in COLONS and other[-1] in COLONS:
        return True
    if NUMBER_RE.search(one) and NUMBER_RE.sub("0", one) == NUMBER_RE.sub("0", other):
        return True
    marks = MARK_RE.findall(one)
    return len(marks) > 1 and marks == MARK_RE.findall(other)
