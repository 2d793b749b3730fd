r"""Lines that stay because the user says so: what filters would have done to them.

>>> from cleankit.chain import Chain
>>> chain = Chain("article", keep_lines=["Share"], protect=["“ACME”"])
>>> text = "Share\n“ACME” is “late”."
>>> spared_lines(chain.audit(text), without_say(chain).audit(text), chain.own)
{1: Spared(say='own:keep-line', rules=('en:share-action',)), 2: Spared(say='own:protect', rules=('quotes',))}
"""

from collections import Counter
from typing import NamedTuple

from cleankit.audit.report import Report
from cleankit.chain import Chain
from cleankit.document import Lines
from cleankit.own_say import OwnSay
from cleankit.report.view import LineView, lines_of


class Spared(NamedTuple):
    """What the user says of a line, and the rules that would have dropped or changed it otherwise."""

    say: str
    rules: tuple[str, ...]


def without_say(chain: Chain) -> Chain:
    """Return the chain without what the user says must stay."""
    return Chain(*chain.filters, page=chain.page, drop_lines=chain.own.drop_lines)


def spared_lines(report: Report, otherwise: Report, own: OwnSay) -> dict[int, Spared]:
    """Return the lines of the source that the user's say spared, by number, counted from 1.

    ``otherwise`` is the audit of the same text `without_say`. Lines that stay only because another does,
    such as a label above a list, are not among them.
    """
    spans = [match.span() for pattern in own.spans for match in pattern.finditer(report.source)]
    found: dict[int, Spared] = {}
    place = 0
    for line, other in zip(lines_of(report), lines_of(otherwise), strict=True):
        end = place + len(line.text)
        rules = tuple(dict.fromkeys(rule for rule, _ in _done(other) - _done(line)))
        if rules:
            if own.keep_lines and own.kept.fits(Lines([line.text]), 0) is not None:
                found[line.number] = Spared("own:keep-line", rules)
            elif any(start <= end and stop >= place for start, stop in spans):
                found[line.number] = Spared("own:protect", rules)
        place = end + 1
    return found


def _done(line: LineView) -> Counter[tuple[str, str | None]]:
    """Return what was done to a line: each rule, with what it changed, and how often."""
    if line.removed is not None:
        return Counter([(line.removed.rule, None)])
    changed = [piece for piece in line.pieces if piece.after is not None]
    return Counter((rule, piece.before) for piece in changed for rule in piece.rules)
