"""Which lines of an article are code: those filters leave alone.

Code is what stands between code fences, and runs of indented lines of which at least half look like
code, or that an opening bracket above announces.

>>> code_lines(["Like this:", "```", "x = 1", "```", "", "    y = f(x)", "", "    An indented quotation."])
{1, 2, 3, 5}
"""

import re
from collections.abc import Sequence
from itertools import groupby

from cleankit.text.patterns import lazy
from cleankit.text.tight import has_runs

FENCE_RE = lazy(r"\s*(```+|~~~+)([^`]*)")
# Marks of code that indented prose has next to never: blocks, assignment, a call, snake_case, a quoted key;
# and of whole lines a typed field, a quoted item, a comment, a declaration, a closing bracket, a stack trace.
CODE_RE = lazy(
    r"""[{}\\]|\w ?=|\w\(\)|\w\([^)]*["'=\[{]|[a-z]_[a-z]|["']: ?["'\[{\d]""",
    re.ASCII,
)
SIGNS_RE = lazy(r"[{}\\=(_:]")  # one of these is in all of them: a tenth of the search
CODE_LINE_RE = lazy(
    r"""\s+\w+: ?[\w.\[\]]+,?$|\s*["'].*["'],$"""
    r"|\s*(?:#|//|</?\w|def\b|elif\b|const\b|var\b|function\b|[\])]+[,;]?$)"
    r"""|\s+(?:File "[^"]*", line \d|at [\w$.<>]+ ?\()""",
    re.ASCII,
)
ENDS = (");", "),")
OPENS_CODE_RE = lazy(r"[({\[=\\]$")
INDENTS = ("  ", "\t")
DEEP = ("    ", "\t")
LEAST_ANNOUNCED, LEAST_BLANKS = 2, 2  # lines of a passage, blanks in the sentence above it
LONGEST_CODE = 200  # characters: longer lines are paragraphs


def may_hold_code(text: str) -> bool:
    """Say, cheaply, whether a text has a fence or an indented line at all."""
    # A single character is found thirty times as fast as two or three.
    if ("`" in text and "```" in text) or ("~" in text and "~~~" in text):
        return True
    if "\t" in text and ("\n\t" in text or text[0] == "\t"):
        return True
    return has_runs(text) and ("\n  " in text or text[:2] == "  ")


def code_lines(lines: Sequence[str]) -> set[int]:
    """Return the indices of the lines that are code, fences included."""
    return _fenced(lines) | _indented_code(lines)


def _fenced(lines: Sequence[str]) -> set[int]:
    """Return all fences, and the lines between those that open and close."""
    inside: set[int] = set()
    start, mark = -1, ""
    for i, line in enumerate(lines):
        if "```" not in line and "~~~" not in line:
            continue
        fence = FENCE_RE.fullmatch(line)
        if fence is None:
            continue
        inside.add(i)
        if start < 0:
            start, mark = i, fence[1]
        elif fence[1].startswith(mark) and not fence[2].strip():
            inside.update(range(start, i))
            start = -1
    return inside


def _indented_code(lines: Sequence[str]) -> set[int]:
    """Return the lines of indented runs that look like code."""
    code: set[int] = set()
    indented = [i for i, line in enumerate(lines) if line.startswith(INDENTS) and not line.isspace()]
    for _, group in groupby(enumerate(indented), key=lambda pair: pair[1] - pair[0]):
        run = [i for _, i in group]
        marked = sum(_looks_like_code(lines[i]) for i in run)
        if 2 * marked >= len(run) or _opens_code(lines, run[0]) or _is_announced(lines, run):
            code.update(run)
    return code


def _is_announced(lines: Sequence[str], run: Sequence[int]) -> bool:
    """Say whether a passage is what Markdown calls indented code, below a sentence with a colon."""
    first, last = run[0], run[-1]
    if first < 2 or len(run) < LEAST_ANNOUNCED or lines[first - 1].strip():
        return False
    above = lines[first - 2].rstrip()
    if above[-1:] not in (":", "：") or above.count(" ") < LEAST_BLANKS or above.startswith(INDENTS):
        return False
    if last + 1 < len(lines) and lines[last + 1].strip():
        return False
    return all(
        lines[i].startswith(DEEP) and len(lines[i]) <= LONGEST_CODE and lines[i].rstrip()[-1] not in ".!?。"
        for i in run
    )


def _looks_like_code(line: str) -> bool:
    if len(line) > LONGEST_CODE:
        return False
    line = line.rstrip()
    if line.endswith(ENDS) or CODE_LINE_RE.match(line) is not None:
        return True
    return SIGNS_RE.search(line) is not None and CODE_RE.search(line) is not None


def _opens_code(lines: Sequence[str], first: int) -> bool:
    return first > 0 and OPENS_CODE_RE.search(lines[first - 1].rstrip()) is not None
