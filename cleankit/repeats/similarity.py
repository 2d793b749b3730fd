"""Whether two lines say the same: one holds the other, or a few plain words differ.

Lines are compared as folded keys (`cleankit.text.folding.fold`) without the marks at their edges. Rules of
thumb that wrong matches taught: a cut never goes through a word or a number, and a word that may be a
name or a number is never one of "a few plain words"; in a script without capitals any word may be.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from cleankit.text.patterns import lazy
from cleankit.text.scripts import SPACELESS_RE
from cleankit.text.sentences import has_end_mark

SHARE = 0.8  # of the longer line that the shorter must make up
FEW = 2  # words that may differ
LEAST_WORDS = 10  # a shorter line with two other words is another line
WORDS_A_SWAP = (
    12  # for each word replaced: "lifts the egg" and "lifts the block" in short lines are two things
)
ANCHOR = 16  # characters

OPENING = " \"'(["
CLOSING = " .?!\"')]:;,"
QUOTES = frozenset("\"'")
EDGES = OPENING + CLOSING
JOINED_RE = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")  # a word of letters: no address, no markup
T = TypeVar("T")
Pair = tuple[T, T]


def core(key: str) -> str:
    """Return a key without quotes and brackets at both ends and marks at its end.

    >>> core('"the bridge is closed ..."')
    'the bridge is closed'
    """
    return key.lstrip(OPENING).rstrip(CLOSING)


def shared_anchors(lines: Sequence[int], keys: Sequence[str]) -> dict[int, list[str]]:
    """Return the lines whose keys share a piece with another key, and the pieces that each shares.

    Near lines share their first or their last 16 characters, nearly always. A third piece, from the
    first comma, would find 4 in 1,000 more of the copies with two words changed, and cost half as much
    again. Two slices a line are all that a text without repeats pays for.

    >>> keys = ["the ferry was late on monday.", "nobody else was there.", "the ferry was late."]
    >>> shared_anchors([4, 5, 7], keys)
    {4: ['the ferry was la'], 7: ['the ferry was la']}
    """
    pieces = [((text := key.strip(EDGES))[:ANCHOR], text[-ANCHOR:]) for key in keys]
    every = [piece for own in pieces for piece in own]
    if len(set(every)) == len(every):
        return {}
    count = Counter(every)
    shared: dict[int, list[str]] = {}
    for line, own in zip(lines, pieces, strict=True):
        if common := sorted({piece for piece in own if count[piece] > 1}):
            shared[line] = common
    return shared


def holds(longer: str, shorter: str) -> bool:
    """Say whether a core begins or ends with another that has at least 80 % of its length.

    >>> holds("the bridge opened on monday, police said", "the bridge opened on monday, police")
    True
    >>> holds("the toll for a car and a trailer is 15.50", "the toll for a car and a trailer is 15")
    False
    """
    if len(shorter) < SHARE * len(longer):
        return False
    if longer.startswith(shorter):
        return len(shorter) == len(longer) or _ends_whole(longer, len(shorter))
    return longer.endswith(shorter) and _begins_whole(longer, len(longer) - len(shorter))


def _ends_whole(text: str, cut: int) -> bool:
    """Say whether neither a word nor a number goes on behind ``cut``."""
    last, following = text[cut - 1], text[cut]
    if last.isdigit():
        return following == " " or (following in CLOSING and not text[cut + 1 : cut + 2].isdigit())
    return not (last.isalnum() and following.isalnum()) or bool(SPACELESS_RE.search(last + following))


def _begins_whole(text: str, cut: int) -> bool:
    """Say whether neither a word nor a number began before ``cut``."""
    first, before = text[cut], text[cut - 1]
    if first.isdigit():
        return before == " "
    return not (first.isalnum() and before.isalnum()) or bool(SPACELESS_RE.search(before + first))


def is_quoted(key: str) -> bool:
    """Say whether a line stands in quotation marks: who quotes another line repeats it on purpose."""
    return key[:1] in QUOTES and key.rstrip()[-1:] in QUOTES


def differing(one: Sequence[str], other: Sequence[str]) -> tuple[list[int], list[int]] | None:
    """Return where two lists of words differ if at most two words were added, left out or replaced.

    >>> differing("so it was a good year".split(), "it was a fine year".split())
    ([0, 4], [3])
    >>> differing("a b c".split(), "x y z".split()) is None
    True
    """
    if abs(len(one) - len(other)) > FEW:
        return None
    start, least = 0, min(len(one), len(other))
    while start < least and one[start] == other[start]:
        start += 1
    end = 0
    while end < least - start and one[-1 - end] == other[-1 - end]:
        end += 1
    middle, middle2 = one[start : len(one) - end], other[start : len(other) - end]
    if not middle and not middle2:
        return [], []
    if len(middle) <= FEW and len(middle2) <= FEW:
        return _span(start, middle), _span(start, middle2)
    # One change at each edge of what is left, and the words between are the same.
    for i, j in ((1, 1), (1, 0), (0, 1)):
        for k, m in ((1, 1), (1, 0), (0, 1)):
            inner, inner2 = middle[i : len(middle) - k], middle2[j : len(middle2) - m]
            if inner == inner2 and len(inner) + i + k == len(middle) and len(inner2) + j + m == len(middle2):
                left = [start] * i + [start + len(middle) - 1] * k
                right = [start] * j + [start + len(middle2) - 1] * m
                return left, right
    return None


def _span(start: int, words: Sequence[str]) -> list[int]:
    return list(range(start, start + len(words)))


def plainly_near(text: str, key: str, text2: str, key2: str) -> bool:
    """Say whether two sentences differ in at most two words, none of which may be a name or a number.

    Both need ten words and an end mark: labels in a list differ in one word on purpose.

    >>> one = "The council said late on Monday that it would look into the matter."
    >>> other = one.replace("that it", "it")
    >>> plainly_near(one, one.lower(), other, other.lower())
    True
    """
    if abs(key.count(" ") - key2.count(" ")) > FEW:
        return False
    words, words2 = key.split(), key2.split()
    if min(len(words), len(words2)) < LEAST_WORDS or not (has_end_mark(key) and has_end_mark(key2)):
        return False
    places = differing(words, words2)
    if places is None or min(len(words), len(words2)) < WORDS_A_SWAP * min(map(len, places)):
        return False
    return _are_plain((text, text2), (words, words2), places)


def _are_plain(texts: Pair[str], keys: Pair[Sequence[str]], places: Pair[list[int]]) -> bool:
    """Say whether no differing word holds a digit or a capital inside the sentence."""
    opening = 0
    for text, key, found in zip(texts, keys, places, strict=True):
        words = text.split()
        if len(words) != len(key):
            return False  # folding moved a blank: which word is which is not known
        for i in found:
            opens = i == 0 or has_end_mark(words[i - 1])
            opening += opens
            if not _is_plain(words[i], opens=opens):
                return False
    return opening < FEW  # "Smith said" and "Jones said": a capital at the start hides a name


def _is_plain(word: str, *, opens: bool) -> bool:
    """Say whether a word is written small, in a script that has capitals."""
    letters = word.strip(EDGES)
    if JOINED_RE.fullmatch(letters) is None or any(
        char.upper() == char.lower() for char in letters if char.isalpha()
    ):
        return False
    return all(char.islower() for char in letters[opens:] if char.isalpha())
