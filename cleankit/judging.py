"""Judge lines by rules and model together, until what is left shows nothing more.

A menu gone, the page around it reads otherwise: what was a doubtful line may now be a plain one. So what
is left is judged again, and cleaning a cleaned text changes nothing.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleankit.document import Document, Lines, Verdict
from cleankit.models.strengths import Strength

if TYPE_CHECKING:
    from cleankit.linemodel import LineModel

ROUNDS = 5  # bounds the cost; after five, none of 2,867 documents of nine corpora changed any more


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
    from cleankit.rules import load_rules  # with the packs: not for every import of cleankit

    host = urlsplit(url).hostname if url else None
    subject = Lines(list(lines), Document("\n".join(lines), url=url, site=host, title=title))
    return judge_by_both(subject, load_rules("all").judge, strength)


def judge_by_both(
    lines: Lines,
    by_rules: Callable[[Lines], list[Verdict]],
    strength: Strength,
    model: "LineModel | None" = None,
) -> list[Verdict]:
    """Return the verdicts of rules and model, at most one a line, in the order of the lines."""
    from cleankit.linemodel import judge_lines

    verdicts: dict[int, Verdict] = {}
    origins = list(range(len(lines)))
    left = lines
    for _ in range(ROUNDS):
        named = by_rules(left)
        found = judge_lines(left, named, strength=strength, model=model)
        for verdict in (*named, *found):
            verdicts[origins[verdict.line]] = verdict._replace(line=origins[verdict.line])
        if not found:
            break
        gone = {verdict.line for verdict in (*named, *found) if verdict.text is None}
        origins = [origin for i, origin in enumerate(origins) if i not in gone]
        left = left.apply([*named, *found])
    return [verdicts[line] for line in sorted(verdicts)]
