r"""The lines of a document as they are counted: what makes two of them the same, and what is prose.

>>> one, other = hashed_lines("12 comments\n\n- 7 comments -")
>>> one.hashed == other.hashed, one.prose
(True, 0)
"""

import re
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

from cleankit.boilerplate.rules.edges import strip_decoration
from cleankit.boilerplate.rules.zones import masked, prose_of
from cleankit.text.code import code_lines
from cleankit.text.folding import fold
from cleankit.text.frames import frame_lines
from cleankit.text.sentences import SENTENCE_END_RE

# What a bar, slashes, dashes or asterisks set off is apart too: "on Monday // end //".
APART_RE = re.compile(rf"{SENTENCE_END_RE.pattern}|(?<=\S)\s(?=\||//|--|\*\*|__)")
# A row of a table: two numbers with nothing but blanks or a bar between them, or cells between bars; and a
# cell with a number alone.
ROW_RE = re.compile(r"\d[%)]?[\s|]+[-+(]?\d|^\|.*\|$|^[\d\W_]*\d[\d\W_]*$")
LONGEST_ROW = 120
LONGEST = 600  # characters: a longer line is never a rule
LEAST_EDGE = 8  # characters of a sentence apart
EDGE = 400  # characters at the end or beginning of a line where a sentence apart is looked for
LEAST_REST = 40  # characters of a line beside a sentence apart
LEAST_UNIT, MOST_UNITS, MOST_LOOKED_AT = (
    16,
    12,
    100,
)  # characters of a sentence; sentences that stand for a text
HALVES = ((60, 30), (30, 15), (0, 8))  # characters of a sentence, and of the half that is compared


class Line(NamedTuple):
    """A line that is not blank; lines that differ in numbers and decoration have the same ``hashed``.

    ``prose`` is 2 for a sentence, 1 for what is as long as a paragraph and has no end, 0 for the others.
    """

    text: str
    key: str
    hashed: int
    prose: int


class Unit(NamedTuple):
    """A sentence, by hashes of it and of its first and last characters; a changed word leaves one of them."""

    whole: int
    start: int
    end: int


def hashed_lines(text: str) -> list[Line]:
    """Return the lines of a text that are neither blank nor code nor a frame of Markdown."""
    texts = text.split("\n")
    apart = code_lines(texts) | frame_lines(texts)
    keys = fold(text).split("\n")
    return [
        Line(line, key, hash_of(key), prose_of(key))
        for i, (line, key) in enumerate(zip(texts, keys, strict=True))
        if key and i not in apart
    ]


def hash_of(key: str, kind: str = "") -> int:
    """Return 64 bits, a signed number, that stand for a line: its decoration left out, each number one digit.

    What is too long to be a rule stands for itself: looking for numbers would cost as much as folding.
    """
    inner = strip_decoration(key) or key
    return _hash(kind + (masked(inner) if len(inner) <= LONGEST else inner))


def _hash(key: str) -> int:
    """Return the same number in all processes, as `hash` does not."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def units_of(lines: list[Line]) -> list[Unit]:
    """Return some sentences of a document: of the same text the same ones, and nearly so of a changed one."""
    found: dict[int, str] = {}
    for line in lines:
        for part in SENTENCE_END_RE.split(line.key) if line.prose else ():
            if len(part) >= LEAST_UNIT and len(found) < MOST_LOOKED_AT:
                found[crc32(part.encode("utf-8", "surrogatepass"))] = part
    chosen = [found[hashed] for hashed in sorted(found)[:MOST_UNITS]]
    return [Unit(*map(_hash, (f"\3{part}", f"\1{_half(part, 0)}", f"\2{_half(part, 1)}"))) for part in chosen]


def _half(text: str, side: int) -> str:
    size = next(half for least, half in HALVES if len(text) >= least)
    return text[-size:] if side else text[:size]


def is_row(key: str) -> bool:
    """Say whether a line reads as a row or cell of a table.

    >>> is_row("hawks 12 5 3"), is_row("| pos | team |"), is_row("45"), is_row("12 comments")
    (True, True, True, False)
    """
    return len(key) <= LONGEST_ROW and ROW_RE.search(key) is not None


def edge_of(text: str, kind: str) -> str:
    """Return the sentence that ends a line ("suffix") or begins it ("prefix"), if enough stands beside it."""
    part = last_sentence(text) if kind == "suffix" else first_sentence(text)
    return part if 0 < len(part) <= len(text) - LEAST_REST else ""


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
