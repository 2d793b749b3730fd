"""Judge lines that somebody already split, as the boilerplate filter would in a document."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from cleankit.document import Document, Lines, Verdict
from cleankit.models.strengths import Strength


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
    from cleankit.linemodel import judge_lines  # with its model and packs: not for every import of cleankit
    from cleankit.rules import load_rules

    host = urlsplit(url).hostname if url else None
    subject = Lines(list(lines), Document("\n".join(lines), url=url, site=host, title=title))
    named = load_rules("all").judge(subject)
    return sorted([*named, *judge_lines(subject, named, strength=strength)], key=lambda verdict: verdict.line)
