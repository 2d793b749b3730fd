r"""Blanks that mean something: nesting of lists, columns, indents of verse.

What is found does not depend on blanks that go, so a text that was laid out once stays as it is.

>>> nested_items(["- Food", "  - Bread", "A line."], set()), tab_rows(["a \tb", "1\t\t2"], set())
({1: '  '}, {0: 'a\tb', 1: '1\t2'})
"""

from collections.abc import Container, Iterator, Sequence

from cleankit.text.forms import Forms
from cleankit.text.forms.items import is_item
from cleankit.text.patterns import lazy
from cleankit.text.sentences import has_end_mark

BLANKS = " \t"
LEAST_ROWS = 3  # with a common edge
LONGEST_ROW = 120  # characters
LETTER_RE = lazy(r"[^\W\d_]")
GAP = "  "
GAP_RE = lazy(r"(?<=\S)  +(?=\S)")
MOST_LOOSE = 2  # lines that go on an item, not indented themselves


def indent_of(line: str) -> str:
    """Return the blanks and tabs at the start of a line."""
    return line[: len(line) - len(line.lstrip(BLANKS))]


def _is_deep(indent: str) -> bool:
    return len(indent) > 1 or indent == "\t"  # one blank is a slip


def nested_items(lines: Sequence[str], code: Container[int]) -> dict[int, str]:
    """Return the indents of items that stand deeper than the first item of their list.

    An indent that all items share goes. Lines that go on an item, and blank lines, do not end a list.
    """
    found: dict[int, str] = {}
    base: str | None = None
    loose = 0
    for i, line in enumerate(lines):
        text = line.strip()
        if i in code:
            base = None
        elif text and is_item(text):
            indent, loose = indent_of(line), 0
            if base is None:
                base = indent
            elif indent.startswith(base) and _is_deep(indent[len(base) :]):
                found[i] = indent[len(base) :]
        elif text:
            loose += 1
            if loose > MOST_LOOSE or not lines[i - 1].strip():
                base = None
    return found


def tab_rows(lines: Sequence[str], code: Container[int]) -> dict[int, str]:
    """Return rows of cells between tabs, one tab each; a row has as many cells as one beside it.

    Where rows beside each other have as many tabs, empty cells stay.
    """
    cells = {
        i: [cell.strip() for cell in text.split("\t")]
        for i, line in enumerate(lines)
        if "\t" in line and i not in code and "\t" in (text := line.strip(BLANKS)) and not is_item(text)
    }
    full = {i: [cell for cell in row if cell] for i, row in cells.items()}
    found: dict[int, str] = {}
    for rows in (cells, full):
        for i, row in rows.items():
            beside = (rows.get(i - 1), rows.get(i + 1))
            if i not in found and any(other is not None and len(other) == len(row) for other in beside):
                found[i] = "\t".join(row)
    return found


def aligned_rows(lines: Sequence[str]) -> dict[int, str]:
    """Return rows whose cells blanks align, as they are, less what all of them are indented by.

    Three lines or more have two blanks or more before the same column, behind a word; a row whose cell fills
    the column has one. Such rows stand right below each other, and none of them is a sentence.

    >>> aligned_rows(["Day     Rain", "Monday  2 mm", "Friday  1 mm", "Tuesday 0 mm", "One.  Two."])
    {0: 'Day     Rain', 1: 'Monday  2 mm', 2: 'Friday  1 mm', 3: 'Tuesday 0 mm'}
    """
    columns: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if GAP in line and _may_be_row(line):
            for gap in GAP_RE.finditer(line.rstrip()):
                if LETTER_RE.search(line, 0, gap.start()) is not None:
                    columns.setdefault(gap.end(), []).append(i)
    found: set[int] = set()
    for column, having in columns.items():
        for run in _runs(lines, column, having) if len(having) >= LEAST_ROWS else ():
            first, last = run[0], run[-1]
            found.update(
                range(first - _begins(lines, first - 1, column), last + 1 + _begins(lines, last + 1, column))
            )
    return _moved_left(lines, sorted(found))


def _may_be_row(line: str) -> bool:
    return len(line) <= LONGEST_ROW and "\t" not in line and line[0] != "|" and not has_end_mark(line)


def _moved_left(lines: Sequence[str], rows: Sequence[int]) -> dict[int, str]:
    """Return rows without what all that stand below each other are indented by."""
    moved: dict[int, str] = {}
    passage: list[int] = []
    for row in (*rows, len(lines) + 1):
        if passage and row != passage[-1] + 1:
            least = min((indent_of(lines[at]) for at in passage), key=len)
            moved |= {at: lines[at].rstrip().removeprefix(least) for at in passage}
            passage = []
        passage.append(row)
    return moved


def _runs(lines: Sequence[str], column: int, having: Sequence[int]) -> Iterator[list[int]]:
    """Yield runs of three lines or more with a gap before a column; between two, one without may stand."""
    run: list[int] = []
    for line in having:
        apart = line - run[-1] if run else 1
        if apart > 2 or (apart == 2 and not _begins(lines, line - 1, column)):
            if len(run) >= LEAST_ROWS:
                yield run
            run = []
        run.append(line)
    if len(run) >= LEAST_ROWS:
        yield run


def _begins(lines: Sequence[str], line: int, column: int) -> bool:
    """Say whether a line has a word that begins at a column."""
    if not 0 <= line < len(lines):
        return False
    return lines[line][column - 1 : column] == " " and lines[line][column : column + 1].strip() != ""


def verse_indents(lines: Sequence[str], plain: Sequence[str]) -> dict[int, str]:
    """Return the indents of verse, less what all lines of a stanza share; ``plain`` lines have none."""
    verse = Forms(plain).verse
    found: dict[int, str] = {}
    run: list[int] = []
    for i in (*sorted(verse), len(lines) + 1):
        if run and i != run[-1] + 1:
            least = min((indent_of(lines[j]) for j in run), key=len)
            found |= {j: indent_of(lines[j]).removeprefix(least) for j in run}
            run = []
        run.append(i)
    return {i: indent for i, indent in found.items() if _is_deep(indent)}
