"""Describe blocks by numbers: each itself, its containers, its neighbours, its place in the page.

Only candidates get a row: visible blocks that are not plainly a link of a menu, about 70 of 230 a page.
The first pass of the judge sees `PageRows.first`, the second `PageRows.second`, which adds what the first
pass thought of a block's neighbours, its containers, and the blocks that are marked up like it. Numbers
are bounded or logarithms, so that an odd page cannot leave the range that the models have seen.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from math import exp, log2
from typing import NamedTuple

from cleankit.html.blocks import HIDDEN, Element, PageBlock
from cleankit.html.metadata import Hints

CLASS_TOKEN_RE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
WORD_RE = re.compile(r"\w+")
LETTERS_RE = re.compile(r"[^\W\d_]+")
DIGITS_RE = re.compile(r"[0-9]+")
DATE_RE = re.compile(r"\b\d{1,2}[./:-]\d{2}\b|\b(?:19|20)\d\d\b")
END_MARKS = frozenset('.?!…。！？؟।:"”»')
TAGS = {
    "p": 1, "h1": 2, "h2": 3, "h3": 4, "h4": 5, "h5": 5, "h6": 5, "li": 6, "td": 7, "th": 7, "tr": 7, "div": 8,
    "blockquote": 9, "pre": 10, "figcaption": 11, "body": 12, "dd": 13, "dt": 13, "section": 14, "article": 14,
    "main": 14, "summary": 15, "label": 15, "legend": 15, "footer": 16, "header": 16, "aside": 16, "nav": 16,
    "form": 16, "center": 12, "time": 15,
}  # fmt: skip
PLACES = {
    "article": 0, "main": 1, "ul": 2, "ol": 2, "dl": 2, "figure": 3, "figcaption": 3, "section": 4,
    "blockquote": 5, "pre": 5, "table": 6,
}  # fmt: skip
NOWHERE = (-1,) * 7
NOT_ASKED = frozenset(("nav", "footer"))
HEADINGS = frozenset(("h1", "h2", "h3"))
LINK_CHARS = 120
SHORT_CHARS = 30
REACH = 3
FAR = 12
LEVELS = 4
INNER = 2  # of these, the first pass sees so many
JUDGED = ("", HIDDEN)  # hidden text too: scripts unhide some of it, whole articles among it
LABEL_CHARS = 200
TEXT_CHARS = 200
BLANK = (0.0,) * 4
UNSEEN = -7.0  # the score of a block that is no candidate
LOGS = [log2(1 + i) for i in range(4096)]

Row = list[float]
Span = tuple[int, int]
Group = tuple[str, str, str, str]


class Vocabulary(NamedTuple):
    """What the names of elements, and the words of texts, say for (above 0) or against an article."""

    names: Callable[[str], tuple[float, float]]
    words: Callable[[str], tuple[float, float]]


class Context:
    """What the containers of a block say, carried down from the page's root."""

    __slots__ = ("article", "asked", "highest", "lowest", "near", "nearby", "own", "spans", "total")

    def __init__(self) -> None:
        self.own = (0.0, 0.0)
        self.lowest = self.highest = self.total = 0.0
        self.nearby = (0.0, 0.0, 0.0)
        self.near = NOWHERE
        self.article = 0
        self.asked = True
        self.spans: tuple[Span, ...] = ()


def class_tokens(label: str) -> list[str]:
    """Split class names and ids into their words.

    >>> class_tokens("article-body__text relatedLinks2")
    ['article', 'body', 'text', 'related', 'links']
    """
    return [token.lower() for token in CLASS_TOKEN_RE.findall(label[:LABEL_CHARS])]


def text_tokens(text: str) -> list[str]:
    """Return the first words of a block, numbers left out."""
    return LETTERS_RE.findall(text[:TEXT_CHARS].lower())


def log(value: float) -> float:
    """Return log2(1 + value), 0 below 0."""
    if value < 0:
        return 0.0
    return LOGS[int(value)] if value < 4096 else log2(1 + value)


class PageRows:
    """The features of a page's candidates; ``candidates`` are their places in the list of blocks."""

    def __init__(self, blocks: Sequence[PageBlock], hints: Hints, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.body = hints.body
        self.titles = hints.title_words
        self.blocks = [block for block in blocks if block.reason in JUDGED]
        self.count = len(self.blocks)
        self.seen = _sums(block.reason in JUDGED for block in blocks)
        self.chars = [len(b.text) for b in self.blocks]
        self.densities = [b.link_density for b in self.blocks]
        pairs = list(zip(self.chars, self.densities, strict=True))
        self.prose = [c * (1 - d) for c, d in pairs]
        self.long = [c >= 80 and d < 0.4 for c, d in pairs]
        self.sum_chars, self.sum_prose, self.sum_long = _sums(self.chars), _sums(self.prose), _sums(self.long)
        self.sum_p = _sums(b.element.tag == "p" for b in self.blocks)
        self.contexts: dict[int, Context] = {}
        self.levels: dict[Span, Row] = {}
        self.briefs: dict[int, tuple[float, ...]] = {
            -2: BLANK,
            -1: BLANK,
            self.count: BLANK,
            self.count + 1: BLANK,
        }
        self.articles = 0
        self.candidates = [i for i in range(self.count) if self._is_candidate(i)]
        self.contexts_of = {i: self._context(self.blocks[i].element) for i in self.candidates}
        self.candidates = [i for i in self.candidates if self.contexts_of[i].asked]
        self.groups = {i: _group(self.blocks[i]) for i in self.candidates}

    def _is_candidate(self, i: int) -> bool:
        """Say whether a block may be of the article: not a mere sign, not a short text or link far from prose.

        Together with `<nav>` and `<footer>` this spares the models 70 % of the blocks. What it loses of true
        text, .8 %, is half of what the models would keep wrongly there.
        """
        chars = self.chars[i]
        if chars <= 2:
            return False
        linked = self.densities[i] > 0.9
        if chars >= (LINK_CHARS if linked else SHORT_CHARS):
            return True
        if linked:
            tag = self.blocks[i].element.tag
            if tag != "p" and tag not in HEADINGS:
                return False
        if not self.sum_long[-1]:
            return True
        start, end = max(0, i - REACH), min(self.count, i + REACH + 1)
        return self.sum_long[end] > self.sum_long[start]

    def first(self) -> list[Row]:
        """Return a row for each candidate."""
        if not self.candidates:
            return []
        total = self.sum_prose[-1] or 1.0
        levels = self.levels
        whole = levels[0, self.count] = self._level((0, self.count), total)
        head = self._headline()
        support = self._support()
        alike = self._group_sums((1.0, self.chars[i], self.prose[i], self.long[i]) for i in self.candidates)
        repeats = Counter(block.text for block in self.blocks)
        rows = []
        for i in self.candidates:
            context = self.contexts_of[i]
            row = self._own(i, context)
            row += self._brief(i - 1)
            row += self._brief(i + 1)
            spans = context.spans[:INNER]
            for span in spans:
                if span not in levels:
                    levels[span] = self._level(span, total)
                row += levels[span]
            for _ in range(INNER - len(spans)):
                row += whole
            row += self._stretch(max(0, i - 4), i)
            row += self._stretch(i + 1, min(self.count, i + 5))
            size, chars, prose, long = alike[self.groups[i]]
            text = self.blocks[i].text
            row += (
                i / self.count,
                log(i),
                log(self.count - i),
                self.sum_prose[i] / total,
                log(total),
                log(self.count),
                max(-20, min(60, i - head)) if head >= 0 else -30,
                min(repeats[text], 4),
                support[i],
                log(size),
                log(chars / size),
                prose / total,
                long / size,
                self._overlap(text),
                context.article,
                self.articles,
            )
            rows.append(row)
        return rows

    def second(self, first: Sequence[Row], scores: Sequence[float], worst: float) -> list[Row | None]:
        """Return the candidates' rows with what the first pass thought added; None for scores below ``worst``."""
        every = [UNSEEN] * self.count
        for i, score in zip(self.candidates, scores, strict=True):
            every[i] = max(-8.0, min(8.0, score))
        odds = [1 / (1 + exp(-score)) for score in every]
        mass = [c * o for c, o in zip(self.chars, odds, strict=True)]
        sum_mass, sum_odds = _sums(mass), _sums(odds)
        whole_mass = sum_mass[-1] or 1e-9
        alike = self._group_sums((1.0, self.chars[i], mass[i], odds[i]) for i in self.candidates)
        since = _since(every, self.chars)
        until = _since(every[::-1], self.chars[::-1])[::-1]
        padded = [-9.0] * 3 + every + [-9.0] * 3
        levels: dict[Span, Row] = {}

        def level(span: Span) -> Row:
            start, end = span
            here = sum_mass[end] - sum_mass[start]
            chars = self.sum_chars[end] - self.sum_chars[start]
            return [
                here / whole_mass,
                here / (chars or 1),
                (sum_odds[end] - sum_odds[start]) / (end - start or 1),
            ]

        whole = level((0, self.count))
        outermost = self.levels.get((0, self.count), [])
        rows: list[Row | None] = []
        for k, i in enumerate(self.candidates):
            if scores[k] < worst:
                rows.append(None)
                continue
            row = first[k] + padded[i : i + 7]
            row += self._brief(i - 2)
            row += self._brief(i + 2)
            row += self._stretch(max(0, i - 12), i)
            row += self._stretch(i + 1, min(self.count, i + 13))
            spans = self.contexts_of[i].spans
            for span in spans:
                if span not in levels:
                    levels[span] = level(span)
                row += levels[span]
            for _ in range(LEVELS - len(spans)):
                row += whole
            for span in spans[INNER:]:
                if span not in self.levels:
                    self.levels[span] = self._level(span, self.sum_prose[-1] or 1.0)
                row += self.levels[span]
            for _ in range(LEVELS - max(INNER, len(spans))):
                row += outermost
            for a, b in ((max(0, i - 4), i), (i + 1, min(self.count, i + 5))):
                row.append((sum_mass[b] - sum_mass[a]) / (self.sum_chars[b] - self.sum_chars[a] or 1))
            for a, b in ((max(0, i - 12), i), (i + 1, min(self.count, i + 13))):
                row.append((sum_mass[b] - sum_mass[a]) / (self.sum_chars[b] - self.sum_chars[a] or 1))
            size, chars, alike_mass, alike_odds = alike[self.groups[i]]
            row += (alike_mass / whole_mass, alike_mass / chars, alike_odds / size)
            row += (sum_mass[i] / whole_mass, log(sum_mass[i]), log(whole_mass))
            row += since[i]
            row += until[i]
            rows.append(row)
        return rows

    def _context(self, element: Element) -> Context:
        """Return the context of an element, made after those of the elements around it."""
        chain = []
        at: Element | None = element
        while at is not None and id(at) not in self.contexts:
            chain.append(at)
            at = at.parent
        context = self.contexts[id(at)] if at is not None else Context()
        for inner in reversed(chain):
            context = self.contexts[id(inner)] = self._inside(context, inner)
        return context

    def _inside(self, outer: Context, element: Element) -> Context:
        context = Context()
        low, high = context.own = self.vocabulary.names(element.label) if element.label else (0.0, 0.0)
        context.lowest = low if low < outer.lowest else outer.lowest
        context.highest = high if high > outer.highest else outer.highest
        context.total = outer.total + low + high
        context.nearby = (low, outer.nearby[0], outer.nearby[1])
        context.near, context.article = outer.near, outer.article
        place = PLACES.get(element.tag)
        if place is not None:
            context.near = (*outer.near[:place], element.depth, *outer.near[place + 1 :])
            if place == 0:
                self.articles += 1
                context.article = self.articles
        context.asked = outer.asked and element.tag not in NOT_ASKED
        span = (self.seen[element.start], self.seen[element.end])
        spans = outer.spans
        if span == (0, self.count) or (spans and spans[0] == span):
            context.spans = spans
        else:
            context.spans = (span, *spans[: LEVELS - 1])
        return context

    def _brief(self, i: int) -> tuple[float, ...]:
        """Return what a block's neighbours see of it; nothing, beyond the first and last."""
        known = self.briefs.get(i)
        if known is None:
            label = self.blocks[i].element.label
            names = self.vocabulary.names(label) if label else (0.0, 0.0)
            known = self.briefs[i] = (log(self.chars[i]), self.densities[i], *names)
        return known

    def _own(self, i: int, context: Context) -> Row:
        block, chars = self.blocks[i], self.chars[i]
        text, element = block.text, block.element
        words = text.count(" ") + 1
        low, mean = self.vocabulary.words(text)
        label_low, label_high = self.vocabulary.names(block.label) if block.label else (0.0, 0.0)
        short = chars < 300
        depth = element.depth
        return [
            log(chars),
            self.densities[i],
            words if words < 60 else 60,
            chars / words if chars < 20 * words else 20,
            TAGS.get(element.tag, 0),
            text[-1] in END_MARKS,
            low,
            mean,
            context.own[0] + label_low,
            context.own[1] + label_high,
            context.lowest,
            context.highest,
            context.total,
            min(context.nearby),
            block.reason == HIDDEN,
            (text.count(",") + text.count("，") + text.count("、")) * 50 / (chars + 20),
            (text.count(". ") + text.count("。") + text.count("? ")) * 100 / (chars + 20),
            len("".join(DIGITS_RE.findall(text))) / chars if short else 0,
            DATE_RE.search(text) is not None if short else 0,
            depth if depth < 40 else 40,
            *[(depth - d if depth - d < FAR else FAR) if d >= 0 else FAR + 1 for d in context.near],
        ]

    def _support(self) -> dict[int, float]:
        """Return 1 for blocks in the page's own articleBody, -1 for others; 0 where that is not the article's.

        It is if blocks of the page make up most of it. Teasers and texts cut short support nothing.
        """
        body = self.body
        if not body:
            return dict.fromkeys(self.candidates, 0.0)
        inside = {i: "".join(self.blocks[i].text[:80].split()) in body for i in self.candidates}
        covered = sum(len("".join(self.blocks[i].text.split())) for i in self.candidates if inside[i])
        if covered < 0.7 * len(body):
            return dict.fromkeys(self.candidates, 0.0)
        return {i: 1.0 if within else -1.0 for i, within in inside.items()}

    def _level(self, span: Span, total: float) -> Row:
        start, end = span
        count = end - start or 1
        chars = self.sum_chars[end] - self.sum_chars[start]
        prose = self.sum_prose[end] - self.sum_prose[start]
        long = self.sum_long[end] - self.sum_long[start]
        return [
            log(count),
            prose / total,
            1 - prose / (chars or 1),
            log(chars / count),
            (self.sum_p[end] - self.sum_p[start]) / count,
            long / (self.sum_long[-1] or 1),
        ]

    def _stretch(self, start: int, end: int) -> tuple[float, float]:
        """Return how long the blocks in a stretch of the page are, links aside, and how much of it is links."""
        if end <= start:
            return (0.0, 0.0)
        chars = self.sum_chars[end] - self.sum_chars[start]
        prose = self.sum_prose[end] - self.sum_prose[start]
        return (log(prose / (end - start)), 1 - prose / (chars or 1))

    def _overlap(self, text: str) -> float:
        """Return which share of a short block's words are in the page's titles."""
        if len(text) > 200 or not self.titles:
            return 0.0
        words = WORD_RE.findall(text.lower())
        return sum(map(self.titles.__contains__, words)) / len(words) if words else 0.0

    def _headline(self) -> int:
        """Return the place of the block most like the page's title, headings first, or -1."""
        best, at = 0.5, -1
        if not self.titles:
            return at
        size = min(len(self.titles), 30)
        for i in self.candidates:
            if 8 <= self.chars[i] <= 250:
                tag = self.blocks[i].element.tag
                same = len(self.titles.intersection(WORD_RE.findall(self.blocks[i].text.lower()))) / size
                same *= 1.0 if tag == "h1" else 0.9 if tag in HEADINGS else 0.75
                if same > best:
                    best, at = same, i
        return at

    def _group_sums(self, columns: Iterable[tuple[float, ...]]) -> dict[Group, Row]:
        """Add up numbers over the candidates that are marked up alike."""
        sums: dict[Group, Row] = {}
        for group, values in zip(self.groups.values(), columns, strict=True):
            known = sums.get(group)
            sums[group] = (
                list(values) if known is None else [a + b for a, b in zip(known, values, strict=True)]
            )
        return sums


def _group(block: PageBlock) -> Group:
    """Return how a block is marked up: tags and names of its element and of the one around, numbers aside."""
    element = block.element
    outer = element.parent or element
    inner_label = DIGITS_RE.sub("", element.label) if element.label else ""
    outer_label = DIGITS_RE.sub("", outer.label) if outer.label else ""
    return (element.tag, inner_label, f"{block.label} {outer.tag}", outer_label)


def _since(scores: Sequence[float], chars: Sequence[int]) -> list[tuple[float, float]]:
    """Return for each block what lies between it and the last good one: characters, and the worst score."""
    result = []
    gap, worst = 0, 0.0
    for score, size in zip(scores, chars, strict=True):
        result.append((log(gap), worst))
        if score > 0 and size > 60:
            gap, worst = 0, 0.0
        else:
            gap += size
            if score < worst:
                worst = score
    return result


def _sums(values: Iterable[float]) -> list[float]:
    """Return the running sums, from 0."""
    return list(accumulate(values, initial=0))
