"""Code without a fence or an indent: prompts, statements, keys of a configuration, differences of files.

>>> from cleankit.text.forms.shapes import Shapes
>>> sorted(bare_code(Shapes(["Then pull:", "$ hg pull", "", "services:", "mail:", "image: mailhog/mailhog"])))
[1, 3, 4, 5]
"""

import re
from collections.abc import Container

from cleankit.text.forms.shapes import Shapes
from cleankit.text.patterns import lazy

PROMPT_RE = lazy(r"\$ [a-z./~]|>>> \S|PS [A-Z]:\\|[A-Z]:\\[^ ]*>|[\w.-]+@[\w.-]+:\S*[$#] ")
STATEMENT_RE = lazy(  # at the start of a line
    r"""[}\])]+[;,)]*$|(?:#include|#!/|//|/\*|<[!/?]?[a-zA-Z][^>]{0,40}>.{0,40}$|@\w+\()"""
    r"""|(?:def|class|function|import|from|const|let|var|public|private|return|package|fn|func)\b.*[\w)({:;"']$"""
    r"""|[\w.\[\]"']+ ?[-+*]?:?= ?\S|[\w.]+\([^()]*\);?$|["'][\w-]+["']: ?\S""",
    re.ASCII,
)
STRONG_RE = lazy(r"[{}\[\]=<>\\$#@_]|\w\(|\);|^[\w.]+;$|://|->|=>", re.ASCII)
HUNK_RE = lazy(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@")  # of a difference between two files
KEY_RE = lazy(r"(?:- )?[a-z][\w.$/-]*: ?(\S.*)?|- [\w\"'./:${}-]+", re.ASCII)
PROMPTS, DRIVES = frozenset("$>"), frozenset("PCD")
FIRST, LAST = frozenset("$>.}])#/@<\"'-_"), frozenset(";{})],:>(\"'\\")
COMMENTS = ("//", "/*")
LEAST_STRONG = 2  # lines that are sure, beside comments
LEAST_KEYS = 3
LONGEST = 200  # characters


def bare_code(shapes: Shapes, known: Container[int] = ()) -> set[int]:
    """Return the lines that are code by their own look, not in passages with code that is ``known``."""
    texts, firsts, lasts = shapes.texts, shapes.firsts, shapes.lasts
    prompts = [*shapes.begun(PROMPTS), *shapes.having("@")]
    prompts += [i for i in shapes.having("\\") if firsts[i] in DRIVES]
    found = {i for i in prompts if texts[i].isascii() and PROMPT_RE.match(texts[i])}
    hunks = {i for i in shapes.having("@@") if HUNK_RE.match(texts[i])}
    for start, end in shapes.passages:
        if hunks and not hunks.isdisjoint(range(start, end)):
            found.update(range(start, end))
        if (
            end - start < 2
            or start in known
            or end - 1 in known
            or (FIRST.isdisjoint(firsts[start:end]) and LAST.isdisjoint(lasts[start:end]))
        ):
            continue
        lines = texts[start:end]
        if _is_program(lines) or _is_configuration(lines):
            found.update(range(start, end))
    return found | _output(shapes, found) if found else found


def _is_program(lines: list[str]) -> bool:
    """Say whether at least two thirds of a passage's lines are statements."""
    spare = len(lines) // 3  # lines that may be none
    for line in lines:
        if len(line) > LONGEST or not (line[-1] in ";{" or STATEMENT_RE.match(line)):
            spare -= 1
            if spare < 0:
                return False
    comments = sum([line.startswith(COMMENTS) for line in lines])
    strong = sum([STRONG_RE.search(line) is not None for line in lines if not line.startswith(COMMENTS)])
    return 2 * (strong + (comments if strong >= LEAST_STRONG else 0)) >= len(lines)


def _is_configuration(lines: list[str]) -> bool:
    """Say whether a passage is keys in small letters, some of them with nothing or no word for a value."""
    if len(lines) < LEAST_KEYS:
        return False
    keys = []
    for line in lines:
        key = KEY_RE.fullmatch(line) if line[0] == "-" or line[0].islower() else None
        if key is None:
            return False
        keys.append(key)
    if sum([line[0] != "-" for line in lines]) < 2:
        return False
    return any(key[1] is None or not key[1][0].isalpha() or "/" in key[1] for key in keys)


def _output(shapes: Shapes, found: set[int]) -> set[int]:
    """Return what a command printed: the lines right below a prompt, in its passage."""
    more: set[int] = set()
    for start, end in shapes.passages:
        if start in found and end - start > 1:
            more.update(range(start, end))
    return more
