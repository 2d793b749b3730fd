"""Judge lines by their shape, their place and their neighbours: what rules cannot name.

The model (cleankit/models/lines.json) scores a line; how sure it has to be depends on the page. A
page that shows little other boilerplate, or none that a rule or a known word confirms, or is in a
script without word spaces, where words say nothing to the model, has to show more.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from math import exp, log
from operator import and_
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from cleankit.document import Document, Lines, Verdict
from cleankit.folding import fold
from cleankit.models.line_page import Page
from cleankit.models.line_shape import SENTENCE_ENDS, running_text
from cleankit.models.strengths import STRENGTHS, Caution, Strength

RULE = "model"
PLAIN_SIZE = 60  # longer lines cost more if they are text after all, so they need a higher score
CONFIRMING = 0.5  # a word weight that confirms: such words are boilerplate 1.6 times as often
WIDE_SHARE = 1.4  # size a character: above, the script has no word spaces
SHORT_LINE = 80  # characters
SENTENCE_WORDS = 5
HEADLINE_WORDS = 4
STEP = 6  # lines
SURE = 2.2  # log-odds: nine in ten
MOST_RUNNING_TEXT = 0.5  # of a page: more is an article; and a page that would lose more of it loses none
UNKNOWN = Document("")
SHIPPED = Path(__file__).parent / "models/lines.json"
Score = Callable[[Sequence[float]], float]


class LineModel(NamedTuple):
    """Trees over the features of a line in its page, and the weights of words that enter them."""

    score: Score
    weights: dict[str, float]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "LineModel":
        from cleankit.models.trees import from_data  # with orjson: most documents need no model

        return cls(from_data(data).score, data["weights"])


@cache
def shipped_model() -> LineModel:
    """Return the model of this package; read and compiled once a process (about .1 s)."""
    import orjson

    return LineModel.from_data(orjson.loads(SHIPPED.read_bytes()))


@cache
def model_digest() -> str:
    """Return a digest of the model of this package, for fingerprints."""
    return sha256(SHIPPED.read_bytes()).hexdigest()[:16]


def judge_lines(
    lines: Lines,
    verdicts_of_packs: Iterable[Verdict] = (),
    *,
    strength: Strength = "safe",
    model: LineModel | None = None,
) -> list[Verdict]:
    """Return a verdict, rule "model" with the score as its note, for each line that should go.

    Lines that have a verdict already are left to it; those it drops count as boilerplate beside
    which more is likely. Running text amid running text is not judged, and neither is a page without
    two short lines in a row, or without any running text, such as a poem or a list. A page never
    loses most of its running text.
    """
    judged = {verdict.line: verdict.text is None for verdict in verdicts_of_packs}
    solid = [i for i, text in enumerate(lines.texts) if text and not text.isspace()]
    texts = [lines.texts[i] for i in solid]
    if not (any(judged.values()) or _is_suspicious(texts)):
        return []
    texts = [text.strip() for text in texts]
    named = [judged.get(i, False) for i in solid]
    prose = running_text(texts)
    open_lines = [i for i in doubtful(prose, named) if solid[i] not in judged]
    if not open_lines or not any(prose):
        return []
    model = model or shipped_model()
    keys, document = lines.keys, lines.document or UNKNOWN
    site = document.site or (urlsplit(document.url).hostname if document.url else None)
    page = Page(texts, [keys[i] for i in solid], named, model.weights, title=document.title, site=site)
    if document.title:
        title = fold(document.title)
        open_lines = [i for i in open_lines if page.keys[i] != title or page.repeats[title] > 1]
    scores = _scores(page, open_lines, model.score)
    going = _going(page, scores, STRENGTHS[strength])
    return [Verdict(solid[i], RULE, None, f"{_probability(scores[i]):.2f}") for i in sorted(going)]


def doubtful(prose: Sequence[bool], named: Sequence[bool]) -> list[int]:
    """Return the lines to judge: all but running text that stands amid running text.

    >>> doubtful([False, True, True, True, False], [False] * 5)
    [0, 1, 3, 4]
    """
    solid = [True, *(is_prose and not drop for is_prose, drop in zip(prose, named, strict=True)), True]
    return [
        i for i, is_prose in enumerate(prose)
        if not named[i] and (not is_prose or not (solid[i] and solid[i + 2]))
    ]  # fmt: skip


def _is_suspicious(texts: Sequence[str]) -> bool:
    """Say whether two short lines follow each other: a headline alone costs nothing more."""
    short = [len(text) < SHORT_LINE for text in texts]
    return any(map(and_, short, short[1:]))


def _scores(page: Page, lines: Sequence[int], score: Score) -> dict[int, float]:
    """Score lines. Short ones between two of which the model is sure, and agrees, get the less sure score.

    Only every sixth line of a long menu or of a list of links is scored this way, which makes whole
    pages three times as fast; the cross-validated figures are the same.
    """
    scores: dict[int, float] = {}
    left = 0
    for place, i in enumerate(lines):
        last = place + 1 == len(lines) or lines[place + 1] != i + 1
        if place and lines[place - 1] == i - 1 and not last and place - left < STEP:
            continue
        scores[i] = score(page.row(i))
        if place - left > 1:
            near, far = scores[lines[left]], scores[i]
            low, high = min(near, far), max(near, far)
            agreed = low if low > SURE else high if high < -SURE else None
            for between in lines[left + 1 : place]:
                plain = agreed is not None and page.sizes[between] < SHORT_LINE
                scores[between] = agreed if plain and agreed is not None else score(page.row(between))
        left = place
    return scores


def _going(page: Page, scores: dict[int, float], caution: Caution) -> list[int]:
    wanted = {i: caution.length * log(max(1.0, page.sizes[i] / PLAIN_SIZE)) for i in scores}
    usual = _log_odds(caution.usual)
    going = [i for i, score in scores.items() if score > usual + wanted[i]]
    if not going:
        return []
    named = sum(page.named)
    least = caution.usual
    expected = (named + sum(map(_probability, scores.values()))) / len(page.texts)
    if expected < caution.boilerplate_share or (not named and page.page[1] > MOST_RUNNING_TEXT):
        least = max(least, caution.clean_page)
    confirmed = named + sum([page.heaviest[i] > CONFIRMING for i in going])
    if confirmed / (named + len(going)) < caution.confirmed_share:
        least = max(least, caution.unconfirmed)
    if sum(page.sizes) > WIDE_SHARE * sum(map(len, page.texts)):
        least = max(least, caution.wide)
    plain, like_text = _log_odds(least), _log_odds(max(least, caution.like_text))
    going = [i for i in going if scores[i] - wanted[i] > (like_text if _is_like_text(page, i) else plain)]
    running = sum([page.sizes[i] for i in going if page.prose[i]])
    if running > MOST_RUNNING_TEXT * page.prose_sizes[-1]:
        going = [i for i in going if not page.prose[i]]
    return going


def _is_like_text(page: Page, i: int) -> bool:
    """Say whether a line could be of the article for all that its shape says.

    Running text, a sentence, what stands alone between running text, and a headline: some words
    before all running text.
    """
    words = page.texts[i].count(" ") + 1
    if page.prose[i] or (words >= SENTENCE_WORDS and page.ends[i] in SENTENCE_ENDS):
        return True
    if i < page.first and words >= HEADLINE_WORDS:
        return True
    return 0 < i < len(page.texts) - 1 and page.prose[i - 1] and page.prose[i + 1]


def _log_odds(probability: float) -> float:
    return log(probability / (1 - probability))


def _probability(score: float) -> float:
    """Return the probability of a log-odds value.

    >>> _probability(0.0), _probability(-1e4), _probability(1e4)
    (0.5, 0.0, 1.0)
    """
    return 1 / (1 + exp(-max(-60.0, min(60.0, score)))) if abs(score) < 60 else float(score > 0)
