r"""Set the quotation marks of a text right: direction, pairs of one kind, the text's own convention.

>>> repair_quotes("It is “true” and ”false”, “both\" and ‘neither’.")
'It is “true” and “false”, “both” and ‘neither’.'
>>> repair_quotes("Hän sanoi: ”Kyllä.”"), repair_quotes("Er sagt „ja“.")
('Hän sanoi: ”Kyllä.”', 'Er sagt „ja“.')
>>> repair_quotes('"It\'s 5\'10\"," he said.', curly=True)
'“It’s 5\'10",” he said.'
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleankit.errors import ConfigError, did_you_mean
from cleankit.quotation.apostrophes import Singles, fix_singles, has_wrong_tails
from cleankit.quotation.conventions import (
    BY_LANGUAGE,
    BY_OPEN,
    ENGLISH,
    Convention,
    Evidence,
    default_convention,
    find_convention,
)
from cleankit.quotation.sides import CLOSE, MEASURE, OPEN, STOPS, QuoteMark, double_marks, replace_at
from cleankit.text.code import code_lines, may_hold_code
from cleankit.text.patterns import lazy

CURLY_RE = lazy("[“”„‟«»‘’‚‛]")
ANY = "[\"'“”‘’]"
INLINE_CODE_RE = lazy(rf"`|=>|=\s?{ANY}|{ANY}\s*:\s*(?:{ANY}|[\[{{\d])|[{{\[]{ANY}|\w\({ANY}|\"{{3}}")
RIGHT_TO_LEFT_RE = lazy("[\u0590-\u08ff\ufb1d-\ufefc]")

WRONG = {
    "“”": ("””", "““", "”“", "«”", "“»"),
    "””": ("““", "”“"),
    "„“": ("„”", "”“", "„„"),
    "„”": ("„“", "”“", "„„"),
    "«»": ("««", "»»", "«”", "“»"),
    "»«": (),
}
"""Pairs that are mistakes in a text of that convention; other pairs may be meant, and stay."""


class Settled(NamedTuple):
    """A text's convention, if any; whether most of its pairs are straight; whether to curl those."""

    convention: Convention | None
    plain: bool
    curly: bool


def repair_quotes(text: str, *, curly: bool = False, lang: str | None = None) -> str:
    """Return ``text`` with the quotation marks that are surely wrong set right.

    With ``curly`` straight marks become typographic too, in the text's own convention; ``lang`` (ISO
    639-1) names that of a text that shows none. Marks pair within a line, by what stands beside them,
    so that a second pass finds nothing. Code, primes, feet and inches, and all that is in doubt stay.
    """
    if lang is not None and lang not in BY_LANGUAGE:
        raise ConfigError(f"lang: no quotation marks known for {lang!r}; {did_you_mean(lang, BY_LANGUAGE)}")
    if not (CURLY_RE.search(text) or (curly and ('"' in text or "'" in text))):
        return text
    lines = text.split("\n")
    prose = _outside_code(text, lines)
    doubles = {i: marks for i in prose if (marks := _without_measures(double_marks(lines[i])))}
    settled = _settle(text, doubles.values(), curly, lang)
    for i, marks in doubles.items():
        lines[i] = replace_at(lines[i], dict(_changes(lines[i], marks, settled)))
    singles = _singles(text, settled)
    for i in prose:
        lines[i] = fix_singles(lines[i], singles)
    return "\n".join(lines)


def _outside_code(text: str, lines: list[str]) -> list[int]:
    """Return the lines that are not code and hold none."""
    code = code_lines(lines) if may_hold_code(text) else ()
    return [i for i, line in enumerate(lines) if i not in code and not INLINE_CODE_RE.search(line)]


def _without_measures(marks: list[QuoteMark]) -> list[QuoteMark]:
    """Leave out the marks of inches; one stays that may close the quotation opened before it."""
    if all(mark.side != MEASURE for mark in marks):
        return marks
    following, after = [], OPEN
    for mark in reversed(marks):
        following.append(after)
        after = after if mark.side == MEASURE else mark.side
    kept: list[QuoteMark] = []
    for mark, after in zip(marks, reversed(following), strict=True):
        if mark.side != MEASURE or (kept and kept[-1].side == OPEN and after != CLOSE):
            kept.append(mark)
    return kept


def _settle(text: str, lines: Iterable[list[QuoteMark]], curly: bool, lang: str | None) -> Settled:
    evidence = Evidence(Counter(), Counter(), Counter())
    for marks in lines:
        evidence.opens.update(mark.kind for mark in marks if mark.side == OPEN)
        evidence.closes.update(mark.kind for mark in marks if mark.side == CLOSE)
        evidence.pairs.update(first.kind + last.kind for first, last in _pairs(marks))
    typographic = sum(count for kinds, count in evidence.pairs.items() if '"' not in kinds)
    plain = not curly and evidence.pairs['""'] > typographic
    if plain:  # the curly marks of mixed pairs are about to go: they say nothing
        for kinds, count in evidence.pairs.items():
            if '"' in kinds:
                evidence.opens[kinds[0]] -= count
                evidence.closes[kinds[1]] -= count
    convention = find_convention(text, evidence, lang, decide=curly)
    if curly:
        convention = convention or default_convention(text, lang)
    return Settled(convention, plain, curly)


def _pairs(marks: list[QuoteMark]) -> Iterator[tuple[QuoteMark, QuoteMark]]:
    """Yield marks that surely pair: one must open, the next must close, and no neighbour disputes it."""
    sides = [CLOSE, *(mark.side for mark in marks), OPEN]
    for i in range(1, len(marks)):
        closes = sides[i + 1] == CLOSE or (sides[i + 1] == MEASURE and marks[i - 1].kind == '"')
        if sides[i - 1] in (CLOSE, MEASURE) and sides[i] == OPEN and closes and sides[i + 2] == OPEN:
            yield marks[i - 1], marks[i]


def _changes(line: str, marks: list[QuoteMark], settled: Settled) -> Iterator[tuple[int, str]]:
    for first, last in _pairs(marks):
        wanted = _wanted(line, first, last, settled)
        if wanted:
            yield first.at, wanted[0]
            yield last.at, wanted[1]
    if settled.convention and not RIGHT_TO_LEFT_RE.search(line):
        yield from _single_marks(line, marks, settled.convention, settled.curly)


def _single_marks(
    line: str, marks: list[QuoteMark], convention: Convention, curly: bool
) -> Iterator[tuple[int, str]]:
    """Turn a line's first mark and its last where they have no partner: a quotation of more lines."""
    sides = [mark.side for mark in marks]
    turned = ("“”" if convention == ENGLISH else "") + ('"' if curly else "")
    first, last = marks[0], marks[-1]
    if first.kind in turned and sides[:2] in ([OPEN], [OPEN, OPEN]) and not line[: first.at].strip():
        yield first.at, convention.open + convention.space
    ends = line[last.at - 1] in STOPS and not line[last.at + 1 :].strip()
    if last.kind in turned and sides[-2:] in ([CLOSE], [CLOSE, CLOSE]) and ends:
        yield last.at, convention.space + convention.close


def _wanted(line: str, first: QuoteMark, last: QuoteMark, settled: Settled) -> tuple[str, str] | None:
    """Return the marks that a pair should have, or None where it is right or in doubt."""
    kinds, convention = first.kind + last.kind, settled.convention
    if kinds == '""':
        return _spaced(convention) if settled.curly and convention else None
    if '"' in kinds and settled.plain:
        return None if line[last.at - 1].isspace() else ('"', '"')
    if RIGHT_TO_LEFT_RE.match(line, first.at + 1) and not set(kinds) & set('"«»'):
        return None  # Arabic is set both ways, ”…“ and “…”
    if '"' in kinds:
        return _completed(kinds, convention)
    if convention and kinds in WRONG[convention.open + convention.close]:
        return _spaced(convention)
    return None


def _completed(kinds: str, convention: Convention | None) -> tuple[str, str] | None:
    """Return the pair that a mark with a straight partner belongs to."""
    first, last = kinds[0], kinds[1]
    if convention and (first == convention.open or last == convention.close):
        return _spaced(convention)
    if convention == ENGLISH and (first == "”" or last == "“"):
        return _spaced(convention)
    return _spaced(BY_OPEN[first]) if first in "“«" else None


def _spaced(convention: Convention) -> tuple[str, str]:
    return convention.open + convention.space, convention.space + convention.close


def _singles(text: str, settled: Settled) -> Singles:
    found = settled.convention or ENGLISH
    known = settled.convention == ENGLISH or settled.curly
    opening = found.inner_open if known else None
    return Singles(opening, found.inner_close, settled.plain, settled.curly, has_wrong_tails(text))
