"""Judge which blocks of a page are its article.

Two small models of boosted trees, the second of which sees what the first thought of a block's neighbours,
its containers and the blocks marked up like it: so a body split over sibling containers is joined, and a
second article or a stream after the first is cut. Around them are plain rules: form controls, links of
menus, comments, repeated headlines, and the selectors a user wrote for the site. Every block keeps the
reason for what became of it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import repeat
from math import exp
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from cleankit import trees
from cleankit.extraction import Comments, Favor, Headline
from cleankit.html.blocks import KEPT, STATED, PageBlock, Within
from cleankit.html.body import fill
from cleankit.html.copies import repeats, second_article
from cleankit.html.features import describe
from cleankit.html.lists import lists_of
from cleankit.html.metadata import Hints
from cleankit.html.page import HEADINGS, PageBlocks
from cleankit.html.purpose import extent_of
from cleankit.html.second_look import look_again, towards_siblings
from cleankit.html.vocabulary import Vocabulary, class_tokens, title_tokens, without_numbers
from cleankit.text.folding import fold

SHIPPED = Path(__file__).with_name("content.json")
# Log-odds that a block needs.
THRESHOLDS: Mapping[Favor, float] = {"precision": 0.5, "balanced": 0.0, "recall": -1.3}
WORST = -1.0  # first scores below it are final; -.5 costs .002 of F1, -1.6 gains nothing
COMMENT_NAMES = frozenset(
    (b"comment", b"comments", b"kommentar", b"kommentare", b"commentaires", b"comentarios", b"disqus")
)
GIVEN = (KEPT, STATED)  # kept whatever a judge says: by a site's rule, or the page's own articleBody
FALLBACK = 2.0
AGREEMENT = 1.0  # on 51 pages with an articleBody: +.012 on wcxb, +.001 on fundus; at 1.5 false text comes in
BODY_CHARS, BODY_BLOCKS = (500, 100_000), 2000  # each block is looked for in the body: bounded
BODY_START, BODY_SHARE = 80, 0.7
SIGNS = 12  # characters of punctuation and blanks in which a headline may differ from the title
WORD_RE = re.compile(r"\w+")


class JudgedBlock(NamedTuple):
    """A block and what became of it; ``rule`` and ``note`` say why it was dropped, or are empty."""

    block: PageBlock
    kept: bool
    score: float | None
    cause: str  # the rule that dropped a block in spite of its score, or nothing
    comments: "CommentNames"

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

    @property
    def rule(self) -> str:
        """The rule that explains best why the block was dropped."""
        block = self.block
        if self.kept or self.cause:
            return self.cause
        if block.reason and block.reason not in GIVEN:
            return block.reason
        if block.link_density > 0.5:
            return "html:link-density"
        if self.comments.hold(block):
            return "html:comments"
        return "html:far-from-text" if self.score is None else "html:content-score"

    @property
    def note(self) -> str:
        """The link density where that is the rule, else the score, 0 to 1, if there is one."""
        rule = self.rule
        if rule == "html:link-density":
            return f"{self.block.link_density:.2f}"
        if self.kept or self.cause or self.score is None:
            return ""
        return f"{1 / (1 + exp(-max(-30.0, min(30.0, self.score)))):.3f}"


# The call of a named tuple takes three times as long, and most blocks are never asked why.
_judged: Callable[[Iterable[Any]], JudgedBlock] = partial(tuple.__new__, JudgedBlock)


class CommentNames:
    """Says which blocks are in what its name calls comments."""

    def __init__(self) -> None:
        self.inside = Within(lambda element: bool(element.label) and _is_comment_name(element.label))

    def hold(self, block: PageBlock) -> bool:
        return self.inside(block.element)

    def hold_text_of(self, block: PageBlock) -> bool:
        """Say whether a block is the text of a comment, not a name, date or button beside one."""
        return not block.reason and len(block.text) >= 40 and block.link_density < 0.5 and self.hold(block)


class Weights(Protocol):
    """What says for or against an article, by token: a dict, or in training something that acts as one."""

    def get(self, token: bytes, /) -> float | None: ...


class Model(NamedTuple):
    """The trained part: what names and words say, and the two ensembles."""

    vocabulary: Vocabulary
    first: trees.Trees
    second: trees.Trees


@cache
def default_model() -> Model:
    """Return the model that comes with the package."""
    import orjson  # here, that a name from cleankit costs no more than it needs

    return model_from_data(orjson.loads(SHIPPED.read_bytes()))


def model_from_data(data: dict[str, Any]) -> Model:
    """Return the model that ``data``, in the form of html/content.json, describes."""
    names, words = (
        {token.encode(): weight for token, weight in data[kind].items()} for kind in ("names", "words")
    )
    first, second = (trees.from_data(data[ensemble]) for ensemble in ("first", "second"))
    return Model(vocabulary(names, words), first, second)


def vocabulary(names: Weights, words: Weights) -> Vocabulary:
    """Return the lookups that two tables of weights make."""

    @lru_cache(maxsize=4096)
    def of_names(label: str) -> tuple[float, float, bytes]:
        weights = list(filter(None, map(names.get, class_tokens(label))))
        if not weights:
            return 0.0, 0.0, without_numbers(label)
        return min(0.0, *weights), max(0.0, *weights), without_numbers(label)

    def of_words(tokens: Iterable[bytes]) -> tuple[float, float]:
        weights = list(filter(None, map(words.get, tokens)))
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
    model = model or default_model()
    scores = score(blocks, hints, model)
    return decide(blocks, hints, scores, model, favor=favor, comments=comments, headline=headline)


def decide(
    blocks: Sequence[PageBlock],
    hints: Hints,
    scores: Sequence[float | None],
    model: Model,
    *,
    favor: Favor = "balanced",
    comments: Comments = "drop",
    headline: Headline = "once",
) -> list[JudgedBlock]:
    """Say which blocks are kept by their scores and the rules around them."""
    extent = extent_of(hints.purpose, hints.author)
    threshold = THRESHOLDS["recall" if extent.is_list and favor == "balanced" else favor]
    kept = [
        block.reason in GIVEN or (s is not None and s > threshold)
        for block, s in zip(blocks, scores, strict=True)
    ]
    if not any(kept):
        kept = _best_of_poor(blocks, scores)
    kept = lists_of(blocks, kept, extent)
    names = CommentNames()
    if favor != "precision":
        kept = fill(blocks, scores, kept, model.vocabulary, names.hold, extent.poor)
    if comments == "keep" or extent.answers:
        kept = [k or names.hold_text_of(block) for k, block in zip(kept, blocks, strict=True)]
    causes = [""] * len(blocks)
    for i in _headlines(blocks, kept, hints.title, headline):
        kept[i], causes[i] = False, "html:headline"
    for rule, found in (
        ("html:second-article", second_article(blocks, kept, hints.titles)),
        ("html:repeated", repeats(blocks, kept)),
    ):
        for i in found:
            kept[i], causes[i] = False, rule
    return list(map(_judged, zip(blocks, kept, scores, causes, repeat(names), strict=False)))


def score(blocks: Sequence[PageBlock], hints: Hints, model: Model) -> list[float | None]:
    """Return the log-odds that each block is of the article; None for what no model was asked about."""
    result: list[float | None] = [None] * len(blocks)
    page = PageBlocks(blocks, model.vocabulary)
    if not page.candidates:
        return result
    described = describe(page, model.vocabulary)
    columns = described.columns
    scores = list(map(model.first.of, *[columns[name] for name in model.first.features]))
    asked = [s >= WORST for s in scores]
    if any(asked):
        titles = title_tokens(hints.titles)
        columns = look_again(page, described, titles, scores, asked)
        again = map(model.second.of, *[columns[name] for name in model.second.features])
        scores = [next(again) if ask else s for ask, s in zip(asked, scores, strict=True)]
    scores = towards_siblings(page, scores)
    for k in _agreed(page, hints.body):
        scores[k] += AGREEMENT
    for place, value in zip(page.places(blocks), scores, strict=True):
        result[place] = value
    return result


def _agreed(page: PageBlocks, body: str) -> list[int]:
    """Return the candidates that are in the page's own articleBody (its text without blanks).

    None if they are not most of it: then it is a teaser, cut short, or of another article.
    """
    if len(body) < BODY_CHARS[0]:
        return []
    body = body[: BODY_CHARS[1]]
    texts = [page.texts[i] for i in page.candidates[:BODY_BLOCKS]]
    inside = [k for k, text in enumerate(texts) if "".join(text[:BODY_START].split()) in body]
    covered = sum(len("".join(texts[k].split())) for k in inside)
    return inside if covered >= BODY_SHARE * len(body) else []


def _best_of_poor(blocks: Sequence[PageBlock], scores: Sequence[float | None]) -> list[bool]:
    """Keep the best blocks of a page on which none is good, say a fragment: somebody wanted its text."""
    possible = [s for s in scores if s is not None]
    least = max(possible, default=0.0) - FALLBACK
    return [
        s is not None and s >= least and block.link_density < 0.5
        for block, s in zip(blocks, scores, strict=True)
    ]


@lru_cache(maxsize=4096)
def _is_comment_name(label: str) -> bool:
    return not COMMENT_NAMES.isdisjoint(class_tokens(label))


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
        if (kept[i] or headline == "keep")
        and abs(len(block.text) - len(title)) <= SIGNS
        and block.reason in ("", *GIVEN)
        and _plain(block.text) == wanted
    ]
    if headline == "keep" and same:
        first = next((i for i in same if blocks[i].element.tag in HEADINGS), same[0])
        kept[first] = True
        return frozenset(i for i in same if i != first and kept[i])
    return frozenset(same if headline == "drop" else same[1:])


def _plain(text: str) -> str:
    return " ".join(WORD_RE.findall(fold(text)))
