"""Texts made from a pattern itself: one for each of its branches, and those it is slowest on."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]  # no public way to a parsed pattern
from time import process_time
from typing import Any

LONGEST = 16_000
LIMIT = 0.02
"""Seconds of this process for 16,000 characters: linear ones take 0.001, the fastest quadratic ones 0.1."""

MOST = 10.0  # seconds of this process for all parts of a pattern

CATEGORIES = {
    _constants.CATEGORY_DIGIT: "1",
    _constants.CATEGORY_SPACE: " ",
    _constants.CATEGORY_WORD: "q",
    _constants.CATEGORY_NOT_DIGIT: "q",
    _constants.CATEGORY_NOT_SPACE: "q",
    _constants.CATEGORY_NOT_WORD: "-",
}
Node = tuple[Any, Any]


class UntriedError(ValueError):
    """A pattern that is not tried, because that would take too long; the message says why."""


def examples(pattern: re.Pattern[str]) -> list[str]:
    """Return texts that a pattern fits, so that each of its branches is in one of them.

    Raises UntriedError for one that fits long texts only.

    >>> examples(re.compile("[0-9]{1,3} (?:views?|likes)( so far)?"))
    ['0 view', '0 views', '0 likes', '0 view so far']
    """
    texts = dict.fromkeys(_texts(_parse(pattern)))
    return [text for text in texts if pattern.fullmatch(text)]


def is_linear(pattern: re.Pattern[str], *, search: bool = False) -> bool:
    """Say whether a pattern stays fast on long repeats of its own parts that then fail.

    With ``search`` it is searched for from every place of the text; without, it has to match the whole.
    Raises UntriedError for one that fits long texts only, or has too many parts.

    >>> is_linear(re.compile("(?:[a-z]+ )+views")), is_linear(re.compile("(?:[a-z]+ ?)+views"))
    (True, False)
    >>> is_linear(re.compile("[a-z]+@"), search=True), is_linear(re.compile("[a-z]{1,40}@"), search=True)
    (False, True)
    """
    repeats = dict.fromkeys(_repeats(_parse(pattern), ""))
    if search:  # a part with all that leads up to it may begin anew at every place
        again = [("", lead + part) for lead, part in repeats] + [("", lead) for lead, _ in repeats if lead]
        repeats = dict.fromkeys([*repeats, *again])
    until = process_time() + MOST
    for lead, part in repeats:
        if process_time() > until:
            raise UntriedError(f"has more parts than can be tried in {MOST:g} seconds")
        length = 8
        while length <= LONGEST:
            text = f"{lead}{part * (length // max(1, len(part)))}\0"
            if min(_seconds(pattern, text, search) for _ in range(2)) > LIMIT:
                return False
            length += 4 if length < 64 else length
    return True


def takes_characters(pattern: re.Pattern[str]) -> bool:
    r"""Say whether a pattern can match a character, and not only a place between two.

    >>> takes_characters(re.compile(r"\bSnow")), takes_characters(re.compile(r"\b(?=Snow)"))
    (True, False)
    """
    longest: int = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE).getwidth()[1]
    return longest > 0


def _parse(pattern: re.Pattern[str]) -> Sequence[Node]:
    return list(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))


def _seconds(pattern: re.Pattern[str], text: str, search: bool) -> float:
    start = process_time()
    if search:
        deque(pattern.finditer(text), maxlen=0)
    else:
        pattern.fullmatch(text)
    return process_time() - start


def _texts(nodes: Sequence[Node]) -> list[str]:
    """Vary one part at a time around the first text of each: a sum of cases, not a product."""
    parts = [_node_texts(*node) for node in nodes]
    first = [part[0] for part in parts]
    varied = [
        "".join([*first[:i], text, *first[i + 1 :]]) for i, part in enumerate(parts) for text in part[1:]
    ]
    return ["".join(first), *varied]


def _node_texts(kind: Any, value: Any) -> list[str]:
    if kind is _constants.LITERAL:
        return [chr(value)]
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        least, _, inner = value
        texts = _texts(list(inner))
        if least * max(map(len, texts)) > LONGEST:
            raise UntriedError(f"fits only texts of more than {LONGEST:,} characters")
        return [text * least for text in texts] if least else ["", *texts]
    if kind is _constants.BRANCH:
        return [text for branch in value[1] for text in _texts(list(branch))]
    if kind is _constants.SUBPATTERN:
        return _texts(list(value[3]))
    if kind is _constants.ATOMIC_GROUP:
        return _texts(list(value))
    if kind is _constants.IN:
        return _members(value)
    if kind in (_constants.ANY, _constants.NOT_LITERAL):
        return ["-" if value == ord("q") else "q"]
    return [""]


def _members(choices: Sequence[Node]) -> list[str]:
    """Return the characters of a class that are named one by one, or else one that stands for it."""
    kinds = {kind for kind, _ in choices}
    if kinds == {_constants.LITERAL}:
        return [chr(value) for _, value in choices]
    if _constants.NEGATE in kinds:
        taken = {char for choice in choices[1:] for char in _members([choice])}
        return [next(char for char in "q1- " if char not in taken)]
    kind, value = choices[0]
    if kind is _constants.CATEGORY:
        return [CATEGORIES[value]]
    return [chr(value if kind is _constants.LITERAL else value[0])]


def _repeats(nodes: Sequence[Node], lead: str) -> Iterator[tuple[str, str]]:
    """Yield each repeated part with a text that leads up to it."""
    for kind, value in nodes:
        if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
            inner = list(value[2])
            if value[1] > 1:
                yield from ((lead, text) for text in _texts(inner) if text)
            yield from _repeats(inner, lead)
        elif kind is _constants.BRANCH:
            for branch in value[1]:
                yield from _repeats(list(branch), lead)
        elif kind is _constants.SUBPATTERN:
            yield from _repeats(list(value[3]), lead)
        elif kind in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from _repeats(list(value[1]), lead)
        elif kind is _constants.ATOMIC_GROUP:
            yield from _repeats(list(value), lead)
        lead += _node_texts(kind, value)[0]
