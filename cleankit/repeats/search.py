"""Find what a document says twice, and decide which copy goes, if any.

Lines are compared with earlier lines that share an anchor, at most `LOOKS` of them, so that a million
nearly equal lines cost no more each than ten. A document without repeats pays for two slices of each
long line.

>>> story = "The mayor said on Monday that the bridge would open in May. Nobody minded the long wait for it."
>>> find_repeats(Lines([story, "No comment.", story.replace("-", " ")]), 40)
[Repeat(line=2, kind='exact', of=0)]
"""

import re
from collections import Counter
from typing import Literal, NamedTuple

from cleankit.document import Lines
from cleankit.repeats.passages import LEAST_LINES, Pair, differ_little, repeated_passages
from cleankit.repeats.refrains import Refrains
from cleankit.repeats.relations import ANCHOR, CALL_RE, QUESTIONS, relation, strip_punctuation
from cleankit.repeats.sections import Sections
from cleankit.repeats.surroundings import BESIDE, Surroundings
from cleankit.text.patterns import lazy
from cleankit.text.scripts import size_of
from cleankit.text.sentences import SENTENCE_END_RE, has_end_mark

LOOKS = 4  # earlier lines that an anchor may hold
# Of copies that stand apart, those go that are no fact which two sections may share: two sentences or
# more, or one as long as sentences are that nobody writes twice.
LONG_TEXT, LONG_SENTENCE = 120, 160  # size
NEXT = 2  # places within which a label or a headline is said again
BODY_LINES, BODY_SIZE = 3, 300  # prose of a passage that is a body again, whatever stands above it
LEAST_PROSE = 40  # size of a sentence in a passage
FEW_LINES = 2  # prose of a passage that goes if no heading is above it
SPEECH_RE = lazy(
    r"""["“«„「『‘'][^"”»“」』’]{2,}["”»“」』’]\s*(?:[,–—-]\s*)?[^\W\d].*|[^:："“«„「『.]{3,40}[:：]\s?\S.*""",
    re.DOTALL,
)
CLOSERS = "\"'”’»)]}」』）】›“ "

Kind = Literal["exact", "near", "block", "standfirst"]
KINDS: dict[str, Kind] = {"same": "exact"}


class Repeat(NamedTuple):
    """A line to drop and the line that it repeats."""

    line: int
    kind: Kind
    of: int


def find_repeats(lines: Lines, min_chars: int) -> list[Repeat]:
    """Return the lines that repeat another, in order; the line each repeats is one that stays."""
    long = [i for i, text in enumerate(lines.texts) if len(text) >= min_chars]
    if len(long) < 2:
        return []
    keys = lines.keys
    inner = [strip_punctuation(keys[i]) for i in long]
    every = [key[:ANCHOR] for key in inner]
    every += [key[-ANCHOR:] for key in inner]
    if len(set(every)) == len(every):
        return []
    count = Counter(every)
    own = {i: (key[:ANCHOR], key[-ANCHOR:]) for i, key in zip(long, inner, strict=True)}
    suspects = {i: shared for i, pieces in own.items() if (shared := {p for p in pieces if count[p] > 1})}
    return _Search(lines, suspects, min_chars).repeats() if suspects else []


class _Search:
    """One search: which lines say what others say, and which of them may go."""

    def __init__(self, lines: Lines, suspects: dict[int, set[str]], min_chars: int) -> None:
        self.lines = lines
        self.suspects = suspects
        self.may_repeat = Refrains(lines, min_chars)
        self.sections = Sections(lines)
        self.around = Surroundings(lines, self.sections)
        self.copies: dict[int, int] = {}
        self.earlier: dict[int, tuple[int, str]] = {}
        self.kinds: dict[int, str] = {}
        self.last: dict[int, int] = {}  # the copy before, of lines said more than twice
        self.dropped: dict[int, Repeat] = {}

    def repeats(self) -> list[Repeat]:
        """Return what goes, in order, each with the line that stays for it."""
        self._compare()
        for passage in repeated_passages(self.lines.keys, self.copies) if self.copies else ():
            if not self._drop_passage(passage):
                for line, of in passage:
                    if line in self.copies:
                        self._drop_alone(line, of)
        for line, (of, kind) in self.earlier.items():
            if line not in self.dropped and of not in self.dropped and self._may_go(line, of, kind):
                self.dropped[line] = Repeat(line, "near", of)
        return [self.dropped[i]._replace(of=self._kept(i)) for i in sorted(self.dropped)]

    def _kept(self, line: int) -> int:
        seen = {line}
        while line in self.dropped and self.dropped[line].of not in seen:
            line = self.dropped[line].of
            seen.add(line)
        return line

    def _compare(self) -> None:
        """Note for each suspect the earlier line that says the same, or earlier ones that need not stay."""
        keys = self.lines.keys
        by_key: dict[str, int] = {}
        latest: dict[str, int] = {}
        held: dict[str, list[int]] = {}
        for i, pieces in sorted(self.suspects.items()):
            if (first := by_key.setdefault(keys[i], i)) != i:
                self.copies[i], self.kinds[i] = first, "same"
                self.last[i] = latest[keys[i]]
                latest[keys[i]] = i
                continue
            latest[keys[i]] = i
            for other in sorted({other for piece in pieces for other in held.get(piece, ())}):
                found = relation(keys[other], keys[i])
                if found is None:
                    continue
                if found.second:
                    self.copies[i], self.kinds[i] = other, found.kind
                    break
                if other not in self.copies:
                    self.earlier.setdefault(other, (i, found.kind))
            if i not in self.copies:
                for piece in pieces:
                    if len(held.setdefault(piece, [])) < LOOKS:
                        held[piece].append(i)

    def _drop_passage(self, passage: list[Pair]) -> bool:
        """Drop a passage that is a repeat; say whether that settles it: part of two texts stays whole."""
        if self._belongs_to_two(passage):
            return True
        if not self._is_repeat(passage):
            return False
        for line, of in passage:
            if line not in self.may_repeat.code or passage[0][0] < line < passage[-1][0]:
                kind: Kind = KINDS.get(self.kinds[line], "near") if line in self.copies else "block"
                self.dropped[line] = Repeat(line, kind, of)
        return True

    def _is_repeat(self, passage: list[Pair]) -> bool:
        """Say whether a passage is a body again, or a few paragraphs of one section."""
        prose = [line for line, of in passage if self._is_free_prose(line) and self._is_free_prose(of)]
        if len(prose) < FEW_LINES:
            return False
        if len(prose) < BODY_LINES and (
            (len(passage) < LEAST_LINES and self._differs_little(passage)) or self.around.are_within(passage)
        ):
            return False
        first, source = passage[0]
        if self.sections.parallel(first, source):
            return False
        size = sum([size_of(self.lines.keys[line]) for line in prose])
        return (len(prose) >= BODY_LINES and size >= BODY_SIZE) or not (
            self.sections.in_template(first, source)
            or any(self.sections.parallel(line, of, sentences=False) for line, of in passage)
        )

    def _belongs_to_two(self, passage: list[Pair]) -> bool:
        """Say whether a passage is part of two texts, or rows that two lists share."""
        first, source = passage[0]
        if any(self.kinds.get(line, "same") != "same" for line, _ in passage):
            return False
        if self._is_list(passage) and self.around.are_in_frame(first, source):
            return True
        if self.sections.is_under_headline(source):
            return False
        return self.around.are_far(passage) or self.around.are_of_two_posts(passage)

    def _is_list(self, passage: list[Pair]) -> bool:
        """Say whether a passage is labels, each with no more than a short sentence: what a plan includes."""
        texts = [self.lines.texts[line] for line, _ in passage]
        labels = [text for text in texts if not has_end_mark(text)]
        return len(texts) >= LEAST_LINES and 2 * len(labels) >= len(texts) and not any(map(_is_long, texts))

    def _differs_little(self, passage: list[Pair]) -> bool:
        """Say whether a line of a passage and its copy are parallel facts: a word or a number apart."""
        keys = self.lines.keys
        return any(keys[line] != keys[of] and differ_little(keys[line], keys[of]) for line, of in passage)

    def _drop_alone(self, line: int, of: int) -> None:
        kind = self.kinds[line]
        if not self._may_go(line, of, kind):
            return
        if kind == "same" and self._gives_way(line, of):
            self.dropped[of] = Repeat(of, "standfirst", line)
        else:
            self.dropped[line] = Repeat(line, KINDS.get(kind, "near"), of)

    def _may_go(self, line: int, of: int, kind: str) -> bool:
        """Say whether a line may go for another that says the same, wherever that stands."""
        if self.may_repeat(line) or self.may_repeat(of) or self._is_headline(line):
            return False
        if self._is_told_apart(line, of, kind):
            return False
        text, sections = self.lines.texts[line].rstrip(), self.sections
        last = self.last.get(line, of)
        near = last if last in self.dropped else of
        first, second = min(line, near), max(line, near)
        apart = sections.apart(second, first)
        if not has_end_mark(text) and kind != "dressed":
            return apart <= NEXT and not sections.parallel(second, first)
        if text[-1] in QUESTIONS or self._is_shared(second, first):
            return False
        if kind == "same" and apart > 1 and self._is_of_its_place(second, first, text):
            return False
        if kind in ("cut", "dressed"):
            return True
        if apart > BESIDE:
            return kind == "same" and self._may_go_far(second, first, text)
        return (
            _is_long(text)
            or sections.is_under_headline(first)
            or not sections.boundary_between(second, first)
        )

    def _may_go_far(self, second: int, first: int, text: str) -> bool:
        """Say whether a copy that stands far away may go: it is long, or a standfirst not amid the body."""
        if self.sections.in_own_section(second, first) or self.around.is_quoted(second, first):
            return False
        if _is_long(text):
            return True
        is_amid = self.sections.is_headed(second) or self.around.is_between(second)
        return self.sections.is_under_headline(first) and not is_amid

    def _is_shared(self, second: int, first: int) -> bool:
        """Say whether two sections share what a line says: below alike headings, or in one frame."""
        return self.sections.parallel(second, first) or self.sections.in_template(second, first)

    def _is_of_its_place(self, second: int, first: int, text: str) -> bool:
        """Say whether a copy is speech, what a heading asks for, or part of a post that was sent again."""
        return (
            self._is_formula(text, first)
            or self.sections.is_below_mark(second, first)
            or self.around.is_sent_again(second, first)
        )

    def _is_formula(self, text: str, first: int) -> bool:
        """Say whether a line is speech with who speaks: tales say it again; a standfirst may be one."""
        if size_of(text) >= LONG_SENTENCE:
            return False
        return SPEECH_RE.match(text.strip()) is not None and not self.sections.is_under_headline(first)

    def _is_free_prose(self, line: int) -> bool:
        """Say whether a line is a sentence or more, and nothing that may repeat on purpose."""
        text = self.lines.texts[line]
        asks = text.rstrip()[-1:] in QUESTIONS
        return has_end_mark(text) and not asks and size_of(text) >= LEAST_PROSE and not self.may_repeat(line)

    def _is_told_apart(self, line: int, of: int, kind: str) -> bool:
        """Say whether a line is needed beside what holds it: a sentence of the body, an entry, a term."""
        if kind == "held":
            return self._is_caption(of, line) or self.around.is_run_together(line, of)
        found = CALL_RE.match(self.lines.keys[line]) if kind == "dressed" else None
        return (
            found is not None
            and " " not in found[0].strip()
            and self.sections.in_own_section(max(line, of), min(line, of))
        )

    def _is_caption(self, line: int, held: int) -> bool:
        """Say whether a line is a caption that ends with a sentence of the body: it has no end, or a call."""
        text, keys = self.lines.texts[line].strip(), self.lines.keys
        if CALL_RE.match(text) is not None:
            return True
        return not has_end_mark(text) and not strip_punctuation(keys[line]).startswith(
            strip_punctuation(keys[held])
        )

    def _is_headline(self, line: int) -> bool:
        return self.sections.rank[line] == 0 and self.lines.texts[line].rstrip(CLOSERS)[-1:].isalnum()

    def _gives_way(self, line: int, of: int) -> bool:
        """Say whether the first copy is a standfirst: under the headline, and the body soon says it again."""
        sections = self.sections
        if not sections.is_under_headline(of) or sections.apart(line, of) > BESIDE - 1:
            return False
        return sections.apart(line, of) > 0


def _is_long(text: str) -> bool:
    """Say whether a line is as long as what nobody writes twice, or has two sentences and is nearly so."""
    size = size_of(text)
    return size >= LONG_SENTENCE or (size >= LONG_TEXT and SENTENCE_END_RE.search(text[:-1]) is not None)
