"""What the words of a line say: weights of words and word pairs, learned over sites.

A weight is the log-odds that its word adds to "boilerplate". Only words seen on several sites have
one, so a line in an unseen language weighs nothing and its shape decides.
"""

import re
from collections.abc import Mapping

DIGITS_RE = re.compile(r"\d+")
WORD_RE = re.compile(r"[^\W_]+|©")
LONGEST = 220  # characters: a longer line is running text, whose words say nothing of boilerplate
MOST_WORDS = 40


def tokens(key: str) -> list[str]:
    """Return the words of a folded line, its word pairs, its ends, and the whole if it is short.

    >>> tokens("12 comments")
    ['0', 'comments', '0 comments', '^0', 'comments$', '=0 comments']
    """
    words = WORD_RE.findall(DIGITS_RE.sub("0", key) if len(key) <= LONGEST else "")
    if not 0 < len(words) <= MOST_WORDS:
        return []
    found = [*words, *map("{} {}".format, words, words[1:]), "^" + words[0], words[-1] + "$"]
    if len(words) <= 6:
        found.append("=" + " ".join(words))
    return found


def weigh(key: str, weights: Mapping[str, float]) -> tuple[float, float]:
    """Return the sum and the largest of the weights of a folded line; 0 for both if it has none.

    >>> weigh("12 comments", {"comments": 1.5, "0": -0.5})
    (1.0, 1.5)
    """
    found = [weights[token] for token in tokens(key) if token in weights]
    return (sum(found), max(found)) if found else (0.0, 0.0)
