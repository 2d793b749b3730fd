"""What C4 thinks of lines: which go, and which condemn the page.

Rules and their order are those of datatrove 0.10 after Raffel et al. 2020 (arXiv 1910.10683) and its code.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleankit.text.words import Tokenizer, spacy_tokens

CITATION_RE = re.compile(r"\[\d*]|\[edit]|\[citation needed]")
END_MARKS = (".", "?", "!", '"', "'")
POLICIES = (
    "terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies",
)  # fmt: skip
LONGEST_WORD = 1000
LEAST_WORDS = 3
# A sentence ends at a mark that stands behind a digit or more than one letter, and before a blank or a
# closing mark. The mark comes first in the pattern: other characters are then skipped as one set, which is
# three times as fast.
SENTENCE_RE = re.compile(
    r"[.!?](?:(?:(?<=[!?])|(?<=\d\.)|(?<=[^\W\d_]{2}\.)|(?<=[%)\]\"'”’][.])|(?<=[^\x00-\x7f]\.))"
    r"[\"'”’»)\]]*(?=\s+\S)|(?<=[a-z]\.)(?=[A-Z]))"
)
ABBREVIATED_RE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Gen|Gov|Rep|Rev|Sen|Messrs|Mt|Inc|Ltd|Co|Corp|Bros|vs|etc|Adm|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|La|"
    r"Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Va|Wash|Wis)\.$"
)
LONGEST_ABBREVIATION = len("Messrs")


class Judged(NamedTuple):
    """A line by its number; ``reason`` says why it goes, or is empty; ``condemns`` says so of the page."""

    line: int
    text: str
    reason: str = ""
    condemns: bool = False


def judge_lines(lines: list[str], *, end_marks: bool = True, stop: bool = True) -> Iterator[Judged]:
    """Judge lines in order, and with ``stop`` no further than one that condemns the page.

    With ``end_marks`` a line goes that ends in none of ``. ? ! " '``.
    """
    for i, line in enumerate(lines):
        text = whole = line.strip()
        if len(text) > LONGEST_WORD and max(map(len, text.split())) > LONGEST_WORD:
            yield Judged(i, text, "long-word")
            continue
        if "[" in text:
            text = CITATION_RE.sub("", text)
        if end_marks and (not text.endswith(END_MARKS) or text.endswith("...")):
            yield Judged(i, text, "no-end-mark")
        elif len(whole.split(None, LEAST_WORDS - 1)) < LEAST_WORDS:
            yield Judged(i, text, "few-words")
        else:
            judged = _by_content(i, text)
            yield judged
            if stop and judged.condemns:
                return


def _by_content(i: int, text: str) -> Judged:
    lowered = text.lower()
    if "lorem ipsum" in lowered:
        return Judged(i, text, "lorem-ipsum", condemns=True)
    if "javascript" in lowered:
        return Judged(i, text, "javascript")
    if "{" in text:
        return Judged(i, text, "curly-bracket", condemns=True)
    if ("poli" in lowered or "cookies" in lowered or "terms" in lowered) and any(
        policy in lowered for policy in POLICIES
    ):
        return Judged(i, text, "policy")
    return Judged(i, text)


def count_sentences(line: str, tokenizer: Tokenizer = "regex") -> int:
    """Return how many sentences a line has; at least one.

    >>> count_sentences("Mr. Smith of the U.S. came. He left!"), count_sentences("In the U.S. it rained.")
    (2, 1)
    """
    if tokenizer == "spacy":
        return sum(1 for _ in spacy_tokens(line).sents)
    return 1 + sum(not _is_abbreviated(line, end.start()) for end in SENTENCE_RE.finditer(line))


def _is_abbreviated(line: str, at: int) -> bool:
    """Say whether the mark at a place is the full stop of an abbreviation that a sentence goes on after."""
    return (
        line[at] == "."
        and line[at + 1].isspace()
        and ABBREVIATED_RE.search(line, max(0, at - LONGEST_ABBREVIATION), at + 1) is not None
    )
