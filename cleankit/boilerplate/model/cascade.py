"""Judge lines by their shape, their place and their neighbours: what rules cannot name.

The model (cleankit/boilerplate/model/lines.json) scores a line; how sure it has to be depends on the page. A
page that shows little other boilerplate, or none that a rule or a known word confirms, or is in a
script without word spaces, where words say nothing to the model, has to show more.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from math import inf
from operator import and_
from pathlib import Path
from typing import Any, NamedTuple

from cleankit.boilerplate.model.facts import Facts, facts_of
from cleankit.boilerplate.model.features import Page
from cleankit.boilerplate.model.first_stage import PAGE, Glance, Parts, kind_of
from cleankit.boilerplate.model.strengths import STRENGTHS, Strength
from cleankit.boilerplate.model.thresholds import lines_to_drop, log_odds, probability
from cleankit.boilerplate.model.words import LONGEST, Weights
from cleankit.document import Document, Lines, Verdict
from cleankit.text.folding import fold
from cleankit.text.urls import host

RULE = "model"
SHORT_LINE = 80  # characters
LEAST_LINES = 12  # fewer say too little of each other; in the labelled pages nothing is missed by it
PLAIN_TEXT = 2.2  # log-odds under the usual threshold: with so little at a glance, trees hardly help
PLAIN_JUNK = 2.2  # log-odds, at a glance
JUNK_KIND, JUNK_SHARE, JUNK_LINES, JUNK_NAMED = 2, 0.4, 30, 3  # what a page has at least, to be full of junk
BLOCK = 12  # lines of plain junk of which one is asked about
STEP = 6  # lines in doubt
FIRST_TREES = 25
# What the trees will say, by the first of them and the glance (least squares; standard deviation 0.8).
BY_FIRST, BY_GLANCE, BY_ALL = 1.21, 0.45, 0.2
CLEAR = 1.3  # log-odds on either side of the usual threshold
REMEMBERED = 1 << 15  # lines, of at most LONGEST characters each: 15 MB
UNKNOWN = Document("")
SHIPPED = Path(__file__).with_name("lines.json")
Score = Callable[..., float]
Read = Callable[[str, str], tuple[Facts, Parts]]


class LineModel(NamedTuple):
    """What lines say by themselves, a glance at all of them, and trees over the features of the doubtful."""

    read: Read
    glance: Glance
    first: Score
    rest: Score
    forget: Callable[[], None]  # what lines say by themselves

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "LineModel":
        from cleankit.trees import from_data  # with orjson: most documents need no model

        page = {"features": PAGE, "bias": 0, "trees": data["glance"]["page"]}
        glance = Glance(data["glance"], from_data(page).of)
        first, rest = (
            from_data({"features": data["features"], "bias": 0, "trees": trees}).of
            for trees in (data["trees"][:FIRST_TREES], data["trees"][FIRST_TREES:])
        )
        read, forget = remembering(glance, Weights(data["weights"]))
        return cls(read, glance, first, rest, forget)

    def page(self, texts: list[str], keys: list[str], named: list[bool], document: Document) -> "Seen":
        """Return a page and what each of its lines says by itself."""
        read = self.read
        seen = list(map(read, texts, keys))
        site = document.site or host(document.url) or None
        facts = [facts for facts, _ in seen]
        page = Page(texts, keys, named, facts, title=document.title, site=site)
        return Seen(page, self.glance.scores(page, [parts for _, parts in seen]))


class Seen(NamedTuple):
    """A page after a glance: the score of each line so far."""

    page: Page
    scores: list[float]


def remembering(glance: Glance, weights: Weights) -> tuple[Read, Callable[[], None]]:
    """Return a function of a line and its key that says what the line says, and one to forget it.

    Short lines are remembered: of the lines of whole pages, six in ten come again.
    """

    def read(text: str, key: str) -> tuple[Facts, Parts]:
        facts = facts_of(text, key, weights)
        return facts, glance.parts(facts)

    remembered = lru_cache(REMEMBERED)(read)
    return lambda text, key: (remembered if len(text) <= LONGEST else read)(text, key), remembered.cache_clear


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
    if len(lines) < LEAST_LINES:
        return []
    judged = {verdict.line: verdict.text is None for verdict in verdicts_of_packs}
    solid = [i for i, text in enumerate(lines.texts) if text and not text.isspace()]
    texts = [lines.texts[i] for i in solid]
    if len(texts) < LEAST_LINES or not (any(judged.values()) or _is_suspicious(texts)):
        return []
    texts = list(map(str.strip, texts))
    named = [judged.get(i, False) for i in solid]
    model = model or shipped_model()
    keys, document = lines.keys, lines.document or UNKNOWN
    page, scores = model.page(texts, [keys[i] for i in solid], named, document)
    decided = [i for i, line in enumerate(solid) if line in judged]
    open_lines = undecided(page, named, decided, document.title)
    if not open_lines or not page.running:
        return []
    caution = STRENGTHS[strength]
    ask(model, page, scores, open_lines, log_odds(caution.usual))
    going = lines_to_drop(page, scores, open_lines, caution)
    return [Verdict(solid[i], RULE, None, f"{probability(scores[i]):.2f}") for i in going]


def undecided(page: Page, named: Sequence[bool], decided: Sequence[int], title: str | None) -> list[int]:
    """Return the lines to evaluate: those in doubt, without a verdict, and not the headline."""
    known = set(decided)
    headline = fold(title) if title else None
    if headline is not None and page.keys.count(headline) == 1:
        known.add(page.keys.index(headline))
    return [i for i in doubtful(page.prose, named) if i not in known]


def ask(model: LineModel, page: Page, scores: list[float], lines: Sequence[int], wanted: float) -> None:
    """Ask the trees about the lines that are no plain case at a glance, and put what they say into scores.

    Nothing is plain junk but on a page full of it. There, the middle one of each twelve such lines is
    asked about, and where the trees do not agree, so are the others; and of doubtful lines that follow
    each other every sixth is asked about first: those between two that are clear get the less sure score.
    """
    full = is_full_of_junk(page, scores)
    least, most = wanted - PLAIN_TEXT, PLAIN_JUNK if full else inf
    doubts = [i for i in lines if least < scores[i] < most]

    def score(i: int) -> float:
        return asked(model, page.row(i), scores[i], wanted, full=full)

    if not full:
        for i in doubts:
            scores[i] = score(i)
        return
    plain = [i for i in lines if scores[i] >= most]
    for start in range(0, len(plain), BLOCK):
        block = plain[start : start + BLOCK]
        if score(block[len(block) // 2]) < wanted + CLEAR:
            doubts += block
    for i, value in sampled_scores(page, doubts, score, wanted).items():
        scores[i] = value


def sampled_scores(
    page: Page, doubts: Sequence[int], score: Callable[[int], float], wanted: float
) -> dict[int, float]:
    """Return a score for each line in doubt: of lines that follow each other, some are evaluated.

    Short lines between two that are clear on the same side get the less sure score of the two.
    """
    found: dict[int, float] = {}
    left = 0
    for place, i in enumerate(doubts):
        last = doubts[place + 1 : place + 2] != [i + 1]
        if place > left and doubts[place - 1] == i - 1 and not last and place - left < STEP:
            continue
        found[i] = score(i)
        low, high = sorted((found[doubts[left]], found[i]))
        agreed = low if low > wanted + CLEAR else high if high < wanted - CLEAR else None
        for between in doubts[left + 1 : place]:
            if agreed is None or page.sizes[between] >= SHORT_LINE:
                found[between] = score(between)
            else:
                found[between] = agreed
        left = place
    return found


def is_full_of_junk(page: Page, scores: Sequence[float]) -> bool:
    """Say whether a page has many short lines, some of them named by rules, and many doubtful ones."""
    if kind_of(page) < JUNK_KIND or len(scores) < JUNK_LINES or sum(page.named) < JUNK_NAMED:
        return False
    return sum([score > 0 for score in scores]) >= JUNK_SHARE * len(scores)


def asked(model: LineModel, row: Sequence[float], glance: float, wanted: float, *, full: bool) -> float:
    """Return the score of the trees; what is foreseen after the first of them, where that is clear."""
    row = tuple(map(float, row))  # the trees are a third faster on floats alone
    first = model.first(*row)
    foreseen = BY_FIRST * first + BY_GLANCE * glance + BY_ALL
    if foreseen < wanted - CLEAR or (full and foreseen > wanted + CLEAR):
        return foreseen
    return first + model.rest(*row)


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
