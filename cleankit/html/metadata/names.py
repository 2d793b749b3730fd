"""Tell names of authors from what else stands in their place.

A name that is wrong is worse than none, so that a value must look like a name: handles, addresses,
accounts of systems and sentences are none.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from cleankit.html.metadata.gather import one_line
from cleankit.html.metadata.phrases import BY, listed
from cleankit.text.scripts import EAST

MAX_AUTHORS = 20
MAX_CHARS = 80  # of one name
MAX_WORDS = 7
MAX_MANY = 240  # characters of a value with several names
SIGNS = " ,;:.|·•-–—\"'“”"

BY_WORDS = listed(BY)
LEADING_RE = re.compile(
    rf"^(?:{'|'.join(map(re.escape, BY_WORDS))})(?:\s*[:\uff1a/\uff0f]\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
MARKUP_RE = re.compile(r"<[^<>]{0,200}>")
ENDINGS = (
    "com|org|net|html?|php|info|eu|de|at|ch|fr|it|es|pt|nl|be|pl|cz|hu|ro|gr|tr|ru|ua|uk|se|no|dk|fi|io|tv"
    "|cn|jp|kr|br|in"
)
WEB_RE = re.compile(rf"://|www\.|[a-z0-9-]{{3}}\.(?:{ENDINGS})\b|@|\{{\{{|%|=|#")
HANDLE_RE = re.compile(r"(?<!\w)\(?@\w[\w.]*\)?")
EAST_RE = re.compile(rf"[{EAST}\u00b7\u30fb\s]{{2,12}}\Z")
AND_RE = re.compile(r",|\s(?:and|und|et|y|e|&|och|og|en|ve|i|и|και)\s")
PARTICLE_WORDS = """
    de da do dos das del della di du la le van von der den ter ten vom zu zur bin ibn al el
    y e i und and & et och og en ja ve dan и і та και
"""
PARTICLES = frozenset(PARTICLE_WORDS.split())
NOBODY_WORDS = """
    admin administrator webmaster root user guest anonymous unknown author editor null none undefined n/a na
    staff super-admin superadmin test owner system website wordpress about contact share subscribe follow
    comments comment login advertisement newsletter home menu redaktion redaktion-online online name default
    moderator bot
"""
NOBODY = frozenset(NOBODY_WORDS.split())
OTHER_WORDS = """
    bio profile read more view full see all about written article articles posts story follow subscribe share
    spotlight january february march april june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept
    oct nov dec minute minutes min ago updated published category categories tags comments
"""
NO_NAME = frozenset(OTHER_WORDS.split())
TEAMS = frozenset(("team", "staff", "editors", "redaktion", "editorial"))


def clean_name(value: Any) -> str | None:
    """Return the name in a value, or None if it is none: an address, a handle, an account, a sentence.

    >>> clean_name("By Mara Holm"), clean_name("@marahlm"), clean_name("https://social.example/mara")
    ('Mara Holm', None, None)
    """
    text = one_line(value)
    if not text or text.startswith("@"):
        return None
    if "<" in text:
        text = " ".join(MARKUP_RE.sub(" ", text).split())
    text = LEADING_RE.sub("", HANDLE_RE.sub("", text)).strip(SIGNS.replace(".", ""))
    if not text or len(text) > MAX_MANY or WEB_RE.search(text) or not any(c.isalpha() for c in text):
        return None
    if text.casefold() in NOBODY or sum(c.isdigit() for c in text) * 2 > len(text):
        return None
    return text if len(text.split()) <= 4 * MAX_WORDS else None


def looks_like_name(text: str) -> bool:
    """Say whether a text has the form of one or several names: capitals, particles, few words.

    >>> looks_like_name("Ludwig van Beethoven and Jo Berg"), looks_like_name("The quay was closed")
    (True, False)
    """
    if not 2 <= len(text) <= 2 * MAX_CHARS or WEB_RE.search(text) or any(c in "!?:;…" for c in text):
        return False
    folded = text.casefold()
    if folded in NOBODY or is_by_alone(text) or not NO_NAME.isdisjoint(folded.split()):
        return False
    if EAST_RE.match(text):
        return True
    words = text.split()
    if len(words) > 3 * MAX_WORDS or any(len(one.split()) > MAX_WORDS for one in AND_RE.split(text)):
        return False
    letters = [word.strip(".,'’&()") for word in words]
    named = [word for word in letters if word and word.casefold() not in PARTICLES]
    return bool(named) and all(word[0].isalpha() and not word[0].islower() for word in named)


def is_by_alone(text: str) -> bool:
    """Say whether a text is only what comes before a name, as "Written by"."""
    return len(text) <= 30 and text.strip(" :\uff1a").casefold() in BY_WORDS


def joined(names: Iterable[str]) -> str | None:
    """Return names as one value: parted by commas, or by semicolons where a name has a comma.

    >>> joined(["Holm, Mara", "Berg, Jo"]), joined(["Mara Holm", "Jo Berg"])
    ('Holm, Mara; Berg, Jo', 'Mara Holm, Jo Berg')
    """
    unique: dict[str, str] = {}
    for name in names:
        unique.setdefault(name.casefold(), name)
    found = list(unique.values())[:MAX_AUTHORS]
    return ("; " if len(found) > 1 and any("," in name for name in found) else ", ").join(found) or None


def is_weak(author: str, source: str, sites: Sequence[str]) -> bool:
    """Say whether a stated author is rather an account or a firm, so that a byline knows better."""
    if source.endswith("organization") or author.rsplit(maxsplit=1)[-1].casefold() in TEAMS:
        return True
    if " " not in author and (author.islower() or any(c.isdigit() for c in author)):
        return True
    return any(_letters(author) == _letters(site.removesuffix(".com")) for site in sites)


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
