"""Make runs of blank lines one, and leave none at the ends.

A blank line is empty or white space only. None is added: paragraphs that stand without one stay so.
"""

from collections.abc import Iterator

from cleankit.document import Lines, Verdict
from cleankit.registry import line_filter


@line_filter("blank-lines")
def surplus_blank_lines(lines: Lines) -> Iterator[Verdict]:
    """Drop each blank line that follows a blank line, and those before or after all text."""
    before_blank = True
    last = -1  # the blank line after the last text, if any
    for i, text in enumerate(lines.texts):
        blank = not text or text.isspace()
        if blank and before_blank:
            yield Verdict(i, "blank-lines:surplus")
        elif blank:
            last = i
        before_blank = blank
    if before_blank and last >= 0:
        yield Verdict(last, "blank-lines:surplus")
