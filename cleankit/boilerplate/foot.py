"""The foot of a page: what stands below an article's last running text, among labels that rules name.

Share buttons, headlines of other stories, sections, a form: a pack names some of these lines, and no pack can
know the others. Below the last running text of an article, from the first line that a rule took, they go with
those named, if these are enough and of two kinds at least; what stands below the last named one goes only
where a page's foot is beyond doubt (`passages.MANY`). What stays, since it may be of the article:
sentences, lines that announce something, lines whose form says what they are, and what rules of other
categories name (who wrote it, when). A list of amounts or results ends what is of the article, whatever
buttons stand above it: a recipe, a table of scores.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise

from cleankit.boilerplate.amounts import after_amounts
from cleankit.boilerplate.menus import OF_LISTS
from cleankit.boilerplate.passages import foot_of
from cleankit.boilerplate.rules.ruleset import RuleSet
from cleankit.boilerplate.vetoes import Vetoes
from cleankit.document import Lines, Verdict
from cleankit.text.scripts import size_of
from cleankit.text.sentences import COLONS, has_end_mark, is_prose

RULE = "block:foot"
NAMING = frozenset(
    ("share", "comments", "newsletter", "related", "login", "navigation", "app", "cookie", "copyright")
)
"""Categories that say that a foot begins; ads, players and embeds stand amid articles, too."""
LEAST_NAMED, LEAST_KINDS = 2, 2
LEAST_ARTICLE = 2  # lines of running text above
TEASERS = 0.2  # of running text that may stand below
LONGEST = 140  # size of a headline


def foot_lines(lines: Lines, gone: Mapping[int, str], rules: RuleSet) -> list[Verdict]:
    """Return a verdict for each line of the foot that no rule took; ``gone`` has the rules of lines that go.

    >>> from cleankit.boilerplate.rules import load_rules
    >>> said = ["The mayor said on Monday that the bridge will open again in spring, after two years."] * 3
    >>> foot = ["Share on Facebook", "Ring road", "Post a comment", "Fog on the lake", "Privacy policy"]
    >>> named = {3: "en:share-action", 5: "en:comments-label", 7: "en:navigation-site"}
    >>> [verdict.line for verdict in foot_lines(Lines(said + foot), named, load_rules("en"))]
    [4, 6]
    """
    named = dict(_kinds(gone, rules))
    if len(named) < LEAST_NAMED:
        return []
    vetoes = Vetoes(lines, gone)
    foot, named_last = foot_of(lines.keys, named)
    found: list[Verdict] = []
    for start, stop in _gaps(lines, gone, named):
        own = [line for line in range(start, stop) if line in named]
        if len({lines.keys[line] for line in own}) < LEAST_NAMED:
            continue
        allowed = OF_LISTS if stop == len(lines) else frozenset()
        note = lines.texts[own[0]].strip()
        last = len(lines) if own[0] <= foot else named_last
        run = (line for line in _run(lines, gone, own[0], stop) if line < last)
        going = (line for line in run if vetoes.on(line, gone) <= allowed and not _is_announced(lines, line))
        found += [Verdict(line, RULE, None, note) for line in going if not rules.spares(lines.keys[line])]
    return found


def _is_announced(lines: Lines, line: int) -> bool:
    """Say whether a line with a colon opens the list that a line is of: it stays, and its list with it."""
    opener = lines.forms.item.get(line, -1)
    return opener >= 0 and lines.texts[opener].strip()[-1:] in COLONS


def _gaps(lines: Lines, gone: Container[int], named: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Yield what lies between the lines of running text of a foot; nothing if there is no foot."""
    running = [line for line, text in enumerate(lines.texts) if line not in gone and is_prose(text.strip())]
    end = _end_of_article(lines, running, named)
    if end >= 0 and len({named[line] for line in named if line > end}) >= LEAST_KINDS:
        yield from pairwise([*(line for line in running if line >= end), len(lines)])


def _run(lines: Lines, gone: Container[int], first: int, stop: int) -> list[int]:
    """Return the lines between two of running text that may be of a foot."""
    run = [line for line in range(first, stop) if line not in gone and lines.texts[line].strip()]
    if run and stop < len(lines):
        run.pop()  # it may be the heading of what follows
    return [line for line in run[after_amounts(lines, run) :] if _may_go(lines.texts[line].strip())]


def _end_of_article(lines: Lines, running: Sequence[int], named: Container[int]) -> int:
    """Return the last line of running text that is no teaser; -1 if there is too little of it."""
    sizes = [size_of(lines.texts[line]) for line in running]
    end, left = len(running) - 1, TEASERS * sum(sizes)
    for place in range(len(running) - 1, LEAST_ARTICLE - 1, -1):
        left -= sizes[place]
        if left < 0:
            break
        if any(line in named for line in range(running[place - 1] + 1, running[place])):
            end = place - 1
    return running[end] if end + 1 >= LEAST_ARTICLE else -1


def _kinds(gone: Mapping[int, str], rules: RuleSet) -> Iterator[tuple[int, str]]:
    for line, rule in gone.items():
        if (category := rules.categories.get(rule, "")) in NAMING:
            yield line, category


def _may_go(text: str) -> bool:
    """Say whether a line may be of a foot: short, and neither a sentence nor the opening of a list."""
    return bool(text) and size_of(text) <= LONGEST and not has_end_mark(text) and text[-1] not in COLONS
