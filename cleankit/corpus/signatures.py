"""When two documents, paragraphs or sentences count as the same: hashes, sets of word groups, Jaccard.

Plain functions that know no engine: DuckDB here, and other engines elsewhere, map them over records.
The numbers are the same on every machine and for every hash seed.

>>> one = shingles("The ferry was late again on Monday because of the fog.")
>>> len(one), one[0]
(7, 'the ferry was late again')
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

from cleankit.text.folding import fold
from cleankit.text.scripts import SPACELESS_RE
from cleankit.text.sentences import END_MARKS, ENDS_OF_SPACELESS

WORDS = 5  # in a group; where a script has no spaces, characters
BANDS, ROWS = 18, 6  # at Jaccard .75 .97 of pairs share a band, at .85 all but 1 in 4,000; at .5 one in four
SEED = 1
CLOSING = ("", '"', "”", "’", "»", ")")  # by `str.replace`: a pattern takes ten times as long
MARKS = " .,;:!?-*#()[]'\"‐–—•·。、"
NO_BREAK = "\u00a0"
LEAST_SENTENCE = 8  # characters; shorter ones are in documents that have nothing to do with each other
WORD_RE = re.compile(r"\w+")
Hash128 = tuple[int, int]


def text_hash(text: str) -> Hash128:
    r"""Return 128 bits that are equal for texts that are equal when folded, blanks aside.

    >>> text_hash("The  END\n") == text_hash("the end"), text_hash("the end") == text_hash("the ends")
    (True, False)
    """
    return key_hash(text_key(folded_sentences(text)))


def text_key(folded: Sequence[str]) -> str:
    """Return a text's folded sentences as one line, blanks single."""
    return " ".join(" ".join(folded).split())


def line_hashes(text: str, min_chars: int) -> list[tuple[int, Hash128]]:
    r"""Return the number and the hash of each line of at least ``min_chars`` characters.

    >>> [line for line, _ in line_hashes("Short.\n\nA line that is long enough.", min_chars=20)]
    [2]
    """
    keys = fold(text).split("\n")
    return [(i, key_hash(key)) for i, key in enumerate(keys) if len(key) >= min_chars]


def sentences_of(text: str) -> list[str]:
    r"""Return the sentences of a text, as they stand: its lines, cut where a sentence ends.

    >>> sentences_of("Snow fell. Ferries\nstopped.")
    ['Snow fell.', 'Ferries', 'stopped.']
    """
    text = text.replace(NO_BREAK, " ")
    for mark in END_MARKS:
        if mark not in text:
            continue
        if mark in ENDS_OF_SPACELESS:
            text = text.replace(mark, f"{mark}\n")
            continue
        for closer in CLOSING:
            text = text.replace(f"{mark}{closer} ", f"{mark}{closer}\n")
    return text.split("\n")


def folded_sentences(text: str) -> list[str]:
    """Return the sentences of a text folded."""
    return fold("\n".join(sentences_of(text))).split("\n")


def words_of(folded: Sequence[str]) -> list[str]:
    """Return the words of folded sentences; single characters where there are no spaces.

    >>> words_of(folded_sentences("Snow fell. Ferries stopped."))
    ['snow', 'fell', 'ferries', 'stopped']
    """
    text = "\n".join(folded)
    words: list[str] = WORD_RE.findall(text)
    if not text.isascii() and _is_spaceless(joined := "".join(words)):
        return list(joined)
    return words


def sentence_key(folded: str) -> str:
    """Return what sentences have in common that are the same but for the marks around them."""
    return folded.strip(MARKS)


def groups_of(words: Sequence[str]) -> list[str]:
    """Return the groups of `WORDS` words; a text of fewer is one group, one without words has none."""
    if len(words) < WORDS:
        return [" ".join(words)] if words else []
    return list(map(" ".join, zip(*(words[i:] for i in range(WORDS)), strict=False)))


def shingles(text: str) -> list[str]:
    """Return the groups of five words of a folded text; of five characters where there are no spaces.

    A text of fewer words is one group. Without a letter or digit there is none.
    """
    return groups_of(words_of(folded_sentences(text)))


def hash_sets(sets: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return for each list of strings their 64-bit hashes (rensa)."""
    from rensa import RMinHash

    hashed: list[list[int]] = RMinHash.hash_token_sets(sets)
    return hashed


def shingle_hashes(texts: Iterable[str]) -> list[list[int]]:
    """Return for each text the 64-bit hashes of its shingles."""
    return hash_sets([shingles(text) for text in texts])


def sentence_hashes(folded: Iterable[Sequence[str]]) -> list[list[int]]:
    """Return for each text, given by its folded sentences, the 64-bit hashes of those that are compared."""
    keys = [[key for one in text if len(key := sentence_key(one)) >= LEAST_SENTENCE] for text in folded]
    return [sorted(set(one)) for one in hash_sets(keys)]


def band_hashes(hashed: Sequence[Sequence[int]]) -> Any:
    """Return a matrix of 64-bit numbers, a row a document and a column a band (numpy).

    Two documents are candidates if they share a number in a column. The chance of that is
    ``1 - (1 - jaccard ** ROWS) ** BANDS``.
    """
    import numpy as np
    from rensa import RMinHash

    digests = RMinHash.digest_matrix_from_token_hash_sets(hashed, num_perm=BANDS * ROWS, seed=SEED)
    rows = np.array(digests.to_rows(), dtype=np.uint64).reshape(-1, BANDS, ROWS)
    mixed = np.zeros(rows.shape[:2], dtype=np.uint64)
    for row in range(ROWS):
        mixed = (mixed ^ rows[:, :, row]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def jaccard(one: Iterable[int], other: Iterable[int]) -> float:
    """Return the size of what two sets share over the size of both.

    >>> jaccard([1, 2, 3], [2, 3, 4])
    0.5
    """
    left, right = frozenset(one), frozenset(other)
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared) if left or right else 1.0


def _is_spaceless(joined: str) -> bool:
    return 2 * len(SPACELESS_RE.findall(joined)) > len(joined)


def key_hash(key: str) -> Hash128:
    """Return 128 bits that stand for a key."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big")
