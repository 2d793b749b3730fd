"""Drop boilerplate lines: ad labels, comment links, share bars, sign-ups, menus, related links.

Rule packs judge first. A sentence of the article is never taken for a label: rules match whole short
lines, and each is tested against examples that it must keep. A lone word directly after a dropped
line goes with it. At a ``strength`` above "rules" the line model judges what the packs leave, by shape,
place and neighbours; its verdicts have the rule "model" and its score as note.

Where the blocks behind the lines are known, because the text came from a page, preformatted lines stay,
and the links directly below "Read also" go with it. Neither was wrong on 1,481 labelled pages.

>>> import cleankit.document
>>> lines = cleankit.document.Lines(["Advertisement", "X", "", "Advertisement spending fell."])
>>> [(verdict.line, verdict.rule) for verdict in boilerplate_lines(lines)]
[(0, 'en:ad-label'), (1, 'boilerplate:leftover')]
"""

from collections.abc import Sequence

from cleankit.boilerplate.judge import Judge
from cleankit.boilerplate.model.strengths import Strength
from cleankit.boilerplate.rules import load_rules
from cleankit.document import Lines, Verdict
from cleankit.options import File
from cleankit.registry import line_filter


def judge_of(
    *,
    packs: str | list[str] = "all",
    strength: Strength = "rules",
    categories: str | list[str] = "interface",
    keep: Sequence[str] = (),
) -> Judge:
    """Read the packs now and return what judges by them."""
    return Judge(load_rules(packs, categories=categories, keep=keep), strength)


@line_filter("boilerplate", prepare=judge_of)
def boilerplate_lines(
    lines: Lines,
    *,
    packs: File | list[File] = "all",
    strength: Strength = "rules",
    categories: str | list[str] = "interface",
    keep: Sequence[str] = (),
) -> list[Verdict]:
    """Judge lines by rule packs (shipped names, or paths of your own TOML files), and by the model if asked.

    ``categories`` says what goes: "interface", "provenance", "all", or names of categories; ``keep`` names
    those that stay. `cleankit.filter` and chains read the packs once, when the filter is made.
    """
    return judge_of(packs=packs, strength=strength, categories=categories, keep=keep)(lines)
