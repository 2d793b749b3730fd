"""What speaks against a recurring line: it may be the article's own, or say who wrote it.

Deleting a sentence of the article is worse than leaving an ad label in. What recurs because the subject does
(ingredients, appeals, datelines, refrains, headings of sections) is written for the reader, switched off.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Literal
from unicodedata import category

from cleankit.boilerplate.rules import load_rules
from cleankit.boilerplate.rules.categories import PROVENANCE
from cleankit.boilerplate.rules.ruleset import RuleSet
from cleankit.boilerplate.rules.zones import weight_of
from cleankit.corpus.facts import DATES
from cleankit.document import Lines
from cleankit.learn.lines import is_row
from cleankit.learn.recurring import CHANGES, Recurring
from cleankit.text.scripts import is_spaceless
from cleankit.text.sentences import COLONS, has_end_mark

Size = Literal["long", "middle", "short"]
LONG, MIDDLE = 60, 25  # characters, as `weight_of` counts them
LEAST_SHARE = {
    "long": 0.005,
    "middle": 0.01,
    "short": 0.25,
}  # of the site's documents, for a line with a sign
ALONE_SHARE = 0.8  # without one
SPEECH_WORDS = 4
LETTERS = 2
SIGNS = ("@", "://", "www.", "©", "(c)")
HALF, STRAY = 0.5, 0.1
INSIDE_SHARE = 0.3  # a long line between paragraphs that is no sentence, or has a sign
PART_SHARE = 0.2  # what is cut off is cut off wherever a line ends with it
NAME_WORDS, LONGEST_NAME = (2, 4), 4  # characters of a Chinese, Japanese or Thai name
TIMED_RE = re.compile(r"\b\d{1,2}\s?[.:/-]\s?\d{1,2}\b|\d\s?[年月日時时分]")
WORD_RE = re.compile(r"\w+")
DATED_RE = re.compile(rf"\d may\b|\bmay \d|\b(?:1[89]|20)\d\d\b|{TIMED_RE.pattern}")
ADDRESS_RE = re.compile(r"\W*(?:[\w-]{1,12}\W{1,3})?(?:mailto:)?[\w.+-]+@[\w.-]+\W*")  # an author's, perhaps
NUMBERED_ADDRESS_RE = re.compile(r"://[^\s\d]*\d")
INSIDE, ORIGIN = "it stands amid the article", "it says who wrote it, when or whence"
HEADING = "it stands among lines that change: it may be their heading"
Doubt = Callable[[Recurring, float], str]


def of_content(one: Recurring, share: float) -> str:
    """Return why a line may not even go with others that surround it, or ""."""
    key = one.line.key
    if not is_wordy(key):
        return "it is a sign or a number"
    if 2 * one.titled > one.seen:
        return "it is the title of documents"
    if one.varies and (not has_sign(key) or NUMBERED_ADDRESS_RE.search(key) or TIMED_RE.search(key)):
        return "its numbers differ: they may be the article's"
    if is_row(key):
        return "it stands in a table"
    if key.startswith("#") and (2 * one.leads > one.seen or (share < HALF and one.zone == "head")):
        return "it is a heading"
    if 2 * one.goes_on > one.seen:
        return "the next line goes on with it"
    if 2 * one.leads > one.seen and size_of(one) != "long" and not has_sign(key):
        return "a new sentence follows: it may be a heading"
    return _of_origin(one)


def of_loose(one: Recurring, share: float) -> str:
    """Return why a line that stands in no run may be the article's own, or ""."""
    doubts: tuple[Doubt, ...] = (of_content, _of_place, _of_speech, _of_share)
    return next(filter(None, (doubt(one, share) for doubt in doubts)), "")


def of_edge(one: Recurring, share: float) -> str:
    """Return why a line between the article and a run may be the article's own, or ""."""
    if one.inside > STRAY * one.whole:
        return INSIDE
    return _of_speech(one, share)


def of_enclosed(one: Recurring, share: float) -> str:
    """Return why a line between two runs of a header or footer may be the article's own, or ""."""
    if doubt := of_content(one, share):
        return doubt
    if one.inside > STRAY * one.whole:
        return INSIDE
    return "few documents have it" if share < PART_SHARE else ""


def of_part(one: Recurring, share: float) -> str:
    """Return why the sentence that ends or begins lines may be the article's own, or ""."""
    if one.inside > STRAY * one.whole:
        return INSIDE
    if not has_sign(one.line.key) and names_origin(one.line.text):
        return ORIGIN
    if size_of(one) == "short" and (share < PART_SHARE or is_one_word(one.line.text)):
        return "it is short, and the end of any line would lose it"
    return of_content(one, share) if one.varies else _of_speech(one, share) or _of_share(one, share)


def _of_origin(one: Recurring) -> str:
    key = one.line.key
    if ADDRESS_RE.fullmatch(key) is not None or (not has_sign(key) and names_origin(one.line.text)):
        return ORIGIN
    if 2 * (one.leads + one.trails) > one.seen and _is_name(one.line.text):
        return "it may be a signature"
    return ""


def _of_place(one: Recurring, share: float) -> str:
    if 2 * one.tabular > one.seen:
        return "it stands in a table"
    if one.inside > STRAY * one.whole:
        if 2 * one.several > one.seen:
            return f"{INSIDE}, several times: it may be a refrain"
        is_promotion = size_of(one) == "long" and (has_sign(one.line.key) or not has_end_mark(one.line.key))
        return "" if is_promotion and share >= INSIDE_SHARE else INSIDE
    if one.line.key[-1:] in COLONS and one.mostly("after") == CHANGES:
        return "it introduces what follows"
    if is_distinct(one):
        return ""
    if one.mostly(outer(one)) == CHANGES:
        return HEADING
    if (
        one.zone == "head"
        and 2 * one.first > one.seen
        and one.mostly("after") == CHANGES
        and share < ALONE_SHARE
    ):
        return "it begins documents: it may be a headline"
    return ""


def _of_speech(one: Recurring, share: float) -> str:
    """Return why a line may be a sentence that articles share: an appeal, an order of recipes, a passage."""
    key = one.line.key
    size = size_of(one)
    if has_end_mark(key) and size == "short":
        return "it may be a sentence of the article"
    if has_sign(key):
        return ""
    if (has_end_mark(key) or size != "short" or key.count(" ") >= SPEECH_WORDS) and share < ALONE_SHARE:
        return "it may be a sentence that articles share"
    return ""


def _of_share(one: Recurring, share: float) -> str:
    size = size_of(one)
    least = LEAST_SHARE[size] if has_sign(one.line.key) or one.kind != "line" else ALONE_SHARE
    return "few documents have it" if share < least else ""


def outer(one: Recurring) -> str:
    """Return the side of a line that is away from the article."""
    return "before" if one.zone == "head" else "after"


def size_of(one: Recurring) -> Size:
    """Return whether a line is long, of middle length, or short."""
    weight = weight_of(one.line.key)
    return "long" if weight >= LONG else "middle" if weight >= MIDDLE else "short"


def is_distinct(one: Recurring) -> bool:
    """Say whether a line can be no other wherever it stands: long, with an address or a copyright."""
    return size_of(one) == "long" and has_sign(one.line.key)


def has_sign(key: str) -> bool:
    """Say whether a line has a mark of what publishers add: an address, a copyright."""
    return any(sign in key for sign in SIGNS)


def is_wordy(key: str) -> bool:
    """Say whether a line has letters enough to be told from others."""
    return sum(map(str.isalpha, key)) >= LETTERS


def is_dated(key: str) -> bool:
    """Say whether a line has a date or a time, and so may say when an article was written.

    >>> [is_dated(line) for line in ("17 may", "montag", "12 views")]
    [True, True, False]
    """
    if has_sign(key):
        return False
    return DATED_RE.search(key) is not None or not DATES.isdisjoint(WORD_RE.findall(key))


def is_one_word(text: str) -> bool:
    """Say whether a sentence is a single word without a sign around it, in scripts with spaces.

    >>> [is_one_word(text) for text in ("Comments", "// end //", "Read more", "完")]
    [True, False, False, False]
    """
    word = text.strip()
    return all(map(_is_of_name, word)) and not is_spaceless(word[:1])


def names_origin(text: str) -> bool:
    """Say whether a shipped rule takes a line for a byline, a credit, a source, a contact or a date.

    >>> names_origin("By Anna Example"), names_origin("All island news")
    (True, False)
    """
    return bool(_provenance().judge(Lines([text])))


def is_known(text: str) -> bool:
    """Say whether a shipped rule takes a line for a label of the site."""
    return bool(_interface().judge(Lines([text])))


@cache
def _interface() -> RuleSet:
    return load_rules("all", categories="interface")


@cache
def _provenance() -> RuleSet:
    return load_rules("all", categories=sorted(PROVENANCE))


def _is_name(text: str) -> bool:
    """Say whether a line may be a name: a few words, each with a capital, if the script has some."""
    words = text.strip("-–—―*_ ").split()
    if len(words) == 1 and is_spaceless(words[0]):
        return len(words[0]) <= LONGEST_NAME and words[0].isalpha()
    return NAME_WORDS[0] <= len(words) <= NAME_WORDS[1] and all(
        not word[0].islower() and word[0].isalpha() and all(map(_is_of_name, word)) for word in words
    )


def _is_of_name(char: str) -> bool:
    return char.isalpha() or char in "-.'’" or category(char)[0] == "M"
