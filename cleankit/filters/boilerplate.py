"""Drop boilerplate lines: ad labels, comment links, share bars, sign-ups, menus, related links.

Rule packs judge first. A sentence of the article is never taken for a label: rules match whole short
lines, and each is tested against examples that it must keep. A lone word directly after a dropped
line goes with it. The line model judges what the packs leave, by shape, place and neighbours; its
verdicts have the rule "model" and its score as note. ``strength="rules"`` leaves it out.

Where the blocks behind the lines are known, because the text came from a page, preformatted lines stay,
and the links directly below "Read also" go with it. Neither was wrong on 1,481 labelled pages.

>>> import cleankit.document
>>> lines = cleankit.document.Lines(["Advertisement", "X", "", "Advertisement spending fell."])
>>> [(verdict.line, verdict.rule) for verdict in boilerplate_lines(lines)]
[(0, 'en:ad-label'), (1, 'boilerplate:leftover')]
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from cleankit.boilerplate.judge import judge_by_both, judge_by_rules
from cleankit.boilerplate.model.cascade import model_digest
from cleankit.boilerplate.rules import RuleSet, load_rules
from cleankit.document import Block, Lines, Verdict
from cleankit.registry import line_filter

Strength = Literal["rules", "safe", "balanced", "aggressive"]

PREFORMATTED = frozenset(("pre", "code", "textarea"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
RELATED = ("related", "read-more")  # how rules are named that match what stands above links
ALL_LINK = 0.9  # of a block's characters

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
    rules, blocks = _loaded[key], lines.blocks
    by_rules = rules.judge if blocks is None else lambda left: _with_blocks(left, rules.judge(left))
    judged = (
        judge_by_rules(lines, by_rules) if strength == "rules" else judge_by_both(lines, by_rules, strength)
    )
    if blocks is None:
        return judged
    return [verdict for verdict in judged if _tag(blocks[verdict.line]) not in PREFORMATTED]


def _with_blocks(lines: Lines, verdicts: list[Verdict]) -> list[Verdict]:
    """Return the verdicts of rules, and those that only blocks can tell."""
    by_line = {verdict.line: verdict for verdict in verdicts}
    links = _related(by_line, lines.blocks or ())
    by_line |= {line: Verdict(line, "boilerplate:related-links") for line in links}
    return [by_line[line] for line in sorted(by_line)]


def _related(verdicts: dict[int, Verdict], blocks: Sequence[Block | None]) -> Iterator[int]:
    """Yield the lines that are nothing but a link and stand in a run directly below "Read also"."""
    if not verdicts:
        return
    below = False
    for line in range(min(verdicts), len(blocks)):
        verdict, block = verdicts.get(line), blocks[line]
        if verdict is not None:
            name = verdict.rule.partition(":")[2]
            below = verdict.text is None and (below or name.startswith(RELATED))
        else:
            below = below and block is not None and block.link_density >= ALL_LINK
            below = below and _tag(block) not in HEADINGS
            if below:
                yield line


def _tag(block: Block | None) -> str:
    return block.tag if block is not None else ""
