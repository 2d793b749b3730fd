"""Which lines go, by their scores and by what kind of line and page they are of.

docs/boilerplate-model.md gives the reasons.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import exp, log

from cleankit.boilerplate.model.features import PageLines
from cleankit.boilerplate.model.strengths import Caution
from cleankit.text.sentences import SENTENCE_ENDS

PLAIN_SIZE = 60  # longer lines cost more if they are text after all, so they need a higher score
WIDE_SHARE = 1.4  # size a character: above, the script has no word spaces
SENTENCE_WORDS = 5
HEADLINE_WORDS = 4
INSERTED = 4  # lines
PART = 0.1  # of the running text: less is a teaser above the article, or a notice in the page's foot
GOES_ON = 3.0  # log-odds more for running text beside running text: the last sentence above a foot
FULL_SHARE = 0.5  # of a page's lines: beyond, the article is an island in it
CONFIRMED_SHARE = 0.2  # of the lines that are likely to go
CONFIRMING = 5  # tenths, a word weight that confirms
MOST_RUNNING_TEXT = 0.5  # a page that would lose more of it loses none


def lines_to_drop(
    page: PageLines, scores: Sequence[float], lines: Sequence[int], caution: Caution
) -> list[int]:
    """Return those of the lines whose score is high enough for their page and shape, in their order."""
    least = log_odds(caution.usual)
    expected = sum(page.named) + sum([probability(scores[i]) for i in lines])
    if expected > FULL_SHARE * len(page.texts):
        least += caution.full_page
    amid = amid_article(page)
    likely = [i for i in lines if scores[i] > least and i not in amid]
    if not likely:
        return []
    least += caution.unconfirmed * (not _is_confirmed(page, likely))
    is_wide = sum(page.sizes) > WIDE_SHARE * sum(map(len, page.texts))
    like_text = Likeness(page)
    going = [
        i for i in likely
        if scores[i] > least
        + caution.like_text * like_text(i)
        + caution.length * log(max(1.0, page.sizes[i] / PLAIN_SIZE))
        + caution.wide * is_wide
        + GOES_ON * _goes_on(page, i)
    ]  # fmt: skip
    running = sum([page.sizes[i] for i in going if page.prose[i]])
    if running > MOST_RUNNING_TEXT * page.prose_size:
        going = [i for i in going if not page.prose[i]]
    return going


def amid_article(page: PageLines) -> set[int]:
    """Return the lines that stand between two parts of the article, where no rule names one of their stretch.

    What a site puts amid an article has a name, nearly always ("Advertisement", "Read more"); short lines
    without one are a table, a recipe, a cast: the article's own, of whatever form.
    """
    running = [i for i in page.running if not page.named[i]]
    whole = sum([page.sizes[i] for i in running])
    least, seen = PART * whole, 0
    found: set[int] = set()
    for above, below in pairwise(running):
        seen += page.sizes[above]
        if below - above > 1 and least <= seen <= whole - least and not any(page.named[above:below]):
            found.update(range(above + 1, below))
    return found


def _goes_on(page: PageLines, line: int) -> bool:
    """Say whether running text stands beside a line of running text."""
    prose = page.prose
    return bool(prose[line] and (prose[line - 1 : line] == [True] or prose[line + 1 : line + 2] == [True]))


def _is_confirmed(page: PageLines, likely: Sequence[int]) -> bool:
    """Say whether rules or words of boilerplate confirm enough of the lines that are likely to go.

    A list of fixtures looks like a menu, and one line that a rule names says nothing of a dozen others.
    """
    named, heaviest = sum(page.named), page.facts["heaviest"]
    confirmed: int = named + sum([heaviest[i] >= CONFIRMING for i in likely])
    return confirmed >= CONFIRMED_SHARE * (named + len(likely))


class Likeness:
    """Says whether a line could well be of the article, for all that its shape says.

    Running text, a sentence, a headline (some words before all running text), and what stands with at
    most three others between running text, none of them named by a rule.
    """

    def __init__(self, page: PageLines) -> None:
        self.page = page
        self.first = page.running[0] if page.running else -1
        self.inserted = {
            i for before, after in pairwise(page.running) if after - before - 1 <= INSERTED
            for i in range(before + 1, after) if not any(page.named[before:after])
        }  # fmt: skip

    def __call__(self, i: int) -> bool:
        page = self.page
        if page.prose[i] or i in self.inserted:
            return True
        words = page.texts[i].count(" ") + 1
        if i < self.first and words >= HEADLINE_WORDS:
            return True
        return words >= SENTENCE_WORDS and page.ends[i] in SENTENCE_ENDS


def log_odds(probability: float) -> float:
    """Return the log-odds of a probability.

    >>> log_odds(0.5)
    0.0
    """
    return log(probability / (1 - probability))


def probability(score: float) -> float:
    """Return the probability of a log-odds value.

    >>> probability(0.0), probability(-1e4), probability(1e4)
    (0.5, 0.0, 1.0)
    """
    return 1 / (1 + exp(-score)) if abs(score) < 60 else float(score > 0)
