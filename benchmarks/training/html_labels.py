"""Label the blocks of a page with the help of its true article.

A block of at least SURE tokens is labelled by the share of its 4-grams that the truth has. A shorter one
counts as true if its tokens stand in the truth between those of the sure blocks around it.
"""

from benchmarks.accuracy.html_metric import WORD_RE, N, by_character

SURE = 8


def label_blocks(texts: list[str], truth: str) -> list[float]:
    """Return for each block the share of it that is in the truth, 0 to 1.

    >>> label_blocks(["Menu", "a b c d e f g h", "short one", "i j k l m n o p", "short one"],
    ...              "a b c d e f g h short one i j k l m n o p")
    [0.0, 1.0, 1.0, 1.0, 0.0]
    """
    characters = by_character(truth)
    tokens = [_tokens(text, characters) for text in texts]
    true = _tokens(truth, characters)
    where: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(true) - N + 1):
        where.setdefault(tuple(true[i : i + N]), []).append(i)
    shares: list[float | None] = [None] * len(texts)
    spans: list[tuple[int, int] | None] = [None] * len(texts)
    at = 0
    used: set[int] = set()
    for b, words in enumerate(tokens):
        if len(words) < SURE:
            continue
        places = []
        for i in range(len(words) - N + 1):
            free = [p for p in where.get(tuple(words[i : i + N]), ()) if p not in used]
            if free:
                places.append(min(free, key=lambda p: (abs(p - at), p)))
                at = places[-1] + 1
                used.add(places[-1])
        share = len(places) / (len(words) - N + 1)
        shares[b] = share
        if share > 0.5:
            middle = sorted(places)
            spans[b] = (middle[0], middle[-1] + N)
    return _fill_short(tokens, true, shares, spans)


def covered(truth: str, texts: list[str]) -> float:
    """Return which share of a truth's words the page has at all.

    >>> covered("a b c d", ["c", "b a"])
    0.75
    """
    characters = by_character(truth)
    words = _tokens(truth, characters)
    have = set(_tokens(" ".join(texts), characters))
    return sum(word in have for word in words) / (len(words) or 1)


def _fill_short(
    tokens: list[list[str]], true: list[str], shares: list[float | None], spans: list[tuple[int, int] | None]
) -> list[float]:
    """Label the blocks too short for 4-grams by looking for them between their sure neighbours."""
    before = 0
    result: list[float] = []
    next_start = [len(true)] * (len(tokens) + 1)
    for b in range(len(tokens) - 1, -1, -1):
        span = spans[b]
        next_start[b] = span[0] if span else next_start[b + 1]
    for b, words in enumerate(tokens):
        share, span = shares[b], spans[b]
        if share is not None:
            result.append(share)
            if span:
                before = max(before, span[1]) if span[1] - before < 2000 else before
            continue
        if not words:
            result.append(0.0)
            continue
        end = max(next_start[b + 1], before)
        found = _find(words, true, before, min(end, before + 400))
        if found >= 0:
            before = max(before, found + len(words))
        result.append(float(found >= 0))
    return result


def _find(words: list[str], true: list[str], start: int, end: int) -> int:
    for i in range(start, end - len(words) + 1):
        if true[i : i + len(words)] == words:
            return i
    return -1


def _tokens(text: str, characters: bool) -> list[str]:
    words = WORD_RE.findall(text)
    return list("".join(words)) if characters else words
