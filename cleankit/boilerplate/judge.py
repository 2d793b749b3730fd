"""Judge lines by rules and model together, until what is left shows nothing more.

A menu gone, the page around it reads otherwise: what was a doubtful line may now be a plain one. So what
is left is judged again, and cleaning a cleaned text changes nothing.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cleankit.boilerplate.blocks import whole_blocks
from cleankit.boilerplate.model.strengths import Strength
from cleankit.document import Document, Lines, Verdict
from cleankit.text.urls import host

if TYPE_CHECKING:
    from cleankit.boilerplate.model.cascade import LineModel

ROUNDS = 5  # bounds the cost; most documents need two
Round = tuple[list[Verdict], bool]
"""Verdicts on what is left, and whether what they leave is to be judged again."""


def judge(
    lines: Sequence[str],
    *,
    strength: Strength = "safe",
    title: str | None = None,
    url: str | None = None,
) -> list[Verdict]:
    """Return a verdict for each line that is boilerplate, or holds some, in the order of the lines.

    A verdict whose ``text`` is None drops its line. Rule packs of all languages judge first, the
    line model what they leave; a verdict of the model has the rule "model" and its score as note.
    ``title`` and ``url`` help the model, if known.

    >>> judge(["The mayor opened the new bridge on Monday.", "Advertisement"])
    [Verdict(line=1, rule='en:ad-label', text=None, note='')]
    """
    from cleankit.boilerplate.rules import load_rules  # with the packs: not for every import of cleankit

    subject = Lines(list(lines), Document("\n".join(lines), url=url, site=host(url) or None, title=title))
    return judge_by_both(subject, load_rules("all").judge, strength)


def judge_by_rules(lines: Lines, by_rules: Callable[[Lines], list[Verdict]]) -> list[Verdict]:
    """Return the verdicts of rules and the blocks that they head, in the order of the lines.

    Where a block went, what is left is judged again, since rules look at what stands beside, and at the
    head and the tail.
    """

    def judged(left: Lines) -> Round:
        named = by_rules(left)
        found = with_blocks(left, named)
        return found, len(found) > len(named)

    return _in_rounds(lines, judged)


def with_blocks(lines: Lines, named: list[Verdict]) -> list[Verdict]:
    """Return verdicts of rules, and a verdict for each line of a block that they head."""
    return [*named, *whole_blocks(lines.texts, named)] if named else named


def judge_by_both(
    lines: Lines,
    by_rules: Callable[[Lines], list[Verdict]],
    strength: Strength,
    model: "LineModel | None" = None,
) -> list[Verdict]:
    """Return the verdicts of rules and model, at most one a line, in the order of the lines."""
    from cleankit.boilerplate.model.cascade import judge_lines

    def judged(left: Lines) -> Round:
        named = with_blocks(left, by_rules(left))
        found = [*named, *judge_lines(left, named, strength=strength, model=model)]
        return found, bool(found)

    return _in_rounds(lines, judged)


def _in_rounds(lines: Lines, judged: Callable[[Lines], Round]) -> list[Verdict]:
    """Return the verdicts of all rounds, each on what those before it have left."""
    verdicts: dict[int, Verdict] = {}
    origins, left = list(range(len(lines))), lines
    for _ in range(ROUNDS):
        found, again = judged(left)
        verdicts |= {origins[verdict.line]: verdict._replace(line=origins[verdict.line]) for verdict in found}
        if not again:
            break
        origins, left = _left(origins, left, found)
    return [verdicts[line] for line in sorted(verdicts)]


def _left(origins: list[int], lines: Lines, verdicts: list[Verdict]) -> tuple[list[int], Lines]:
    """Return the lines that are left after verdicts, and where they stood at first."""
    gone = {verdict.line for verdict in verdicts if verdict.text is None}
    return [origin for i, origin in enumerate(origins) if i not in gone], lines.apply(verdicts)
