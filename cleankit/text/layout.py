r"""Blanks that mean something: nesting of lists, columns between tabs, indents of verse.

What is found does not depend on blanks that go, so a text that was laid out once stays as it is.

>>> nested_items(["- Food", "  - Bread", "A line."], set()), tab_rows(["a \tb", "1\t\t2"], set())
({1: '  '}, {0: 'a\tb', 1: '1\t2'})
"""

from collections.abc import Container, Sequence

from cleankit.text.forms import Forms
from cleankit.text.forms.items import is_item

BLANKS = " \t"
MOST_LOOSE = 2  # lines that go on an item, not indented themselves


def indent_of(line: str) -> str:
    """Return the blanks and tabs at the start of a line."""
    return line[: len(line) - len(line.lstrip(BLANKS))]


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
            elif indent != base and indent.startswith(base):
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
    return {i: indent for i, indent in found.items() if indent}
