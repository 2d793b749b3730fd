"""Drop boilerplate lines: ad labels, comment links, share bars, sign-ups, menus, related links.

Rule packs judge first. A sentence of the article is never taken for a label: rules match whole short
lines, and each is tested against examples that it must keep. A lone word directly after a dropped
line goes with it. The line model judges what the packs leave, by shape, place and neighbours; its
verdicts have the rule "model" and its score as note. ``strength="rules"`` leaves it out.

>>> import cleankit.document
>>> lines = cleankit.document.Lines(["Advertisement", "X", "", "Advertisement spending fell."])
>>> [(verdict.line, verdict.rule) for verdict in boilerplate_lines(lines)]
[(0, 'en:ad-label'), (1, 'boilerplate:leftover')]
"""

from collections.abc import Iterable
from typing import Literal

from cleankit.document import Lines, Verdict
from cleankit.judging import judge_by_both
from cleankit.linemodel import model_digest
from cleankit.registry import line_filter
from cleankit.rules import RuleSet, load_rules

Strength = Literal["rules", "safe", "balanced", "aggressive"]

_loaded: dict[str | tuple[str, ...], RuleSet] = {}


def pack_digest(*, packs: str | list[str] = "all", strength: Strength = "safe") -> str:
    """Read the packs anew and return the digest of their content, and of the model if it is used."""
    rules = load_rules(packs)
    _loaded[packs if isinstance(packs, str) else tuple(packs)] = rules
    return rules.digest if strength == "rules" else f"{rules.digest} {model_digest()}"


@line_filter(
    "boilerplate",
    not_idempotent="the line model judges a line by its neighbours, and five rounds need not be the last",
    data=pack_digest,
)
def boilerplate_lines(
    lines: Lines, *, packs: str | list[str] = "all", strength: Strength = "safe"
) -> Iterable[Verdict]:
    """Judge lines by rule packs (shipped names, or paths of your own TOML files), then by the model.

    Packs are read when the filter is made (once a process), not at each document.
    """
    key = packs if isinstance(packs, str) else tuple(packs)
    if key not in _loaded:
        pack_digest(packs=packs)
    rules = _loaded[key]
    return rules.judge(lines) if strength == "rules" else judge_by_both(lines, rules.judge, strength)
