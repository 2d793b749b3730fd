r"""Make runs of spaces and tabs one space and trim lines; leave code as it is.

Code is what `cleankit.text.code` takes for it; indented prose is trimmed. Blanks that mean something stay:
the indents of nested items and of verse, one tab between the cells of rows, the two blanks at the end of a
line that break it in Markdown. Only spaces, tabs and form feeds count: see `invisibles` for odd ones.

>>> collapse_spaces("\tOne  two \n```\nif x:\n    y()\n```")
'One two\n```\nif x:\n    y()\n```'
"""

import re
from itertools import groupby

from cleankit.registry import text_filter
from cleankit.text.code import code_lines, may_hold_code
from cleankit.text.forms.bare_code import bare_code
from cleankit.text.forms.shapes import Shapes
from cleankit.text.layout import nested_items, tab_rows, verse_indents

LONGEST_BROKEN = 100  # characters
RUN_RE = re.compile("  +")


@text_filter("spaces")
def collapse_spaces(text: str) -> str:
    """Make runs of blanks one space and trim lines, outside code."""
    runs = "  " in text
    if "\t" in text or (runs and "\n  " in text):
        return _laid_out(text)
    if runs and "  \n" in text and (breaks := _hard_breaks(text.split("\n"))):
        lines = _collapse_all(text, runs=True).split("\n")
        return "\n".join([f"{line}  " if i in breaks else line for i, line in enumerate(lines)])
    return _collapse_all(text, runs=runs)


def _laid_out(text: str) -> str:
    lines = text.split("\n")
    code = code_lines(lines) if may_hold_code(text) else set()
    done = [line if i in code else _collapse(line) for i, line in enumerate(lines)]
    if "\n  " in text or "\n\t" in text:
        code |= bare_code(Shapes(done), code)
        done = [lines[i] if i in code else line for i, line in enumerate(done)]
    for i, row in tab_rows(lines, code).items() if "\t" in text else ():
        done[i] = RUN_RE.sub(" ", row)
    if "\n  " in text or "\n\t" in text:
        indents = verse_indents(lines, done) | nested_items(lines, code)
        done = [indents.get(i, "") + line for i, line in enumerate(done)]
    for i in _hard_breaks(lines) if "  \n" in text else ():
        done[i] += "" if i in code else "  "
    return "\n".join(done)


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


def _collapse_all(text: str, *, runs: bool) -> str:
    # Searching one character costs a thirtieth of searching two: no code without one of these.
    if (runs or "`" in text or "~" in text or "\t" in text) and may_hold_code(text):
        return _outside_code(text)
    return _collapse(text, runs)


def _collapse(text: str, runs: bool = True) -> str:
    for blank in "\t\v\f":
        if blank in text:
            text, runs = text.replace(blank, " "), True
    if runs:
        text = RUN_RE.sub(" ", text)
    # From the right, the search for "\n " looks for its rarer character first: half the time.
    if text[:1] == " " or text[-1:] == " " or " \n" in text or text.rfind("\n ") >= 0:
        return "\n".join([line.strip(" ") for line in text.split("\n")])
    return text


def _outside_code(text: str) -> str:
    lines = text.split("\n")
    code = code_lines(lines)
    if not code:
        return _collapse(text)
    runs = groupby(range(len(lines)), key=code.__contains__)
    joined = ((is_code, "\n".join([lines[i] for i in run])) for is_code, run in runs)
    return "\n".join([part if is_code else _collapse(part) for is_code, part in joined])
