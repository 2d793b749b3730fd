"""The dates that readers see: of publication, of the last change, and those of something else.

Near the headline a line that is its date is enough; far from it only what is called one is taken.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleankit.html.metadata.dates import Found, Reading, dates_in
from cleankit.html.metadata.phrases import FIRST_PUBLISHED, NOT_OF_ARTICLE, PUBLISHED, UPDATED, listed

LONGEST = 160
LONGEST_NOTE = 400  # of a sentence that says when the article was first published
DATE_REST = 40  # characters that a line may have beside its date
WORDS_BEFORE = 40  # characters before a date that speak of it
YEAR_RE = re.compile(r"(?:19|20)\d\d")
DATED_RE = re.compile(r"\d{4}|\d[-./]\s?\d{1,2}[-./]\s?\d\d")  # what every date has
SIGNS = "|•·—–,-()/"


def _one_of(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, listed(phrases)))})", re.IGNORECASE)


UPDATED_RE, PUBLISHED_RE, OTHER_RE = _one_of(UPDATED), _one_of(PUBLISHED), _one_of(NOT_OF_ARTICLE)
FIRST = listed(FIRST_PUBLISHED)


class Line(NamedTuple):
    """A text that may hold a date: what its markup calls it, and whether the headline is near."""

    text: str
    is_named: bool
    is_near: bool


class Shown(NamedTuple):
    """The dates that readers see of an article."""

    date: str | None = None
    modified: str | None = None
    is_labelled: bool = False  # the date is called one, by its markup or by a word before it
    is_beside: bool = False  # it is a line of its own near the headline, and has one reading


def shown_dates(lines: Iterable[Line], how: Reading, month: tuple[int, int] | None) -> Shown:
    """Return the dates in lines, the nearest to the headline first.

    A date near the headline goes before one that is called a date far from it, as those of teasers are.
    ``month`` is the year and month in the address: a date of another month is not that of publication.
    """
    plain = modified = None
    is_beside = False
    for line in lines:
        if plain and not line.is_near:
            break
        for found, before in _with_words(line.text, how):
            is_own = _is_date_line(line.text, found)
            if OTHER_RE.search(before):
                continue
            if UPDATED_RE.search(before) and not PUBLISHED_RE.search(before[-30:]):
                modified = modified or found.date
            elif month and not _is_of(found.date, month):
                continue
            elif line.is_named or PUBLISHED_RE.search(before):
                later = modified or _later(line.text[found.end :], how)
                return Shown(found.date, later, True, line.is_near and is_own and found.is_plain)
            elif is_own and not plain:
                plain, is_beside = found.date, line.is_near and found.is_plain
    return Shown(plain, modified, False, is_beside)


def first_published(texts: Iterable[str], how: Reading) -> str | None:
    """Return the date that a note says the article was first published on.

    >>> first_published(["This was originally published on 26 Sep 2019, and is kept up to date."], Reading())
    '2019-09-26'
    """
    for text in texts:
        if len(text) > LONGEST_NOTE or not ("20" in text or "19" in text) or not YEAR_RE.search(text):
            continue
        folded = text.lower()
        for phrase in FIRST:
            at = folded.find(phrase)
            found = None if at < 0 else next(dates_in(folded[at + len(phrase) :], how), None)
            if found and found.start <= WORDS_BEFORE:
                return found.date
    return None


def may_hold_date(text: str) -> bool:
    """Say whether a text is short enough to be a line with a date, and has a year or numbers like one."""
    return len(text) <= LONGEST and DATED_RE.search(text) is not None


def _with_words(text: str, how: Reading) -> Iterator[tuple[Found, str]]:
    """Yield the dates in a text, each with the words before it and after the last."""
    start = 0
    for found in dates_in(text, how):
        yield found, text[max(start, found.start - WORDS_BEFORE) : found.start]
        start = found.end


def _is_of(date: str, month: tuple[int, int]) -> bool:
    """Say whether a date is of a month, or of the days around it."""
    distance = int(date[:4]) * 12 + int(date[5:7]) - month[0] * 12 - month[1]
    return distance == 0 or (distance == 1 and date[8:10] == "01") or (distance == -1 and date[8:10] >= "28")


def _later(rest: str, how: Reading) -> str | None:
    return next((found.date for found, before in _with_words(rest, how) if UPDATED_RE.search(before)), None)


def _is_date_line(text: str, found: Found) -> bool:
    """Say whether a line is about its date: little else, or parted from the rest by signs."""
    if len(text) - (found.end - found.start) <= DATE_REST:
        return True
    before, after = text[: found.start].rstrip(), text[found.end :].lstrip()
    return (not before or before[-1] in SIGNS or before[-1] == ":") and (
        after in ("", ".") or after[0] in SIGNS
    )
