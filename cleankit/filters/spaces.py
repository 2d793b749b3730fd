r"""Make runs of spaces and tabs one space and trim lines; leave code as it is.

Code is what `cleankit.text.code` takes for it; indented prose is trimmed. Blanks that mean something stay:
the indents of nested items and of verse, one tab between the cells of rows, the blanks that align columns,
the two blanks at the end of a line that break it in Markdown. Only spaces, tabs and form feeds count: see
`invisibles` for odd ones.

>>> collapse_spaces("\tOne  two \n```\nif x:\n    y()\n```")
'One two\n```\nif x:\n    y()\n```'
"""

import re
from itertools import groupby

from cleankit.registry import text_filter
from cleankit.text.code import code_lines, may_hold_code
from cleankit.text.forms.bare_code import bare_code
from cleankit.text.forms.shapes import Shapes
from cleankit.text.layout import aligned_rows, nested_items, tab_rows, verse_indents
from cleankit.text.tight import has_edges, has_runs, is_tight

LONGEST_BROKEN = 100  # characters
RUN_RE = re.compile("  +")
MOST_APART = 3  # lines from the first to the third of three rows
HUNK = "@@ -"  # in a difference between two files


@text_filter("spaces")
def collapse_spaces(text: str) -> str:
    """Make runs of blanks one space and trim lines, outside code."""
    # Without these there is neither code nor anything else to do: most texts.
    if is_tight(text) and not _has_mark(text):
        return text
    runs = has_runs(text)
    if "\t" in text or (runs and "\n  " in text) or HUNK in text or (runs and _may_have_columns(text)):
        return _laid_out(text)
    if runs and "  \n" in text and (breaks := _hard_breaks(text.split("\n"))):
        lines = _outside_code(text).split("\n")
        return "\n".join([f"{line}  " if i in breaks else line for i, line in enumerate(lines)])
    return _outside_code(text)


def _has_mark(text: str) -> bool:
    """Say whether a text has odd blanks, or what fences are made of; `any` would cost twice as much."""
    return "\t" in text or "`" in text or "~" in text or "\v" in text or "\f" in text


def _laid_out(text: str) -> str:
    lines = text.split("\n")
    code = code_lines(lines) if may_hold_code(text) else set()
    done = [lines[i] if i in code else line for i, line in enumerate(_collapse(text).split("\n"))]
    if "\n  " in text or "\n\t" in text or HUNK in text:
        code |= bare_code(Shapes(done), code)
        done = [lines[i] if i in code else line for i, line in enumerate(done)]
    for i, row in tab_rows(lines, code).items() if "\t" in text else ():
        done[i] = RUN_RE.sub(" ", row)
    for i, row in aligned_rows(lines).items() if has_runs(text) else ():
        done[i] = lines[i] if i in code else row
    if "\n  " in text or "\n\t" in text:
        indents = verse_indents(lines, done) | nested_items(lines, code)
        done = [indents.get(i, "") + line for i, line in enumerate(done)]
    for i in _hard_breaks(lines) if "  \n" in text else ():
        done[i] += "" if i in code else "  "
    return "\n".join(done)


def _may_have_columns(text: str) -> bool:
    """Say whether three lines below each other may have gaps."""
    having = [i for i, line in enumerate(text.split("\n")) if has_runs(line.strip(" "))]
    return any(third - first <= MOST_APART for first, third in zip(having, having[2:], strict=False))


def _hard_breaks(lines: list[str]) -> set[int]:
    """Return the short lines that end with two blanks and go on in the next: line breaks of Markdown."""
    return {
        i
        for i, line in enumerate(lines[:-1])
        if line.endswith("  ")
        and len(line) <= LONGEST_BROKEN
        and not line[-3:].isspace()
        and lines[i + 1].strip()
    }


def _collapse(text: str) -> str:
    for blank in "\t\v\f":
        if blank in text:
            text = text.replace(blank, " ")
    if has_edges(text):
        text = "\n".join([line.strip(" ") for line in text.split("\n")])
    return RUN_RE.sub(" ", text) if has_runs(text) else text


def _outside_code(text: str) -> str:
    if not may_hold_code(text):
        return _collapse(text)
    lines = text.split("\n")
    code = code_lines(lines)
    if not code:
        return _collapse(text)
    runs = groupby(range(len(lines)), key=code.__contains__)
    joined = ((is_code, "\n".join([lines[i] for i in run])) for is_code, run in runs)
    return "\n".join([part if is_code else _collapse(part) for is_code, part in joined])
