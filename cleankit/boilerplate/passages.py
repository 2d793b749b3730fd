"""Passages: lines that belong together, such as links under "Related articles" or a menu at the foot.

A rule knows the line that heads a passage, not what follows it. What follows goes too: short lines, none
of them a sentence. Only after running text, since before it such a run may end in the headline; and only
up to the end of the text, but for related links, which also stand amid an article: the last line before
further running text stays, since it may be a heading. Readers' comments go whole, to the end of the text.

Below a form or a menu, a text may go on with short lines of its own: who plays when, an address, prizes. So
there a line goes if a further named line stands below it, or if so many are named that it is a page's foot.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import get_args

from cleankit.boilerplate.amounts import after_amounts
from cleankit.boilerplate.rules.categories import Head
from cleankit.boilerplate.rules.ruleset import RuleSet
from cleankit.boilerplate.vetoes import Vetoes
from cleankit.document import Block, Lines, Verdict
from cleankit.text.scripts import size_of
from cleankit.text.sentences import COLON, SENTENCE_ENDS, end_class, is_prose

NAMES: dict[str, str] = {head: head for head in get_args(Head)} | {"comment-form": "comments"}
"""What the verdicts on a passage call it, by the ``heads`` of the rule that dropped its first line.

Of 3,600 labelled lines that follow such heads in the shipped packs, 1 is text. Login forms, "Read more",
price labels and "About the author" head no passages: after them it is up to one in three.
"""
AMID = ("related",)
OF_LINKS = frozenset(("item", "announced", "turn", "row"))
"""Forms that headlines have at the end of a text: bullets, times before a tab, "Minister: I stay"."""
COMMENTS = "comments"  # such a head with lines of that category under it, as "Reply", opens readers' comments
LEAST_REPLIES, LEAST_ARTICLE = 2, 3  # lines named by rules for comments; lines of running text
LONGEST = 100  # size of a line in a passage
LINKS = "boilerplate:related-links"
LEADING_TO_LINKS = ("related", "read-more")  # categories of the lines that stand above links
ALL_LINK = 0.9  # of a block's characters
PREFORMATTED = frozenset(("pre", "code", "textarea"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
MOST_AMID = 8  # lines that go where running text follows
MANY = 6
"""Different named lines that make the end of a text a page's foot.

Of 3,300 labelled lines in passages below such heads none is text; 5 % have no named line below them and fewer
of these above. They stay: lists that articles end with are rare in those pages, and look the same.
"""


def whole_passages(lines: Lines, verdicts: Iterable[Verdict], rules: RuleSet) -> list[Verdict]:
    """Return a verdict for each line of a passage whose head is dropped; its note is the head line.

    >>> from cleankit.boilerplate.rules import load_rules
    >>> from cleankit.document import Lines
    >>> said = "The mayor said on Monday that the bridge will open again in spring, after two years."
    >>> lines = [said, "Related", "Ring road closed", "More rain"]
    >>> whole_passages(Lines(lines), [Verdict(1, "en:related-heading")], load_rules("en"))[0]
    Verdict(line=2, rule='block:related', text=None, note='Related')
    """
    verdicts, texts = list(verdicts), lines.texts
    gone = {verdict.line: verdict.rule for verdict in verdicts if verdict.text is None}
    heads = [line for line in sorted(gone) if gone[line] in rules.heads]
    if not heads:
        return []
    first = _first_running(texts, heads[-1])
    cut = {verdict.line for verdict in verdicts if verdict.text is not None}
    comments = _comments(texts, gone, rules)
    foot, named_last = foot_of(lines.keys, gone)
    found: list[Verdict] = []
    done, below = 0, _Below(lines, gone, rules.runs)
    for head in heads:
        if head > first and head >= done:
            name, note = NAMES[rules.heads[gone[head]]], texts[head].strip()
            run, done = below.of(head, linked=name in AMID)
            if head == comments:
                run, done = _rest(texts, head + 1, gone), len(texts)
            elif head > foot and name not in AMID:
                run = [line for line in run[after_amounts(lines, run) :] if line < named_last]
            if done == len(texts) or name in AMID:
                found += [Verdict(line, f"block:{name}", None, note) for line in run if line not in cut]
    return found


def _first_running(texts: Sequence[str], stop: int) -> int:
    return next((line for line, text in enumerate(texts[:stop]) if is_prose(text.strip())), stop)


def foot_of(keys: Sequence[str], named: Iterable[int]) -> tuple[int, int]:
    """Return the line from which on `MANY` different lines are named, and the last named one; -1 if none is.

    >>> foot_of(["a", "b", "Share", "Home"], [2, 3])
    (-1, 3)
    """
    seen: set[str] = set()
    last_first = sorted(named, reverse=True)
    for line in last_first:
        seen.add(keys[line])
        if len(seen) >= MANY:
            return line, last_first[0]
    return -1, last_first[0] if last_first else -1


def _rest(texts: Sequence[str], start: int, gone: Container[int]) -> list[int]:
    return [line for line in range(start, len(texts)) if line not in gone and texts[line].strip()]


def _comments(texts: Sequence[str], gone: Mapping[int, str], rules: RuleSet) -> int:
    """Return the line of the heading of readers' comments; -1 if there is none."""
    headings = [line for line, rule in gone.items() if rules.heads.get(rule) == COMMENTS]
    if not headings:
        return -1
    running = (line for line, text in enumerate(texts) if is_prose(text.strip()))
    article = next(islice(running, LEAST_ARTICLE - 1, None), len(texts))
    heading = min((line for line in headings if line > article), default=-1)
    replies = sum(line > heading and rules.categories.get(rule) == COMMENTS for line, rule in gone.items())
    return heading if replies >= LEAST_REPLIES else -1


class _Below:
    """What stands below heads of passages and is not ``gone`` yet; ``ends`` are rules that end one."""

    def __init__(self, lines: Lines, gone: Mapping[int, str], ends: Container[str]) -> None:
        self._lines, self._gone, self._ends = lines, gone, ends
        self._vetoes = Vetoes(lines)
        self._tried = 0  # where links of any form end, for all heads before

    def of(self, head: int, *, linked: bool) -> tuple[list[int], int]:
        """Return the lines of a passage, and where it ends; of links to the end of the text, in any form.

        Else it ends with a sentence, where a site's menu or footer begins, with the article's own series, and
        where its form ends: lines below links that are rows, verse, code, turns or parts of a sentence, and
        items below labels, are of the article.
        """
        run, done = self._run(head, frozenset())
        if linked and done < len(self._lines) and head >= self._tried:
            of_any_form, self._tried = self._run(head, OF_LINKS)
            if self._tried == len(self._lines):
                return of_any_form, self._tried
        return run, done

    def _run(self, head: int, allowed: frozenset[str]) -> tuple[list[int], int]:
        run: list[int] = []
        last, texts, gone = head, self._lines.texts, self._gone
        going = {head}
        for line in range(head + 1, len(texts)):
            text = texts[line].strip()
            if line in gone and gone[line] in self._ends:
                return run[:MOST_AMID], line
            if text and line not in gone:
                belongs = _belongs(text) and self._vetoes.on(line, going) <= allowed
                if not belongs or line in self._vetoes.series:
                    return (run[:-1] if run and run[-1] == last else run)[:MOST_AMID], line
                run.append(line)
            if text:
                last = line
        return run, len(texts)


def _belongs(text: str) -> bool:
    """Say whether a line may be part of a passage: short, no sentence, and not the opening of a list."""
    return size_of(text) < LONGEST and end_class(text) not in (*SENTENCE_ENDS, COLON)


def with_links(verdicts: list[Verdict], blocks: Sequence[Block | None], rules: RuleSet) -> list[Verdict]:
    """Return the verdicts of rules, and one for each line that only a page's blocks show to be a link."""
    by_line = {verdict.line: verdict for verdict in verdicts}
    by_line |= {line: Verdict(line, LINKS) for line in _links(by_line, blocks, rules)}
    return [by_line[line] for line in sorted(by_line)]


def is_preformatted(block: Block | None) -> bool:
    """Say whether a line stood in a block whose text a page shows as it is."""
    return block is not None and block.tag in PREFORMATTED


def _links(verdicts: dict[int, Verdict], blocks: Sequence[Block | None], rules: RuleSet) -> Iterator[int]:
    """Yield the lines that are nothing but a link and stand in a run directly below "Read also"."""
    if not verdicts:
        return
    below = False
    for line in range(min(verdicts), len(blocks)):
        verdict, block = verdicts.get(line), blocks[line]
        if verdict is not None:
            below = verdict.text is None and (below or rules.categories.get(verdict.rule) in LEADING_TO_LINKS)
        else:
            below = below and block is not None and block.link_density >= ALL_LINK
            below = below and block is not None and block.tag not in HEADINGS
            if below:
                yield line
