"""Which lines go, by their scores and by what kind of line and page they are of.

docs/boilerplate-model.md gives the reasons.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import exp, log

from cleankit.boilerplate.model.features import Page
from cleankit.boilerplate.model.strengths import FULL_SHARE, Caution
from cleankit.text.sentences import SENTENCE_ENDS

PLAIN_SIZE = 60  # longer lines cost more if they are text after all, so they need a higher score
CONFIRMING = 5  # tenths, a word weight that confirms: such words are boilerplate 1.6 times as often
WIDE_SHARE = 1.4  # size a character: above, the script has no word spaces
SENTENCE_WORDS = 5
HEADLINE_WORDS = 4
INSERTED = 4  # lines
SMALL_PAGE = 30  # lines
MOST_RUNNING_TEXT = 0.5  # of a page: more is an article; and a page that would lose more of it loses none


def lines_to_drop(page: Page, scores: Sequence[float], lines: Sequence[int], caution: Caution) -> list[int]:
    """Return those of the lines whose score is high enough for their page and shape, in their order."""
    usual = log_odds(caution.usual)
    wanted = {
        i: caution.length * log(max(1.0, page.sizes[i] / PLAIN_SIZE)) for i in lines if scores[i] > usual
    }
    going = [i for i, more in wanted.items() if scores[i] > usual + more]
    if not going:
        return []
    expected = (sum(page.named) + sum([1 / (1 + exp(-scores[i])) for i in lines])) / len(page.texts)
    least, most = thresholds_of(page, expected, going, caution)
    plain, like_text = log_odds(least), log_odds(max(least, most))
    is_like_text = Likeness(page)
    going = [i for i in going if scores[i] - wanted[i] > (like_text if is_like_text(i) else plain)]
    running = sum([page.sizes[i] for i in going if page.prose[i]])
    if running > MOST_RUNNING_TEXT * page.prose_size:
        going = [i for i in going if not page.prose[i]]
    return going


def thresholds_of(page: Page, expected: float, going: Sequence[int], caution: Caution) -> tuple[float, float]:
    """Return the probabilities that a line of a page needs: a plain one, and one that is like text.

    ``expected`` is the share of lines that are boilerplate by named lines and scores, ``going`` are
    the lines over the usual threshold.
    """
    named = sum(page.named)
    least = caution.usual
    if expected < caution.boilerplate_share or (not named and page.page[1] > MOST_RUNNING_TEXT):
        least = max(least, caution.clean_page)
    if expected > FULL_SHARE:
        least = max(least, caution.full_page)
    confirmed = named + sum([page.heaviest[i] > CONFIRMING for i in going])
    if confirmed / (named + len(going)) < caution.confirmed_share:
        least = max(least, caution.unconfirmed)
    if sum(page.sizes) > WIDE_SHARE * sum(map(len, page.texts)):
        least = max(least, caution.wide)
    most = caution.like_text
    if len(page.texts) < SMALL_PAGE:
        least, most = max(least, caution.small_page), max(most, caution.small_like_text)
    return least, most


class Likeness:
    """Says whether a line could well be of the article, for all that its shape says.

    Running text, a sentence, a headline (some words before all running text), and what stands with at
    most three others between running text, none of them named by a rule.
    """

    def __init__(self, page: Page) -> None:
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
    return 1 / (1 + exp(-max(-60.0, min(60.0, score)))) if abs(score) < 60 else float(score > 0)
