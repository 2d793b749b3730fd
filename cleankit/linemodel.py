"""Judge lines by their shape, their place and their neighbours: what rules cannot name.

The model (cleankit/models/lines.json) scores a line; how sure it has to be depends on the page. A
page that shows little other boilerplate, or none that a rule or a known word confirms, or is in a
script without word spaces, where words say nothing to the model, has to show more.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from operator import and_
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from cleankit.document import Document, Lines, Verdict
from cleankit.folding import fold
from cleankit.models.caution import lines_to_drop, probability
from cleankit.models.line_page import Page
from cleankit.models.line_shape import running_text
from cleankit.models.strengths import STRENGTHS, Strength

RULE = "model"
SHORT_LINE = 80  # characters
STEP = 6  # lines
SURE = 2.2  # log-odds: nine in ten
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
    three short lines in a row, or without any running text, such as a poem or a list. A page never
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
    going = lines_to_drop(page, scores, STRENGTHS[strength])
    return [Verdict(solid[i], RULE, None, f"{probability(scores[i]):.2f}") for i in sorted(going)]


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
    """Say whether three short lines follow each other: a headline and a byline cost nothing more."""
    short = [len(text) < SHORT_LINE for text in texts]
    return any(map(and_, map(and_, short, short[1:]), short[2:]))


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
