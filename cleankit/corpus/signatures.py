"""When two documents, or two paragraphs, count as the same: hashes, sets of word groups, Jaccard.

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

WORDS = 5  # in a group; where a script has no spaces, characters
BANDS, ROWS = 18, 6  # at Jaccard .75 .97 of pairs share a band, at .85 all but 1 in 4,000; at .5 one in four
SEED = 1
WORD_RE = re.compile(r"\w+")
Hash128 = tuple[int, int]


def text_hash(text: str) -> Hash128:
    r"""Return 128 bits that are equal for texts that are equal when folded, blanks aside.

    >>> text_hash("The  END\n") == text_hash("the end"), text_hash("the end") == text_hash("the ends")
    (True, False)
    """
    return _hash128(" ".join(fold(text).split()))


def line_hashes(text: str, min_chars: int) -> list[tuple[int, Hash128]]:
    r"""Return the number and the hash of each line of at least ``min_chars`` characters.

    >>> [line for line, _ in line_hashes("Short.\n\nA line that is long enough.", min_chars=20)]
    [2]
    """
    keys = fold(text).split("\n")
    return [(i, _hash128(key)) for i, key in enumerate(keys) if len(key) >= min_chars]


def shingles(text: str) -> list[str]:
    """Return the groups of five words of a folded text; of five characters where there are no spaces.

    A text of fewer words is one group. Without a letter or digit there is none.
    """
    words: Sequence[str] = WORD_RE.findall(fold(text))
    glue = " "
    if not text.isascii() and _is_spaceless(joined := "".join(words)):
        words, glue = joined, ""
    if len(words) < WORDS:
        return [glue.join(words)] if words else []
    return list(map(glue.join, zip(*(words[i:] for i in range(WORDS)), strict=False)))


def shingle_hashes(texts: Iterable[str]) -> list[list[int]]:
    """Return for each text the 64-bit hashes of its shingles (rensa)."""
    from rensa import RMinHash

    hashed: list[list[int]] = RMinHash.hash_token_sets([shingles(text) for text in texts])
    return hashed


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


def _hash128(key: str) -> Hash128:
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big")
