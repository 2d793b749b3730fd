"""What differs between two texts of which one may go: aligned by shared word groups, in linear time.

>>> kept = Reading("The ferry to Skerry was late on Monday because of fog. All passengers arrived at night.")
>>> copy = Reading("The ferry to Skerry was late on Monday because of fog. All passengrs arrived at night.")
>>> other = Reading("The ferry to Skerry was late on Friday because of fog. All passengers arrived at night.")
>>> [compare(kept, one).own for one in (copy, other)]
[(), ('date: Friday',)]
"""

from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from cleankit.corpus.comparable import Reading
from cleankit.corpus.facts import COUNTS, DATES, LEAST_OPENING, digits_of, has_case, is_typo, rarity_keys
from cleankit.corpus.signatures import WORDS
from cleankit.text.scripts import is_spaceless, size_of

OWN_WORDS, OWN_CHARS = 8, 30  # of a stretch, and its letters, wide ones twice, from which it is a statement
ALIGNED = 400  # words of a differing stretch that are aligned one by one; a longer one is a statement anyway
REWORDED = 0.03  # part of the words, by weight, that are others: from there on it is rewritten
MOST_FACTS, MOST_SPANS = 8, 12  # that are reported of a pair


class Span(NamedTuple):
    """Where two texts differ: the words of the one that stays, and those of the other."""

    kept: str
    other: str


class Comparison(NamedTuple):
    """How two texts compare: the Jaccard of their word groups, where they differ, what is the other's own.

    ``own`` are the facts for which the other must stay, as "number: 14"; empty if the kept text says it all.
    """

    similarity: float
    spans: tuple[Span, ...] = ()
    own: tuple[str, ...] = ()


def compare(
    kept: Reading, other: Reading, *, threshold: float = 0.0, common: Collection[str] = frozenset()
) -> Comparison:
    """Compare two texts of which the second is to go; below ``threshold`` only the similarity is returned.

    ``common`` are the words, or pairs of characters, that many documents have, and, with a blank before
    them, those that several have without a capital: no names.
    """
    ours, theirs = kept.places.keys(), other.places.keys()
    least, most = sorted((len(ours), len(theirs)))
    if not least or least < threshold * most:
        return Comparison(least / most if least and most else 0.0)
    shared = len(ours & theirs)
    similarity = shared / (least + most - shared)
    if similarity < threshold:
        return Comparison(similarity)
    pair = _Pair(kept, other, common)
    spans: list[Span] = []
    own: dict[str, None] = {}
    for parts in pair.stretches():
        own.update(dict.fromkeys(pair.facts(parts)))
        spans += [Span(kept.text(*k), other.text(*r)) for k, r in parts]
    if not own and pair.is_reworded():
        own["reworded"] = None
    spans += [Span(kept.text(*k), "") for k in pair.missing()]
    return Comparison(similarity, tuple(spans[:MOST_SPANS]), tuple(own)[:MOST_FACTS])


Run = tuple[int, int]
Parts = list[tuple[Run, Run]]


class _Pair:
    """Two texts beside each other."""

    def __init__(self, kept: Reading, other: Reading, common: Collection[str]) -> None:
        self.kept, self.other, self.common = kept, other, common
        self._gaps = list(_runs(_covered(kept, other)))
        self._after = {gap[0]: gap for gap in self._gaps}
        self._before: dict[int | None, Run] = {gap[1]: gap for gap in self._gaps}
        self._met: set[Run] = set()
        self._replaced = 0

    def stretches(self) -> Iterator[Parts]:
        """Yield the stretches of the other that the kept text lacks: the parts, and what stands for them."""
        for start, end in _runs(_covered(self.other, self.kept)):
            if parts := list(self._aligned(self._counterpart(start, end), (start, end))):
                yield parts

    def is_reworded(self) -> bool:
        """Say whether so many words stand for others that it is no copy."""
        return self._replaced > REWORDED * self.other.size

    def missing(self) -> list[Run]:
        """Return the stretches of the kept text that stand in the place of nothing."""
        return [gap for gap in self._gaps if gap not in self._met]

    def _counterpart(self, start: int, end: int) -> Run:
        """Return what only the kept text has behind the same words, or before the same words, if short."""
        before, behind = self._place(start - WORDS), self._place(end)
        gap = self._after.get(-1 if before is None else before + WORDS) or self._before.get(behind)
        if gap is None or gap[1] - gap[0] > ALIGNED:
            return 0, 0
        self._met.add(gap)
        return gap

    def _place(self, group: int) -> int | None:
        groups = self.other.groups
        return self.kept.places.get(groups[group]) if 0 <= group < len(groups) else None

    def _aligned(self, k: Run, r: Run) -> Iterator[tuple[Run, Run]]:
        """Yield the parts of a stretch that differ."""
        ours, theirs = self.kept.keys[slice(*k)], self.other.keys[slice(*r)]
        if "".join(ours) == "".join(theirs):
            return  # "e-mail", "email"
        if not ours or max(len(ours), len(theirs)) > ALIGNED:
            yield k, r
            return
        for tag, i, j, m, n in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            if tag != "equal" and n > m and "".join(ours[i:j]) != "".join(theirs[m:n]):
                yield (k[0] + i, k[0] + j), (r[0] + m, r[0] + n)

    def facts(self, parts: Parts) -> Iterator[str]:
        """Yield why the other text must stay for a stretch: what it says of its own there."""
        replaced = self._replaced
        found = [fact for k, r in parts if not self._is_cut(k, r) for fact in self._facts(k, r)]
        if self._is_statement(parts):
            found.append(f"sentence: {self.other.text(parts[0][1][0], parts[-1][1][1])}")
        differs = found or self._replaced > replaced
        if differs and self.other.is_boilerplate(parts[0][1][0], parts[-1][1][1]):
            self._replaced = replaced
            return
        yield from found

    def _facts(self, k: Run, r: Run) -> Iterator[str]:
        ours, theirs = self.kept.keys[slice(*k)], self.other.keys[slice(*r)]
        yield from self._numbers(ours, theirs)
        slips = self._slips(k, r)
        self._replaced += len(theirs) - len(slips) if ours else 0
        found = list(self._named(self.other, (i for i in range(*r) if i not in slips), self.kept))
        if not found:  # a fact in the place of these words makes them another statement, too
            lacking = (i for i in range(*k) if i - k[0] + r[0] not in slips)
            found = [f"{fact} not here" for fact in self._named(self.kept, lacking, self.other)]
        yield from found

    def _numbers(self, ours: list[str], theirs: list[str]) -> Iterator[str]:
        told, said = digits_of(ours), digits_of(theirs)
        if told == said:
            return
        if ours or not said:
            yield f"number: {said or told + ' not here'}"
            return
        for word in theirs:
            if digits_of([word]) and word not in self.kept.words:
                yield f"number: {word}"

    def _named(self, text: Reading, words: Iterable[int], beside: Reading) -> Iterator[str]:
        for i in words:
            if kind := self._kind(text, i, beside):
                yield f"{kind}: {text.raw[i]}"

    def _kind(self, text: Reading, i: int, beside: Reading) -> str:
        """Return what a word is that only one text has in this place, "" for no fact."""
        key, raw = text.keys[i], text.raw[i]
        if (
            is_spaceless(key) and size_of(key) == 1
        ):  # a letter of Thai, Lao, Khmer or Burmese says nothing alone
            return "" if text.triple(i) in beside.triples else "word"
        if key in beside.words or (not key.isalpha() and digits_of([key])):
            return ""
        if key in DATES:
            return "date"
        if key in COUNTS:
            return "number"
        if text.is_caseless or not has_case(raw):
            return "" if self._is_common(text, i) else "word"
        if raw.islower():
            return ""
        return "name" if i not in text.opens or self._may_open(raw) else ""

    def _may_open(self, raw: str) -> bool:
        """Say whether a word that begins a sentence may be a name: no text has it without the capital."""
        word = raw.lower()
        plain = f" {word}" in self.common or word in self.kept.lowered or word in self.other.lowered
        return len(raw) >= LEAST_OPENING and not plain

    def _is_common(self, text: Reading, i: int) -> bool:
        near = text.keys[max(0, i - 1) : i + 2]
        if len(text.keys[i]) == 1 and is_spaceless(text.keys[i]):
            return all(pair in self.common for pair in rarity_keys(near))
        return text.keys[i] in self.common

    def _slips(self, k: Run, r: Run) -> set[int]:
        """Return the words of the other that are those of the kept text but for a slip."""
        if k[1] - k[0] != r[1] - r[0]:
            return set()
        return {i for i, j in zip(range(*r), range(*k), strict=True) if self._is_slip(j, i)}

    def _is_slip(self, j: int, i: int) -> bool:
        ours, theirs = self.kept.keys[j], self.other.keys[i]
        elsewhere = ours in self.other.words or theirs in self.kept.words
        plain = elsewhere or (self.other.raw[i].islower() and not self.other.is_caseless)
        return is_typo(ours, theirs, name=not plain)

    def _is_cut(self, k: Run, r: Run) -> bool:
        """Say whether a stretch is the last word of a text that breaks off amid it."""
        last = r[1] == len(self.other.keys) and r[1] - r[0] == 1 and k[1] > k[0]
        return last and self.kept.keys[k[0]].startswith(self.other.keys[r[0]])

    def _is_statement(self, parts: Parts) -> bool:
        words = [word for _, r in parts for word in self.other.keys[slice(*r)]]
        if len(words) >= OWN_WORDS and sum(map(size_of, words)) >= OWN_CHARS:
            return True
        opens = self.other.opens
        return any(r[1] - r[0] > 1 and k[1] > k[0] and r[0] in opens and r[1] in opens for k, r in parts)


def _covered(text: Reading, other: Reading) -> list[bool]:
    """Say of each word of a text whether a group of it is in the other, too."""
    shared = list(map(other.places.__contains__, text.groups))
    if len(text.keys) < WORDS:
        return shared * len(text.keys)
    ends = [False] * (WORDS - 1)
    return list(map(any, zip(*((ends[i:] + shared + ends[:i]) for i in range(WORDS)), strict=False)))


def _runs(covered: list[bool]) -> Iterator[Run]:
    start = None
    for i, is_covered in enumerate(covered):
        if not is_covered and start is None:
            start = i
        elif is_covered and start is not None:
            yield start, i
            start = None
    if start is not None:
        yield start, len(covered)
