"""All forms of a text's lines, each found when somebody asks for it, once."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from cleankit.text.code import code_lines
from cleankit.text.forms.bare_code import bare_code
from cleankit.text.forms.items import announced_lines, listed_lines
from cleankit.text.forms.rows import rows
from cleankit.text.forms.shapes import Shapes, ends_sentence, size_of
from cleankit.text.forms.turns import turns
from cleankit.text.forms.verse import verses
from cleankit.text.forms.wrapping import wrapped_lines
from cleankit.text.once import once
from cleankit.text.patterns import lazy
from cleankit.text.sentences import COLONS

KEPT = ("code", "wrapped", "verse", "row", "item", "turn", "announced")
"""The forms that veto what the words of a line suggest."""
MARGIN_RE = lazy(r"\n[ \t`~]")  # how a line begins that is indented or a fence
NAMES = (*KEPT, "prose", "label")
LEAST_PROSE, LONG_PROSE = 40, 100  # size of a sentence that stands alone, and of a line that holds one


class Forms:
    """The forms of a text's lines; each is a set of line numbers."""

    __slots__ = ("__dict__", "_lines")

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def of(self, line: int) -> tuple[str, ...]:
        """Return the names of a line's forms; none for a blank line.

        A line that has none of `KEPT` is either "prose" or a "label".
        """
        if not self.shapes.texts[line]:
            return ()
        kept = tuple(name for name in KEPT if line in self.sets[name])
        return kept or (("prose",) if self.is_prose(line) else ("label",))

    def keeps(self, line: int) -> bool:
        """Say whether a line has a form that vetoes what its words suggest."""
        return line in self.kept

    @once
    def kept(self) -> AbstractSet[int]:
        """The lines that have one of the forms of `KEPT`."""
        return frozenset().union(*self.sets.values())

    @once
    def shapes(self) -> Shapes:
        """The lines without blanks at their edges, and the passages that they form."""
        return Shapes(self._lines)

    @once
    def sets(self) -> Mapping[str, AbstractSet[int]]:
        """The forms of `KEPT` by their names."""
        return {
            "code": self.code,
            "wrapped": self.wrapped,
            "verse": self.verse,
            "row": self.row,
            "item": self.item.keys(),
            "turn": self.turn,
            "announced": self.announced.keys(),
        }

    @once
    def code(self) -> set[int]:
        """Fenced, indented and bare code."""
        may_be = MARGIN_RE.search("\n".join(["", *self._lines])) is not None
        marked = code_lines(self._lines) if may_be else set()
        return marked | bare_code(self.shapes, marked)

    @once
    def row(self) -> set[int]:
        """Rows of tables, labels with values."""
        return rows(self.shapes) - self.code

    @once
    def item(self) -> dict[int, int]:
        """Items of lists, each with the line above its list (-1 if there is none)."""
        code = self.code
        return {line: above for line, above in listed_lines(self.shapes).items() if line not in code}

    @once
    def turn(self) -> set[int]:
        """Turns of a talk."""
        return turns(self.shapes) - self.code

    @once
    def announced(self) -> dict[int, int]:
        """Lines that a colon announces, each with the line that does."""
        return announced_lines(self.shapes, self.item, self.turn | self.code)

    @once
    def verse(self) -> set[int]:
        """Lines of stanzas."""
        found = verses(self.shapes)  # few texts have any: then the other forms need not be known
        return found - self.code - self.row - self.item.keys() if found else found

    @once
    def wrapped(self) -> set[int]:
        """Parts of a sentence that goes on in the next line or began in the line before."""
        apart = self.item.keys() | self.row | self.turn | self.code
        return wrapped_lines(self.shapes, apart) - self.code - self.verse

    def is_prose(self, line: int) -> bool:
        """Say whether a line has a sentence: it is long, or ends as a sentence or with a colon."""
        text = self.shapes.texts[line]
        size = size_of(text)
        if size >= LONG_PROSE:
            return True
        if not text or not (ends_sentence(text) or text[-1] in COLONS):
            return False
        return size >= LEAST_PROSE or text.count(" ") > 1 or size > len(text)


def _kept_set(name: str) -> "once[set[int]]":
    """Return a property: the lines of that form among all lines, by where they stand now."""

    def moved(forms: "FormsLeft") -> set[int]:
        lines: set[int] = getattr(forms.before, name)
        return {forms.places[line] for line in lines if line in forms.places} if lines else set()

    return once(moved)


def _kept_openings(name: str) -> "once[dict[int, int]]":
    """Return a property: the lines that another opens, and that line, by where both stand now."""

    def moved(forms: "FormsLeft") -> dict[int, int]:
        opened: dict[int, int] = getattr(forms.before, name)
        places = forms.places if opened else {}
        left = ((line, by) for line, by in opened.items() if line in places)
        return {places[line]: places.get(by, -1) for line, by in left if by < 0 or by in places}

    return once(moved)


class FormsLeft(Forms):
    """The forms of lines of which some went: each line keeps the forms that it had among them all.

    A line whose opener went is opened by nothing: it has neither the form item nor announced.
    """

    def __init__(self, lines: Sequence[str], before: Forms, origins: Sequence[int]) -> None:
        super().__init__(lines)
        self.before, self.origins = before, origins

    @once
    def places(self) -> Mapping[int, int]:
        """Where each line that is left stands now, by where it stood."""
        return {line: now for now, line in enumerate(self.origins)}

    code = _kept_set("code")
    row = _kept_set("row")
    turn = _kept_set("turn")
    verse = _kept_set("verse")
    wrapped = _kept_set("wrapped")
    item = _kept_openings("item")
    announced = _kept_openings("announced")
