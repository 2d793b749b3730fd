"""Menus: runs of short labels, some of which rules name.

A pack names what menus of many sites share: "Contact us", "Log in". What stands between two such labels is of
the menu as well, though no pack knows the sections of each site. It goes if the labels of the run are as
short as those of menus and enough of them are named. What stands before the first named label or
after the last one stays: the headline, a name, the end of a list of the text.

A label with a bullet is an item of a list of the text, unless it is one of a menu, or no list stands there:
no other item beside it, and no sentence that announces it.
"""

from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from itertools import groupby, islice

from cleankit.boilerplate.rules.ruleset import RuleSet
from cleankit.boilerplate.vetoes import Vetoes
from cleankit.document import Lines, Verdict
from cleankit.text.remembered import remembered
from cleankit.text.scripts import size_of
from cleankit.text.sentences import COLONS, has_end_mark, is_prose

RULE = "block:menu"
ANCHORS = frozenset(("navigation", "login"))
"""Categories that say that a run is a menu; share labels stand beside headlines and names, too."""
LEAST_LINES, LEAST_NAMED = 6, 3
LEAST_ABOVE = 2  # labels that rules of any category name, one of them of a menu, above all running text
NAMED_SHARE = 0.04
"""Of 1,092 lines between labels so named in labelled pages, 1,072 are boilerplate, 20 doubtful, none text."""
LONGEST, MOST_BLANKS = 30, 2
NO_LABEL = "#*>|`\"“”„«'(（["  # what begins headings, quotes, rows and asides
OF_LISTS = frozenset(("item", "wrapped", "announced"))
"""Forms that labels of a menu seem to have, with bullets and in small letters."""


def menu_lines(lines: Lines, gone: Mapping[int, str], rules: RuleSet) -> list[Verdict]:
    """Return a verdict for each line between named labels of a menu; ``gone`` has the rules of lines that go.

    >>> from cleankit.boilerplate.rules import load_rules
    >>> labels = ["Contact us", "Lakes", "Harbour", "Privacy policy", "Fishing", "About us"]
    >>> named = {0: "en:navigation-site", 3: "en:navigation-site", 5: "en:navigation-site"}
    >>> [verdict.line for verdict in menu_lines(Lines(labels), named, load_rules("en"))]
    [1, 2, 4]
    """
    anchors = {line for line, rule in gone.items() if rules.categories.get(rule) in ANCHORS}
    if not anchors or len(gone) < LEAST_ABOVE:
        return []
    above = next((line for line, text in enumerate(lines.texts) if is_prose(text.strip())), -1)
    found: list[Verdict] = []
    vetoes = Vetoes(lines, gone)
    for run in _runs(lines, gone):
        named = _named(lines, run, anchors, gone if run[-1] < above else ())
        between = [line for line in run if named and named[0] < line < named[-1] and line not in gone]
        if all(vetoes.on(line, gone) <= OF_LISTS for line in between):
            found += [Verdict(line, RULE, None, lines.texts[named[0]].strip()) for line in between]
    return found


def _named(lines: Lines, run: list[int], anchors: Container[int], other: Container[int]) -> list[int]:
    """Return the named labels of a menu, ``other`` ones too if one is of a menu; none if they are too few."""
    named = [line for line in run if line in anchors]
    least = LEAST_NAMED
    if named and other:
        named, least = [line for line in run if line in other], LEAST_ABOVE
    return named if _is_menu(lines, run, named, least) else []


def _is_menu(lines: Lines, run: list[int], named: list[int], least: int) -> bool:
    if len(run) < LEAST_LINES or len(named) < NAMED_SHARE * len(run):
        return False
    return len({lines.keys[line] for line in named}) >= least


def _runs(lines: Lines, gone: Container[int]) -> Iterator[list[int]]:
    """Yield the runs of labels; none that a line with a colon announces."""
    run: list[int] = []
    announced = False
    for line, whole in enumerate(lines.texts):
        text = whole.strip()
        if not text:
            continue
        if line in gone or _is_label(lines, line, text):
            run.append(line)
            continue
        if run and not announced:
            yield run
        run, announced = [], text[-1] in COLONS
    if run and not announced:
        yield run


def _is_label(lines: Lines, line: int, text: str) -> bool:
    if len(text) > LONGEST or not reads_as_label(text):
        return False
    block = None if lines.blocks is None else lines.blocks[line]
    return block is None or block.tag not in {"h1", "h2", "h3", "h4", "h5", "h6"}


@remembered
def reads_as_label(text: str) -> bool:
    """Say whether a line may be a label of a menu: few words, no figure, no mark of sentences or headings.

    >>> reads_as_label("World news"), reads_as_label("Contact:"), reads_as_label("Page 2")
    (True, False, False)
    """
    if size_of(text) > LONGEST or text.count(" ") > MOST_BLANKS or text[0] in NO_LABEL:
        return False
    return not (has_end_mark(text) or text[-1] in ":：,،、;" or any(map(str.isdigit, text)))


class LooseLabels:
    """Labels with bullets that are of no list of the text.

    Such a label stands in the first or last three lines, or between lines that rules fit; each item beside it
    is fitted by a rule, too, and the line above them announces nothing.
    """

    def __init__(self, lines: Lines, fitting: Container[int], ads: Container[int] = ()) -> None:
        """Take the lines, those that rules fit, and those of them that are labels of ads."""
        self._shapes, self._items = lines.forms.shapes, lines.forms.item
        self._fitting, self._ads = fitting, ads

    def has(self, line: int) -> bool:
        """Say whether a line is one."""
        if line not in self._items or self._shapes.texts[line][0].isdigit():
            return False  # who counts has a list
        if not (line in self._edges or self._is_beside(line)):
            return False
        others, announced = self._lists[line]
        return not announced and others in ([], [line])

    @cached_property
    def _edges(self) -> frozenset[int]:
        return frozenset((*self._shapes.solid[:3], *self._shapes.solid[-3:]))

    @cached_property
    def _lists(self) -> dict[int, tuple[list[int], bool]]:
        """For each item the first two of its list that no rule fits, and whether a colon announces it."""
        found: dict[int, tuple[list[int], bool]] = {}
        texts, before = self._shapes.texts, self._shapes.before
        for is_list, run in groupby(self._shapes.solid, self._items.__contains__):
            if is_list:
                items = list(run)
                above = before.get(items[0], -1)
                while above in self._ads:
                    above = before.get(above, -1)
                others = list(islice((i for i in items if i not in self._fitting), 2))
                found |= dict.fromkeys(items, (others, above >= 0 and texts[above][-1] in COLONS))
        return found

    def _is_beside(self, line: int) -> bool:
        before, after = self._shapes.before.get(line, -1), self._shapes.after.get(line, -1)
        return before in self._fitting and after in self._fitting
