"""A text made ready for comparison: its words, folded and as they stand, its sentences, its word groups.

>>> reading = Reading("The ferry was late. Nobody minded.")
>>> reading.keys[:3], reading.raw[:2], reading.starts, reading.text(4, 6)
(['the', 'ferry', 'was'], ['The', 'ferry'], [0, 4, 6], 'Nobody minded')
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate, chain, compress

from cleankit.corpus.facts import is_boilerplate
from cleankit.corpus.signatures import (
    WORD_RE,
    folded_sentences,
    groups_of,
    hash_sets,
    sentence_key,
    sentences_of,
    words_of,
)
from cleankit.text.scripts import is_spaceless

LONGEST = 160  # characters of words that are shown


class Reading:
    """A text made ready for comparison.

    ``weights`` are those of sentences, by their hashes, that many documents have: one of 0 is no part of the
    text; the others make ``size``, the number of words, smaller.
    """

    def __init__(self, text: str, weights: Mapping[int, float] | None = None) -> None:
        sentences = sentences_of(text)
        folded = folded_sentences(text)
        light = 0.0
        if weights:
            (hashes,) = hash_sets([list(map(sentence_key, folded))])
            weighed = [weights.get(hashed, 1.0) for hashed in hashes]
            sentences, folded = list(compress(sentences, weighed)), list(compress(folded, weighed))
            light = sum(
                (1 - weight) * len(words_of([one]))
                for one, weight in zip(folded, filter(None, weighed), strict=True)
                if weight < 1
            )
        self._sentences, self._folded = sentences, folded
        self.keys = words_of(folded)
        self.groups = groups_of(self.keys)
        self.size = len(self.keys) - light

    @cached_property
    def places(self) -> dict[str, int]:
        """The first place of each group."""
        return {group: i for i, group in reversed(list(enumerate(self.groups)))}

    @cached_property
    def words(self) -> frozenset[str]:
        """All words, folded."""
        return frozenset(self.keys)

    @cached_property
    def triples(self) -> frozenset[str]:
        """Each word with those beside it: of scripts that set letters without spaces, three letters."""
        return frozenset(map(self.triple, range(len(self.keys))))

    def triple(self, i: int) -> str:
        """Return a word with those beside it."""
        return "".join(self.keys[max(0, i - 1) : i + 2])

    @cached_property
    def _filled(self) -> list[tuple[str, list[str]]]:
        """The sentences that have words, as they stand, and their folded words."""
        found = list(map(WORD_RE.findall, self._folded))
        if len(self.keys) > sum(map(len, found)):
            found = [list("".join(words)) for words in found]
        return [(one, keys) for one, keys in zip(self._sentences, found, strict=True) if keys]

    @cached_property
    def raw(self) -> list[str]:
        """The words as they stand, parallel to ``keys``."""
        raw = WORD_RE.findall("\n".join(self._sentences))
        return raw if len(raw) == len(self.keys) else list(chain.from_iterable(map(_raw, self._filled)))

    @cached_property
    def starts(self) -> list[int]:
        """Where sentences begin, and at last the number of words."""
        return list(accumulate((len(keys) for _, keys in self._filled), initial=0))

    @cached_property
    def opens(self) -> frozenset[int]:
        """The same to look up."""
        return frozenset(self.starts)

    @cached_property
    def lowered(self) -> frozenset[str]:
        """The words that stand here without a capital."""
        return frozenset(filter(str.islower, self.raw))

    @cached_property
    def is_caseless(self) -> bool:
        """Whether capitals say nothing here: none, or nothing else."""
        letters = "".join(self.raw)
        return letters.islower() or letters.isupper()

    def is_boilerplate(self, start: int, end: int) -> bool:
        """Say whether rules know the sentences that words stand in: labels, bylines, credits, sources."""
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)
        if all(is_boilerplate(sentence) for sentence, _ in self._filled[first:last]):
            return True
        return (
            last - first == 1 and end == len(self.keys) and self._ends_with_note(start - self.starts[first])
        )

    def _ends_with_note(self, word: int) -> bool:
        """Say whether the text ends with a note behind a sentence without a stop: "the sea Source: AP"."""
        sentence, keys = self._filled[-1]
        found = list(WORD_RE.finditer(sentence))
        if len(found) != len(keys):
            return False
        note = sentence[found[word].start() :]
        return ":" in note and is_boilerplate(note)

    def text(self, start: int, end: int) -> str:
        """Return words as they stand."""
        glue = "" if self.keys and is_spaceless("".join(self.keys[start:end])) else " "
        shown = glue.join(self.raw[start:end])
        return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def _raw(sentence: tuple[str, list[str]]) -> list[str]:
    """Return the words of a sentence as they stand; folded where folding changed their number."""
    text, keys = sentence
    raw: list[str] = WORD_RE.findall(text)
    if len(raw) != len(keys):
        raw = list("".join(raw))
    return raw if len(raw) == len(keys) else keys
