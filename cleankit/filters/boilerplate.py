"""Drop the lines that rule packs name: ad labels, comment links, share bars, sign-ups.

A sentence of the article is never taken for a label: rules match whole short lines, and each is
tested against examples that it must keep. A lone word directly after a dropped line goes with it.

>>> import cleankit.document
>>> lines = cleankit.document.Lines(["Advertisement", "X", "", "Advertisement spending fell."])
>>> [(verdict.line, verdict.rule) for verdict in boilerplate_lines(lines)]
[(0, 'en:ad-label'), (1, 'boilerplate:leftover')]
"""

from collections.abc import Iterable

from cleankit.document import Lines, Verdict
from cleankit.registry import line_filter
from cleankit.rules import RuleSet, load_rules

_loaded: dict[str | tuple[str, ...], RuleSet] = {}


def pack_digest(*, packs: str | list[str] = "all") -> str:
    """Read the packs anew and return the digest of their content."""
    rules = load_rules(packs)
    _loaded[packs if isinstance(packs, str) else tuple(packs)] = rules
    return rules.digest


@line_filter("boilerplate", data=pack_digest)
def boilerplate_lines(lines: Lines, *, packs: str | list[str] = "all") -> Iterable[Verdict]:
    """Judge lines by rule packs: names of shipped packs, or paths of your own TOML files.

    Packs are read when the filter is made (once a process), not at each document.
    """
    key = packs if isinstance(packs, str) else tuple(packs)
    if key not in _loaded:
        pack_digest(packs=packs)
    return _loaded[key].judge(lines)
