"""Teasers with time stamps: headlines of other stories below an article, each with its date and time.

A site lists its newest or most read stories first, so that their times run down or at random; what an article
lists by time, a programme or fixtures, runs up. Only below the last running text, in every language, and only
three or more: headlines with a date and a time behind them, dates with a headline between two of them, or
headlines behind clock times that never run up. Results stay, and so do sentences: a live report has those.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleankit.boilerplate.vetoes import Vetoes
from cleankit.document import Lines, Verdict
from cleankit.text.patterns import lazy
from cleankit.text.sentences import is_prose

RULE = "block:teasers"
FORMS = frozenset(("item", "announced", "turn", "row"))
"""Forms that such headlines have: bullets, times before a tab, "Minister: I stay"."""
LEAST, LEAST_CLOCKS = 3, 4
LONGEST = 160  # characters of a headline and its time
LEAST_ARTICLE = 2  # lines of running text above
STOPS = ".。।۔"
DIGIT_ENDS, CLOCK_STARTS = "0123456789)]", "0123456789-*•·"
DATE = r"(\d{1,4})(?:[./-]| ?[年月])(\d{1,2})(?:(?:[./-]| ?月)(\d{1,4})日?)?"
CLOCK = r"(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d)?)?"
BEHIND_RE = lazy(rf".*[^\W\d_].*?[^\d.:/-][(\[]?{DATE},? *(?:[-–|] *)?{CLOCK}[)\]]?")
ALONE_RE = lazy(rf"[(\[]?{DATE},? *(?:[-–|] *)?{CLOCK}[)\]]?")
CLOCK_RE = lazy(rf"(?:[-*•·] *)?{CLOCK}\s+[^\d\s].*")
SCORE_RE = lazy(r"(?<![\d./:-])\d{1,3} ?[-–:] ?\d{1,3}(?![\d./:-])")


class Stamp(NamedTuple):
    """The time of a line, the latest greatest, and where it stands: behind, alone, clock."""

    line: int
    kind: str
    time: tuple[int, ...]


def teaser_lines(lines: Lines, gone: Container[int]) -> list[Verdict]:
    """Return a verdict for each line of teasers; ``gone`` are the lines that go already.

    >>> said = ["The mayor said on Monday that the bridge will open again in spring, after two years."] * 2
    >>> teasers = ["Fog again 20/1/2026 05:10", "Port closed 20/1/2026 05:05", "Fares rise 19/1/2026 05:00"]
    >>> [verdict.line for verdict in teaser_lines(Lines(said + teasers), ())]
    [2, 3, 4]
    """
    tail = _tail(lines.texts, gone)
    stamps = [stamp for line in tail if (stamp := stamp_of(line, lines.texts[line].strip())) is not None]
    if len(stamps) < LEAST or sum(is_prose(text.strip()) for text in lines.texts[: tail[0]]) < LEAST_ARTICLE:
        return []
    vetoes = Vetoes(lines)
    places = {line: place for place, line in enumerate(tail)}
    found: list[Verdict] = []
    for run in _runs(stamps, places):
        between = tail[places[run[0].line] : places[run[-1].line] + 1]
        if _runs_down(run) and all(_may_go(lines.texts[line].strip()) for line in between):
            found += [Verdict(line, RULE) for line in between if vetoes.on(line, ()) <= FORMS]
    return found


def _tail(texts: Sequence[str], gone: Container[int]) -> list[int]:
    """Return the lines below the last running text that do not go yet."""
    found: list[int] = []
    for line in range(len(texts) - 1, -1, -1):
        text = texts[line].strip()
        if line not in gone and text:
            if is_prose(text) and stamp_of(line, text) is None:
                return found[::-1]
            found.append(line)
    return []


def stamp_of(line: int, text: str) -> Stamp | None:
    """Return the time stamp of a line, if it has one.

    >>> stamp_of(0, "Port closed 19/1/2026 05:00"), stamp_of(1, "08:40 Fog on the lake")
    (Stamp(line=0, kind='behind', time=(2026, 1, 19, 5, 0)), Stamp(line=1, kind='clock', time=(8, 40)))
    """
    if len(text) > LONGEST or not (text[-1] in DIGIT_ENDS or text[0] in CLOCK_STARTS):
        return None
    for kind, pattern in (("alone", ALONE_RE), ("behind", BEHIND_RE), ("clock", CLOCK_RE)):
        if (found := pattern.fullmatch(text)) is not None:
            if kind == "behind" and SCORE_RE.search(text, 0, found.start(1)) is not None:
                return None
            numbers = [int(number) for number in found.groups() if number]
            date, clock = numbers[:-2], numbers[-2:]
            if len(date) == 3 and date[2] > date[0]:
                date = date[::-1]
            return Stamp(line, kind, (*date, *clock))
    return None


def _runs(stamps: Sequence[Stamp], places: dict[int, int]) -> Iterator[list[Stamp]]:
    """Yield runs of stamps of a kind, with a line between two of them at most."""
    run: list[Stamp] = []
    for stamp in stamps:
        if run and (stamp.kind != run[-1].kind or places[stamp.line] - places[run[-1].line] > 2):
            yield run
            run = []
        run.append(stamp)
    yield run


def _runs_down(run: Sequence[Stamp]) -> bool:
    down = sum(below.time <= above.time for above, below in pairwise(run))
    if len({stamp.time for stamp in run}) < 2:
        return False
    if run[0].kind == "clock":
        return len(run) >= LEAST_CLOCKS and down == len(run) - 1
    return len(run) >= LEAST and 2 * down >= len(run) - 1


def _may_go(text: str) -> bool:
    """Say whether a line is no sentence; three dots break off a headline."""
    return text[-1] not in STOPS or text.endswith("...")
