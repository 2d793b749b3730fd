"""Find the name in a byline: after "By", "Von", "作者", in front of the date, the office, the next sign."""

import re

from cleankit.html.metadata.names import BY_WORDS, SIGNS, looks_like_name
from cleankit.html.metadata.phrases import AUTHOR_COLON, MADE_BY, WRITTEN_BY, listed

MAX_BYLINE = 120
SEARCHED = 300
COLON = r"(?:\s*[:\uff1a/\uff0f]\s*|\s+)(?=\S)"
BY = rf"(?:{'|'.join(map(re.escape, BY_WORDS))}){COLON}"
BY_RE = re.compile(BY, re.IGNORECASE)
SIGN_RE = re.compile(r"[|•·—–]\s?|\s-\s")
# Inside a line only what is no everyday word, before a capital, and not of a photo.
INSIDE_RE = re.compile(r"\s(?:[Bb]y|von|par|door)\s(?=[^\W\d_a-z])")
GLUED_RE = re.compile(r"(?:By|Von|Par|Por)(?=[A-Z][a-z])")
WRITTEN_RE = re.compile(
    rf"^(?:this (?:post|article) was )?(?:{'|'.join(map(re.escape, listed(WRITTEN_BY)))}"
    rf"|(?:{AUTHOR_COLON})\s?:)",
    re.IGNORECASE,
)
# In forums any name of a user may follow.
USER_RE = re.compile(r"\b(?:started|asked) by\s([a-z]\w{2,30})(?=[,.\s]|\Z)")
KOREAN_RE = re.compile(r"(?:^|\s|=)([\uac00-\ud7a3]{2,4})\s?기자")
USER_SIGN, KOREAN_SIGN = "ed by", "기자"  # what these two need
STOPS = (
    "on|in|at|for|is|am|im|le|el|em|il|vom|updated|published|posted|last|reviewed|edited|fact[ -]checked|"
    "staff writer|contributor|category|categories"
)
STOP_RE = re.compile(
    rf"\s*(?:[|•·—–\n\t()\[\]<>»@/]|\s-|(?<!\w)(?:(?:op|den|på|dne|от)\s+)?\d|[\s,]+[^\W\d_]{{3,}}\.?\s+\d{{1,2}}\b|https?:|\b(?:{STOPS})\b)",
    re.IGNORECASE,
)
MADE = frozenset(MADE_BY.split())


def name_in_byline(text: str, *, labelled: bool = False) -> str | None:
    """Return the name in a byline, without what stands around it.

    Where the markup calls the text a byline (``labelled``) it may be the name alone.

    >>> name_in_byline("By Mara Holm and Jo Berg | May 3, 2024 | 5 min read")
    'Mara Holm and Jo Berg'
    >>> name_in_byline("By the time the quay was closed, nobody was left.") is None
    True
    """
    text = text[:SEARCHED]
    for sign, pattern in ((KOREAN_SIGN, KOREAN_RE), (USER_SIGN, USER_RE)):
        if sign in text and (match := pattern.search(text)):
            return match[1]
    start = _after_by(text)
    if start is None and not labelled:
        return None
    rest = text[start or 0 :]
    stop = STOP_RE.search(rest)
    rest = (rest[: stop.start()] if stop else rest).strip(SIGNS)
    for name in (rest, rest.split(",")[0].strip()):  # what follows a comma may be an office
        if looks_like_name(name):
            return name
    return None


def is_plain_byline(text: str) -> bool:
    """Say whether a text says in so many words who wrote the article, so that it may stand anywhere."""
    return WRITTEN_RE.match(text) is not None


def _after_by(text: str) -> int | None:
    """Return where the name starts that a text announces, or None if it announces none."""
    if match := BY_RE.match(text) or GLUED_RE.match(text):
        return match.end()
    for sign in SIGN_RE.finditer(text):
        if match := BY_RE.match(text, sign.end()):
            return match.end()
    if len(text) > MAX_BYLINE or text[-1:] in ".!?":
        return None
    match = INSIDE_RE.search(text)
    if match is None:
        return None
    before = text[: match.start()].split()[-1:]
    return None if before and before[0].casefold().strip(SIGNS) in MADE else match.end()
