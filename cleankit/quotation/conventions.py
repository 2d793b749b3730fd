"""Which quotation marks a text uses: found from the marks that must open, else from language or script.

>>> BY_LANGUAGE["fi"].open, BY_LANGUAGE["de"].close
('”', '“')
"""

from collections import Counter
from typing import NamedTuple

from cleankit.text.patterns import lazy


class Convention(NamedTuple):
    """The marks of a text, outer and inner; ``space`` stands on the inner side of guillemets."""

    open: str
    close: str
    inner_open: str = "‘"
    inner_close: str = "’"
    space: str = ""


ENGLISH = Convention("“", "”")
NORDIC = Convention("”", "”", "’")
GERMAN = Convention("„", "“", "‚", "‘")
POLISH = Convention("„", "”")
ANGLED = Convention("«", "»")
INWARD = Convention("»", "«")
BY_OPEN = {"“": ENGLISH, "”": NORDIC, "«": ANGLED, "»": INWARD}

LANGUAGES = {
    ENGLISH: "en es pt it nl da tr vi id sw af ga cy",
    NORDIC: "fi sv",
    GERMAN: "de cs sk sl bg mk sr lt is et lb ka",
    POLISH: "pl ro hu hr",
    ANGLED: "ru uk be el no nb nn hy fa",
    ANGLED._replace(space="\u00a0"): "fr",
}
BY_LANGUAGE = {code: found for found, codes in LANGUAGES.items() for code in codes.split()}
"""What a text without evidence gets, by ISO 639-1, as its press prints it."""

WESTERN_WORD_RE = lazy(r"\b(?:the|and|que)\b")
NORDIC_LETTER_RE = lazy("[äöåÄÖÅ]")
HIGH_CLOSE_LETTER_RE = lazy("[łżśőűățșŁŻŚŐŰĂȚȘ]")
HIGH_CLOSE_SHARE = 200
"""One letter in so many is of these in Polish, Hungarian and Romanian (1 to 5 %), not in German."""

ANGLED_CYRILLIC_RE = lazy("[ыэёіїєґЫЭЁІЇЄҐ]")
LETTER_RE = lazy(r"[^\W\d_]")
SPACING_RE = lazy("«([ \u00a0\u202f]?)")


class Evidence(NamedTuple):
    """The marks of a text where they must open, where they must close, and in sure pairs."""

    opens: Counter[str]
    closes: Counter[str]
    pairs: Counter[str]


def find_convention(text: str, evidence: Evidence, lang: str | None, *, decide: bool) -> Convention | None:
    """Return the convention of the most frequent opening mark; None without one.

    Between two equally frequent ones the answer is None too, unless it must ``decide``. „ is closed as
    ``lang`` says, else as the text's letters or most of its pairs say.
    """
    opens, closes, pairs = evidence
    counts = {kind: opens[kind] for kind in "“„”"}
    counts["«"] = opens["«"] if closes["»"] else 0
    counts["»"] = opens["»"] if closes["«"] else 0
    most = max(counts.values())
    if most == 0:
        return None
    if counts["”"] == most > counts["„"] and _is_western(text, tie=counts["“"] == most):
        return ENGLISH
    first, *others = (kind for kind, count in counts.items() if count == most)
    if others and not decide:
        return None
    if first == "„":
        if lang and BY_LANGUAGE[lang].open == "„":
            return BY_LANGUAGE[lang]
        return POLISH if pairs["„”"] > pairs["„“"] else _low_convention(text)
    if first == "«":
        spaces = Counter(SPACING_RE.findall(text))
        return ANGLED._replace(space=max(spaces, key=lambda space: (spaces[space], space)))
    return BY_OPEN[first]


def default_convention(text: str, lang: str | None) -> Convention:
    """Return the convention of a language, else that of the script of the first letter, else English.

    >>> default_convention("Привет, мы здесь", None).open, default_convention("Здравей, свят", None).open
    ('«', '„')
    """
    if lang:
        return BY_LANGUAGE[lang]
    first = LETTER_RE.search(text)
    if first and "\u0370" <= first.group() <= "\u03ff":
        return ANGLED
    if first and "\u0400" <= first.group() <= "\u04ff":
        return ANGLED if ANGLED_CYRILLIC_RE.search(text) else _low_convention(text)
    return ENGLISH


def _low_convention(text: str) -> Convention:
    """Return the convention that opens with „, by the letters of the text."""
    high = len(HIGH_CLOSE_LETTER_RE.findall(text)) * HIGH_CLOSE_SHARE > len(text)
    return POLISH if high else GERMAN


def _is_western(text: str, *, tie: bool) -> bool:
    """Say whether a text is surely not Finnish or Swedish, where ”…” is right."""
    return not NORDIC_LETTER_RE.search(text) and (tie or len(WESTERN_WORD_RE.findall(text)) >= 3)
