"""Judge lines by rules, and by the line model if it is wanted, until what is left shows nothing more.

A menu gone, the page around it reads otherwise: what was a doubtful line may now be a plain one, and the
head, the tail and the neighbours of rules move. So what is left is judged again, and cleaning a cleaned
text changes nothing.
"""

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING

from cleankit.boilerplate.foot import foot_lines
from cleankit.boilerplate.menus import menu_lines
from cleankit.boilerplate.model.strengths import Strength
from cleankit.boilerplate.passages import is_preformatted, whole_passages, with_links
from cleankit.boilerplate.teasers import teaser_lines
from cleankit.boilerplate.vetoes import allowed, with_labels_kept
from cleankit.document import Document, Lines, Verdict
from cleankit.errors import wrong_type
from cleankit.options import check_options
from cleankit.text.urls import host

if TYPE_CHECKING:
    from cleankit.boilerplate.model.judging import LineModel
    from cleankit.boilerplate.rules import RuleSet
    from cleankit.boilerplate.rules.ruleset import Matches

ROUNDS = 20  # bounds the cost; most documents need two, some pages seven


class Judge:
    """Rules, and the line model if the strength asks for it; called with lines, it returns verdicts.

    ``digest`` changes with the rules and the model. ``model`` is the shipped one unless given.
    """

    def __init__(
        self, rules: "RuleSet", strength: Strength = "rules", model: "LineModel | None" = None
    ) -> None:
        self.rules, self.strength, self.model = rules, strength, model
        self.digest = rules.digest if strength == "rules" else f"{rules.digest} {_model_digest()}"

    def __call__(self, lines: Lines) -> list[Verdict]:
        """Return the verdicts of all rounds, at most one per line, in the order of the lines.

        Where the blocks are known that the lines had in a page, preformatted lines stay.
        """
        verdicts: dict[int, Verdict] = {}
        origins, left = _spaced(range(len(lines)), lines)
        matches = self.rules.matches(left)
        for _ in range(ROUNDS):
            found = self._round(left, matches)
            if not found:
                break
            moved = [verdict._replace(line=origins[verdict.line]) for verdict in found]
            verdicts |= {verdict.line: verdict for verdict in moved}
            changed = {verdict.line: verdict.text for verdict in found}
            if self._is_done(changed, matches):
                break
            staying = [i for i in range(len(left)) if i not in changed or changed[i] is not None]
            kept, left = _spaced(staying, _alone(left.apply(found)))
            origins = [origins[i] for i in kept]
            matches = self.rules.matches_left(matches, left, kept, changed)
        blocks = lines.blocks
        if blocks is not None:
            verdicts = {line: one for line, one in verdicts.items() if not is_preformatted(blocks[line])}
        return [verdicts[line] for line in sorted(verdicts)]

    def _is_done(self, changed: Container[int], matches: "Matches") -> bool:
        """Say whether rules alone speak, and no line is left that one of them fits."""
        return self.strength == "rules" and all(i in changed for i in (*matches.fits, *matches.cuts))

    def _with_passages(self, lines: Lines, named: list[Verdict]) -> list[Verdict]:
        """Return the verdicts of rules, and those on the passages and menus that they name."""
        found = [*named, *whole_passages(lines, named, self.rules)]
        judged = {verdict.line for verdict in found}
        gone = {verdict.line: verdict.rule for verdict in found if verdict.text is None}
        found += [one for one in menu_lines(lines, gone, self.rules) if one.line not in judged]
        gone |= {verdict.line: verdict.rule for verdict in found if verdict.text is None}
        judged = {verdict.line for verdict in found}
        return [*found, *(one for one in foot_lines(lines, gone, self.rules) if one.line not in judged)]

    def _round(self, lines: Lines, matches: "Matches") -> list[Verdict]:
        """Return the verdicts on what is left."""
        named = self.rules.judge(lines, matches)
        if lines.blocks is not None:
            named = with_links(named, lines.blocks, self.rules)
        found = named
        if named:
            found = with_labels_kept(lines, self._with_passages(lines, named), self.rules.categories)
        if "related" in self.rules.chosen:
            found = [*found, *teaser_lines(lines, {verdict.line for verdict in found})]
        if self.strength == "rules":
            return found
        from cleankit.boilerplate.model.judging import judge_lines

        scored = judge_lines(lines, found, strength=self.strength, model=self.model)
        return [*found, *allowed(lines, scored, found)] if scored else found


def _spaced(origins: Sequence[int], lines: Lines) -> tuple[Sequence[int], Lines]:
    """Return lines with one blank line where several stand, for how many says nothing, and their origins."""
    texts = lines.texts
    if not lines.text.startswith("\n") and "\n\n\n" not in lines.text:
        return origins, lines
    kept = [i for i, (above, text) in enumerate(zip(["", *texts], texts, strict=False)) if text or above]
    blocks, keys = lines.blocks, lines.keys
    left = Lines(
        [texts[i] for i in kept],
        lines.source,
        None if blocks is None else [blocks[i] for i in kept],
        [keys[i] for i in kept],
    )
    return [origins[i] for i in kept], left


def _alone(lines: Lines) -> Lines:
    """Return lines whose forms are those that a second pass finds, not those that they had among others."""
    return Lines(lines.texts, lines.source, lines.blocks, lines.keys)


def judge(
    lines: Sequence[str],
    *,
    strength: Strength = "rules",
    packs: str | list[str] = "all",
    categories: str | list[str] = "interface",
    keep: Sequence[str] = (),
    title: str | None = None,
    url: str | None = None,
) -> list[Verdict]:
    """Return a verdict for each line that is boilerplate, or holds some, in the order of the lines.

    A verdict whose ``text`` is None drops its line. Options and defaults are those of the filter
    `boilerplate`: by rules alone, or with the line model at a strength of "safe", "balanced" or
    "aggressive"; a verdict of the model has the rule "model" and its score as note. ``title`` and ``url``
    help the model, if known. Raises ConfigError for an option that does not exist, and for an unknown pack;
    TypeError for lines that are none.

    >>> judge(["The mayor opened the new bridge on Monday.", "Advertisement"])
    [Verdict(line=1, rule='en:ad-label', text=None, note='')]
    """
    from cleankit.boilerplate.rules import load_rules  # with the packs: not for every import of cleankit

    if isinstance(lines, str | bytes) or not isinstance(lines, Iterable):
        raise wrong_type("judge: lines", lines, "a list of lines", 'try text.split("\n")')
    lines = list(lines)
    for line in lines:
        if not isinstance(line, str):
            raise wrong_type("judge: lines", line, "lines of str")
    given = {"strength": strength, "packs": packs, "categories": categories, "keep": keep}
    check_options("judge", judge, given)
    subject = Lines(lines, Document("\n".join(lines), url=url, site=host(url) or None, title=title))
    return Judge(load_rules(packs, categories=categories, keep=keep), strength)(subject)


def _model_digest() -> str:
    from cleankit.boilerplate.model.judging import model_digest

    return model_digest()
