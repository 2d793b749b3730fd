"""Decide which recurring lines are boilerplate, where they may be dropped, and what speaks against it.

Deleting a sentence of the article is worse than leaving an ad label in. So a line becomes a rule that is
applied only if it keeps to one end of the documents, or is long and in a third of them; the shorter it is,
the more of the site's documents must have it. What recurs otherwise (subheadings, refrains, stock sentences,
headlines) is written for the reader, switched off.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from cleankit.boilerplate.rules.rule import Where
from cleankit.learn.groups import Group
from cleankit.learn.lines import weight_of
from cleankit.learn.recurring import Recurring
from cleankit.text.sentences import has_end_mark

LONG, MIDDLE = 60, 25  # characters, as `weight_of` counts them
LEAST_SHARE = {"long": 0.005, "middle": 0.01, "short": 0.25}  # of the site's documents, at an end of them
SENTENCE_SHARE = 0.3  # a shorter sentence at the end of articles may be a stock phrase of the writer
PASSAGE_SHARE, SURE = 0.05, 5  # of a long sentence; articles use whole passages again
SIGNS = ("@", "://", "www.", "©", "(c)")
FIRST_SHARE = 0.3  # what begins documents may be a headline that comes again
INSIDE_SHARE = 0.3  # a long line between paragraphs
STRAY = 0.1  # of the places where it was, that may be elsewhere
FAR = 0.2  # of the places at an end, that may be too far from it for a rule with a place
PART_SHARE = 0.2  # what is cut off is cut off wherever a line ends with it
HALF = 0.5
COLONS = (":", "：")
NUMBERED_ADDRESS_RE = re.compile(r"://[^\s\d]*\d")
STEPS = 50  # lines of a block that are followed to its border


class Finding(NamedTuple):
    """A line that recurs, and what is to become of it; ``off`` is why it is not applied, or ""."""

    recurring: Recurring
    where: Where
    off: str
    warning: str


def findings(group: Group, least: int) -> Iterator[Finding]:
    """Yield what recurs in at least ``least`` documents of a site, as a block that moves as one does."""
    for recurring in group.recurring():
        if recurring.count >= least and recurring.seen and _is_apart(group, recurring):
            yield _decide(recurring, recurring.count / max(1, group.documents))


def _decide(recurring: Recurring, share: float) -> Finding:
    size = _size(recurring)
    where = _where(recurring, size)
    amid = _documents(recurring.inside)
    warning = f"it also stood amid the article, in {amid}" if recurring.inside else ""
    return Finding(recurring, where, _against(recurring, size, share), warning)


def _size(recurring: Recurring) -> Literal["long", "middle", "short"]:
    weight = weight_of(recurring.line.key)
    return "long" if weight >= LONG else "middle" if weight >= MIDDLE else "short"


def _where(recurring: Recurring, size: str) -> Where:
    if recurring.kind != "line":
        return "anywhere"
    if recurring.inside > STRAY * recurring.seen:
        return "anywhere"
    ends = recurring.head + recurring.tail
    one = max(recurring.head, recurring.tail)
    if one >= (1 - STRAY) * ends and recurring.near >= (1 - FAR) * ends:
        return "head" if recurring.head > recurring.tail else "tail"
    distinct = size == "long" and not recurring.inside and _has_sign(recurring.line.key)
    return "anywhere" if distinct else "beside-boilerplate"  # a teaser is another article's headline


def _against(recurring: Recurring, size: str, share: float) -> str:
    """Return why a line may be the article's own, or ""."""
    doubts = (_of_content, _of_place, _of_sentences)
    found = (doubt(recurring, size, share) for doubt in doubts)
    few = "few documents have it for a line so short" if share < LEAST_SHARE[size] else ""
    return next(filter(None, found), few)


def _of_content(recurring: Recurring, size: str, share: float) -> str:
    key = recurring.line.key
    if recurring.titled:
        return f"it is the title of {_documents(recurring.titled)}"
    if recurring.varies and (NUMBERED_ADDRESS_RE.search(key) or not _has_sign(key)):
        return "its numbers differ: they may be the article's"
    if recurring.tabular * 2 > recurring.seen:
        return "it stands in a table"
    if key.startswith("#") and share < HALF and (recurring.head or recurring.leading):
        return "it is a heading"
    if recurring.kind != "line" and size == "short" and share < PART_SHARE:
        return "it is short, and the end of any line would lose it"
    if key.endswith(COLONS) and share < HALF:
        return "it introduces what follows"
    return ""


def _of_place(recurring: Recurring, size: str, share: float) -> str:
    if recurring.inside > STRAY * recurring.seen:
        if recurring.varies or size != "long" or share < INSIDE_SHARE:
            return "it stands amid the article"
        if recurring.several * 2 > recurring.seen:
            return "it stands amid the article, several times: it may be a refrain"
    if recurring.first * 2 > recurring.seen and recurring.free_after and share < FIRST_SHARE:
        return "it begins documents: it may be a headline"
    if size == "short" and share < HALF and recurring.leading * 2 > recurring.seen:
        return "it stands right above the article: it may be a heading"
    return ""


def _of_sentences(recurring: Recurring, size: str, share: float) -> str:
    key = recurring.line.key
    if not has_end_mark(key):
        return ""
    if size == "short" or (size == "middle" and share < SENTENCE_SHARE):
        return "it may be a sentence of the article"
    if _has_sign(key):
        return ""
    if recurring.inside * 2 > recurring.seen:
        return "it may be a sentence of the article: an interview's question, a step of recipes, a refrain"
    if share < PASSAGE_SHARE or recurring.count < SURE:
        return "it may be a passage that articles share"
    return ""


def _has_sign(key: str) -> bool:
    """Say whether a line has a mark of what publishers add: an address, a copyright."""
    return any(sign in key for sign in SIGNS)


def _is_apart(group: Group, recurring: Recurring) -> bool:
    """Say whether a line, or the block of lines it always stands in, borders on text that changes.

    What stands between the same lines wherever it stands, to the ends of the documents, is no label on
    different articles but a part of one that was published again.
    """
    if recurring.free_before or recurring.free_after:
        return True
    return any(_is_free_beyond(group, recurring, side) for side in ("before", "after"))


def _is_free_beyond(group: Group, recurring: Recurring, side: str) -> bool:
    at = recurring
    for _ in range(STEPS):
        beyond = group.counters.get(getattr(at, side))
        if not isinstance(beyond, Recurring) or 2 * beyond.count < recurring.count:
            return False
        if getattr(beyond, f"free_{side}"):
            return True
        at = beyond
    return False


def _documents(number: int) -> str:
    return "a document" if number == 1 else f"{number} documents"
