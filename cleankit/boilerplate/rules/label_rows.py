"""Rows of labels: a menu, a share bar, a footer on one line: "Print | E-mail | Share", "Share Tweet Pin".

Packs name the labels; how a site strings them on a line, and what else it puts among them, no pack can know.
A row goes if enough of its labels are named and the others are as short as labels are. A single named label
beside others says nothing: "Archive | Winter 1954" is a heading. Paths are none: a handbook says "Settings >
Account > Log out". Rows of a table are kept by their form.
"""

from collections.abc import Mapping, Sequence

from cleankit.boilerplate.rules.edges import strip_decoration
from cleankit.boilerplate.rules.rule import Fits
from cleankit.text.patterns import lazy
from cleankit.text.scripts import size_of
from cleankit.text.sentences import COLONS, has_end_mark

ANYWHERE, BESIDE = "anywhere", "beside-boilerplate"
SEPARATOR_RE = lazy(r" *[|│¦·•∙▪●/]+ *| +[-–—]+ +|[\]】)] ?[\[【(]")
SIGN_RE = lazy(r"[|│¦·•∙▪●/\]】)–—-]")  # each separator has one; a search for them costs a tenth
LEAST_NAMED = 2  # labels, each counted once
LEAST_PLACED = 3  # labels that menus have, if none is one of those that go wherever they stand
NAMED_SHARE = 1 / 3
LONGEST, MOST_WORDS = 30, 4  # size and words of a label that no rule names
MOST_LABELS = 40
LONGEST_PHRASE, MOST_SPOKEN = 5, 12  # words of a label, and of a row without marks between


def row_fits(key: str, named: Mapping[str, Fits]) -> Fits | None:
    """Return the rule for a line that is a row of labels, given what fits whole lines; None if it is none.

    Of labels without marks between every one is named, and two of them wherever they stand, or three.

    >>> named = {"print": {"beside-boilerplate": "en:share"}, "e-mail this": {"anywhere": "en:share-action"}}
    >>> row_fits("print | e-mail this | harbour news", named)
    {'anywhere': 'en:share-action'}
    >>> row_fits("print | winter 1954", named) is None, row_fits("e-mail this print", named) is None
    (True, True)
    """
    if has_end_mark(key):
        return None
    parts = SEPARATOR_RE.split(key) if SIGN_RE.search(key) is not None else []
    labels = [label for part in parts if (label := strip_decoration(part))]
    is_row = len(labels) > 1
    if is_row:
        known = _known(labels, named)
    else:
        known = _spoken(strip_decoration(key).split(), named) if key[-1] not in COLONS else []
    if not known:
        return None
    rules = [named[label][ANYWHERE] for label in known if ANYWHERE in named[label]]
    if rules and (is_row or max(len(rules), len(known) - 1) >= LEAST_NAMED):
        return {ANYWHERE: rules[0]}
    placed = [rule for label in known if (rule := _placed(named[label]))]
    return {ANYWHERE: placed[0]} if is_row and len(placed) >= LEAST_PLACED else None


def _known(labels: Sequence[str], named: Mapping[str, Fits]) -> list[str]:
    """Return those of labels that rules name, each once; none if they are too few."""
    known = [label for label in dict.fromkeys(labels) if label in named]
    if not LEAST_NAMED <= len(known) <= len(labels) <= MOST_LABELS or len(known) < NAMED_SHARE * len(labels):
        return []
    return known if all(label in named or _is_label(label) for label in labels) else []


def _placed(fits: Fits) -> str | None:
    """Return the rule of a label that menus have at the head or the tail of a page."""
    return next((rule for where, rule in fits.items() if where != BESIDE), None)


def _is_label(text: str) -> bool:
    return size_of(text) <= LONGEST and text.count(" ") < MOST_WORDS and not has_end_mark(text)


def _spoken(words: Sequence[str], named: Mapping[str, Fits]) -> list[str]:
    """Return the labels of which a line consists, the longest first, each once; none if a word is left."""
    found: dict[str, None] = {}
    at = 0
    while LEAST_NAMED <= len(words) <= MOST_SPOKEN and at < len(words):
        label = words[at : at + LONGEST_PHRASE]
        while label and (said := " ".join(label)) not in named:
            label = label[:-1]
        if not label:
            return []
        found[said] = None
        at += len(label)
    return [*found]
