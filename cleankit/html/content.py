"""Judge which blocks of a page are its article.

Two small models of boosted trees, the second of which sees what the first thought of a block's neighbours,
its containers and the blocks marked up like it: so a body split over sibling containers is joined, and a
second article or a stream after the first is cut. Around them are plain rules: form controls, links of
menus, comments, repeated headlines, and the selectors a user wrote for the site. Every block keeps the
reason for what became of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import exp
from typing import Any, Literal, NamedTuple, Protocol

import orjson

from cleankit.folding import fold
from cleankit.html.blocks import HIDDEN, KEPT, PageBlock, containers
from cleankit.html.features import HEADINGS, JUDGED, WORD_RE, PageRows
from cleankit.html.metadata import Hints
from cleankit.html.second_look import second_rows
from cleankit.html.vocabulary import Vocabulary, class_tokens, text_tokens
from cleankit.models import trees

Favor = Literal["precision", "balanced", "recall"]
Comments = Literal["drop", "keep"]
Headline = Literal["keep", "once", "drop"]

# Log-odds that a block needs. Balanced was chosen in cross-validation: docs/html.md has its neighbours.
THRESHOLDS: Mapping[Favor, float] = {"precision": 0.9, "balanced": -0.15, "recall": -1.3}
WORST = -1.0  # first scores below it are final; at -1.5 no text was lost by that on 200 labelled pages
COMMENT_NAMES = frozenset(
    ("comment", "comments", "kommentar", "kommentare", "commentaires", "comentarios", "disqus")
)
FALLBACK = 2.0
REPEAT_CHARS = 80


class JudgedBlock(NamedTuple):
    """A block and what became of it; ``rule`` and ``note`` say why it was dropped, or are empty."""

    block: PageBlock
    kept: bool
    rule: str
    note: str

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def tag(self) -> str:
        return self.block.element.tag

    @property
    def link_density(self) -> float:
        return self.block.link_density

    @property
    def xpath(self) -> str:
        return self.block.element.path


class Weights(Protocol):
    """What says for or against an article, by token: a dict, or in training something that acts as one."""

    def get(self, token: str, /) -> float | None: ...


class Model(NamedTuple):
    """The trained part: what names and words say, and the two ensembles."""

    vocabulary: Vocabulary
    first: trees.Trees
    second: trees.Trees


@cache
def default_model() -> Model:
    """Return the model that comes with the package."""
    return model_from_data(orjson.loads((trees.FOLDER / "content.json").read_bytes()))


def model_from_data(data: dict[str, Any]) -> Model:
    """Return the model that ``data``, in the form of models/content.json, describes."""
    return Model(
        vocabulary(data["names"], data["words"]),
        trees.from_data(data["first"]),
        trees.from_data(data["second"]),
    )


def vocabulary(names: Weights, words: Weights) -> Vocabulary:
    """Return lookups of what is said: by names the worst and the best, by words the worst and the mean."""

    @lru_cache(maxsize=4096)
    def of_names(label: str) -> tuple[float, float]:
        weights = [w for token in class_tokens(label) if (w := names.get(token)) is not None]
        return (min(0.0, *weights), max(0.0, *weights)) if weights else (0.0, 0.0)

    def of_words(text: str) -> tuple[float, float]:
        weights = [w for token in text_tokens(text) if (w := words.get(token)) is not None]
        return (min(weights), sum(weights) / len(weights)) if weights else (0.0, 0.0)

    return Vocabulary(of_names, of_words)


def judge(
    blocks: Sequence[PageBlock],
    hints: Hints,
    *,
    favor: Favor = "balanced",
    comments: Comments = "drop",
    headline: Headline = "once",
    model: Model | None = None,
) -> list[JudgedBlock]:
    """Say of every block of a page whether it is kept, and why not."""
    scores = score(blocks, hints, model or default_model())
    threshold = THRESHOLDS[favor]
    kept = [
        block.reason == KEPT or (s is not None and s > threshold)
        for block, s in zip(blocks, scores, strict=True)
    ]
    if not any(kept):
        kept = _best_of_poor(blocks, scores)
    known: dict[int, bool] = {}
    if comments == "keep":
        kept = [k or _is_comment(block, known) for k, block in zip(kept, blocks, strict=True)]
    dropped = dict.fromkeys(_headlines(blocks, kept, hints.title, headline), "html:headline")
    dropped |= dict.fromkeys(_repeats(blocks, kept), "html:repeated")
    return [
        JudgedBlock(block, True, "", "")
        if keep and i not in dropped
        else JudgedBlock(block, False, *_why(block, s, dropped.get(i, ""), known))
        for i, (block, keep, s) in enumerate(zip(blocks, kept, scores, strict=True))
    ]


def score(blocks: Sequence[PageBlock], hints: Hints, model: Model) -> list[float | None]:
    """Return the log-odds that each block is of the article; None for what no model was asked about."""
    rows = PageRows(blocks, hints, model.vocabulary)
    first = rows.first()
    scores = [model.first.score(row) for row in first]
    second = second_rows(rows, first, scores, WORST)
    judged = [
        before if row is None else model.second.score(row) for before, row in zip(scores, second, strict=True)
    ]
    places = [i for i, block in enumerate(blocks) if block.reason in JUDGED]
    result: list[float | None] = [None] * len(blocks)
    for candidate, value in zip(rows.candidates, judged, strict=True):
        result[places[candidate]] = value
    return result


def _why(block: PageBlock, value: float | None, rule: str, known: dict[int, bool]) -> tuple[str, str]:
    """Return the rule that explains best why a block was dropped, and a note."""
    if rule:
        return rule, ""
    note = "" if value is None else f"{1 / (1 + exp(-max(-30.0, min(30.0, value)))):.3f}"
    if block.reason and block.reason != KEPT:
        return block.reason, note
    if block.link_density > 0.5:
        return "html:link-density", f"{block.link_density:.2f}"
    if _in_comments(block, known):
        return "html:comments", note
    return ("html:far-from-text" if value is None else "html:content-score"), note


def _best_of_poor(blocks: Sequence[PageBlock], scores: Sequence[float | None]) -> list[bool]:
    """Keep the best blocks of a page on which none is good, say a fragment: somebody wanted its text."""
    possible = [
        s for block, s in zip(blocks, scores, strict=True) if s is not None and block.reason != HIDDEN
    ]
    least = max(possible, default=0.0) - FALLBACK
    return [
        s is not None and s >= least and block.reason != HIDDEN and block.link_density < 0.5
        for block, s in zip(blocks, scores, strict=True)
    ]


def _in_comments(block: PageBlock, known: dict[int, bool]) -> bool:
    """Say whether a block is in what its name calls comments; ``known`` remembers it by element."""
    chain: list[int] = []
    answer = False
    for element in containers(block):
        key = id(element)
        if key in known:
            answer = known[key]
            break
        chain.append(key)
        if element.label and _is_comment_name(element.label):
            answer = True
            break
    known.update(dict.fromkeys(chain, answer))
    return answer


@lru_cache(maxsize=4096)
def _is_comment_name(label: str) -> bool:
    return not COMMENT_NAMES.isdisjoint(class_tokens(label))


def _is_comment(block: PageBlock, known: dict[int, bool]) -> bool:
    """Say whether a block is the text of a reader's comment, not a name, date or button beside one."""
    return (
        not block.reason and len(block.text) >= 40 and block.link_density < 0.5 and _in_comments(block, known)
    )


def _repeats(blocks: Sequence[PageBlock], kept: Sequence[bool]) -> Iterator[int]:
    """Yield the long kept blocks that repeat an earlier one: bodies for two sizes of screen, pull quotes."""
    seen: set[str] = set()
    for i, block in enumerate(blocks):
        if kept[i] and len(block.text) >= REPEAT_CHARS and block.reason != KEPT:
            if block.text in seen:
                yield i
            seen.add(block.text)


def _headlines(
    blocks: Sequence[PageBlock], kept: list[bool], title: str | None, headline: Headline
) -> frozenset[int]:
    """Return the kept blocks to drop because they are the headline; with "keep", keep the first of them."""
    if not title:
        return frozenset()
    wanted = _plain(title)
    same = [
        i
        for i, block in enumerate(blocks)
        if len(block.text) <= 2 * len(title) + 20
        and block.reason in ("", KEPT)
        and (kept[i] or headline == "keep")
        and _plain(block.text) == wanted
    ]
    if headline == "keep" and same:
        first = next((i for i in same if blocks[i].element.tag in HEADINGS), same[0])
        kept[first] = True
        return frozenset(i for i in same if i != first and kept[i])
    return frozenset(same if headline == "drop" else same[1:])


def _plain(text: str) -> str:
    return " ".join(WORD_RE.findall(fold(text)))
