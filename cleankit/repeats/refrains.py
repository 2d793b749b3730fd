"""Which lines may repeat on purpose.

By their form: code, verse, rows, items, turns, parts of a sentence, what a colon announces. By their look:
headings, signatures, rules drawn with marks, labels with values, what ends with a colon.

>>> song = ["Oh, haul away, my bonny boys, and sing again,", "Haul away", "For the tide is on the turn"]
>>> may_repeat = Refrains(Lines(["- the one and only item", "The ferry was late.", "", *song]), min_chars=20)
>>> [may_repeat(i) for i in range(6)]
[True, False, True, True, True, True]
"""

from functools import cached_property

from cleankit.document import Lines
from cleankit.text.forms.turns import PART
from cleankit.text.patterns import lazy
from cleankit.text.sentences import COLONS, has_end_mark

LIST_ITEM_RE = lazy(r"\s*(?:[-*+•‣⁃◦●○▪■□◆◇※✓✔➤►▶·]|\(?\d{1,3}[.)]|\(?[a-z]\)|\[[^\[\]]*\]\([^()\s]*\):)\s")
SPEAKER_RE = lazy(rf"\s*(?:[-–—*]\s*)?\**({PART}(?:[ ,]+{PART}){{0,3}})[ ,]*\**\s?[:：]")
HEADING_RE = lazy(r"\s*(?:#{1,6}\s|\*\*[^*]*\*\*\s*$)")
SIGNATURE_RE = lazy(r"\s*[-–—―]+\s?\w")
DIGIT_RE = lazy(r"\d")
CODE_LINE_RE = lazy(
    r"""^\s*[\w.\[\]]+ ?[-+]?= ?\S|[{;\\]$|\w\([^()"'=\[{]*["'=\[{][^()]*\)\\?$"""
    r"""|^[-+]?\s*\w[\w.]*(?:, ?\w[\w.]*){0,5} (?::=|<-) ?\S|^[-+.]?\s*\w*[a-z][A-Z]\w*\([^()]*\)[.,;:)]*$"""
)
LINK_TARGET_RE = lazy(r"\]\([^()\s]*\)")
LOG_RE = lazy(
    r"\s*(?:\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)(?:\]|[: ])|\[[A-Z]{3,9}\]\s"
    r"|\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d )"
)
YEAR_RE = lazy(r"[(（](?:1[5-9]|20)\d\d[a-z]?[)）]")
ITEM_TAGS = frozenset(("li", "dt", "dd", "td", "th", "tr", "pre", "code"))
# Characters at most. A stanza has at least three lines, no blank line between, and fewer than half end
# as sentences do. A list without marks has at least five, and none does.
LONGEST_VERSE = 90
LONGEST_ITEM = 120
LONGEST_CODE = 200
LEAST_ITEMS = 5
LEAST_STANZA = 3
LEAST_SPEAKERS, LEAST_TURNS = 2, 3  # make a transcript


class Refrains:
    """Answers, for one document, whether a line may repeat on purpose; looks only when asked."""

    def __init__(self, lines: Lines, min_chars: int) -> None:
        self._lines = lines
        self._min_chars = min_chars
        self._known: dict[int, bool] = {}

    def __call__(self, line: int) -> bool:
        """Say whether a line may repeat on purpose."""
        if line not in self._known:
            self._known[line] = self._look(line)
        return self._known[line]

    def _look(self, line: int) -> bool:
        text = self._lines.texts[line]
        blocks = self._lines.blocks
        block = blocks[line] if blocks is not None else None
        return (
            (block is not None and block.tag in ITEM_TAGS)
            or LIST_ITEM_RE.match(text) is not None
            or HEADING_RE.match(text) is not None
            or text.rstrip()[-1:] in COLONS
            or _is_row(text)
            or (SIGNATURE_RE.match(text) is not None and not has_end_mark(text))
            or ("](" in text and len(LINK_TARGET_RE.sub("", text)) < self._min_chars)
            or not any(map(str.isalnum, text))
            or (len(text) <= LONGEST_CODE and CODE_LINE_RE.search(text) is not None)
            or self._lines.forms.keeps(line)
            or line in self._stanzas
            or self._is_listed(line)
            or _speaker(text) in self._speakers
            or LOG_RE.match(text) is not None
            or self._is_reference(line)
        )

    def _is_reference(self, line: int) -> bool:
        """Say whether a line has a year in brackets, as the one above or below: a bibliography."""
        texts, shapes = self._lines.texts, self._lines.forms.shapes
        if YEAR_RE.search(texts[line]) is None:
            return False
        beside = (shapes.before.get(line, -1), shapes.after.get(line, -1))
        return any(other >= 0 and YEAR_RE.search(texts[other]) is not None for other in beside)

    @property
    def code(self) -> set[int]:
        """The lines that are code."""
        return self._lines.forms.code

    def _is_listed(self, line: int) -> bool:
        """Say whether a line is one of five or more of a list without marks."""
        texts, shapes = self._lines.texts, self._lines.forms.shapes
        count = int(_may_be_item(texts[line]))
        for step in (shapes.before, shapes.after) if count else ():
            other = step.get(line, -1)
            while other >= 0 and count < LEAST_ITEMS and _may_be_item(texts[other]):
                count += 1
                other = step.get(other, -1)
        return count >= LEAST_ITEMS

    @cached_property
    def _stanzas(self) -> set[int]:
        """The lines of stanzas: most short, and fewer than half end as sentences do."""
        texts, found = self._lines.texts, set[int]()
        for start, end in self._lines.forms.shapes.passages:
            if end - start < LEAST_STANZA or max(map(len, texts[start:end])) > LONGEST_VERSE:
                continue
            if 2 * sum(map(has_end_mark, texts[start:end])) < end - start:
                found.update(range(start, end))
        return found

    @cached_property
    def _speakers(self) -> set[str]:
        """The names before a colon that take turns: two or more, with three different lines."""
        texts, keys = self._lines.texts, self._lines.keys
        said = {(name, key) for text, key in zip(texts, keys, strict=True) if (name := _speaker(text))}
        speakers = {name for name, _ in said}
        return speakers if len(speakers) >= LEAST_SPEAKERS and len(said) >= LEAST_TURNS else set()


def _may_be_item(text: str) -> bool:
    return len(text) <= LONGEST_ITEM and not has_end_mark(text)


def _is_row(text: str) -> bool:
    """Say whether a line is a row of a table: cells between bars or tabs, or mostly numbers."""
    if text.count("|") > 1 or text.strip().count("\t") > 1:
        return True
    if DIGIT_RE.search(text) is None:
        return False
    words = text.split()
    return 2 * sum(DIGIT_RE.search(word) is not None for word in words) >= len(words) > 3


def _speaker(text: str) -> str:
    """Return the name before a line's colon: one to four words, the first and last not written small."""
    start = text[:60]
    found = SPEAKER_RE.match(start) if ":" in start or "：" in start else None
    words = found[1].split() if found else []
    return " ".join(words) if words and not (words[0][0].islower() or words[-1][0].islower()) else ""
