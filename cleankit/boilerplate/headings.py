"""Whether a label heads text of its own, though its word is one of the interface: "Share", "Help!", "Login".

A label is a heading if it is one of a run: lines of the same look, each with as much text below it, none said
twice. That its word names a button says nothing then. A run needs a member that no rule fits, or three
members, or to be the whole text; or a member whose word its own text takes up ("Share": "Each sister's
share is a third.").

>>> from cleankit.document import Lines
>>> lines = Lines(["Share", "Each partner gets a third of it.", "Loss", "Each partner bears a third of it."])
>>> Headings(lines.forms, {0}).heads(0)
True
"""

from collections import Counter
from collections.abc import Container
from functools import cached_property
from typing import NamedTuple

from cleankit.text.forms import Forms
from cleankit.text.patterns import lazy
from cleankit.text.remembered import remembered
from cleankit.text.scripts import is_spaceless, size_of
from cleankit.text.sentences import COLONS, END_MARKS, has_end_mark

LONGEST = 40  # size of a heading
MOST_BLANKS = 3
MOST_LINES = 3  # of text below each heading of a run
LEAST_RUN = 3  # headings that need no other sign
MOST_SAID = 2
FIRST = 2  # the run that is a whole text has at most so many lines above it
STEM, STEM_SPACELESS = 4, 2  # letters of a word that its text takes up
MARK_RE = lazy(r"(#{1,6})\s+|(\*\*)|(\(?\d{1,3}[.)．、])\s*")
CRY = "!！"


class Section(NamedTuple):
    """A heading, its look, the places of the text below it, and the place where the next section begins.

    The text of a heading without a blank line below it ends with its paragraph.
    """

    line: int
    look: tuple[str, bool]
    text: range
    stop: int


class Headings:
    """The headings of one text; ``fitting`` are the lines that rules fit."""

    def __init__(self, forms: Forms, fitting: Container[int], ads: Container[int] = ()) -> None:
        """Take the forms of a text, the lines that rules fit, and those of them that are labels of ads.

        An ad's label that no sentence follows, or that stands there again, is as if it were not there.
        """
        self._forms, self._fitting, self._ads = forms, fitting, ads
        self._texts = forms.shapes.texts
        self._known: dict[int, Section | None] = {}

    def heads(self, line: int) -> bool:
        """Say whether a label heads text."""
        own = self._section(line)
        if own is None or not self._is_text(own):
            return False
        run = [one for one in self._run(own) if one is own or not self._is_headline(one)]
        if len(run) < 2:
            return False
        if any(one.line not in self._fitting for one in run) or len(run) >= LEAST_RUN:
            return True
        return self._is_all(run) or any(map(self._takes_up, run))

    def _is_headline(self, section: Section) -> bool:
        """Say whether a heading may be that of the whole text: the first line, above a sentence."""
        solid = self._solid
        if section.line != solid[0] or section.line in self._fitting:
            return False
        return has_end_mark(self._texts[solid[section.text[-1]]])

    def answers(self, line: int) -> bool:
        """Say whether a line is all that stands below a heading of a numbered run: "Item 2. Comments"."""
        above = self._forms.shapes.before.get(line, -1)
        own = self._section(above) if above >= 0 and above not in self._fitting else None
        if own is None or len(own.text) != 1 or not any(map(str.isdigit, self._texts[above])):
            return False
        beside = [one for one in self._beside(own) if one.line not in self._fitting]
        return any(_shape(self._texts[one.line]) == _shape(self._texts[above]) for one in beside)

    @cached_property
    def _solid(self) -> list[int]:
        solid = self._forms.shapes.solid
        return [i for i in solid if i not in self._ads or self._has_text(i)] if self._ads else solid

    def _has_text(self, line: int) -> bool:
        below = self._forms.shapes.after.get(line, -1)
        return (
            below >= 0 and has_end_mark(self._texts[below]) and self._times[self._texts[line].casefold()] == 1
        )

    @cached_property
    def _places(self) -> dict[int, int]:
        return {line: place for place, line in enumerate(self._solid)}

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(self._forms.shapes.whole.casefold().split("\n"))

    @cached_property
    def _times_above(self) -> Counter[str]:
        """How often each line stands above a sentence."""
        texts = self._texts
        above = zip(self._solid, self._solid[1:], strict=False)
        return Counter(texts[line].casefold() for line, below in above if has_end_mark(texts[below]))

    def _section(self, line: int) -> Section | None:
        if line not in self._known:
            self._known[line] = self._look_at(line)
        return self._known[line]

    def _look_at(self, line: int) -> Section | None:
        look = self._look(line) if line in self._places else None
        if look is None:
            return None
        solid, place = self._solid, self._places[line]
        stop = place + 1
        while stop < len(solid) and stop - place <= MOST_LINES and not self._is_label(solid[stop]):
            stop += 1
        end = stop if look[1] else self._paragraph_end(place + 1, stop)
        if end == place + 1 or (end < len(solid) and end - place > MOST_LINES):
            return None
        return Section(line, look, range(place + 1, end), stop)

    def _paragraph_end(self, start: int, stop: int) -> int:
        """Return the first place, from the second on, that a blank line is above."""
        solid, texts = self._solid, self._texts
        return next((at for at in range(start + 1, stop) if "" in texts[solid[at - 1] + 1 : solid[at]]), stop)

    def _look(self, line: int) -> tuple[str, bool] | None:
        """Return how a label looks: its mark, and whether a blank line follows; None for other lines."""
        if not self._is_label(line):
            return None
        below = line + 1
        while below in self._ads and below not in self._places:
            below += 1
        return mark_of(self._texts[line]) or "", below < len(self._texts) and not self._texts[below]

    def _is_label(self, line: int) -> bool:
        """Say whether a line may be a heading: a button may have its word, too, but not above a sentence."""
        text = self._texts[line]
        if len(text) > LONGEST or mark_of(text) is None:
            return False
        said = self._times[text.casefold()]
        return said == 1 or (said == MOST_SAID and self._times_above[text.casefold()] < MOST_SAID)

    def _is_text(self, section: Section) -> bool:
        """Say whether text stands below a heading: sentences, or lines with figures; none that goes."""
        lines = [self._solid[place] for place in section.text]
        if any(line in self._fitting for line in lines):
            return False
        texts = [self._texts[line] for line in lines]
        return has_end_mark(texts[-1]) or all(text[0].isdigit() and " " in text for text in texts)

    def _run(self, own: Section) -> list[Section]:
        """Return a section with the nearest ones that are as it is, at most two before and after."""
        run = [own]
        for step in (-1, 1):
            last = own
            for _ in range(LEAST_RUN - 1):
                following = self._next(last, step)
                if following is None or not self._is_text(following):
                    break
                run.append(following)
                last = following
        return sorted(run)

    def _beside(self, own: Section) -> list[Section]:
        return [one for step in (-1, 1) if (one := self._next(own, step)) is not None]

    def _next(self, own: Section, step: int) -> Section | None:
        """Return the section before or after that has the same look and as many lines."""
        other = self._after(own) if step > 0 else self._before(own)
        if other is None or other.look != own.look or len(other.text) != len(own.text):
            return None
        return other

    def _after(self, own: Section) -> Section | None:
        return self._section(self._solid[own.stop]) if own.stop < len(self._solid) else None

    def _before(self, own: Section) -> Section | None:
        place = self._places[own.line]
        for at in range(place - 2, max(-1, place - MOST_LINES - 2), -1):
            if self._is_label(self._solid[at]):
                other = self._section(self._solid[at])
                return other if other is not None and other.stop == place else None
        return None

    def _is_all(self, run: list[Section]) -> bool:
        """Say whether a run is all there is, below a sentence or nothing."""
        solid = self._solid
        above = self._places[run[0].line]
        if run[-1].stop != len(solid) or above > FIRST:
            return False
        return all(has_end_mark(self._texts[line]) for line in solid[:above])

    def _takes_up(self, section: Section) -> bool:
        """Say whether the text below a heading has its word."""
        words = [word for word in self._texts[section.line].casefold().split() if word.isalpha()]
        if not words:
            return False
        word = max(words, key=len)
        least = STEM_SPACELESS if is_spaceless(word) else STEM
        stem = word[: max(least, 2 * len(word) // 3)]
        text = " ".join([self._texts[self._solid[place]] for place in section.text]).casefold()
        return len(word) >= least and (stem in text if is_spaceless(word) else f" {stem}" in f" {text}")


@remembered
def mark_of(text: str) -> str | None:
    """Return the mark before a label of a few words, "1" for a number, "" if none; None for other lines.

    >>> mark_of("## Share"), mark_of("2. Share"), mark_of("Share"), mark_of("Share it.")
    ('##', '1', '', None)
    """
    if text[-1] in COLONS or text.count(" ") > MOST_BLANKS + (text[0] in "#(") or size_of(text) > LONGEST:
        return None
    found = MARK_RE.match(text)
    if found is None and text[0].isdigit():
        return None  # a time, a date
    if has_end_mark(text) and not (text[0] in "#*" or (text[-1] in CRY and " " not in text)):
        return None
    if not any(map(str.isalpha, text)):
        return None
    return (found[1] or found[2] or "1") if found else ""


def _shape(text: str) -> str:
    """Return what numbered headings share: the words before the number."""
    for i, char in enumerate(text):
        if char.isdigit():
            return text[:i]
    return text.rstrip("".join(END_MARKS))
