r"""Make runs of spaces and tabs one space and trim lines; leave code as it is.

Code is what `cleankit.code` takes for it; indented prose is trimmed. Only spaces, tabs and form feeds
count: see `invisibles` for odd ones.

>>> collapse_spaces("\tOne  two \n```\nif x:\n    y()\n```")
'One two\n```\nif x:\n    y()\n```'
"""

import re

from cleankit.code import code_lines, may_hold_code
from cleankit.registry import text_filter

RUN_RE = re.compile("  +")


@text_filter("spaces")
def collapse_spaces(text: str) -> str:
    """Make runs of blanks one space and trim lines, outside code."""
    return _outside_code(text) if may_hold_code(text) else _collapse(text)


def _collapse(text: str) -> str:
    for blank in "\t\v\f":
        if blank in text:
            text = text.replace(blank, " ")
    if "  " in text:
        text = RUN_RE.sub(" ", text)
    # A strip a line is cheaper than looking for "\n " in the text: half the time on English.
    return "\n".join([line.strip(" ") for line in text.split("\n")])


def _outside_code(text: str) -> str:
    lines = text.split("\n")
    code = code_lines(lines)
    if not code:
        return _collapse(text)
    return "\n".join([line if i in code else _collapse(line) for i, line in enumerate(lines)])
