"""Read one date in the forms that pages write them, and write it as ISO 8601.

Numbers as in 03/05/2024 are read by the page's region: the month first in the United States and where only
English is known, else the day first. A date that no calendar has is no date.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from cleankit.html.metadata.months import month_of

FIRST_YEAR, LAST_YEAR = 1900, 2100
MONTH_FIRST = frozenset(("US", "PH", "CA"))
EPOCH_LEAST = 10  # digits of seconds since 1970, from 2001 on
BUDDHIST = 543

CLOCK = (
    r"(?:[T,\s]{0,3}(?:um|at|à|a las|às|alle|kl\.?|om|ore|-|–|\||@|в|о)?[T,\s]{0,3}"
    r"(?P<clock>\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?)\s?(?P<half>[ap]\.?m\.?)?\s?"
    r"(?P<zone>Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2})?)?"
)
ISO = r"(?<!\d)(?P<y1>\d{4})(?P<sep>[-/.])(?P<m1>\d{1,2})(?P=sep)(?P<d1>\d{1,2})(?!\d)"
EAST = r"(?P<y2>\d{4})\s?[年년]\s?(?P<m2>\d{1,2})\s?[月월]\s?(?P<d2>\d{1,2})\s?[日일]"
NUMBERS = (
    r"(?<![\d.,/-])(?P<a>\d{1,2})(?P<sep2>[-/.])\s?(?P<b>\d{1,2})(?P=sep2)\s?"
    r"(?P<y3>\d{4}|(?<=[./]\d\d[./])\d{2})(?![\d/-])"
)
NAME = r"[^\W\d_]{2,14}(?:\s[^\W\d_]{5,7})?"
DAY_NAME = (
    r"(?<!\d)(?P<d4>\d{1,2})(?:st|nd|rd|th|er|\.|º|ª|η|-го|ης)?[\s,-]{0,2}"
    rf"(?:(?:de|of|di|d|ta|tháng)['’\s]\s?)?(?P<n4>{NAME}|(?<=tháng\s)\d{{1,2}})"
    r"[.,]?[\s,-]{0,2}(?:(?:de|del|do|năm|,)\s)?(?:del?\s)?(?P<y4>(?<!\d)\d{4})(?!\d)"
)
NAME_DAY = (
    rf"(?<![^\W\d_])(?P<n5>{NAME})\.?\s{{0,2}}(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:,\s{0,2}|\s{1,2}|\.\s)(?P<y5>\d{4})(?!\d)"
)
YEAR_NAME = rf"(?<!\d)(?P<y6>\d{{4}})\.?(?:\s?m\.)?\s{{1,2}}(?P<n6>{NAME})\.?\s{{1,2}}(?P<d6>\d{{1,2}})(?!\d)"
UNIX = (
    r"[A-Z][a-z]{2}\s(?P<n7>[A-Z][a-z]{2})\s{1,2}(?P<d7>\d{1,2})\s\d{2}:\d{2}:\d{2}\s(?:[A-Z]{3,4}\s)?"
    r"(?P<y7>\d{4})"
)
DATE_RE = re.compile(
    f"(?:{ISO}|{EAST}|{DAY_NAME}|{NAME_DAY}|{YEAR_NAME}|{NUMBERS}|{UNIX}){CLOCK}", re.IGNORECASE
)
COMPACT_RE = re.compile(
    r"(?P<y>(?:19|20)\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?:T?(?P<clock>\d{2}\d{2}(?:\d{2})?)(?P<zone>Z)?)?\Z"
)
ADDRESS_RE = re.compile(
    r"[/_.-](?P<y>(?:19[89]|20[0-4])\d)"
    r"(?:(?P<s>[/_.-])(?P<m>[01]?\d|[a-z]{3,9})(?P=s)(?P<d>[0-3]?\d)|(?P<m2>[01]\d)(?P<d2>[0-3]\d))(?=[^\da-z]|\Z)",
    re.IGNORECASE,
)
ADDRESS_MONTH_RE = re.compile(r"[/_](?P<y>(?:19[89]|20[0-4])\d)[/_-](?P<m>0[1-9]|1[0-2])(?=[/_-]|\Z)")
MAX_VALUE = 120


class Found(NamedTuple):
    """A date in a text: itself, and where it starts and ends."""

    date: str
    start: int
    end: int
    is_plain: bool = True  # has one reading; 03/05/2024 has two


class Reading(NamedTuple):
    """How the numbers and names of a page's dates are read.

    Of two readings the one goes first that is among ``days``, those that the page names plainly elsewhere.
    """

    lang: str | None = None
    month_first: bool = True
    days: frozenset[str] = frozenset()


USUAL = Reading()


def reading(lang: str | None, region: str | None) -> Reading:
    """Return how a page of a language and a region writes dates."""
    return Reading(lang, region in MONTH_FIRST if region else lang in (None, "en"))


def parse_date(value: str | None, how: Reading = USUAL) -> str | None:
    """Return the date that a value of the markup is, in ISO 8601, with the time and zone if it has them.

    >>> parse_date("Fri, 03 May 2024 10:15:00 +0200"), parse_date("20240503"), parse_date("3. Mai 2024")
    ('2024-05-03T10:15:00+02:00', '2024-05-03', '2024-05-03')
    >>> parse_date("2024-02-31") is None
    True
    """
    if not value:
        return None
    value = value.strip().strip("\"'").strip()[:MAX_VALUE]
    if value.isdigit() and value.isascii():
        return _of_digits(value)
    if match := COMPACT_RE.match(value):
        return _of_compact(match)
    found = next(dates_in(value, how), None)
    return found.date if found else None


def dates_in(text: str, how: Reading = USUAL) -> Iterator[Found]:
    """Yield the dates in a text, in order.

    >>> [found.date for found in dates_in("Published May 3, 2024, updated June 1, 2024")]
    ['2024-05-03', '2024-06-01']
    """
    at = 0
    while match := DATE_RE.search(text, at):
        day = _day(match, how)
        whole = day and _iso(*day, match["clock"], match["half"], match["zone"])
        if whole:
            yield Found(whole, match.start(), match.end(), match["a"] is None or not _has_two(match))
        at = match.end() if whole else match.start() + 1


def date_in_address(url: str | None) -> str | None:
    """Return the day that an address names in its path, as /2024/05/03/; a year and month alone are none.

    >>> date_in_address("https://courier.example/2024/05/03/quay"), date_in_address("https://courier.example/2024/05/quay")
    ('2024-05-03', None)
    """
    for match in ADDRESS_RE.finditer(_path(url)):
        name = match["m"] or match["m2"]
        month = int(name) if name.isdigit() else month_of(name, "en")
        if month and (
            found := _iso(int(match["y"]), month, int(match["d"] or match["d2"]), None, None, None)
        ):
            return found
    return None


def month_in_address(url: str | None) -> tuple[int, int] | None:
    """Return the year and month that an address names in its path, as /2024/05/."""
    match = ADDRESS_MONTH_RE.search(_path(url))
    return (int(match["y"]), int(match["m"])) if match else None


def _path(url: str | None) -> str:
    whole = (url or "").split("?")[0].split("#")[0].partition("://")[2]
    return f"/{whole.partition('/')[2][:400]}"


def _of_digits(value: str) -> str | None:
    if len(value) in (8, 14) and (match := COMPACT_RE.match(value)):
        return _of_compact(match)
    if len(value) in (EPOCH_LEAST, EPOCH_LEAST + 3):
        return datetime.fromtimestamp(int(value[:EPOCH_LEAST]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return None


def _of_compact(match: re.Match[str]) -> str | None:
    clock = match["clock"]
    clock = ":".join(clock[i : i + 2] for i in range(0, len(clock), 2)) if clock else None
    return _iso(int(match["y"]), int(match["m"]), int(match["d"]), clock, None, match["zone"])


def _day(match: re.Match[str], how: Reading) -> tuple[int, int, int] | None:
    """Return year, month and day of a match, or None where its word is no month."""
    for i in "12":
        if match[f"y{i}"]:
            return _era(int(match[f"y{i}"])), int(match[f"m{i}"]), int(match[f"d{i}"])
    for i in "4567":
        if match[f"y{i}"]:
            name = match[f"n{i}"]
            month = (
                int(name)
                if name.isdigit()
                else month_of(name, how.lang) or month_of(name.split()[0], how.lang)
            )
            return (_era(int(match[f"y{i}"])), month, int(match[f"d{i}"])) if month else None
    first, second, year = int(match["a"]), int(match["b"]), int(match["y3"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    if first > 12 or (second <= 12 and (not how.month_first or match["sep2"] == ".")):
        first, second = second, first
    if how.days and _has_two(match):
        other = f"{year}-{second:02}-{first:02}"
        if other in how.days and f"{year}-{first:02}-{second:02}" not in how.days:
            first, second = second, first
    return year, first, second


def _has_two(match: re.Match[str]) -> bool:
    """Say whether numbers can be read as day and month and the other way round."""
    return int(match["a"]) <= 12 and int(match["b"]) <= 12 and match["a"] != match["b"]


def _era(year: int) -> int:
    return year - BUDDHIST if 2500 <= year < 2600 else year


def _iso(
    year: int, month: int, day: int, clock: str | None, half: str | None, zone: str | None
) -> str | None:
    """Return a date, with the time if it is one, or None if no calendar has it."""
    try:
        whole = date(year, month, day).isoformat()
    except ValueError:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if not clock:
        return whole
    numbers = [int(n) for n in re.split(r"[:.h]", clock)[:3]]
    hour, minute, second = (*numbers, 0)[:3]
    if half:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return whole
    return f"{whole}T{hour:02}:{minute:02}:{second:02}{_zone(zone)}"


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] in "+-":
        return f"{zone[:3]}:{zone[-2:]}"
    return "Z"
