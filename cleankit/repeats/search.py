"""Find what a document says twice, and choose the copy that stays.

Lines are compared with kept lines only, and with at most `LOOKS` of those that share an anchor, so that
a million nearly equal lines cost no more each than ten. A document without repeats pays for two slices
of each long line.

>>> story = "The mayor said on Monday that the bridge would open in May."
>>> find_repeats(Lines([story, "No comment.", "The " + story[4:-5] + "..."]), 40)
[Repeat(line=2, kind='near', of=0)]
"""

from itertools import islice, pairwise
from typing import Literal, NamedTuple

from cleankit.document import Lines
from cleankit.repeats.blocks import block_lines
from cleankit.repeats.refrains import Refrains
from cleankit.repeats.similarity import core, holds, is_quoted, plainly_near, shared_anchors
from cleankit.text.sentences import CLOSERS, has_end_mark

STANDFIRST_REACH = 3  # text lines within which the body says again what the standfirst said
LOOKS = 4  # kept lines an anchor may hold
A_WORD = 10  # characters

Kind = Literal["exact", "near", "block", "standfirst"]


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
    suspects = shared_anchors(long, [keys[i] for i in long])
    if not suspects:
        return []
    search = _Search(lines, suspects, min_chars)
    search.run(long)
    return search.repeats()


class _Search:
    """One search: which suspects are kept, and what was dropped for which."""

    def __init__(self, lines: Lines, suspects: dict[int, list[str]], min_chars: int) -> None:
        self.lines = lines
        self.suspects = suspects
        self.may_repeat = Refrains(lines, min_chars)
        self._headline = next(i for i, text in enumerate(lines.texts) if text.strip())
        self.dropped: dict[int, Repeat] = {}
        self._by_key: dict[str, int] = {}
        self._by_anchor: dict[str, list[int]] = {}
        self._next: dict[int, int] = {}
        self._previous: dict[int, int] = {}

    def run(self, long: list[int]) -> None:
        """Judge the suspects in order, then the short lines between them."""
        keys = self.lines.keys
        self._next = dict(pairwise(long))
        self._previous = {after: before for before, after in pairwise(long)}
        for i, pieces in sorted(self.suspects.items()):
            first = self._by_key.setdefault(keys[i], i)
            if first == i:
                self._judge_near(i, pieces)
            elif self.may_repeat(first):
                self._by_key[keys[i]] = i
            elif not self.may_repeat(i):
                self.dropped[i] = Repeat(i, "exact", first)
        self._prefer_body(long)
        copies = {i: self._kept(i) for i in self.dropped}
        earlier = {i: of for i, of in copies.items() if of < i}
        blocks = block_lines(keys, earlier, self.may_repeat.code) if len(earlier) > 1 else {}
        self.dropped |= {i: Repeat(i, "block", of) for i, of in blocks.items()}

    def repeats(self) -> list[Repeat]:
        """Return what was dropped, in order, each with the line that stays for it."""
        return [self.dropped[i]._replace(of=self._kept(i)) for i in sorted(self.dropped)]

    def _kept(self, line: int) -> int:
        while line in self.dropped:
            line = self.dropped[line].of
        return line

    def _judge_near(self, line: int, pieces: list[str]) -> None:
        """Drop a line for a near one that is kept; or drop shorter ones for it, and index it."""
        inner = core(self.lines.keys[line])
        candidates = sorted({other for piece in pieces for other in self._by_anchor.get(piece, ())})
        near = [other for other in candidates if self._near(line, other)]
        longer = [other for other in near if self._says_as_much(other, line, len(inner))]
        if longer:
            self.dropped[line] = Repeat(line, "near", longer[0])
            return
        for other in near:
            # A headline is not given up for a later mention, nor a block's line for a copy that says more.
            if self._is_title(other) or self._in_block(line, other):
                continue
            self.dropped[other] = Repeat(other, "near", line)
            for piece in self.suspects[other]:
                if other in self._by_anchor[piece]:
                    self._by_anchor[piece].remove(other)
        for piece in pieces:
            held = self._by_anchor.setdefault(piece, [])
            if len(held) < LOOKS:
                held.append(line)

    def _says_as_much(self, other: int, line: int, length: int) -> bool:
        """Say whether nothing is lost without ``line``: in a block's copy a word more is no loss."""
        surplus = length - len(core(self.lines.keys[other]))
        return surplus <= 0 or (surplus <= A_WORD and self._in_block(line, other))

    def _is_title(self, line: int) -> bool:
        return line == self._headline and self.lines.texts[line].rstrip(CLOSERS)[-1:].isalnum()

    def _near(self, line: int, other: int) -> bool:
        texts, keys = self.lines.texts, self.lines.keys
        if is_quoted(keys[line]) != is_quoted(keys[other]):
            return False
        longer, shorter = sorted((core(keys[line]), core(keys[other])), key=len, reverse=True)
        near = holds(longer, shorter) or plainly_near(texts[line], keys[line], texts[other], keys[other])
        return near and not self.may_repeat(line) and not self.may_repeat(other)

    def _in_block(self, line: int, other: int) -> bool:
        """Say whether the long line before or after is a repeat of the one before or after ``other``."""
        before, before2 = self._previous.get(line), self._previous.get(other)
        if before in self.dropped and self.dropped[before].of == before2:
            return True
        after, after2 = self._next.get(line), self._next.get(other)
        return after is not None and after2 is not None and self.lines.keys[after] == self.lines.keys[after2]

    def _prefer_body(self, long: list[int]) -> None:
        """Let a standfirst give way to the first copy in the body, if that follows within reach."""
        texts, keys = self.lines.texts, self.lines.keys
        headline = self._headline
        below = next((i for i in long if i > headline), None)
        if below is None or below in self.dropped or has_end_mark(texts[headline]):
            return
        if len(texts[headline]) >= len(texts[below]):
            return
        following = list(
            islice((i for i in range(below + 1, len(texts)) if texts[i].strip()), STANDFIRST_REACH + 1)
        )
        copy = next((i for i in following[:STANDFIRST_REACH] if keys[i] == keys[below]), None)
        if copy is None or self.dropped.get(copy) != Repeat(copy, "exact", below):
            return
        around = following.index(copy)
        is_block = around > 0 and (
            keys[following[around - 1]] == keys[headline]
            or (around + 1 < len(following) and keys[following[around + 1]] == keys[following[0]])
        )
        if not is_block:
            del self.dropped[copy]
            self.dropped[below] = Repeat(below, "standfirst", copy)
