r"""The lines of a document as they are counted: what makes two of them the same, and what is prose.

>>> one, other = marked_lines("12 comments\n\n- 7 comments -")
>>> one.mark == other.mark, one.prose
(True, 0)
"""

import re
from typing import NamedTuple

from cleankit.boilerplate.rules.edges import core
from cleankit.text.code import code_lines
from cleankit.text.folding import fold
from cleankit.text.scripts import SPACELESS_RE
from cleankit.text.sentences import SENTENCE_END_RE, has_end_mark

DIGITS_RE = re.compile(r"\d+")
# What a bar, slashes, dashes or asterisks set off is apart too: "on Monday // end //".
APART_RE = re.compile(rf"{SENTENCE_END_RE.pattern}|(?<=\S)\s(?=\||//|--|\*\*|__)")
LETTERS_OF_SPACELESS = 2.5  # a Chinese sentence has so many times fewer characters than an English one
SENTENCE, PARAGRAPH = 20, 80
# A row of a table: two numbers with nothing but blanks or a bar between them, or cells between bars; and a
# cell with a number alone.
ROW_RE = re.compile(r"\d[%)]?[\s|]+[-+(]?\d|^\|.*\|$|^[\d\W_]*\d[\d\W_]*$")
LONGEST_ROW = 120
LONGEST = 600  # characters: a longer line is never a rule
LEAST_EDGE = 8  # characters of a sentence apart
EDGE = 400  # characters at the end or beginning of a line where a sentence apart is looked for


class Line(NamedTuple):
    """A line that is not blank; lines that differ in numbers and decoration have the same ``mark``.

    ``prose`` is 2 for a sentence, 1 for what is as long as a paragraph and has no end, 0 for the others.
    """

    text: str
    key: str
    mark: int
    prose: int


def marked_lines(text: str) -> list[Line]:
    """Return the lines of a text that are neither blank nor code."""
    texts = text.split("\n")
    code = code_lines(texts)
    keys = fold(text).split("\n")
    return [
        Line(line, key, mark_of(key), prose_of(key))
        for i, (line, key) in enumerate(zip(texts, keys, strict=True))
        if key and i not in code
    ]


def mark_of(key: str, kind: str = "") -> int:
    """Return 64 bits that stand for a line: of its core, with each number as one digit.

    What is too long to be a rule stands for itself: looking for numbers would cost as much as folding.
    """
    inner = core(key) or key
    return hash(kind + (masked(inner) if len(inner) <= LONGEST else inner))


def masked(key: str) -> str:
    """Return a key with each number as one digit.

    >>> masked("7 min read, 12 shares")
    '0 min read, 0 shares'
    """
    return DIGITS_RE.sub("0", key)


def weight_of(key: str) -> float:
    """Return the length of a line, in characters of scripts that have letters.

    >>> weight_of("Show comments"), weight_of("显示评论")
    (13.0, 10.0)
    """
    more = 0 if key.isascii() else len(SPACELESS_RE.findall(key))
    return len(key) + (LETTERS_OF_SPACELESS - 1) * more


def prose_of(key: str) -> int:
    """Return 2 for a sentence, 1 for what is as long as a paragraph and has no end, 0 for other lines."""
    weight = weight_of(key[: 2 * PARAGRAPH])
    if weight >= SENTENCE and has_end_mark(key):
        return 2
    return int(weight >= PARAGRAPH)


def is_row(key: str) -> bool:
    """Say whether a line reads as a row or cell of a table.

    >>> is_row("hawks 12 5 3"), is_row("| pos | team |"), is_row("45"), is_row("12 comments")
    (True, True, True, False)
    """
    return len(key) <= LONGEST_ROW and ROW_RE.search(key) is not None


def last_sentence(text: str) -> str:
    """Return the last sentence of a line that has more than one, or "".

    >>> last_sentence("It rained. The pier was closed on Monday night // the end //")
    '// the end //'
    """
    start = max(0, len(text) - EDGE)
    ends = [found.end() for found in APART_RE.finditer(text, start)]
    ends = [end for end in ends if end <= len(text) - LEAST_EDGE]
    return text[ends[-1] :] if ends else ""


def first_sentence(text: str) -> str:
    """Return the first sentence of a line that has more than one, or "".

    >>> first_sentence("Add your name now! The pier was closed on Monday night.")
    'Add your name now!'
    """
    found = SENTENCE_END_RE.search(text, 0, EDGE)
    return text[: found.end()].rstrip() if found and LEAST_EDGE <= found.end() < len(text) else ""
