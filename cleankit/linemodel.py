"""Judge lines by their shape, their place and their neighbours: what rules cannot name.

The model (cleankit/models/lines.json) scores a line; how sure it has to be depends on the page. A
page that shows little other boilerplate, or none that a rule or a known word confirms, or is in a
script without word spaces, where words say nothing to the model, has to show more.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from math import exp, log
from typing import Any, Literal, NamedTuple

import orjson

from cleankit.document import Lines, Verdict
from cleankit.models.line_page import Page
from cleankit.models.line_shape import running_text
from cleankit.models.trees import FOLDER, Score, from_data

Strength = Literal["safe", "balanced", "aggressive"]

RULE = "model"
PLAIN_SIZE = 60  # longer lines cost more if they are text after all, so they need a higher score
CONFIRMING = 0.5  # a word weight that confirms: such words are boilerplate 1.6 times as often
WIDE_SHARE = 1.4  # size a character: above, the script has no word spaces


class Caution(NamedTuple):
    """The scores, as probabilities, that a line needs to go; chosen on cross-validated scores."""

    usual: float
    clean_page: float
    unconfirmed: float
    wide: float
    length: float  # added to the log-odds wanted for each e-fold of length over PLAIN_SIZE
    boilerplate_share: float = 0.0  # below this share of a page's lines, expected, it is a clean page
    confirmed_share: float = 0.0  # below this share of the lines to go, they are unconfirmed


STRENGTHS: dict[str, Caution] = {
    "safe": Caution(0.84, 0.95, 0.985, 0.985, 0.8, 0.2, 0.05),
    "balanced": Caution(0.5, 0.5, 0.5, 0.95, 0.8),
    "aggressive": Caution(0.35, 0.35, 0.35, 0.9, 0.5),
}


class LineModel(NamedTuple):
    """Trees over the features of a line in its page, and the weights of words that enter them."""

    score: Score
    weights: dict[str, float]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "LineModel":
        return cls(from_data(data).score, data["weights"])


@cache
def shipped_model() -> LineModel:
    """Return the model of this package; read once a process."""
    return LineModel.from_data(orjson.loads((FOLDER / "lines.json").read_bytes()))


def judge_lines(
    lines: Lines,
    verdicts_of_packs: Iterable[Verdict] = (),
    *,
    strength: Strength = "safe",
    model: LineModel | None = None,
) -> list[Verdict]:
    """Return a verdict, rule "model" with the score as its note, for each line that should go.

    Lines that have a verdict already are left to it; those it drops count as boilerplate beside
    which more is likely. Running text amid running text is not judged, and neither is a page
    without two lines in a row that are not running text.
    """
    judged = {verdict.line: verdict.text is None for verdict in verdicts_of_packs}
    solid = [i for i, text in enumerate(lines.texts) if text and not text.isspace()]
    texts = [lines.texts[i].strip() for i in solid]
    prose = running_text(texts)
    named = [judged.get(i, False) for i in solid] if judged else [False] * len(solid)
    if not _is_suspicious(prose, named):
        return []
    open_lines = [i for i in doubtful(prose, named) if solid[i] not in judged]
    if not open_lines:
        return []
    keys = lines.keys
    document = lines.document
    page = Page(
        texts,
        [keys[i] for i in solid],
        named,
        (model or shipped_model()).weights,
        document.title if document else None,
        document.site if document else None,
    )
    score = (model or shipped_model()).score
    scores = {i: score(page.row(i)) for i in open_lines}
    going = _going(page, scores, STRENGTHS[strength])
    return [Verdict(solid[i], RULE, None, f"{_probability(scores[i]):.2f}") for i in going]


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


def _is_suspicious(prose: Sequence[bool], named: Sequence[bool]) -> bool:
    return any(named) or any(not a and not b for a, b in zip(prose, prose[1:], strict=False))


def _going(page: Page, scores: dict[int, float], caution: Caution) -> list[int]:
    wanted = {i: caution.length * log(max(1.0, page.sizes[i] / PLAIN_SIZE)) for i in scores}
    usual = _log_odds(caution.usual)
    going = [i for i, score in scores.items() if score > usual + wanted[i]]
    if not going:
        return []
    named = sum(page.named)
    least = caution.usual
    if (named + sum(map(_probability, scores.values()))) / len(page.texts) < caution.boilerplate_share:
        least = max(least, caution.clean_page)
    confirmed = named + sum([page.heaviest[i] > CONFIRMING for i in going])
    if confirmed / (named + len(going)) < caution.confirmed_share:
        least = max(least, caution.unconfirmed)
    if sum(page.sizes) > WIDE_SHARE * sum(map(len, page.texts)):
        least = max(least, caution.wide)
    return [i for i in going if scores[i] > _log_odds(least) + wanted[i]]


def _log_odds(probability: float) -> float:
    return log(probability / (1 - probability))


def _probability(score: float) -> float:
    """Return the probability of a log-odds value.

    >>> _probability(0.0), _probability(-1e4), _probability(1e4)
    (0.5, 0.0, 1.0)
    """
    return 1 / (1 + exp(-max(-60.0, min(60.0, score)))) if abs(score) < 60 else float(score > 0)
