"""Texts with known repeats of the kinds that are meant, and look-alikes that must stay.

>>> lines, truth = planted_document(random.Random(1))
>>> len(lines) > 12, sorted({kind for kind, _ in truth.pairs}) != []
(True, True)
"""

import random
from typing import NamedTuple

SYLLABLES = [a + b for a in "bdfghklmnprstvw" for b in "aeio"]
NAMES = [
    "Arlen",
    "Bostrom",
    "Corvane",
    "Delwick",
    "Estrup",
    "Farlow",
    "Gandry",
    "Hollis",
    "Iverne",
    "Jasko",
    "Kelmar",
]
KINDS = ("exact", "cut", "dressed", "interleaved")
LEAST_EXACT = 160  # characters of a paragraph that is planted again far from its source
WHOLE = 0.3  # share of documents in which four paragraphs stand twice
SHORT = ("No comment.", "Why not?", "Read on", "- the ferry timetable for the winter months, as printed")


class Truth(NamedTuple):
    """The planted pairs: a kind, and the two lines of which one must go."""

    pairs: list[tuple[str, set[int]]]


def planted_document(rng: random.Random) -> tuple[list[str], Truth]:
    """Return lines and the repeats among them."""
    vocabulary = ["".join(rng.choices(SYLLABLES, k=rng.choice((1, 2, 2, 3, 4)))) for _ in range(900)]
    originals = [_paragraph(rng, vocabulary) for _ in range(rng.randint(8, 24))]
    lines: list[tuple[str, int]] = [(text, -1) for text in originals]
    kinds: list[str] = []

    def plant(kind: str, at: int, text: str, place: int) -> None:
        kinds.append(kind)
        lines[at] = (lines[at][0], len(kinds) - 1)
        lines.insert(place, (text, len(kinds) - 1))

    for kind in rng.choices(KINDS, k=rng.randint(1, 4)):
        least = LEAST_EXACT if kind == "exact" else 0
        free = [i for i, (text, group) in enumerate(lines) if group < 0 and len(text) >= least]
        if not free:
            continue
        at = rng.choice(free)
        copy = _copy(rng, kind, lines[at][0])
        plant(kind, at, copy, at + 1 if kind == "interleaved" else rng.randint(at + 1, len(lines)))
    for _ in range(3):
        lines.insert(rng.randint(0, len(lines)), (_look_alike(rng, rng.choice(originals)), -1))
        lines.insert(rng.randint(0, len(lines)), (rng.choice(SHORT), -1))
    runs = [i for i in range(len(lines) - 3) if all(_is_free(*line) for line in lines[i : i + 4])]
    if runs and rng.random() < WHOLE:
        start = rng.choice(runs)
        for i in range(start, start + 4):
            kinds.append("block")
            lines[i] = (lines[i][0], len(kinds) - 1)
        lines += lines[start : start + 4]
    groups: list[set[int]] = [set() for _ in kinds]
    for i, (_, group) in enumerate(lines):
        if group >= 0:
            groups[group].add(i)
    return [text for text, _ in lines], Truth(list(zip(kinds, groups, strict=True)))


def _paragraph(rng: random.Random, vocabulary: list[str]) -> str:
    sentences = []
    for _ in range(rng.choice((1, 1, 2, 3))):
        words = rng.choices(vocabulary, k=rng.randint(11, 26))
        words[rng.randrange(1, len(words))] = rng.choice(NAMES)
        words[rng.randrange(1, len(words))] = str(rng.randint(2, 900))
        if rng.random() < 0.6:
            words[rng.randrange(2, len(words) - 2)] += ","
        words[0] = words[0].capitalize()
        sentences.append(" ".join(words) + ".")
    return " ".join(sentences)


def _is_free(text: str, group: int) -> bool:
    return group < 0 and text not in SHORT


def _copy(rng: random.Random, kind: str, text: str) -> str:
    if kind in ("exact", "interleaved"):
        return rng.choice((text, text.upper(), text.replace(" ", "\u00a0", 2), text.replace(",", "")))
    if kind == "dressed":
        return rng.choice((f"{text} | Harbour News", f"{text} © Lund/hbr", f"Click to play video: {text}"))
    words = text.split()
    return " ".join(words[: rng.randint(-(-len(words) * 3 // 5), len(words) - 1)]).rstrip(",.") + "..."


def _look_alike(rng: random.Random, text: str) -> str:
    """Return a line that differs in a number, a name or a word: it says something else."""
    words = text.split()
    kind = rng.choice(("number", "name", "word"))
    if kind == "number":
        at = rng.choice([i for i, word in enumerate(words) if word.strip(",.").isdigit()])
        words[at] = str(rng.randint(1000, 9000)) + words[at].lstrip("0123456789")
    elif kind == "name":
        at = rng.choice([i for i, word in enumerate(words) if i and word.strip(",.").isalpha()])
        words[at] = "Quentin"
    else:
        words.insert(rng.randrange(1, len(words)), "not")
    return " ".join(words)
