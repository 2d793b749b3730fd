"""Which lines go, by their scores and by what kind of line and page they are of.

docs/boilerplate-model.md gives the reasons.
"""

from math import exp, log

from cleankit.models.line_page import Page
from cleankit.models.line_shape import SENTENCE_ENDS
from cleankit.models.strengths import Caution

PLAIN_SIZE = 60  # longer lines cost more if they are text after all, so they need a higher score
CONFIRMING = 0.5  # a word weight that confirms: such words are boilerplate 1.6 times as often
WIDE_SHARE = 1.4  # size a character: above, the script has no word spaces
SENTENCE_WORDS = 5
HEADLINE_WORDS = 4
INSERTED = 4  # lines
SMALL_PAGE, TINY_PAGE = 30, 12  # lines
MOST_RUNNING_TEXT = 0.5  # of a page: more is an article; and a page that would lose more of it loses none


def lines_to_drop(page: Page, scores: dict[int, float], caution: Caution) -> list[int]:
    """Return the lines whose score is high enough for their page and shape, in the order of the scores."""
    wanted = {i: caution.length * log(max(1.0, page.sizes[i] / PLAIN_SIZE)) for i in scores}
    usual = _log_odds(caution.usual)
    going = [i for i, score in scores.items() if score > usual + wanted[i]]
    if not going:
        return []
    named = sum(page.named)
    least = caution.usual
    expected = (named + sum(map(probability, scores.values()))) / len(page.texts)
    if expected < caution.boilerplate_share or (not named and page.page[1] > MOST_RUNNING_TEXT):
        least = max(least, caution.clean_page)
    confirmed = named + sum([page.heaviest[i] > CONFIRMING for i in going])
    if confirmed / (named + len(going)) < caution.confirmed_share:
        least = max(least, caution.unconfirmed)
    if sum(page.sizes) > WIDE_SHARE * sum(map(len, page.texts)):
        least = max(least, caution.wide)
    most = caution.like_text
    if len(page.texts) < SMALL_PAGE:
        least, most = max(least, caution.small_page), max(most, caution.small_like_text)
    if len(page.texts) < TINY_PAGE:
        least = max(least, caution.unconfirmed)
    plain, like_text = _log_odds(least), _log_odds(max(least, most))
    going = [i for i in going if scores[i] - wanted[i] > (like_text if _is_like_text(page, i) else plain)]
    running = sum([page.sizes[i] for i in going if page.prose[i]])
    if running > MOST_RUNNING_TEXT * page.prose_sizes[-1]:
        going = [i for i in going if not page.prose[i]]
    return going


def _is_like_text(page: Page, i: int) -> bool:
    """Say whether a line could well be of the article, for all that its shape says.

    Running text, a sentence, a headline (some words before all running text), and what stands with at
    most three others between running text, none of them named by a rule.
    """
    words = page.texts[i].count(" ") + 1
    if page.prose[i] or (words >= SENTENCE_WORDS and page.ends[i] in SENTENCE_ENDS):
        return True
    if i < page.first and words >= HEADLINE_WORDS:
        return True
    before, after = page.prose_before[i], page.prose_after[i]
    inside = before >= 0 and after - before - 1 in range(1, INSERTED + 1)
    return inside and page.named_sums[after] == page.named_sums[before]


def _log_odds(probability: float) -> float:
    return log(probability / (1 - probability))


def probability(score: float) -> float:
    """Return the probability of a log-odds value.

    >>> probability(0.0), probability(-1e4), probability(1e4)
    (0.5, 0.0, 1.0)
    """
    return 1 / (1 + exp(-max(-60.0, min(60.0, score)))) if abs(score) < 60 else float(score > 0)
