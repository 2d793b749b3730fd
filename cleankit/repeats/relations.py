"""How two lines say the same: letter for letter, one within the other, one dressed up, a few words aside.

Lines are compared as folded keys (`cleankit.text.folding.fold`). Two sentences that differ in a word are two
sentences: "will" and "will not" are facts of their own. What counts as the same is typography, and
containment: a cut teaser, a sentence that a longer line holds, a site's name or a credit behind it.
"""

from typing import Literal, NamedTuple

from cleankit.text.patterns import lazy
from cleankit.text.scripts import SPACELESS_RE
from cleankit.text.sentences import END_MARKS

Kind = Literal["same", "cut", "held", "dressed"]

# Marks that typography adds and takes away; a point or comma between digits, or a minus, is a number's.
TYPOGRAPHY_RE = lazy(
    r"""(?<!\d)[.,]|[.,](?!\d)|[\s'"“”‘’‚„«»‹›;:!?…()\[\]{}|*·•_/\\]|[-‐‑‒–—―](?!\d)|(?<=\d)[-–](?=\d)"""
)
OPENING = " \"'([{-–—*•"
CLOSING = " \"')]}:;," + "".join(sorted(END_MARKS))
QUOTES = frozenset("\"'")
QUESTIONS = frozenset("?？؟")
DRESSING_RE = lazy(r"\s*(?:\||©|\(c\))\s*[^.!?]{1,40}")
CALL_RE = lazy(r"(?:rt @\w{1,40}|[^:：.!?]{2,30})[:：]\s*")
MOST_WORDS = 4  # of a site's name, or before a colon
ANCHOR = 16  # characters at each end of a key by which lines that say the same are found


class Relation(NamedTuple):
    """What kind of repeat two lines are, and whether it is the second that need not stay."""

    kind: Kind
    second: bool


def strip_punctuation(key: str) -> str:
    """Return a key without quotes, brackets and bullets at both ends and marks at its end.

    >>> strip_punctuation('"the bridge is closed ..."')
    'the bridge is closed'
    """
    return key.lstrip(OPENING).rstrip(CLOSING)


def skeleton(key: str) -> str:
    """Return a key without what typography changes: quotes, hyphens, blanks, most marks.

    >>> skeleton("the re-opening, at 3.50 euros") == skeleton("the re–opening at 3.50 euros!")
    True
    """
    return TYPOGRAPHY_RE.sub("", key)


def is_quoted(key: str) -> bool:
    """Say whether a line stands in quotation marks: who quotes another line repeats it on purpose."""
    return key[:1] in QUOTES and key.rstrip()[-1:] in QUOTES


def relation(first: str, second: str) -> Relation | None:
    """Return how two keys, of lines in this order, say the same; None if they do not.

    >>> relation("the bridge is closed until may, the city said.", "the bridge is closed until...")
    Relation(kind='cut', second=True)
    >>> relation("the bridge will close.", "the bridge will not close.") is None
    True
    """
    if is_quoted(first) != is_quoted(second):
        return None
    if (first[-1:] in QUESTIONS) != (second[-1:] in QUESTIONS):
        return None
    one, other = strip_punctuation(first), strip_punctuation(second)
    if first == second or (_have_same_ends(one, other) and _alike(first, second)):
        return Relation("same", second=True)
    if len(one) == len(other) or not one or not other:
        return None
    if len(one) > len(other):
        kind = _contained(first, one, second, other)
        return kind and Relation(kind, second=kind != "dressed")
    kind = _contained(second, other, first, one)
    return kind and Relation(kind, second=kind == "dressed")


def _contained(long: str, longer: str, short: str, shorter: str) -> Kind | None:
    """Return how a key holds a shorter one, given both without punctuation; None if it does not."""
    if longer.startswith(shorter):
        if _is_cut(short):
            return None if _is_cut(long) else "cut"  # two teasers, and neither is the text
        rest = long[long.find(shorter) + len(shorter) :]
        if _is_dressing(rest):
            return "dressed"
        return "held" if _ends_there(rest) and short.rstrip("\"')] ")[-1:] in END_MARKS else None
    if not longer.endswith(shorter):
        return None
    before = long[: long.rfind(shorter)]
    if before.rstrip(" \"'(")[-1:] in END_MARKS:
        return "held"
    return "dressed" if _is_call(before) else None


def _is_cut(key: str) -> bool:
    return key.rstrip("\"')] ").endswith(("...", "…"))


def _have_same_ends(one: str, other: str) -> bool:
    """Say whether two stripped keys have the same letters at both ends: typography changes none."""
    pairs = zip(one[:1] + one[-1:], other[:1] + other[-1:], strict=False)
    return all(a == b or not (a.isalnum() and b.isalnum()) for a, b in pairs)


def _alike(first: str, second: str) -> bool:
    return abs(len(first) - len(second)) <= 4 + len(first) // 8 and skeleton(first) == skeleton(second)


def _ends_there(rest: str) -> bool:
    """Say whether a sentence ends where the shorter line does, and another begins."""
    if not rest or rest[0] not in END_MARKS or rest.startswith(".."):
        return False
    after = rest.lstrip(CLOSING)
    return bool(after) and (rest[1:2] in " \"')]" or SPACELESS_RE.match(after) is not None)


def _is_dressing(rest: str) -> bool:
    """Say whether what follows is a site's name or a credit: " | Harbour News", "© Lee/dpa"."""
    rest = rest.lstrip(CLOSING[1:])
    found = DRESSING_RE.fullmatch(rest)
    return found is not None and len(rest.split()) <= MOST_WORDS + 1


def _is_call(before: str) -> bool:
    """Say whether what stands before is a call with a colon: "Click to play video:", "RT @harbour:"."""
    return CALL_RE.fullmatch(before.lstrip(OPENING)) is not None and len(before.split()) <= MOST_WORDS
