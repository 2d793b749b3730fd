"""Judge lines by their words, their shape, their place and their neighbours: what rules cannot name.

The model (cleankit/boilerplate/model/lines.json) scores a line; how sure it has to be depends on the
strength, and on how likely the line is text for all that its shape says.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from operator import and_
from pathlib import Path
from typing import Any, NamedTuple

from cleankit.boilerplate.model.deciding import lines_to_drop, probability
from cleankit.boilerplate.model.facts import Facts, facts_of
from cleankit.boilerplate.model.features import Column, PageLines
from cleankit.boilerplate.model.strengths import Caution, Strength
from cleankit.boilerplate.model.tables import Tables
from cleankit.boilerplate.model.words import LONGEST, Weights
from cleankit.document import Document, Lines, Verdict
from cleankit.text.folding import fold
from cleankit.text.urls import host

RULE = "model"
SHORT_LINE = 80  # characters
LEAST_LINES = 12  # fewer say too little of each other; in the labelled pages nothing is missed by it
REMEMBERED = 1 << 15  # lines, of at most LONGEST characters each: 15 MB
UNKNOWN = Document("")
SHIPPED = Path(__file__).with_name("lines.json")
Read = Callable[[str, str], Facts]


class LineModel(NamedTuple):
    """What lines say by themselves, and the tables that say what follows of it."""

    read: Read
    tables: Tables
    strengths: dict[str, Caution]
    forget: Callable[[], None]  # what lines say by themselves

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "LineModel":
        """Return a model from what ``lines.json`` holds."""
        read, forget = remembering(Weights(data["weights"]))
        strengths = {name: Caution(*figures) for name, figures in data["strengths"].items()}
        return cls(read, Tables(data), strengths, forget)

    def page(self, texts: list[str], keys: list[str], named: list[bool], document: Document) -> PageLines:
        """Return a page, with what each of its lines says by itself."""
        site = document.site or host(document.url) or None
        facts = list(map(self.read, texts, keys))
        return PageLines(texts, keys, named, facts, title=document.title, site=site)


def remembering(weights: Weights) -> tuple[Read, Callable[[], None]]:
    """Return a function of a line and its key that says what the line says, and one to forget it.

    Short lines are remembered: of the lines of whole pages, six in ten come again.
    """

    def read(text: str, key: str) -> Facts:
        return facts_of(text, key, weights)

    remembered = lru_cache(REMEMBERED)(read)
    return lambda text, key: (remembered if len(text) <= LONGEST else read)(text, key), remembered.cache_clear


@cache
def shipped_model() -> LineModel:
    """Return the model of this package; read once per process."""
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
    """Return a verdict, rule "model", for each line that should go; its note has the score and reasons.

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
    page = model.page(texts, [keys[i] for i in solid], named, document)
    decided = [i for i, line in enumerate(solid) if line in judged]
    open_lines = undecided(page, named, decided, document.title)
    if not open_lines or not page.running:
        return []
    columns = page.columns(open_lines)
    scores = model.tables.scores(page, columns)
    going = lines_to_drop(page, scores, open_lines, model.strengths[strength])
    return [Verdict(solid[i], RULE, None, _note(model, page, columns, scores, i)) for i in going]


def undecided(page: PageLines, named: Sequence[bool], decided: Sequence[int], title: str | None) -> list[int]:
    """Return the lines to evaluate: those in doubt, without a verdict, and not the headline."""
    known = set(decided)
    headline = fold(title) if title else None
    if headline is not None and page.keys.count(headline) == 1:
        known.add(page.keys.index(headline))
    return [i for i in doubtful(page.prose, named) if i not in known]


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


def _note(
    model: LineModel, page: PageLines, columns: Sequence[Column], scores: Sequence[float], line: int
) -> str:
    reasons = model.tables.reasons(page, columns, line)
    return f"{probability(scores[line]):.2f}: {', '.join(reasons)}"


def _is_suspicious(texts: Sequence[str]) -> bool:
    """Say whether three short lines follow each other: a headline and a byline cost nothing more."""
    short = [len(text) < SHORT_LINE for text in texts]
    return any(map(and_, map(and_, short, short[1:]), short[2:]))
